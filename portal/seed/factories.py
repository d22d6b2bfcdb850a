"""Pages made up for tests and benchmarks, from the seed's own sentences and words.

Every text is a pair that stands in the seed files, so that the Danish and the Swedish page say the same; which pairs
come together is decided by a random generator with a fixed seed, so that the same call gives the same page. What is
made is an entry of the same strict schema as the files have, and it is written by the same code as they are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, TypeVar

from django.db import transaction
from django.utils import timezone

from portal.core.languages import LANGUAGES, spelled_slug
from portal.core.models import PortalPage
from portal.core.staleness import remember_new
from portal.seed.drafts import Weave, draft
from portal.seed.loading.planting import Planter
from portal.seed.loading.registry import Registry
from portal.seed.reading import Content
from portal.seed.schema import (
    CaseItem,
    FacetItem,
    GuideItem,
    OrganisationItem,
    Strict,
    TemplateItem,
    Text,
    Upkeep,
)
from portal.seed.validation import CODES, leaves, load_files

SEED: Final = 7
"""Seed of the random generator, unless a caller says otherwise."""
PREFIX: Final = "syntetisk-"
"""Beginning of the stable key of every made-up page."""
NEIGHBOURS: Final = 20
"""Among how many of the newest entries a made-up one finds those that it belongs together with."""

Item = TypeVar("Item", bound=Upkeep)


class Factory:
    """Makes entries; the same seed gives the same ones in the same order."""

    def __init__(self, content: Content | None = None, *, seed: int = SEED) -> None:
        self.content = content or own_content()
        self._random = random.Random(seed)
        self._facets: dict[str, list[FacetItem]] = {}
        for facet in self.content.facets:
            self._facets.setdefault(facet.kind, []).append(facet)
        self._near = {
            "guide": [guide.key for guide in self.content.guides],
            "case": [case.key for case in self.content.cases],
        }
        self._municipalities = [
            item.title for item in self.content.organisations if item.organisation_type == "type-kommune"
        ]

    def guide(self, number: int = 1, **changes: Any) -> GuideItem:
        """A guide of five to nine steps.

        Args:
            number: makes its key and its title unlike those of others.
            **changes: fields to set instead; they are checked like those of a file.

        Raises:
            pydantic.ValidationError: a changed field is not as the schema wants it.
        """
        one, pick = self._random.choice, self._pick
        guides = self.content.guides
        base = one(guides)
        mixed = ("audience_text", "outcome", "when_to_use", "when_not", "participants", "small_minimum")
        area, technology = one(self._facets["area"]), one(self._facets["technology"])
        title = Text(
            da=f"{technology.name.da} i {_small(area.name.da)}", sv=f"{technology.name.sv} i {_small(area.name.sv)}"
        )
        fields = {
            **self._page(number, title, guides),
            "number": number,
            "phases": self._keys("phase", 1, 2),
            "audiences": self._keys("audience", 1, 3),
            "areas": [area.key],
            "technologies": [technology.key],
            "time_facet": one(self._facets["time"]).key,
            **{name: getattr(one(guides), name) for name in mixed},
            "time_normal": base.time_normal,
            "why": base.why,
            "steps": pick([step for guide in guides for step in guide.steps], 5, 9),
            "checklist": pick([line for guide in guides for line in guide.checklist], 4, 7),
            "pitfalls": pick([text for guide in guides for text in guide.pitfalls], 2, 4),
            "cases": pick(self._near["case"], 0, 2),
        }
        return self._made(GuideItem, fields, changes)

    def case(self, number: int = 1, **changes: Any) -> CaseItem:
        """A case of four to six parts; its figures are those of the seed's cases. Arguments as for :meth:`guide`."""
        one, pick = self._random.choice, self._pick
        cases = self.content.cases
        base, place = one(cases), one(self._municipalities)
        area, technology = one(self._facets["area"]), one(self._facets["technology"])
        title = Text(
            da=f"{place.da}: {_small(technology.name.da)} i {_small(area.name.da)}",
            sv=f"{place.sv}: {_small(technology.name.sv)} i {_small(area.name.sv)}",
        )
        copied = (
            "evidence_level", "evidence_note", "provenance", "facts", "problem", "people_affected", "solution", "unit",
            "legal_form", "funding", "paid_by_after", "staff_hours", "procurement_result", "running_cost",
            "preconditions", "integrations", "unknown", "takeaways", "difficulties", "lessons", "effects",
        )  # fmt: skip
        fields = {
            **self._page(number, title, cases),
            **{name: getattr(base, name) for name in copied},
            "phases": self._keys("phase", 1, 2),
            "areas": [area.key],
            "technologies": [technology.key],
            "audiences": self._keys("audience", 1, 3),
            "country": one(("dk", "se")),
            "status": one(("ongoing", "ended", "unknown")),
            "participants": base.participants,
            "story": pick([part for case in cases for part in case.story], 4, 6),
            "guides": pick(self._near["guide"], 0, 2),
            "contact_organisation": base.contact_organisation,
        }
        return self._made(CaseItem, fields, changes)

    def template(self, number: int = 1, **changes: Any) -> TemplateItem:
        """A template like one of the seed's. Arguments as for :meth:`guide`."""
        base = self._random.choice(self.content.templates)
        fields = {**_fields(base), **self._page(number, base.title, [base]), "number": number, "related": []}
        return self._made(TemplateItem, fields, changes)

    def organisation(self, number: int = 1, **changes: Any) -> OrganisationItem:
        """An entry point like one of the seed's, without its relations. Arguments as for :meth:`guide`."""
        base = self._random.choice(self.content.organisations)
        alone: dict[str, Any] = {"related": [], "member_of": [], "hosts": []}
        fields = {**_fields(base), **self._page(number, base.title, [base]), **alone}
        return self._made(OrganisationItem, fields, changes)

    # --- parts -------------------------------------------------------------------------------------------------------

    def _page(self, number: int, title: Text, like: Sequence[Upkeep]) -> dict[str, Any]:
        """Name, address, summary and upkeep; the number makes them unlike those of every other page."""
        lead = self._random.choice(like).summary
        named = {language: f"{title.of(language)} ({number})" for language in LANGUAGES}
        today = timezone.localdate()
        return {
            "key": f"{PREFIX}{number}",
            "slug": {code: f"{spelled_slug(title.of(code), code)[:60].strip('-')}-{number}" for code in LANGUAGES},
            "title": named,
            "summary": {code: _cut(f"{named[code]}. {lead.of(code)}") for code in LANGUAGES},
            "sources": [source.ref for source in self._pick(self.content.sources, 1, 4)],
            "last_reviewed": today,
            "review_due": today.replace(year=today.year + 1, day=min(today.day, 28)),
            "change_note": {"da": "Første udgave", "sv": "Första utgåvan"},
        }

    def _pick(self, values: Sequence[Any], least: int, most: int) -> list[Any]:
        return self._random.sample(values, self._random.randint(least, most))

    def _keys(self, kind: str, least: int, most: int) -> list[str]:
        return [facet.key for facet in self._pick(self._facets[kind], least, most)]

    def _made(self, model: type[Item], fields: dict[str, Any], changes: dict[str, Any]) -> Item:
        """A checked entry whose sources are those that its texts name, and some more; later ones may relate to it."""
        item = model.model_validate({**fields, **changes})
        near = self._near.get(type(item).__name__.removesuffix("Item").lower())
        if near is not None:
            near[:-NEIGHBOURS] = []
            near.append(item.key)
        if "sources" in changes:
            return item
        return item.model_copy(update={"sources": list(dict.fromkeys([*_named_sources(item), *item.sources]))})


def make(*items: Upkeep) -> list[dict[str, Any]]:
    """Write entries to the database, without search or reference indexes.

    Args:
        *items: in any order; the sections they belong in, and the registers they refer to, must be there.

    Returns:
        the pages of each entry by language.

    Raises:
        LookupError: the section is not there, or has a page with the same address.
    """
    weave = Weave.of(own_content(), relations=False)
    weave.add_relations(items)
    drafts = [draft(item, weave) for item in items]
    with transaction.atomic():
        planted = plant(drafts)
    pages: dict[str, dict[str, Any]] = {item.key: {} for item in items}
    for page in planted:
        pages[page.key][page.language] = page
    return [pages[item.key] for item in items]


def plant(drafts: Sequence[Any]) -> list[PortalPage]:
    """Write drafts of new pages in both languages, without search or reference indexes.

    Raises:
        LookupError: a section is not there, or has a page with the same address.
    """
    registry = Registry()
    registry.load_registers()
    registry.load_pages([item.key for item in own_content().pages] + [one.key for one in drafts])
    planted, left_out = Planter(registry).plant((one, language) for language in LANGUAGES for one in drafts)
    if left_out:
        missing = ", ".join(f"{one.key} ({language})" for one, language in left_out[:3])
        raise LookupError(f"no place for {missing}: the section is not there, or the address is taken")
    remember_new(planted)
    return planted


@cache
def own_content() -> Content:
    """The portal's own seed files, read once."""
    return load_files()


def _named_sources(item: Strict) -> list[str]:
    """Codes that an entry's texts and fields name."""
    codes: list[str] = []
    for _at, value, mark in leaves(item):
        if mark is not None and mark.kind == "source":
            codes.append(value)
        codes += [code.strip() for found in CODES.findall(value) for code in found.split(",")]
    return codes


def _fields(item: Strict) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.model_fields_set}


def _small(name: str) -> str:
    """A facet's name inside a sentence; abbreviations keep their capitals."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _cut(text: str) -> str:
    return text if len(text) <= 280 else f"{text[:279].rsplit(' ', 1)[0]}…"
