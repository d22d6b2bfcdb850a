"""The whole analysis of one language: from a text to stems, parts of compounds and kin, all folded.

A chain is made for one index and one vocabulary of it: its compounds come apart by the words that were known when the
index was made, so that questions are cut as the texts were. It is safe to share between threads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import Stemmer

from search.ports import Lang

from . import words as known_words
from .compounds import Part, Splitter
from .derivation import nouns
from .folding import fold
from .stemming import LanguageStemmer
from .text import LONGEST_WORD, words, words_and_pauses

VERSION: Final = 7
"""To be raised with every change of the code that gives other tokens; changes in ``data/`` are noticed anyway."""
_MEMO: Final = 200_000
"""Words remembered per language: some 100 MB at most, reached only by very large corpora."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is known about a word."""

    word: str
    stem: str
    """Folded stem: what texts and questions meet in."""
    exact: str
    """The stem with its own letters."""
    leaves: tuple[str, ...] = ()
    """Folded stems of the smallest parts of a compound, in order; empty for a simple word."""
    parts: tuple[str, ...] = ()
    """Folded stems of all parts, also of those that are compounds themselves."""
    kin: tuple[str, ...] = ()
    """Folded stems of nouns that belong to a verb or an adjective."""


PAUSE: Final = Token("·", "·", "·")
"""Stands between sentences, so that no phrase reaches from one into the next."""


class Chain:
    """Analysis of one language."""

    def __init__(self, lang: Lang, *, corpus: Iterable[str] = (), terms: Iterable[str] = ()) -> None:
        """Make the dictionary.

        Args:
            lang: the language.
            corpus: the words of the indexed texts, for compounds and kin.
            terms: single words of the editors' vocabulary.
        """
        self.lang = lang
        self.stop_words = known_words.stop_words(lang)
        self._stemmer = LanguageStemmer(lang)
        self.light = frozenset(fold(self._stemmer.stem(word)) for word in known_words.light(lang))
        """Folded stems of words that are said about anything."""
        self._corpus = frozenset(corpus)
        self._known = self._corpus | frozenset(terms) | known_words.lexicon_words(lang)
        self._splitter = Splitter(lang, self._stemmer, corpus=self._corpus, terms=terms)
        self._memo: dict[str, Token] = {}
        self._listed: tuple[set[str], dict[str, set[str]]] = (set(), {})

    def token(self, word: str) -> Token:
        """Everything about one word in lower case, of which no more than :data:`LONGEST_WORD` letters are read."""
        found = self._memo.get(word)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[word] = self._analyse(word[:LONGEST_WORD])
        return found

    def tokens(self, text: str) -> list[Token]:
        """The words of a text that say something, in order."""
        token, stop = self.token, self.stop_words
        return [token(word) for word in words(text) if word not in stop]

    def tokens_and_pauses(self, text: str) -> list[Token]:
        """The same, with :data:`PAUSE` where a sentence ends."""
        known, token, stop = self._memo.get, self.token, self.stop_words
        return [
            known(found) or (token(found) if found[0].isalnum() else PAUSE)
            for found in words_and_pauses(text)
            if found not in stop
        ]

    def split(self, word: str) -> tuple[Part, ...]:
        """The topmost parts of a compound, with their places in the word."""
        return self._splitter.split(word)

    def key(self, word: str) -> str:
        """The folded stem of a word that is known to be simple, or whose compound does not matter."""
        return self.token(word).stem

    def list_words(self, found: set[str]) -> int:
        """Have the words of a text ready for :meth:`showing`; how many there are by now."""
        listed, by_stem = self._listed
        if not found <= listed:
            new = found - listed
            if len(listed) >= _MEMO:
                listed, by_stem = self._listed = set(), {}  # another thread may be reading the ones before
                new = found
            for word in new:
                for stem in self._shown_by(word[:LONGEST_WORD]):
                    by_stem.setdefault(stem, set()).add(word)
            listed |= new
        return len(listed)

    def showing(self, stems: Iterable[str]) -> set[str]:
        """The listed words that may show one of the folded stems: as a whole, as kin, or in a part.

        So a word is looked at once for all questions, and of a text the few that are marked are found at once.
        """
        _, by_stem = self._listed
        return set().union(*(by_stem[stem] for stem in stems if stem in by_stem))

    def _shown_by(self, word: str) -> set[str]:
        if word in self.stop_words:
            return set()
        token = self.token(word)
        inner = [self.token(part.word) for part in self.split(word)] if token.parts else []
        return {token.stem, *token.kin, *token.parts, *(stem for one in inner for stem in (one.stem, *one.parts))}

    def _analyse(self, word: str) -> Token:
        parts = self._splitter.split(word)
        if parts:
            # An irregular head stays irregular in a compound: udbudsregler and udbudsregel.
            head = word[parts[-1].start :]
            stemmed = self._stemmer.stem(head) if parts[-1].start else self._stemmer.stem(word)
            exact = word[: parts[-1].start] + stemmed
        else:
            exact = self._stemmer.stem(word)
        stem = fold(exact)
        leaves = tuple(fold(self._stemmer.stem(leaf)) for leaf in self._leaves(word))
        inner = [fold(self.token(part.word).exact) for part in parts if self._splitter.split(part.word)]
        kin = tuple(fold(self.token(noun).exact) for noun in nouns(word, self.lang, self._known))
        every = tuple(dict.fromkeys(part for part in (*leaves, *inner) if part != stem))
        return Token(word, stem, exact, leaves, every, tuple(noun for noun in kin if noun != stem))

    def _leaves(self, word: str) -> Iterator[str]:
        for part in self._splitter.split(word):
            if self._splitter.split(part.word) and part.word != word:
                yield from self._leaves(part.word)
            else:
                yield part.word


def fingerprint() -> str:
    """Of everything that decides which tokens a text gives, apart from the corpus."""
    stemmer = Stemmer.version() if hasattr(Stemmer, "version") else ""
    parts = (str(VERSION), known_words.digest(), str(stemmer))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
