"""Organisations, programmes and networks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from portal.organisations.models.entry_points import EntryPointPage

from .base import (
    NOT_STATED,
    AreaKey,
    CountryKey,
    Key,
    Line255,
    Line400,
    OrganisationKey,
    PageItem,
    Reference,
    Stated,
    Stated255,
    Stated400,
    TechnologyKey,
)

Covers = Literal["yes", "no", "not_stated"]
Day = date | Literal["not_stated"]
Website = Annotated[str, StringConstraints(pattern=r"^(https?://\S+|not_stated)$", max_length=200)]
Mailbox = Annotated[str, StringConstraints(pattern=r"^([^@\s]+@[^@\s]+|not_stated)$", max_length=254)]
Phone = Annotated[str, StringConstraints(pattern=r"^(\+?[\d ]{8,}|not_stated)$", max_length=40)]

PROGRAMME_ONLY = (
    "covers_development",
    "covers_implementation",
    "covers_scaling",
    "amount",
    "opens",
    "closes",
    "who_may_apply",
)
NETWORK_ONLY = ("purpose", "who_may_join", "period")


class OrganisationItem(PageItem):
    """An entry point: what one gets there, and when to write."""

    page: Literal["entry_point", "programme", "network"]
    organisation_type: Annotated[Key, Reference("organisation-type")]
    country: CountryKey
    areas: list[AreaKey] = []
    technologies: list[TechnologyKey] = []
    themes: Line255
    company_gets: Stated
    municipality_gets: Stated
    errands: list[Annotated[Key, Reference("errand")]] = []
    company_stages: list[Annotated[Key, Reference("company-stage")]] = []
    write_when: Stated
    send: Stated
    reply_time: Stated255
    website: Website = NOT_STATED
    mailbox: Mailbox = NOT_STATED
    phone: Phone = NOT_STATED
    status: Literal[tuple(EntryPointPage.Status.values)]  # type: ignore[valid-type]
    status_note: Line400
    member_of: list[OrganisationKey] = []
    hosts: list[OrganisationKey] = []
    supplementary: bool = False
    covers_development: Covers = NOT_STATED
    covers_implementation: Covers = NOT_STATED
    covers_scaling: Covers = NOT_STATED
    amount: Stated255 | None = None
    opens: Day | None = None
    closes: Day | None = None
    who_may_apply: Stated400 | None = None
    purpose: Stated | None = None
    who_may_join: Stated255 | None = None
    period: Stated255 | None = None

    @model_validator(mode="after")
    def _fitting(self) -> OrganisationItem:
        foreign = {"programme": NETWORK_ONLY, "network": PROGRAMME_ONLY}.get(
            self.page, (*PROGRAMME_ONLY, *NETWORK_ONLY)
        )
        wrong = sorted(self.model_fields_set.intersection(foreign))
        if wrong:
            raise PydanticCustomError("seed_fitting", "does not belong to an entry of this type", {"field": wrong[0]})
        return self
