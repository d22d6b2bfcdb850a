"""The tree that a question becomes. Every leaf adds a constant to the score of the documents that it finds.

All constants lie on a grid of :data:`GRID`, so that sums of them are exact in 32-bit floats and do not depend on the
order in which an engine adds: equal documents are equal in both engines, and ties are ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from search.analysis import impacts
from search.ports import Lang

GRID: Final = 1 / 64
PART_WORTH: Final = 0.7
"""Worth of a word that is found as a part of a compound or by kinship, against the word itself."""


def on_grid(weight: float) -> float:
    """The weight as scores know it; never nothing."""
    return max(1, round(weight / GRID)) * GRID


@dataclass(frozen=True, slots=True)
class Word:
    """A stem in documents of one language, worth ``weight`` where its impact is the highest."""

    lang: Lang
    stem: str
    weight: float
    cross: float = 0.0
    """What it is worth in documents whose translation has it; 0 not to look there."""

    def leaves(self, *, near: bool = False) -> Iterator[tuple[str, float]]:
        """Tokens and what each adds; a document has at most one of each kind.

        Args:
            near: whether also documents are meant that do not have the word, but have it beside them.
        """
        for level in range(1, impacts.LEVELS + 1):
            share = self.weight * level / impacts.LEVELS
            yield impacts.word_token(self.lang, level, self.stem), on_grid(share)
            yield impacts.part_token(self.lang, level, self.stem), on_grid(PART_WORTH * share)
            if self.cross:
                yield impacts.cross_token(self.lang, level, self.stem), on_grid(self.cross * share)
            if near and level <= impacts.NEAREST:
                yield impacts.near_token(self.lang, level, self.stem), on_grid(share)


@dataclass(frozen=True, slots=True)
class Token:
    """One token with a fixed worth: an exact spelling, a whole title."""

    token: str
    weight: float


@dataclass(frozen=True, slots=True)
class Classified:
    """A value of a facet."""

    facet: str
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems one after the other."""

    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Best:
    """The best of several ways to be found."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Any of several, each adding up."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class All:
    """All of several, or nothing."""

    nodes: tuple[Node, ...]


Node = Word | Token | Classified | Phrase | Best | Sum | All


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question: what a document must have, and what lifts it."""

    asked: tuple[Node, ...]
    """The words that say most; a document is a hit if it has ``least`` of them."""
    least: int
    lifting: tuple[Node, ...] = ()
    """Common words, neighbours, the whole title: they add to the score of a hit but make none."""
    beside: tuple[Token, ...] = ()
    """Pages that belong with what the question names: for them it is enough to have the words beside them."""
    called: tuple[Token, ...] = ()
    """Pages that are called what is asked. They come first in whatever language they are."""
    near: bool = True
    """Whether a document is a hit that only has the words beside it: in the heads of the pages it is joined with."""

    @property
    def single(self) -> bool:
        """Whether having one thing itself is all that makes a hit; then its words beside a document are left out."""
        return not self.near and self.least == 1 and len(self.asked) == 1 and not self.beside


def words_of(node: Node) -> Iterator[Word | Phrase]:
    """Every word and phrase in a tree, for highlighting."""
    match node:
        case Word() | Phrase():
            yield node
        case Best(nodes) | Sum(nodes) | All(nodes):
            for inner in nodes:
                yield from words_of(inner)
        case Token() | Classified():
            return
