"""What readers call a page leads to it: other names for it, what it explains, the number of a phase.

The portal's own content on both engines, as in test_relevance.
"""

from __future__ import annotations

import pytest

from search.engines.core import Core
from search.ports import Lang, Query

FIRST_FIVE = 5

NAMED = (
    # What readers call it, and the page that the editors have named for it, which has to come first.
    ("da", "privatlivspolitik", "privatliv"),
    ("da", "persondatapolitik", "privatliv"),
    ("sv", "integritetspolicy", "privatliv"),
    ("sv", "privacy", "privatliv"),
    ("da", "redaktionel", "saadan-redigerer-vi"),
    ("da", "svensk version", "saadan-redigerer-vi"),
    ("sv", "översätta en guide", "saadan-redigerer-vi"),
    ("da", "hvem betaler", "faelles-business-case"),
    ("sv", "vem betalar", "faelles-business-case"),
    ("da", "hvem ejer data", "opi-samarbejdsaftale"),
    ("da", "hvordan måler man livskvalitet", "evalueringsplan"),
    ("da", "arbejdsmiljø", "evalueringsplan"),
    ("sv", "arbetsmiljö", "evalueringsplan"),
    ("sv", "riskbedömning", "risikolog"),
    ("sv", "kravställning", "indkoeb-og-implementering"),
    ("da", "byråd", "kommunikationsark"),
    ("sv", "kommunfullmäktige", "kommunikationsark"),
    ("sv", "gps klocka", "vaesteraas-fri-bevaegelse"),
    ("da", "innomera", "vaesteraas-innomera"),
    ("sv", "sälja välfärdsteknik i danmark", "virksomhedens-indgang"),
)
EXPLAINED = (
    ("da", "hvad er velfærdsteknologi", "velfaerdsteknologi"),
    ("da", "hvad er en case", "case"),
    ("sv", "vad är ett exempel", "case"),
    ("sv", "vad är Samverk", "om"),
    ("da", "hvad er Samværk", "om"),
)
CASES = (
    ("da", "cases fra sverige"),
    ("da", "svenske cases"),
)
PHASES = tuple(enumerate(
    ("mandat-og-netvaerk", "faelles-behov", "marked-og-match", "business-case-og-aftale", "udvikling-og-test",
     "evaluering-og-beslutning", "indkoeb-og-implementering", "drift-og-skalering"), start=1))  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "key"), NAMED)
def test_what_readers_call_it_leads_to_the_page_that_is_named_for_it(seed: Core, lang: Lang, text: str, key: str):
    assert seed.search(Query(text, lang)).hits[0].key == key


@pytest.mark.parametrize(("lang", "text", "key"), EXPLAINED)
def test_what_something_is_is_told_by_its_entry_or_page(seed: Core, lang: Lang, text: str, key: str):
    assert seed.search(Query(text, lang)).hits[0].key == key


@pytest.mark.parametrize(("lang", "text"), CASES)
def test_a_case_is_no_business_case(seed: Core, lang: Lang, text: str):
    first = [hit.key for hit in seed.search(Query(text, lang)).hits[:3]]
    assert sorted(first) == ["vaesteraas-e-foerslag", "vaesteraas-fri-bevaegelse", "vaesteraas-innomera"]


@pytest.mark.parametrize(("number", "key"), PHASES)
@pytest.mark.parametrize(("lang", "phase", "gate"), [("da", "fase", "beslutningspunkt"), ("sv", "fas", "beslutspunkt")])
def test_phases_and_gates_are_found_by_their_numbers(
    seed: Core, lang: Lang, phase: str, gate: str, number: int, key: str
):
    assert seed.search(Query(f"{phase} {number}", lang)).hits[0].key == key
    assert key in [hit.key for hit in seed.search(Query(f"{gate} B{number}", lang)).hits[:FIRST_FIVE]]


@pytest.mark.parametrize(("lang", "text"), [("da", "skabeloner til fase 4"), ("sv", "mallar fas 4")])
def test_what_belongs_to_a_phase_is_found_by_its_number(seed: Core, lang: Lang, text: str):
    hits = [hit for hit in seed.search(Query(text, lang)).hits[:FIRST_FIVE] if hit.type == "template"]
    assert len(hits) >= 3
    assert all("business-case-og-aftale" in hit.facets["phase"] for hit in hits)
