"""What a single word of a question can mean in this index.

A word is read in the reader's language if it is known there, else in the other language, else as a compound of known
parts, else as a misspelling of a known word. Only then is it unknown. The order matters: a Swedish word in a
Danish question is no misspelling, and a compound that nobody has written yet is none either, unless a single letter
makes it one that somebody has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from search.analysis.chain import Token
from search.analysis.knowledge import Knowledge, LanguageKnowledge
from search.analysis.spelling import SHORTEST_FOR_TWO, is_slip, sound
from search.ports import OTHER, Lang

from .present import Present, Sought

LEAST_IDF: Final = 0.3
MOST_IDF: Final = 6.0
UNKNOWN_IDF: Final = 4.0
"""What a word is taken to say that occurs nowhere: as much as one in every fiftieth document."""
LIGHT: Final = 0.4
"""What a word counts that is said about anything."""
MENTIONED: Final = 0.7
"""What a word counts that is in no title, summary or label."""
CORRECTED: Final = (0.8, 0.5)
"""Worth of a correction with one error and with two."""
SHORTEST_BEGUN: Final = 7
"""Letters from which on an unknown word is taken for the beginning of a known one."""
MOST_FINISHED: Final = 3
MOST_CORRECTIONS: Final = 3
SHORTEST_LIGHT: Final = 4
"""Letters of a part that says little but counts as known."""
LOOKED_AT: Final = 4
"""Times as many are looked at, should pages that had some of them have gone."""
SURE: Final = 7
"""Letters from which on any known word may be meant; a shorter one, or one with two errors, only by a word that pages
are about: ``genoptræning`` is no ``gentræning`` that one page mentions."""


class Sort(Enum):
    """How a word was understood."""

    OWN = "own"
    """In the reader's language."""
    OTHER = "other"
    """In the other language only."""
    VOCABULARY = "vocabulary"
    """Not in any document, but one of the editors' words, or in the lexicon beside one that is."""
    PARTS = "parts"
    """As a compound, some parts of which are known."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that may have been meant instead, the likeliest first."""

    words: tuple[str, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A word, or what it was corrected to, and what is known about it."""

    word: str
    sort: Sort
    own: Token
    other: Token
    idf: float
    """What the word says: its inverse document frequency, less if it is said about anything."""
    topical: bool
    """Whether the word is what some page is about."""
    spelled: tuple[Token, ...] = ()
    """Words of the reader's language that differ only in the letters of the language."""
    spelled_there: tuple[Token, ...] = ()
    """The same in the other language."""
    known_leaves: float = 0.0
    """Share of the compound's parts that are known, 0 where none says something."""
    known_compound: bool = False
    """Whether one of the known parts is a compound itself, and so hardly there by chance."""
    correction: Correction | None = None
    """Set if the reader typed something else."""


class Reader:
    """Reads words for readers of one language."""

    def __init__(self, knowledge: Knowledge, lang: Lang, present: Present) -> None:
        self._knowledge = knowledge
        self._own: LanguageKnowledge = knowledge.languages[lang]
        self._other: LanguageKnowledge = knowledge.languages[OTHER[lang]]
        self._present = present
        self._corrected: dict[tuple[Lang, str], dict[str, int]] = {}

    def expect(self, words: Iterable[str], *, corrections: bool = False) -> None:
        """Look up in one go what reading these words will ask for, and with ``corrections`` what correcting them will.

        None of them may be, or belong to, one of the editors' forms.
        """
        sought: list[Sought] = []
        for word in words:
            if self._understood(word, in_vocabulary=False):
                continue
            for language in (self._own, self._other):
                sought.append(Sought(language.lang, language.chain.key(word)))
                near = (*self._begun(language, word), *self._alike(language, word)) if corrections else ()
                sought += [Sought(language.lang, one, as_written=True) for one in near if not language.is_term(one)]
        self._present.expect(sought)

    def correction(self, word: str) -> Correction | None:
        """What a word may be a misspelling of, unless it is known in some way. The vocabulary is not looked at."""
        reading = self.read(word, in_vocabulary=False)
        if reading.sort not in {Sort.UNKNOWN, Sort.PARTS}:
            return None
        if finished := self._finished(word):
            return Correction(finished, CORRECTED[0])
        most = 1 if reading.known_leaves == 1 else len(CORRECTED)
        slips = reading.sort is Sort.PARTS and len(word) < SHORTEST_FOR_TWO
        here = self._candidates(self._own, word, most, slips=slips)
        there = self._candidates(self._other, word, most, slips=slips)
        found = there if there and (not here or there[0][1] < here[0][1]) else here
        if not found:
            return None
        if word in {known for known, _ in found}:
            return None  # one of the editors' words that no text has: rightly spelled, but nowhere here
        errors = found[0][1]
        worth = CORRECTED[errors - 1] if errors else 1.0
        language = self._own if found is here else self._other
        return Correction(_unlike((known for known, others in found if others == errors), language), worth)

    def _finished(self, word: str) -> tuple[str, ...]:
        """What a word may be the beginning of, in the reader's language or else in the other: ``hjemmepl``."""
        for language in (self._own, self._other):
            begun = self._standing(language, self._begun(language, word))[:MOST_FINISHED]
            if known := _unlike([one for one in begun if language.is_topic(language.chain.key(one))], language):
                return known
        return ()

    @staticmethod
    def _begun(language: LanguageKnowledge, word: str) -> list[str]:
        """The words that are looked at of those that begin so."""
        return language.completions(word, LOOKED_AT * MOST_FINISHED) if len(word) >= SHORTEST_BEGUN else []

    def _alike(self, language: LanguageKnowledge, word: str) -> dict[str, int]:
        """The words that are looked at of those that may have been meant, with the number of errors."""
        if language is self._other and len(word) < SURE:
            return {}
        key = language.lang, word
        if key not in self._corrected:
            self._corrected[key] = dict(language.corrections(word, LOOKED_AT * MOST_CORRECTIONS))
        return self._corrected[key]

    def _standing(self, language: LanguageKnowledge, found: list[str]) -> list[str]:
        """Those of the words that some page has now, and the editors' own."""
        others = [word for word in found if not language.is_term(word)]
        gone = set(others) - self._present.written(language.lang, others) if others else set()
        return [word for word in found if word not in gone]

    def _candidates(self, language: LanguageKnowledge, word: str, most: int, *, slips: bool) -> list[tuple[str, int]]:
        """Words that may be meant, with the number of errors.

        Args:
            language: of the words.
            word: as typed.
            most: errors that are allowed.
            slips: whether a single error has to be one that people make, as in a short compound of which parts are
                known: ``databrud`` is no ``databrug``.
        """

        def likely(known: str, errors: int) -> bool:
            if errors == len(CORRECTED) and sound(known)[0] != sound(word)[0]:
                return False  # the first letter is seldom wrong, and never with another: ``överklaga``, ``verkliga``
            if slips and errors == 1 and not is_slip(word, known):
                return False
            sure = len(word) >= SURE and errors < len(CORRECTED)
            topic = sure or language.is_topic(language.chain.key(known)) or language.is_term(known)
            return topic and (len(word) >= SURE or (known[0] == word[0] and is_slip(word, known)))

        found = self._alike(language, word)
        standing = self._standing(language, list(found))[:MOST_CORRECTIONS]
        return [(known, found[known]) for known in standing if found[known] <= most and likely(known, found[known])]

    def read(self, word: str, *, in_vocabulary: bool) -> Reading:
        """Find out what a word means.

        Args:
            word: in lower case.
            in_vocabulary: whether it is, or belongs to, one of the editors' forms.
        """
        if understood := self._understood(word, in_vocabulary=in_vocabulary):
            return understood
        own, other = self._own.chain.token(word), self._other.chain.token(word)
        if self._present.alive(self._own.lang, [own.stem]):
            return Reading(word, Sort.OWN, own, other, self._idf(self._own, ()), topical=True)
        if self._present.alive(self._other.lang, [other.stem]):
            return Reading(word, Sort.OTHER, own, other, self._idf(self._other, ()), topical=True)
        known = [leaf for leaf in own.leaves if self._own.knows(leaf) or self._own.names(leaf) or self._likes(leaf)]
        telling = [leaf for leaf in known if leaf not in self._own.chain.light]
        if known:
            idf = max(self._idf(self._own, [leaf, *self._likes(leaf)]) for leaf in known)
            topical = all(
                self._own.names(leaf) or self._topical(self._own, [leaf, *self._likes(leaf)]) for leaf in known
            )
            share = self._share(word, own, known) if telling else 0.0
            compound = any(self._own.knows(part) for part in own.parts if part not in own.leaves)
            return Reading(word, Sort.PARTS, own, other, idf, topical, known_leaves=share, known_compound=compound)
        return Reading(word, Sort.UNKNOWN, own, other, UNKNOWN_IDF, topical=False)

    def _understood(self, word: str, *, in_vocabulary: bool) -> Reading | None:
        """What a word means by the word list, the vocabulary and the lexicon, without a look at any document."""
        own, other = self._own.chain.token(word), self._other.chain.token(word)
        spelled = self._spelled(self._own, word, own)
        kin = [noun for noun in own.kin if self._own.knows(noun)]
        if self._own.knows(own.stem) or spelled or kin:
            stems = [own.stem, *(token.stem for token in spelled), *kin]
            idf, topical = self._idf(self._own, stems), self._topical(self._own, stems)
            return Reading(word, Sort.OWN, own, other, idf, topical, spelled)
        there = self._spelled(self._other, word, other)
        if self._other.knows(other.stem) or there:
            stems = [other.stem, *(token.stem for token in there)]
            idf, topical = self._idf(self._other, stems), self._topical(self._other, stems)
            return Reading(word, Sort.OTHER, own, other, idf, topical, spelled_there=there)
        if in_vocabulary:
            return Reading(word, Sort.VOCABULARY, own, other, UNKNOWN_IDF, topical=True)
        likes = self._likes(own.stem)
        if likes:
            idf, topical = self._idf(self._own, likes), self._topical(self._own, likes)
            return Reading(word, Sort.VOCABULARY, own, other, idf, topical)
        return None

    def _share(self, word: str, own: Token, known: list[str]) -> float:
        """Share of a compound's parts that are known, without small parts that say little: ``dagpenge`` are no money of
        the day, while a ``møde`` is a meeting wherever it stands.
        """
        chain = self._own.chain
        small = {chain.key(part.word) for part in chain.split(word) if len(part.word) < SHORTEST_LIGHT}
        return sum(leaf not in chain.light or leaf not in small for leaf in known) / len(own.leaves)

    def _likes(self, stem: str) -> list[str]:
        """What the lexicon has beside a word and the index knows."""
        return [like for like in self._knowledge.likes(stem, self._own.lang) if self._own.knows(like)]

    @staticmethod
    def _spelled(language: LanguageKnowledge, word: str, token: Token) -> tuple[Token, ...]:
        """Only for what may have been typed without the letters of the language, and is no word as it stands."""
        if not word.isascii() or (language.knows(token.stem) and language.has(word)):
            return ()
        found = {found.stem: found for found in language.spelled_so(word)}
        found.pop(token.stem, None)
        return tuple(found.values())

    def _idf(self, language: LanguageKnowledge, stems: Iterable[str]) -> float:
        stems = tuple(stems)
        says = min(MOST_IDF, max(LEAST_IDF, language.idf(stems)))
        if not language.chain.light.isdisjoint(stems) or any(map(str.isdecimal, stems)):
            return LIGHT * says  # a year or an amount narrows a question down, but is not what it is about
        return says if not stems or self._topical(language, stems) else MENTIONED * says

    @staticmethod
    def _topical(language: LanguageKnowledge, stems: Iterable[str]) -> bool:
        return any(language.is_topic(stem) for stem in stems)


def _unlike(words: Iterable[str], language: LanguageKnowledge) -> tuple[str, ...]:
    """The first of the words of each stem: another form of a word finds nothing else."""
    by_stem: dict[str, str] = {}
    for word in words:
        by_stem.setdefault(language.chain.key(word), word)
    return tuple(by_stem.values())
