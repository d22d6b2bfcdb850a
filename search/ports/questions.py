"""A reader's question, and what bounds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from .languages import Lang

Sort = Literal["relevance", "phase", "newest"]

LANGUAGE_FACET: Final = "language"
"""The one facet that every engine has by itself: the language of a document."""
FACETS: Final = (
    "type",
    "phase",
    "area",
    "technology",
    "audience",
    "evidence",
    "effect",
    "country",
    "status",
    "time",
    "format",
)
"""The portal's facets besides the language (decisions, 6). An engine is made with the facets that it shall know."""

LONGEST_TEXT: Final = 200
"""Characters of a question that are read."""
LARGEST_PAGE: Final = 100
DEEPEST_HIT: Final = 10_000
"""Hits that can be paged to. Nobody reads so far, and no engine shall be made to sort further."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Chosen values: OR within a facet, AND between facets."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {facet: tuple(dict.fromkeys(values)) for facet, values in self.chosen.items() if values}
        object.__setattr__(self, "chosen", kept)

    def values(self, facet: str) -> tuple[str, ...]:
        """What is chosen in ``facet``."""
        return self.chosen.get(facet, ())

    def without(self, facet: str, value: str | None = None) -> Filters:
        """The same filters without one value, or without the whole facet."""
        chosen = dict(self.chosen)
        chosen[facet] = tuple(kept for kept in chosen.get(facet, ()) if value is not None and kept != value)
        return Filters(chosen)

    def __bool__(self) -> bool:
        return bool(self.chosen)


@dataclass(frozen=True, slots=True)
class Query:
    """A reader's question. Any text is allowed; numbers out of range are brought into it."""

    text: str = ""
    lang: Lang = "da"
    """The reader's language: its documents come first, those that exist only in the other language follow."""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 20
    correct: bool = True
    """False where the reader insists on the spelling."""
