"""What one question sees of the index: everything is looked up once, and at once what is known to be needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from search.analysis.knowledge import Knowledge
from search.ports import Lang
from search.query.present import Sought

from .fields import Stored

if TYPE_CHECKING:
    from .core import Session


@dataclass(frozen=True, slots=True)
class Titles:
    """Documents whose title has words that begin so, for readers of ``lang``."""

    lang: Lang
    beginnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Documents in ``lang`` that have the stems side by side, small words left out."""

    lang: Lang
    stems: tuple[str, ...]


PageSought = Titles | Together
LOOKED_AT: Final[Mapping[type[PageSought], int]] = {Titles: 20, Together: 3}
"""Documents that are looked at of each: for the best titles, and for how two words are written side by side."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a session found of what it was to look up."""

    words: set[Sought]
    """Those that lead to a document now."""
    pages: Mapping[PageSought, Sequence[Stored]]
    """The first documents of each."""


class Sight:
    """Looks up for one question. What it has seen stays so, also should the index change meanwhile."""

    def __init__(self, session: Session) -> None:
        """See nothing yet.

        Args:
            session: the index.
        """
        self._session = session
        self._words: dict[Sought, bool] = {}
        self._pages: dict[PageSought, Sequence[Stored]] = {}

    @property
    def knowledge(self) -> Knowledge:
        """The words of the generation."""
        return self._session.knowledge

    def expect(self, words: Iterable[Sought] = (), pages: Iterable[PageSought] = ()) -> None:
        """Look up in one go what has not been seen yet.

        Raises:
            EngineUnavailable: the index does not answer.
        """
        new_words = [one for one in dict.fromkeys(words) if one not in self._words]
        new_pages = [one for one in dict.fromkeys(pages) if one not in self._pages]
        if new_words or new_pages:
            seen = self._session.look_up(new_words, new_pages)
            self._words |= {one: one in seen.words for one in new_words}
            self._pages |= {one: seen.pages[one] for one in new_pages}

    def alive(self, lang: Lang, stems: Iterable[str]) -> set[str]:
        """Those of the folded stems that lead to a document in ``lang`` now."""
        return self._standing({stem: Sought(lang, stem) for stem in stems})

    def written(self, lang: Lang, words: Iterable[str]) -> set[str]:
        """Those of the words, in lower case, that stand so in a document in ``lang`` now."""
        return self._standing({word: Sought(lang, word, as_written=True) for word in words})

    def pages(self, sought: PageSought) -> Sequence[Stored]:
        """The first documents of what is sought."""
        self.expect(pages=[sought])
        return self._pages[sought]

    def _standing(self, named: dict[str, Sought]) -> set[str]:
        self.expect(named.values())
        return {name for name, sought in named.items() if self._words[sought]}
