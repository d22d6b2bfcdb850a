"""What readers can find at this moment, as far as understanding a question needs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from search.analysis import impacts
from search.ports import Lang

from .tree import Word


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that is looked for in the documents of a language."""

    lang: Lang
    text: str
    """A folded stem, or a word in lower case."""
    as_written: bool = False
    """Whether it has to stand so, and not only its stem."""

    def tokens(self) -> tuple[str, ...]:
        """A document that has one of these has the word."""
        if self.as_written:
            return (impacts.written_token(self.lang, self.text),)
        return tuple(token for token, _ in Word(self.lang, self.text, 1.0).leaves())


class Present(Protocol):
    """What readers can find at this moment. The index's word list is older: it has words of pages that are private or
    deleted by now, which nobody may be shown, and lacks those of newer ones.
    """

    def expect(self, words: Iterable[Sought]) -> None:
        """Look up at once what is going to be asked for: each question to a server costs a reader a journey."""
        ...

    def alive(self, lang: Lang, stems: Iterable[str]) -> set[str]:
        """Those of the folded stems that lead to a document in ``lang``."""
        ...

    def written(self, lang: Lang, words: Iterable[str]) -> set[str]:
        """Those of the words that stand so in a document in ``lang``."""
        ...
