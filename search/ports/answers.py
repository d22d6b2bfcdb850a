"""What comes out: hits, counts and suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from .languages import Lang

SuggestionKind = Literal["title", "term", "word"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that either matched or did not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Highlights:
    """Texts of a hit, cut at the matches. Joined, the title and summary are the whole texts."""

    title: tuple[Segment, ...] = ()
    summary: tuple[Segment, ...] = ()
    snippet: tuple[Segment, ...] = ()
    """The passage of the body that matches best; empty where none does, and where the summary shows why it is a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer."""

    uid: str
    pk: int
    key: str
    type: str
    lang: Lang
    title: str
    summary: str
    url: str
    highlights: Highlights
    other_language: bool
    """Whether the hit is in the other language than the reader's; then its texts need a ``lang`` attribute."""
    translation_url: str = ""
    """The same page in the other language, if there is one."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changed: datetime | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, and how many hits it has among those that the other facets leave."""

    value: str
    count: int
    selected: bool = False


Facets = Mapping[str, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query."""

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: Facets
    """Per facet the values that have hits and the chosen ones, most hits first."""
    corrected_to: str = ""
    """The question as it was understood, where a word in it was taken for a misspelling."""
    suggestions: tuple[str, ...] = ()
    """Other questions, one click away: for words that were not found."""
    unknown: tuple[str, ...] = ()
    """Words of the question that occur nowhere; the page says so."""
    in_other_language: int = 0
    """How many of ``total`` are in the other language."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a reader may be about to type."""

    text: str
    kind: SuggestionKind
    lang: Lang
    url: str = ""
    """Where a title leads; a term or a word becomes the question."""
    type: str = ""
    uid: str = ""
    """The document whose title it is."""
