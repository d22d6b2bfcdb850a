"""The protocol that every engine fulfils, and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from .answers import Results, Suggestion
from .documents import Document
from .languages import Lang
from .questions import Query


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

    def overdue(self) -> tuple[str, ...]:
        """Uids of documents that the clock has overtaken.

        Those whose time has come to an end, which searches leave out, and those whose pages say something else since a
        certain moment, which they give. Somebody should take the ones out, and make the others anew.
        """
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
