"""Who took part in a case has a role there that fits what the organisation is."""

from __future__ import annotations

from portal.seed.factories import own_content

FITTING = {
    "type-kommune": {"municipality", "procurer"},
    "type-region": {"funder"},
    "type-klynge": {"cluster", "matchmaker"},
    "type-erhvervsfremme": {"promoter"},
    "type-videninstitution": {"knowledge"},
    "type-center": {"centre"},
    "type-raadgiver": {"adviser"},
    "type-netvaerk": {"network"},
    "type-program": {"programme"},
    "type-virksomhed": {"company"},
}
"""The roles that an organisation of each type can have without being said to be something else."""


def test_each_role_fits_the_organisation() -> None:
    content = own_content()
    types = {item.key: item.organisation_type for item in content.organisations}
    seen = set()
    for case in content.cases:
        for one in case.participants:
            if one.organisation:
                kind = types[one.organisation]
                seen.add(kind)
                assert one.role in FITTING[kind], f"{case.key}: {one.organisation} is {kind}, not {one.role}"
    assert {"type-klynge", "type-erhvervsfremme", "type-center", "type-raadgiver"} <= seen
