"""From a reader's words to the tree that the engines compile.

Each word becomes the best of its readings: the word itself, its kin, its translations, the editors' other words for it,
its parts if it is a compound. What a word is worth is its inverse document frequency, whichever way it is found: other
words for it are not worth more for being rare (Pirkola, "The Effects of Query Structure and Dictionary Setups in
Dictionary-Based Cross-Language Information Retrieval", SIGIR 1998, treats them as one word for the same reason).
Phrases of the vocabulary compete with the words that they are made of.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from search.analysis import impacts
from search.analysis.chain import Token as Analysed
from search.analysis.knowledge import Knowledge, LanguageKnowledge
from search.analysis.text import words
from search.analysis.words import explained
from search.ports import LONGEST_TEXT, OTHER, Lang

from . import strength
from .expanding import Expander
from .lifting import Lifter, called_so
from .present import Present
from .reading import LIGHT, Correction, Reader, Reading, Sort
from .tree import All, Best, Classified, Node, Question, Sum, Token, Word
from .vocabulary import SURELY_MEANT, Mention, StemmedVocabulary

MOST_WORDS: Final = 16
"""Words of a question that are looked for; what follows is not read."""
KIN: Final = 0.8
ALL_PARTS: Final = 0.75
ANY_PART: Final = 0.3
"""Worth of one part alone, as a share of what it says; more if it says nearly all (see :func:`_alone`)."""
HALF_KNOWN: Final = 0.5
"""Share of a compound that its parts are worth at least where not all of them are known or say something."""
CROSS: Final = 1.0
"""Worth of a word of the other language that only the translation of a page has."""
JOINED: Final = 0.9
OF_CONCEPT: Final = 0.5
"""What a word for a concept is worth on the page that the editors have named for it, as if the page had it."""
OF_SORT: Final = 0.6
"""What a word for a sort of page is worth on a page of that sort, as if the page had it."""
AS_TEXT: Final = 0.6
"""What such a word is worth in texts if it is a word of another concept's name too: a ``business case`` is no case."""
TELLING: Final = 1.8
"""Inverse document frequency from which on the beginning of an unknown compound says enough to be answered alone."""
COMMON: Final = 0.34
"""A word that says less than this share of what the rarest known one says makes no hit by itself, nor does a part of a
compound: ``flytte til kommunen`` is not answered by all that a municipality does."""
LEAST_SHARE: Final = 1 / 3
"""Share of the other words that a hit must have; see also the next."""
MOST_REQUIRED: Final = 3
"""Words that a hit must have at most: who asks in whole sentences does not mean all of them."""


@dataclass(frozen=True, slots=True)
class Built:
    """A question, ready to be compiled, and what the page says about it."""

    question: Question | None
    """None where the index has no answer."""
    required: float = 0.0
    """Score that the best document must have; otherwise there is no answer either."""
    corrected_to: str = ""
    unknown: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    """Said to be unknown if there is no answer: also compounds of which only parts are known."""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or several that belong together."""

    start: int
    end: int
    node: Node
    idf: float
    known: bool = True
    """Whether the index or the editors have it in any way."""


class Builder:
    """Builds trees for one generation of the index and one state of the vocabulary."""

    def __init__(self, knowledge: Knowledge, vocabulary: StemmedVocabulary, facets: Iterable[str]) -> None:
        self._knowledge, self._vocabulary = knowledge, vocabulary
        self._expander = Expander(knowledge, vocabulary)
        self._facets = frozenset(facets)
        self._lifter = Lifter(vocabulary, self._facets)

    def build(self, text: str, lang: Lang, present: Present, *, correct: bool = True, faintly: bool = False) -> Built:
        """Understand a question.

        Args:
            text: as typed.
            lang: the reader's language.
            present: looks up what readers can find at this moment.
            correct: whether unknown words may be taken for misspellings.
            faintly: whether an unknown compound may be taken for the concept that it begins with; for questions that
                have no answer otherwise.
        """
        typed = words(text[:LONGEST_TEXT])
        asked = self._content(typed, lang)
        reader = Reader(self._knowledge, lang, present)
        corrections = self._corrections(asked, lang, reader) if correct else {}
        meant = [corrections[word].words[0] if word in corrections else word for word in asked]
        mentions = self._mentions(meant, lang)
        covered = _covered(mentions)
        reader.expect(word for at, word in enumerate(meant) if at not in covered)
        if faintly:
            mentions += self._subjects(meant, covered, lang, reader)
            covered = _covered(mentions)
        readings = [
            _weakened(reader.read(word, in_vocabulary=at in covered), corrections.get(asked[at]))
            for at, word in enumerate(meant)
        ]
        said = Built(
            None,
            required=strength.required(readings),
            corrected_to=" ".join(meant) if corrections else "",
            unknown=_of(readings, Sort.UNKNOWN),
            not_understood=_of(readings, Sort.UNKNOWN, Sort.PARTS),
            suggestions=tuple(_others(asked, meant, corrections)),
        )
        if not strength.has_answer(readings):
            return said
        units = [self._unit(at, reading, mentions, lang) for at, reading in enumerate(readings)]
        units = self._joined(units, readings, mentions, lang)
        outermost = self._vocabulary.outermost(mentions)
        called = tuple(called_so(readings, lang))
        lifting = self._lifter.lifting(typed, outermost, readings, called, sum(unit.idf for unit in units), lang)
        if said.required:
            # A page that is named for what a word only nearly means says nothing of the words that are not understood.
            nearly = self._lifter.named([one for one in outermost if one.found.form.weight < SURELY_MEANT], readings)
            said = replace(said, required=said.required + max((token.weight for token in nearly), default=0.0))
        beside = self._lifter.beside(outermost)
        return replace(said, question=self._question(units, lifting, tuple(beside), called))

    # --- the words ----------------------------------------------------------------------------------------------------

    def _content(self, typed: list[str], lang: Lang) -> list[str]:
        """The words that say something; without small words of the other language that are nothing else here."""
        own, other = self._knowledge.languages[lang], self._knowledge.languages[OTHER[lang]]
        said = [
            word
            for word in typed
            if word not in own.chain.stop_words
            and (word not in other.chain.stop_words or own.knows(own.chain.key(word)))
        ]
        said = [word for word in said if word not in explained(lang)] or said
        return list(dict.fromkeys(said))[:MOST_WORDS]

    def _corrections(self, asked: list[str], lang: Lang, reader: Reader) -> dict[str, Correction]:
        """What words that are neither known nor the editors' may have been meant to be."""
        covered = _covered(self._mentions(asked, lang))
        uncovered = [word for at, word in enumerate(asked) if at not in covered]
        reader.expect(uncovered, corrections=True)
        found = {word: reader.correction(word) for word in uncovered}
        return {word: correction for word, correction in found.items() if correction}

    def _subjects(self, meant: list[str], covered: Container[int], lang: Lang, reader: Reader) -> Iterator[Mention]:
        """Concepts that unknown compounds begin with: a duty to tender is about tenders."""
        language = self._knowledge.languages[lang]

        def tells(stem: str) -> bool:
            light = stem in language.chain.light
            return language.is_topic(stem) and not light and language.idf([stem]) >= TELLING

        for at, word in enumerate(meant):
            if at not in covered and reader.read(word, in_vocabulary=False).sort in {Sort.PARTS, Sort.UNKNOWN}:
                for form in self._vocabulary.subjects(word, language.chain, tells):
                    yield Mention(at, at + 1, form)

    def _mentions(self, asked: list[str], lang: Lang) -> list[Mention]:
        """Concepts in the question, found by forms of the reader's language or of the other."""
        found = []
        for language in (lang, OTHER[lang]):
            chain = self._knowledge.chains[language]
            tokens = [chain.token(word) for word in asked]
            found += self._vocabulary.mentions(tokens, language)
            for at, (left, right) in enumerate(pairwise(tokens)):
                for written in _together(left, right):
                    one = self._vocabulary.mentions([chain.token(written)], language)
                    found += [replace(mention, start=at, end=at + 2) for mention in one]
        return found

    # --- one word -----------------------------------------------------------------------------------------------------

    def _unit(self, at: int, reading: Reading, mentions: list[Mention], lang: Lang) -> _Unit:
        here = [mention for mention in mentions if (mention.start, mention.end) == (at, at + 1)]
        idf = self._expander.idf(reading, here, lang)
        sorts = list(self._sorts(here, idf))
        ambiguous = sorts and self._vocabulary.stands_in_a_name(reading.own.stem, lang)
        nodes = [
            *self._readings(reading, lang, AS_TEXT * idf if ambiguous else idf),
            *self._expander.synonyms(here, lang, idf, known=reading.sort is Sort.OWN),
            *self._expander.lexicon(reading, lang, idf),
            *sorts,
            *self._abouts(here, idf),
        ]
        return _Unit(at, at + 1, Best(tuple(nodes)), idf, known=reading.sort is not Sort.UNKNOWN)

    def _sorts(self, mentions: Iterable[Mention], idf: float) -> Iterator[Node]:
        """What is a template need not say so: a word for a sort of page is as good as written on each of its pages."""
        for mention in mentions:
            if mention.found.form.weight >= SURELY_MEANT:
                for place in self._vocabulary.classified(mention.found.concept):
                    if place[0] in self._facets:
                        yield Classified(*place, OF_SORT * mention.found.form.weight * idf)

    def _abouts(self, mentions: Iterable[Mention], idf: float) -> Iterator[Node]:
        """The page that the editors have named for a concept is about it, whichever words it has for it."""
        for mention in mentions:
            key = self._vocabulary.about(mention.found.concept)
            if key:
                yield Token(impacts.key_token(key), OF_CONCEPT * mention.found.form.weight * idf)

    def _readings(self, reading: Reading, lang: Lang, idf: float) -> Iterator[Node]:
        other = OTHER[lang]
        known_here = reading.sort in {Sort.OWN, Sort.PARTS}
        yield Word(lang, reading.own.stem, idf)
        yield Word(other, reading.other.stem, idf, cross=0.0 if known_here else CROSS)
        for token in reading.spelled:
            yield Word(lang, token.stem, idf)
        for token in reading.spelled_there:
            yield Word(other, token.stem, idf, cross=CROSS)
        for noun in reading.own.kin:
            yield Word(lang, noun, KIN * idf)
        if reading.sort is Sort.PARTS:
            # What is known of half a word is no more than half of what it means.
            yield from self._parts(reading.own, lang, max(reading.known_leaves, HALF_KNOWN) * idf, unwritten=True)
        else:
            # Where the editors have a word for it, half of a compound that no text has is not what it means.
            yield from self._parts(reading.own, lang, idf, alone=reading.sort is not Sort.VOCABULARY)
        if reading.sort is Sort.OTHER:
            yield from self._parts(reading.other, other, idf)

    def _parts(
        self, token: Analysed, lang: Lang, idf: float, *, unwritten: bool = False, alone: bool = True
    ) -> Iterator[Node]:
        """A compound as its parts: all of them somewhere in the document, or just one."""
        if len(token.leaves) < 2:
            return
        language = self._knowledge.languages[lang]
        says = [self._says(language, leaf) for leaf in token.leaves]
        shares = [said / sum(says) for said in says]
        pairs = list(zip(token.leaves, shares, strict=True))
        yield All(tuple(self._part(leaf, lang, ALL_PARTS * share * idf, unwritten) for leaf, share in pairs))
        if alone:
            telling = [(leaf, share) for leaf, share in pairs if share >= COMMON * max(shares)]
            yield Sum(tuple(Word(lang, leaf, _alone(share) * idf) for leaf, share in telling))

    def _part(self, leaf: str, lang: Lang, idf: float, unwritten: bool) -> Node:
        word = Word(lang, leaf, idf)
        return Best((word, *self._expander.part(leaf, lang, idf))) if unwritten else word

    @staticmethod
    def _says(language: LanguageKnowledge, leaf: str) -> float:
        """What a part of a compound says; a part that is said about anything hardly counts: ``netværksbaseret``."""
        return max(language.idf([leaf]), 0.1) * (LIGHT if leaf in language.chain.light else 1.0)

    # --- several words ------------------------------------------------------------------------------------------------

    def _joined(self, units: list[_Unit], readings: list[Reading], mentions: list[Mention], lang: Lang) -> list[_Unit]:
        """Let phrases of the vocabulary, and compounds written apart, compete with their words.

        The longest come first, and none overlap.
        """
        spans: dict[tuple[int, int], list[Mention]] = {}
        for mention in mentions:
            if mention.end - mention.start > 1:
                spans.setdefault((mention.start, mention.end), []).append(mention)
        compounds = {(at, at + 2): stem for at, stem in self._written_apart(readings, lang)}
        taken: set[int] = set()
        found: list[_Unit] = []
        for start, end in sorted({*spans, *compounds}, key=lambda span: (span[0] - span[1], span[0])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                inner = units[start:end]
                idf = sum(unit.idf for unit in inner)
                known = all(reading.sort is Sort.OWN for reading in readings[start:end])
                ways: list[Node] = [Sum(tuple(unit.node for unit in inner))]
                ways += self._expander.synonyms(spans.get((start, end), ()), lang, idf, known=known)
                ways += self._abouts(spans.get((start, end), ()), idf)
                if (start, end) in compounds:
                    ways.append(Word(lang, compounds[start, end], JOINED * idf))
                found.append(_Unit(start, end, Best(tuple(ways)), idf))
        return sorted([*found, *(unit for unit in units if unit.start not in taken)], key=lambda unit: unit.start)

    def _written_apart(self, readings: list[Reading], lang: Lang) -> Iterator[tuple[int, str]]:
        """Neighbours that are one word of the index when written together: ``interview guide``, or the other way round:
        ``inddragelse af borgere``.
        """
        language = self._knowledge.languages[lang]
        for at, (left, right) in enumerate(pairwise(readings)):
            joined = (language.chain.key(written) for written in _together(left.own, right.own))
            stem = next(filter(language.knows, joined), None)
            if stem:
                yield at, stem

    # --- the whole ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _question(
        units: list[_Unit], lifting: list[Node], beside: tuple[Token, ...], called: tuple[Token, ...]
    ) -> Question:
        most = max([unit.idf for unit in units if unit.known] or [unit.idf for unit in units])
        asked = [unit.node for unit in units if unit.idf >= COMMON * most]
        common = [unit.node for unit in units if unit.idf < COMMON * most]
        least = min(MOST_REQUIRED, math.ceil(LEAST_SHARE * len(asked)))
        return Question(tuple(asked), least, (*common, *lifting), beside, called)


def _covered(mentions: Iterable[Mention]) -> set[int]:
    """The words that belong to one of the editors' forms."""
    return {at for mention in mentions for at in range(mention.start, mention.end)}


def _together(left: Analysed, right: Analysed) -> Iterator[str]:
    """Two words as one, in either order: a question turns a compound round where it has a preposition."""
    for link in ("", "s"):
        yield left.word + link + right.word
        for first in dict.fromkeys((right.exact, right.word)):
            yield first + link + left.word


def _weakened(reading: Reading, correction: Correction | None) -> Reading:
    """The reading of a corrected word, which counts a little less."""
    return replace(reading, idf=correction.worth * reading.idf, correction=correction) if correction else reading


def _of(readings: Iterable[Reading], *sorts: Sort) -> tuple[str, ...]:
    """The words that were understood in one of these ways, each once."""
    return tuple(dict.fromkeys(reading.word for reading in readings if reading.sort in sorts))


def _others(asked: list[str], meant: list[str], corrections: dict[str, Correction]) -> Iterator[str]:
    """The question with another correction of a single word each."""
    for at, word in enumerate(asked):
        for other in corrections[word].words[1:] if word in corrections else ():
            yield " ".join([*meant[:at], other, *meant[at + 1 :]])


def _alone(share: float) -> float:
    """What a part of a compound is worth alone that says this share of it: nearly all of it is nearly kin."""
    return share * (ANY_PART + (KIN - ANY_PART) * max(0.0, 2 * share - 1))
