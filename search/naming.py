"""What facets and their values are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from portal.core.kinds import KINDS, kind_name
from portal.core.languages import LANGUAGES, NAMES
from portal.vocabulary import snapshot
from portal.vocabulary.models import Concept
from search.asking import FACET_ORDER

FOUND_KINDS = KINDS
"""Types that pages have."""
EVIDENCE = ("4", "3", "2", "1")
EFFECTS = ("measured", "experienced", "expected", "not_stated")
STATUSES = ("ongoing", "ended", "unknown")
CONCEPT_FACETS = ("phase", "area", "technology", "audience", "country", "time", "format")
IN_ORDER = frozenset({"phase", "evidence", "time", "type"})
"""Facets whose values have an order of their own; the others stand by number of hits."""
FACET_NAMES = {
    "type": _("Type"),
    "phase": _("Phase"),
    "area": _("Area"),
    "technology": _("Technology"),
    "audience": _("For whom"),
    "evidence": _("Evidence"),
    "effect": _("Effects"),
    "country": _("Country"),
    "status": _("Status"),
    "time": _("Time it takes"),
    "format": _("Format"),
    "language": _("Language"),
}
VALUE_NAMES = {
    ("evidence", "1"): _("Told by the parties"),
    ("evidence", "2"): _("Tried in operation"),
    ("evidence", "3"): _("Measured before and after"),
    ("evidence", "4"): _("Independently evaluated"),
    ("effect", "measured"): _("Measured"),
    ("effect", "experienced"): _("Experienced"),
    ("effect", "expected"): _("Expected"),
    ("effect", "not_stated"): _("Not stated in the source"),
    ("status", "ongoing"): _("Ongoing"),
    ("status", "ended"): _("Ended"),
    ("status", "unknown"): _("Unknown"),
}


def facet_name(facet: str) -> str:
    """The name of a facet in the active language."""
    return str(FACET_NAMES[facet])


class Naming:
    """The values of every facet and their names, as they are when they are first needed."""

    def __init__(self, concepts: Iterable[Concept] | None = None) -> None:
        """Read nothing yet.

        Args:
            concepts: all concepts in their order, of a caller who has asked for them already.
        """
        self._given = concepts

    @cached_property
    def concepts(self) -> dict[str, Concept]:
        """Every concept that is a facet's value, by key."""
        every = snapshot.concepts() if self._given is None else self._given
        return {concept.key: concept for concept in every if concept.kind in CONCEPT_FACETS}

    @cached_property
    def known(self) -> dict[str, tuple[str, ...]]:
        """The values of each facet, in their order."""
        values: dict[str, tuple[str, ...]] = {
            "type": FOUND_KINDS,
            "evidence": EVIDENCE,
            "effect": EFFECTS,
            "status": STATUSES,
            "language": LANGUAGES,
        }
        for facet in CONCEPT_FACETS:
            values[facet] = tuple(key for key, concept in self.concepts.items() if concept.kind == facet)
        return {facet: values[facet] for facet in FACET_ORDER}

    def label(self, facet: str, value: str, language: str) -> str:
        """Name of a value; ``value`` itself where an index still has one that was deleted."""
        if facet == "type":
            return kind_name(value) if value in FOUND_KINDS else value
        if facet == "language":
            return NAMES.get(value, value)
        if facet in CONCEPT_FACETS:
            concept = self.concepts.get(value)
            if concept is None:
                return value
            name = concept.name(language)
            return f"{concept.order} {name}" if facet == "phase" else name
        return str(VALUE_NAMES.get((facet, value), value))
