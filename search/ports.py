"""What the portal asks of a search engine, and what it gets back. No Django, no engine: only values and one protocol.

A page view turns an address into a :class:`Query`; a :class:`SearchEngine` answers with :class:`Results`. Pages become
:class:`Document` values before they are indexed, so that an engine never sees a model. The editors' synonyms come in as
a :class:`Vocabulary` with every search, so a new synonym works at once and needs no new index.

Only public content is ever made into a Document: an engine has no notion of an audience, and nothing to forget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Final, Literal, Protocol, Self

Lang = Literal["da", "sv"]
Sort = Literal["relevance", "phase", "newest"]
SuggestionKind = Literal["title", "term", "word"]

LANGUAGES: Final[tuple[Lang, Lang]] = ("da", "sv")
OTHER: Final[dict[Lang, Lang]] = {"da": "sv", "sv": "da"}
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


# --- what goes in -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Translation:
    """The same page in the other language, as far as it is public. Its words lead to the page, faintly."""

    lang: Lang
    title: str
    summary: str
    body: str
    url: str
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of one page in one language."""

    uid: str
    """Names the document for ever, in both engines: ``page-17``, ``term-4-da``."""
    pk: int
    """Decides between equals. Unique among the documents of a language, and below ``2 ** 36``."""
    key: str
    """CONTENT.md's stable slug: the same in both languages."""
    type: str
    lang: Lang
    title: str
    summary: str
    body: str
    """Plain text of everything else that a reader sees, including the text of files to download."""
    url: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values per facet; a facet without values may be left out. The language is added by the engine."""
    labels: str = ""
    """The names of type, facets and status as readers see them, so that ``skabelon excel`` finds by them."""
    links: str = ""
    """Titles and summaries of the pages that it links to or that link to it, one a line. What belongs together is about
    the same: the template of a guide, the partners of a case."""
    related: tuple[str, ...] = ()
    """Stable keys of the same pages. What belongs to the page about a concept has a share in it."""
    changed: datetime | None = None
    """When the page was last changed for readers. With a time zone; ordered by the minute."""
    phase: int | None = None
    """Number of the first phase that the page belongs to."""
    translation: Translation | None = None
    prior: float = 1.0
    """How likely the page is what a reader wants, before any question, in (0, 1]. A glossary entry is short and
    would otherwise stand above the guide that it explains a word of."""
    revision: str = ""
    """Changes whenever the document does; ``search_verify`` compares it."""
    expires: datetime | None = None
    """From this moment on no reader is given the document, whether it was taken out or not. With a time zone."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word or phrase for a concept in one language."""

    text: str
    lang: Lang
    weight: float = 1.0
    """How near it is to the concept: 1 for a name, an acronym or a full synonym; see :data:`CLOSENESS`."""
    name: bool = False
    """Whether this is the concept's name rather than another word for it."""


CLOSENESS: Final = {"full": 1.0, "acronym": 1.0, "former": 0.8, "near": 0.6, "loose": 0.3, "hidden": 0.8}
"""Weight of a label by how the editors marked it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning and all its words in both languages."""

    key: str
    forms: tuple[Form, ...]
    classifies: tuple[tuple[str, str], ...] = ()
    """Facets and values that the concept names. A question with one of its forms lifts what is classified so, whether
    the word stands in the text or not: ``skabelon`` means templates, ``ukendt`` what is marked so. Meant for what
    readers wish to have; topics are found by their words."""
    about: str = ""
    """Key of the page that says most about the concept, if the editors have named one."""
    only_explained: bool = False
    """Whether the glossary explains the concept, and no page is about it or classified with it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The editors' synonyms, acronyms and translations. Give the same object again as long as nothing has changed."""

    concepts: tuple[Concept, ...] = ()


VocabularySource = Callable[[], Vocabulary]


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


# --- what comes out ---------------------------------------------------------------------------------------------------


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
    """The passage of the body that matches best; empty where none does."""


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


@dataclass(frozen=True, slots=True)
class Status:
    """What an engine knows about itself."""

    engine: str
    generation: str
    """Name of the index in use; empty where there is none."""
    documents: int
    fingerprint: str
    """Of the analysis that the index was made with."""
    expected: str
    """Of the analysis that this process has."""
    bytes: int = 0

    @property
    def ready(self) -> bool:
        """Whether searches can be answered."""
        return bool(self.generation) and not self.stale

    @property
    def stale(self) -> bool:
        """Whether the index was made by another analysis, lexicon or set of facets, and has to be made anew."""
        return bool(self.generation) and self.fingerprint != self.expected


# --- the engine -------------------------------------------------------------------------------------------------------


class SearchError(Exception):
    """Anything that a search engine reports."""


class EngineUnavailable(SearchError):
    """No answer: the engine is away, too slow, or answers nonsense. A standby may take over."""


class Spared(EngineUnavailable):
    """The engine was not asked, since it did not answer in time a moment ago."""


class IndexMissing(EngineUnavailable):
    """There is no index yet: one has to be made."""


class StaleIndex(EngineUnavailable):
    """The index was made by another analysis than this process has: its answers would be silently wrong."""


class EngineBusy(SearchError):
    """Another process is writing. Nothing was written; try again, or leave it to the one that writes."""


class UnknownFacet(SearchError, ValueError):
    """A filter or a document names a facet that the engine was not made with."""


class Rebuild(Protocol):
    """A new generation of the index in the making. Readers see the old one until :meth:`finish`.

    Used in a ``with`` statement; left without :meth:`finish`, everything is as before. Documents that change while the
    index is being built are added or removed after :meth:`build`, and are in it when it takes the old one's place.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def add(self, documents: Iterable[Document]) -> int:
        """Take documents in, in place of those with the same uid; how many there are now.

        After :meth:`build` only how many were given.
        """
        ...

    def remove(self, uids: Iterable[str]) -> None:
        """Take documents out again; unknown uids are no error."""
        ...

    def build(self, progress: Callable[[int], None] | None = None) -> None:
        """Build the index, beside the one in use.

        Args:
            progress: told from time to time how many documents are done.
        """
        ...

    def finish(self, progress: Callable[[int], None] | None = None) -> Status:
        """Put the index in the old one's place, for all processes at once; built first, if it is not.

        Args:
            progress: as for :meth:`build`.
        """
        ...


class SearchEngine(Protocol):
    """A search engine. Safe to share between threads; a forked process opens its own."""

    name: str

    def search(self, query: Query) -> Results:
        """Answer a question.

        Raises:
            EngineUnavailable: also as IndexMissing and StaleIndex.
            UnknownFacet: for a filter on a facet that is not indexed.
        """
        ...

    def suggest(self, text: str, *, lang: Lang, limit: int = 8) -> tuple[Suggestion, ...]:
        """What ``text`` may become: titles, the editors' terms and words of the index."""
        ...

    def index(self, documents: Iterable[Document]) -> int:
        """Put documents in place of those with the same uid; when this returns, searches find them.

        Raises:
            EngineBusy: another process writes; nothing was written.
        """
        ...

    def delete(self, uids: Iterable[str]) -> int:
        """Take documents out; unknown uids are no error. How many uids were given."""
        ...

    def rebuild(self) -> Rebuild:
        """Begin a new generation."""
        ...

    def contents(self) -> Iterator[tuple[str, str]]:
        """Uid and revision of every document in the index, to compare with the database."""
        ...

    def expired(self) -> tuple[str, ...]:
        """Uids of documents whose time has come to an end. Searches leave them out; somebody should take them out."""
        ...

    def needs_rebuild(self) -> bool:
        """Whether only a new generation helps: there is none, or it is damaged or of another analysis.

        False where the engine is away: then nothing is known.
        """
        ...

    def status(self) -> Status:
        """State of the index, also when it is missing or stale."""
        ...

    @property
    def fingerprint(self) -> str:
        """Of this process's analysis, lexicon and facets. An index made with another is stale."""
        ...

    def close(self) -> None:
        """Let go of files and connections. The next call opens them again."""
        ...
