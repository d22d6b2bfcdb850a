"""What a single word of a question can mean in this index.

A word is read in the reader's language if it is known there, else in the other language, else as a compound of known
parts, else as a misspelling of a known word. Only then is it unknown. The order matters: a Swedish word in a
Danish question is no misspelling, and a compound that nobody has written yet is none either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from search.analysis.chain import Token
from search.analysis.knowledge import Knowledge, LanguageKnowledge
from search.ports import OTHER, Lang

Probe = Callable[[Lang, str], bool]
"""Whether a folded stem leads to a document right now; for words that came into the index after it was built."""

LEAST_IDF: Final = 0.3
MOST_IDF: Final = 6.0
UNKNOWN_IDF: Final = 4.0
"""What a word is taken to say that occurs nowhere: as much as one in every fiftieth document."""
LIGHT: Final = 0.4
"""What a word counts that is said about anything."""
MENTIONED: Final = 0.7
"""What a word counts that is in no title, summary or label."""
MOST_CORRECTIONS: Final = 2
CORRECTED: Final = (0.8, 0.5)
"""Worth of a correction with one error and with two."""


class Sort(Enum):
    """How a word was understood."""

    OWN = "own"
    """In the reader's language."""
    OTHER = "other"
    """In the other language only."""
    VOCABULARY = "vocabulary"
    """Not in any document, but one of the editors' words."""
    PARTS = "parts"
    """As a compound, some parts of which are known."""
    CORRECTED = "corrected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that may have been meant."""

    lang: Lang
    token: Token
    worth: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A word and what is known about it."""

    word: str
    sort: Sort
    own: Token
    other: Token
    idf: float
    """What the word says: its inverse document frequency, less if it is said about anything."""
    topical: bool
    """Whether the word, or what it was taken for, is what some page is about."""
    spelled: tuple[Token, ...] = ()
    """Words of the reader's language that differ only in the letters of the language."""
    spelled_there: tuple[Token, ...] = ()
    """The same in the other language."""
    corrections: tuple[Correction, ...] = ()
    known_leaves: float = 0.0
    """Share of the compound's parts that are known."""


class Reader:
    """Reads words for readers of one language."""

    def __init__(self, knowledge: Knowledge, lang: Lang, probe: Probe, *, correct: bool) -> None:
        self._own: LanguageKnowledge = knowledge.languages[lang]
        self._other: LanguageKnowledge = knowledge.languages[OTHER[lang]]
        self._probe, self._correct = probe, correct

    def read(self, word: str, *, in_vocabulary: bool) -> Reading:
        """Find out what a word means.

        Args:
            word: in lower case.
            in_vocabulary: whether it is, or belongs to, one of the editors' forms.
        """
        own, other = self._own.chain.token(word), self._other.chain.token(word)
        spelled = self._spelled(self._own, word, own)
        kin = [noun for noun in own.kin if self._own.knows(noun)]
        if self._own.knows(own.stem) or spelled or kin:
            stems = [own.stem, *(token.stem for token in spelled), *kin]
            return Reading(
                word, Sort.OWN, own, other, self._idf(self._own, stems), self._topical(self._own, stems), spelled
            )
        there = self._spelled(self._other, word, other)
        if self._other.knows(other.stem) or there:
            stems = [other.stem, *(token.stem for token in there)]
            idf, topical = self._idf(self._other, stems), self._topical(self._other, stems)
            return Reading(word, Sort.OTHER, own, other, idf, topical, spelled_there=there)
        if in_vocabulary:
            return Reading(word, Sort.VOCABULARY, own, other, UNKNOWN_IDF, topical=True)
        if self._probe(self._own.lang, own.stem):
            return Reading(word, Sort.OWN, own, other, self._idf(self._own, ()), topical=True)
        if self._probe(self._other.lang, other.stem):
            return Reading(word, Sort.OTHER, own, other, self._idf(self._other, ()), topical=True)
        known = [leaf for leaf in own.leaves if self._own.knows(leaf)]
        corrections = self._corrections(word) if self._correct and len(known) < max(1, len(own.leaves)) else ()
        if corrections:
            first = corrections[0]
            language = self._own if first.lang == self._own.lang else self._other
            stem = [first.token.stem]
            idf, topical = self._idf(language, stem), self._topical(language, stem)
            return Reading(word, Sort.CORRECTED, own, other, idf, topical, corrections=corrections)
        if known:
            idf = max(self._idf(self._own, [leaf]) for leaf in known)
            topical = all(self._own.is_topic(leaf) for leaf in known)
            return Reading(word, Sort.PARTS, own, other, idf, topical, known_leaves=len(known) / len(own.leaves))
        return Reading(word, Sort.UNKNOWN, own, other, UNKNOWN_IDF, topical=False)

    @staticmethod
    def _spelled(language: LanguageKnowledge, word: str, token: Token) -> tuple[Token, ...]:
        """Only for what may have been typed without the letters of the language, and is no word as it stands."""
        if not word.isascii() or language.knows(token.stem):
            return ()
        return tuple({found.stem: found for found in language.spelled_so(word)}.values())

    def _corrections(self, word: str) -> tuple[Correction, ...]:
        found = []
        for language in (self._own, self._other):
            for known, errors in language.corrections(word)[:MOST_CORRECTIONS]:
                worth = CORRECTED[min(errors, len(CORRECTED)) - 1] if errors else 1.0
                found.append(Correction(language.lang, language.chain.token(known), worth))
            if found:
                break
        best = max((correction.worth for correction in found), default=0.0)
        return tuple(correction for correction in found if correction.worth == best)

    def _idf(self, language: LanguageKnowledge, stems: list[str] | tuple[str, ...]) -> float:
        says = min(MOST_IDF, max(LEAST_IDF, language.idf(stems)))
        if not language.chain.light.isdisjoint(stems):
            return LIGHT * says
        return says if not stems or self._topical(language, stems) else MENTIONED * says

    @staticmethod
    def _topical(language: LanguageKnowledge, stems: list[str] | tuple[str, ...]) -> bool:
        return any(language.is_topic(stem) for stem in stems)
