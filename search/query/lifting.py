"""What lifts a page beyond the words that it has: to be the page that the editors chose, to be of the sort that is
asked for, to be called so, to have the words side by side or spelled exactly so.

Lifting makes no hits. A page has to be found by its words first; this decides which of them comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from search.analysis import impacts
from search.analysis.chain import Token as Analysed
from search.analysis.words import explained, wished_types
from search.ports import OTHER, Lang

from .reading import Reading, Sort
from .tree import Best, Classified, Node, Phrase, Token
from .vocabulary import SURELY_MEANT, Mention, StemmedVocabulary

EXACT: Final = 0.08
NEIGHBOURS: Final = 0.3
"""Worth of two words side by side, as a share of what both say."""
TITLES: Final[Mapping[impacts.TitleSort, float]] = {"whole": 0.6, "head": 0.2, "unlikely": 0.05}
"""Worth of being called as the question says, as a share of what that says."""
LONGEST_TITLE: Final = 5
"""Words of a question that are looked for as a title."""
NAMED: Final = 0.6
"""Worth of being the page that the editors have named for a concept."""
EXPLAINED: Final = 1.0
"""Worth of being the glossary's entry of what a question wants explained."""
ONLY_EXPLAINED: Final = 0.35
"""The same where a question only may want that: ``hvad er``, or nothing but a concept that no page is about."""
RELATED: Final = 0.05
"""The same for a page that belongs together with that one."""
NAMED_SAYS: Final = 2.6
"""What a word at least says about the page that the editors have named for it, however common it is elsewhere."""
WISHED: Final = 0.2
"""Worth of being the sort of page that answers such a question, as a share of all that the question says."""
ABOUT_SORT: Final = 0.8
"""Share of that for the page that tells how to find one of the sort."""
MAYBE_WISHED: Final[Mapping[str, float]] = {"entry": 0.5}
"""Factor on WISHED where a single word wishes, by type; 1 where none is given: *hvem* betaler is no question for an
address.
"""
SURELY_WISHED: Final = 3.0
"""The same factor where two words of a question wish for one sort of page: ``hvem`` may ask for anything, ``hvem kan
hjælpe`` does not.
"""
LABEL_WISHED: Final = 1.0
"""The same factor for a word that may mean something else as well: ``metode`` for a guide."""


class Lifter:
    """Finds what lifts pages for one state of the vocabulary."""

    def __init__(self, vocabulary: StemmedVocabulary, facets: frozenset[str]) -> None:
        self._vocabulary, self._facets = vocabulary, facets

    def lifting(
        self,
        typed: list[str],
        mentions: list[Mention],
        readings: list[Reading],
        called: Iterable[Token],
        says: float,
        lang: Lang,
    ) -> list[Node]:
        """Everything that lifts pages for a question.

        Args:
            typed: its words as they were typed.
            mentions: the concepts in it that stand in no longer one.
            readings: how its words were understood.
            called: titles that the whole question may be.
            says: what all of it says, as a sum of inverse document frequencies.
            lang: the reader's language.
        """
        return [
            *self._spelled(readings, called, lang),
            *self.named(mentions, readings),
            *self._wished(typed, mentions, says, lang),
            *self._explained(typed, mentions, readings, lang),
        ]

    def named(self, mentions: Iterable[Mention], readings: list[Reading]) -> Iterator[Token]:
        """The pages that the editors have named for the concepts of the question."""
        worth: dict[str, float] = {}
        for mention in mentions:
            key = self._vocabulary.about(mention.found.concept)
            says = max(NAMED_SAYS, sum(reading.idf for reading in readings[mention.start : mention.end]))
            worth[key] = max(mention.found.form.weight * says, worth.get(key, 0.0))
        for key, value in worth.items():
            if key:
                yield Token(impacts.key_token(key), NAMED * value)
                yield Token(impacts.related_token(key), RELATED * value)

    def beside(self, mentions: Iterable[Mention]) -> Iterator[Token]:
        """What belongs together with the pages that the editors have named for the concepts of the question."""
        keys = {self._vocabulary.about(mention.found.concept) for mention in mentions}
        return (Token(impacts.related_token(key), RELATED) for key in sorted(keys) if key)

    def _wished(self, typed: list[str], mentions: Iterable[Mention], says: float, lang: Lang) -> Iterator[Node]:
        """What sort of page is asked for: by a word for it (``skabelon``), or by how one asks (``hvem``: somebody)."""
        wishes = wished_types(lang)
        asked = Counter(("type", wishes[word]) for word in dict.fromkeys(typed) if word in wishes)
        worth = {
            place: MAYBE_WISHED.get(place[1], 1.0) if count == 1 else SURELY_WISHED for place, count in asked.items()
        }
        for mention in mentions:
            form = mention.found.form
            if form.weight < SURELY_MEANT:
                continue
            value = form.weight if form.name else LABEL_WISHED * form.weight
            for place in self._vocabulary.classified(mention.found.concept):
                worth[place] = max(value, worth.get(place, 0.0))
        for place, value in worth.items():
            if place[0] in self._facets:
                yield Classified(*place, WISHED * value * says)
                for key in self._vocabulary.about_sort(place):
                    yield Token(impacts.key_token(key), ABOUT_SORT * WISHED * value * says)

    def _explained(
        self, typed: list[str], mentions: Iterable[Mention], readings: list[Reading], lang: Lang
    ) -> Iterator[Token]:
        """The glossary's entry where a question is nothing but a word, or what a word means."""
        wanted = not explained(lang).isdisjoint(typed)
        asked = not explained(lang).isdisjoint("-".join(pair) for pair in pairwise(typed))
        says = sum(reading.idf for reading in readings)
        for mention in mentions:
            alone = self._vocabulary.only_explained(mention.found.concept)
            if mention.end - mention.start == len(readings) and (wanted or asked or alone):
                told = self._vocabulary.about(mention.found.concept)  # a page that the editors chose tells what it is
                surely = wanted or (asked and not told)
                weight = (EXPLAINED if surely else ONLY_EXPLAINED) * mention.found.form.weight * says
                yield Token(impacts.term_token(self._vocabulary.key(mention.found.concept)), weight)

    @staticmethod
    def _spelled(readings: list[Reading], called: Iterable[Token], lang: Lang) -> Iterator[Node]:
        """Exact spelling, words side by side, the whole title."""
        for reading in readings:
            if reading.sort is Sort.OWN:
                yield Token(impacts.exact_token(lang, reading.own.exact), EXACT * reading.idf)
        for left, right in pairwise(readings):
            if left.sort is right.sort is Sort.OWN:
                yield Phrase((left.own.stem, right.own.stem), NEIGHBOURS * (left.idf + right.idf))
        yield Best((*_called(readings, lang), *called))


def _called(readings: list[Reading], lang: Lang) -> Iterator[Token]:
    """Titles that the question, or a few words of it side by side, may be."""
    for start in range(len(readings)):
        for end in range(start + 1, min(len(readings), start + LONGEST_TITLE) + 1):
            meant, says = [_meant(r) for r in readings[start:end]], sum(r.idf for r in readings[start:end])
            for sort, worth in TITLES.items():
                yield Token(impacts.title_token(lang, meant, sort), worth * says)


def called_so(readings: list[Reading], lang: Lang) -> Iterator[Token]:
    """Titles that the whole question may be, in either language."""
    if len(readings) <= LONGEST_TITLE:
        says = sum(reading.idf for reading in readings)
        yield Token(impacts.title_token(lang, map(_meant, readings)), TITLES["whole"] * says)
        there = (next(iter((*reading.spelled_there, reading.other))) for reading in readings)
        yield Token(impacts.title_token(OTHER[lang], there), TITLES["whole"] * says)


def _meant(reading: Reading) -> Analysed:
    """The word with the letters of the language, where it was typed without."""
    return next(iter((*reading.spelled, reading.own)))
