"""Suggestions while a reader types: pages by their titles, the editors' terms, words of the index.

What begins as typed comes first. Where little does, words of the other language follow, which a search understands as
well; where nothing does in either, a slip is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from search.analysis.folding import fold
from search.analysis.impacts import LONGEST_PREFIX
from search.analysis.knowledge import Knowledge, LanguageKnowledge
from search.analysis.text import clean, words
from search.ports import LONGEST_TEXT, OTHER, Lang, Suggestion
from search.query.vocabulary import StemmedVocabulary

if TYPE_CHECKING:
    from .core import Session, Stems

MOST: Final = 20
MOST_WORDS: Final = 8
TITLES_LOOKED_AT: Final = 20
TITLES_SHOWN: Final = 0.5
"""Share of the suggestions that titles may take, as long as there are others."""
ENOUGH_WORDS: Final = 3
"""Terms and words of the reader's language that leave nobody looking in the other."""
MOST_FOREIGN: Final = 4
MOST_MENDED: Final = 3
"""Words that a slip may have been meant for."""
MOST_LOOKED_AT: Final = 10
"""Words that are looked at for that: some may be hidden, or of pages that have gone."""
PLACES_LOOKED_AT: Final = 3
"""Documents with two words side by side that are looked at for how they are written there."""


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    folded: str
    name: bool


class Terms:
    """The editors' words that readers are offered: those that lead somewhere, and are not for the search alone."""

    def __init__(self, source: StemmedVocabulary, knowledge: Knowledge) -> None:
        """Take them out of the vocabulary, once for as long as it is the same."""
        self.source = source
        self._terms: dict[Lang, list[_Term]] = {}
        self._hidden: dict[Lang, frozenset[str]] = {}
        for lang, language in knowledge.languages.items():
            forms = list(source.names(lang))
            shown = {one.stems for one in forms if one.form.offered}
            hidden = {one.stems for one in forms if not one.form.offered} - shown
            self._hidden[lang] = frozenset(stems[0] for stems in hidden if len(stems) == 1)
            self._terms[lang] = [
                _Term(one.form.text, _folded(words(one.form.text)), one.form.name)
                for one in forms
                if one.form.offered and all(map(language.knows, one.stems))
            ]

    def beginning(self, typed: Sequence[str], lang: Lang) -> list[str]:
        """Terms that begin so or have a word that does; what is typed itself first, names before other words."""
        begun = _folded(typed)
        found: dict[str, tuple[bool, bool, bool, int]] = {}
        for term in self._terms[lang]:
            if begun in term.folded and f" {begun}" in f" {term.folded}":
                rank = (term.folded != begun, not term.folded.startswith(begun), not term.name, len(term.folded))
                found[term.text] = min(found.get(term.text, rank), rank)
        return sorted(found, key=lambda text: (found[text], text))

    def hides(self, stem: str, lang: Lang) -> bool:
        """Whether a word is one that only searches know."""
        return stem in self._hidden[lang]


def suggest(session: Session, terms: Terms, text: str, *, lang: Lang, limit: int) -> tuple[Suggestion, ...]:
    """The best suggestions of each sort: the term that was typed, titles, terms, words.

    Args:
        session: the index.
        terms: the editors' terms.
        text: as typed so far; its last word may be unfinished.
        lang: the reader's language.
        limit: how many; from 1 to :data:`MOST`, what is outside counts as the nearest.

    Raises:
        EngineUnavailable: the index does not answer.
    """
    limit = min(max(limit, 1), MOST)
    typed = words(text[:LONGEST_TEXT])[:MOST_WORDS]
    if not typed:
        return ()
    suggesting = _Suggesting(session, terms, lang, limit)
    unfinished = clean(text)[-1:].isalnum()
    found = suggesting.begun(typed) if unfinished else suggesting.whole(typed)
    if not found and (mended := suggesting.mended(typed)):
        found = suggesting.meant(mended)
    return tuple(found[:limit])


@dataclass(frozen=True, slots=True)
class _Suggesting:
    """One moment of typing."""

    session: Session
    terms: Terms
    lang: Lang
    limit: int

    def whole(self, typed: list[str]) -> list[Suggestion]:
        """Nothing is being typed: no word is gone on with."""
        return self._in_order(typed, self._titles(typed), self._terms(typed, self.lang))

    def begun(self, typed: list[str]) -> list[Suggestion]:
        """What begins as typed; of the other language where little does in the reader's."""
        titles = self._titles(typed)
        others = [*self._terms(typed, self.lang), *self._words(typed, self.lang)]
        if len(others) < ENOUGH_WORDS:
            there = OTHER[self.lang]
            theirs = _unlike([*self._terms(typed, there), *self._words(typed, there)], others)
            others += self._of_other_stems(theirs, others)[:MOST_FOREIGN]
        return self._in_order(typed, titles, others)

    def mended(self, typed: list[str]) -> list[list[str]]:
        """What the words may have been meant to begin with, where no word begins so; the likeliest first."""
        while len(typed) > 1 and self._is_small(typed[-1]):
            typed = typed[:-1]  # nothing is found by it
        ways = [self._meant_words(word) for word in typed]
        if not any(ways):
            return []
        before = [way[0] if way else word for way, word in zip(ways[:-1], typed[:-1], strict=True)]
        return [[*before, last] for last in ways[-1] or typed[-1:]]

    def meant(self, ways: list[list[str]]) -> list[Suggestion]:
        """The mended words themselves, and what begins with the likeliest."""
        found: list[Suggestion] = []
        for lang in (self.lang, OTHER[self.lang]):
            for typed in ways:
                said = [*self._terms(typed, lang), *self._words(typed, lang, itself=True)]
                found += [one for one in said if _folded(words(one.text)) == _folded(typed)]
            if found:
                break
        return _unlike([*found, *self.begun(ways[0])], ())

    def _meant_words(self, word: str) -> list[str]:
        """What one word may have been meant to begin with, in the reader's language or else in the other."""
        languages = [self.session.knowledge.languages[lang] for lang in (self.lang, OTHER[self.lang])]
        if self._is_small(word) or any(language.begins(word) for language in languages):
            return []
        found = (self._shown(language.begun_nearly(word, MOST_LOOKED_AT), language) for language in languages)
        return next(filter(None, found), [])

    def _is_small(self, word: str) -> bool:
        return any(word in chain.stop_words for chain in self.session.knowledge.chains.values())

    def _shown(self, ways: list[list[str]], language: LanguageKnowledge) -> list[str]:
        """The first form of each word that a page has now, without those that only searches know."""
        shown = {way[0]: way for way in ways if not self.terms.hides(language.chain.key(way[0]), language.lang)}
        return list(self._leading(shown, language.lang))[:MOST_MENDED]

    def _in_order(self, typed: list[str], titles: list[Suggestion], others: list[Suggestion]) -> list[Suggestion]:
        """The term that was typed, titles, the others; none says the same as one before it."""
        exact = [one for one in others if one.kind == "term" and _folded(words(one.text)) == _folded(typed)][:1]
        rest = _unlike(others, [*titles, *exact])
        places = self.limit - len(exact)
        shown = max(int(places * TITLES_SHOWN), places - len(rest))
        return _unlike([*exact, *titles[:shown], *rest], ())[: self.limit]

    def _titles(self, typed: list[str]) -> list[Suggestion]:
        beginnings = [fold(word)[:LONGEST_PREFIX] for word in typed]
        found = self.session.titles(beginnings, self.lang, TITLES_LOOKED_AT)
        begun = " ".join(beginnings)

        def rank(at: int) -> tuple[bool, bool, int, int]:
            title = _folded(words(found[at].title))
            return found[at].lang != self.lang, not title.startswith(begun), len(title), at

        pages = [found[at] for at in sorted(range(len(found)), key=rank)]
        return [Suggestion(page.title, "title", page.lang, url=page.url, type=page.type) for page in pages]

    def _terms(self, typed: list[str], lang: Lang) -> list[Suggestion]:
        return [Suggestion(text, "term", lang) for text in self.terms.beginning(typed, lang)]

    def _words(self, typed: list[str], lang: Lang, *, itself: bool = False) -> list[Suggestion]:
        """The question with its last word completed; with ``itself`` also just as it is.

        Only words as some page has them now, since pages go private; after another word only such as some text has
        right after it.
        """
        language = self.session.knowledge.languages[lang]
        ways: dict[str, list[str]] = {}
        for word in language.completions(typed[-1], 2 * self.limit):
            ways.setdefault(language.chain.key(word), []).append(word)
        if not itself and any(typed[-1] in way for way in ways.values()):
            ways.pop(language.chain.key(typed[-1]), None)  # a word is no completion of itself, nor is its genitive
        shown = {stem: way for stem, way in ways.items() if not self.terms.hides(stem, lang)}
        found = self._beside(typed[-2], shown, language) if typed[:-1] else self._leading(shown, lang)
        return [Suggestion(" ".join([*typed[:-1], word]), "word", lang) for word in found]

    def _leading(self, ways: dict[str, list[str]], lang: Lang) -> Iterator[str]:
        standing = self.session.written(lang, [word for way in ways.values() for word in way]) if ways else set()
        return (next(word for word in way if word in standing) for way in ways.values() if not standing.isdisjoint(way))

    def _beside(self, before: str, ways: dict[str, list[str]], language: LanguageKnowledge) -> Iterator[str]:
        """Words that stand right after another one as it is typed: stems alone would glue together what nobody says."""
        if not ways or before in language.chain.stop_words:
            return
        spelled = [before, *(token.word for token in language.spelled_so(before))]
        phrases: dict[str, Stems] = {stem: (language.chain.key(spelled[-1]), stem) for stem in ways}
        places = self.session.together(language.lang, phrases.values(), PLACES_LOOKED_AT)
        texts: dict[str, str] = {}
        for stem, way in ways.items():
            for page in places[phrases[stem]]:
                if page.uid not in texts:
                    texts[page.uid] = clean(f"{page.title}\n{page.summary}\n{page.body}").lower()
            held = [texts[page.uid] for page in places[phrases[stem]]]
            said = (word for word in way if any(_stands(one, word, text) for one in spelled for text in held))
            yield from list(said)[:1]

    def _of_other_stems(self, theirs: list[Suggestion], own: list[Suggestion]) -> list[Suggestion]:
        """Those that are not the same word in the other language's guise."""
        chains = self.session.knowledge.chains

        def stems(one: Suggestion) -> tuple[str, ...]:
            return tuple(map(chains[one.lang].key, words(one.text)))

        seen = set(map(stems, own))
        return [one for one in theirs if stems(one) not in seen]


def _stands(one: str, other: str, text: str) -> bool:
    """Whether a text has two whole words side by side."""
    return re.search(rf"(?<!\w){re.escape(one)}\s+{re.escape(other)}(?!\w)", text) is not None


def _folded(typed: Iterable[str]) -> str:
    return " ".join(map(fold, typed))


def _unlike(found: Iterable[Suggestion], others: Iterable[Suggestion]) -> list[Suggestion]:
    """Those that say neither the same as one of the others nor as one before them."""
    seen = {_folded(words(one.text)) for one in others}
    kept = []
    for one in found:
        folded = _folded(words(one.text))
        if folded not in seen:
            seen.add(folded)
            kept.append(one)
    return kept
