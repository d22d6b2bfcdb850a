"""Suggestions while a reader types: pages by their titles, the editors' terms, words of the index.

What begins as typed comes first. Where little does, words of the other language follow, which a search understands as
well; where nothing does in either, a slip is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from search.analysis.folding import fold
from search.analysis.impacts import LONGEST_PREFIX
from search.analysis.knowledge import Knowledge, LanguageKnowledge
from search.analysis.text import clean, words
from search.ports import LONGEST_TEXT, OTHER, Lang, Suggestion
from search.query.present import Sought
from search.query.vocabulary import StemmedVocabulary

from .sight import Sight, Titles, Together

MOST: Final = 20
MOST_WORDS: Final = 8
TITLES_SHOWN: Final = 0.5
"""Share of the suggestions that titles may take, as long as there are others."""
ENOUGH_WORDS: Final = 3
"""Terms and words of the reader's language that leave nobody looking in the other."""
MOST_FOREIGN: Final = 4
MOST_MENDED: Final = 3
"""Words that a slip may have been meant for."""
MOST_LOOKED_AT: Final = 10
"""Words that are looked at for that: some may be hidden, or of pages that have gone."""


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    folded: str
    stems: tuple[str, ...]
    name: bool


class Terms:
    """The editors' words that readers are offered: those that texts have, and that are not for the search alone."""

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
                _Term(one.form.text, _folded(words(one.form.text)), one.stems, one.form.name)
                for one in forms
                if one.form.offered and all(map(language.knows, one.stems))
            ]

    def beginning(self, typed: Sequence[str], lang: Lang) -> list[_Term]:
        """Terms that begin so or have a word that does; what is typed itself first, names before other words."""
        begun = _folded(typed)
        found: dict[str, tuple[tuple[bool, bool, bool, int], _Term]] = {}
        for term in self._terms[lang]:
            if begun in term.folded and f" {begun}" in f" {term.folded}":
                rank = (term.folded != begun, not term.folded.startswith(begun), not term.name, len(term.folded))
                if term.text not in found or rank < found[term.text][0]:
                    found[term.text] = rank, term
        return [found[text][1] for text in sorted(found, key=lambda text: (found[text][0], text))]

    def hides(self, stem: str, lang: Lang) -> bool:
        """Whether a word is one that only searches know."""
        return stem in self._hidden[lang]


def suggest(sight: Sight, terms: Terms, text: str, *, lang: Lang, limit: int) -> tuple[Suggestion, ...]:
    """The best suggestions of each sort: the term that was typed, titles, terms, words.

    Args:
        sight: looks things up in the index.
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
    suggesting = _Suggesting(sight, terms, lang, limit)
    unfinished = clean(text)[-1:].isalnum()
    found = suggesting.begun(typed) if unfinished else suggesting.whole(typed)
    if not found and (mended := suggesting.mended(typed)):
        found = suggesting.meant(mended)
    return tuple(found[:limit])


@dataclass(frozen=True, slots=True)
class _Suggesting:
    """One moment of typing."""

    sight: Sight
    terms: Terms
    lang: Lang
    limit: int
    _completions: dict[tuple[Lang, str], list[str]] = field(default_factory=dict)

    def whole(self, typed: list[str]) -> list[Suggestion]:
        """Nothing is being typed: no word is gone on with."""
        self.sight.expect(self._of_terms(typed, self.lang), [self._titled(typed)])
        return self._in_order(typed, self._titles(typed), self._terms(typed, self.lang))

    def begun(self, typed: list[str]) -> list[Suggestion]:
        """What begins as typed; of the other language where little does in the reader's."""
        self._expect([typed], [self.lang])
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
        meant: dict[str, list[str]] = {}
        unknown = [word for word in typed if not self._is_small(word) and not self._begins(word)]
        for lang in (self.lang, OTHER[self.lang]):
            near = {word: self._nearly(word, lang) for word in unknown if not meant.get(word)}
            self.sight.expect(one for ways in near.values() for one in _written(ways, lang))
            meant |= {word: list(self._leading(ways, lang))[:MOST_MENDED] for word, ways in near.items()}
        ways = [meant.get(word, []) for word in typed]
        if not any(ways):
            return []
        before = [way[0] if way else word for way, word in zip(ways[:-1], typed[:-1], strict=True)]
        return [[*before, last] for last in ways[-1] or typed[-1:]]

    def meant(self, ways: list[list[str]]) -> list[Suggestion]:
        """The mended words themselves, and what begins with the likeliest."""
        found: list[Suggestion] = []
        languages = (self.lang, OTHER[self.lang])
        self._expect(ways, languages, themselves=True)
        for lang in languages:
            for typed in ways:
                said = [*self._terms(typed, lang), *self._words(typed, lang, itself=True)]
                found += [one for one in said if _folded(words(one.text)) == _folded(typed)]
            if found:
                break
        return _unlike([*found, *self.begun(ways[0])], ())

    def _expect(self, ways: Sequence[list[str]], languages: Iterable[Lang], *, themselves: bool = False) -> None:
        """Look up in one go what goes on with each of the ways, and the titles with the first of them."""
        words: list[Sought] = []
        pages: list[Titles | Together] = [self._titled(ways[0])]
        for lang in languages:
            for typed in ways:
                words += self._of_terms(typed, lang)
                completed = self._completed(typed, lang, itself=themselves)
                if typed[:-1]:
                    pages += self._side_by_side(typed[-2], completed, lang).values()
                else:
                    words += _written(completed, lang)
        self.sight.expect(words, pages)

    def _begins(self, word: str) -> bool:
        return any(language.begins(word) for language in self.sight.knowledge.languages.values())

    def _nearly(self, word: str, lang: Lang) -> dict[str, list[str]]:
        """What a word may have been meant to begin with, each in all its forms; not what only searches know."""
        language = self.sight.knowledge.languages[lang]
        ways = language.begun_nearly(word, MOST_LOOKED_AT)
        return {way[0]: way for way in ways if not self.terms.hides(language.chain.key(way[0]), lang)}

    def _is_small(self, word: str) -> bool:
        return any(word in chain.stop_words for chain in self.sight.knowledge.chains.values())

    def _in_order(self, typed: list[str], titles: list[Suggestion], others: list[Suggestion]) -> list[Suggestion]:
        """The term that was typed, titles, the others; none says the same as one before it."""
        exact = [one for one in others if one.kind == "term" and _folded(words(one.text)) == _folded(typed)][:1]
        rest = _unlike(others, [*titles, *exact])
        places = self.limit - len(exact)
        shown = max(int(places * TITLES_SHOWN), places - len(rest))
        return _unlike([*exact, *titles[:shown], *rest], ())[: self.limit]

    def _titles(self, typed: list[str]) -> list[Suggestion]:
        sought = self._titled(typed)
        found = self.sight.pages(sought)
        begun = " ".join(sought.beginnings)

        def rank(at: int) -> tuple[bool, bool, int, int]:
            title = _folded(words(found[at].title))
            return found[at].lang != self.lang, not title.startswith(begun), len(title), at

        pages = [found[at] for at in sorted(range(len(found)), key=rank)]
        return [Suggestion(page.title, "title", page.lang, page.url, page.type, page.uid) for page in pages]

    def _titled(self, typed: list[str]) -> Titles:
        return Titles(self.lang, tuple(fold(word)[:LONGEST_PREFIX] for word in typed))

    def _terms(self, typed: list[str], lang: Lang) -> list[Suggestion]:
        """Terms all words of which lead to some page now: a suggestion shall never lead to nothing."""
        begun = self._begun_terms(typed, lang)
        standing = self.sight.alive(lang, [stem for term in begun for stem in term.stems])
        return [Suggestion(term.text, "term", lang) for term in begun if standing.issuperset(term.stems)]

    def _begun_terms(self, typed: list[str], lang: Lang) -> list[_Term]:
        """As many as are looked at, should pages that had some of them have gone."""
        return self.terms.beginning(typed, lang)[: 2 * self.limit]

    def _of_terms(self, typed: list[str], lang: Lang) -> list[Sought]:
        return [Sought(lang, stem) for term in self._begun_terms(typed, lang) for stem in term.stems]

    def _words(self, typed: list[str], lang: Lang, *, itself: bool = False) -> list[Suggestion]:
        """The question with its last word completed; with ``itself`` also just as it is.

        Only words as some page has them now, since pages go private; after another word only such as some text has
        right after it.
        """
        completed = self._completed(typed, lang, itself=itself)
        found = self._beside(typed[-2], completed, lang) if typed[:-1] else self._leading(completed, lang)
        return [Suggestion(" ".join([*typed[:-1], word]), "word", lang) for word in found]

    def _completed(self, typed: list[str], lang: Lang, *, itself: bool) -> dict[str, list[str]]:
        """By their stems the words that begin as the last one, each in all its forms that do; none that is a small
        word to the reader, since questions leave those out.
        """
        language, small = self.sight.knowledge.languages[lang], self.sight.knowledge.chains[self.lang].stop_words
        key = lang, typed[-1]
        if key not in self._completions:
            found = language.completions(typed[-1], 2 * self.limit)
            self._completions[key] = [word for word in found if word not in small]
        ways: dict[str, list[str]] = {}
        for word in self._completions[key]:
            ways.setdefault(language.chain.key(word), []).append(word)
        if not itself and any(typed[-1] in way for way in ways.values()):
            ways.pop(language.chain.key(typed[-1]), None)  # a word is no completion of itself, nor is its genitive
        return {stem: way for stem, way in ways.items() if not self.terms.hides(stem, lang)}

    def _leading(self, ways: dict[str, list[str]], lang: Lang) -> Iterator[str]:
        standing = self.sight.written(lang, [word for way in ways.values() for word in way])
        return (next(word for word in way if word in standing) for way in ways.values() if not standing.isdisjoint(way))

    def _side_by_side(self, before: str, stems: Iterable[str], lang: Lang) -> dict[str, Together]:
        """What to look for, for each word that may come after another; after a small word comes anything."""
        language = self.sight.knowledge.languages[lang]
        if before in language.chain.stop_words:
            return {}
        first = language.chain.key(_spellings(before, language)[-1])
        return {stem: Together(lang, (first, stem)) for stem in stems}

    def _beside(self, before: str, ways: dict[str, list[str]], lang: Lang) -> Iterator[str]:
        """Words that stand right after another one as it is typed: stems alone would glue together what nobody says."""
        phrases = self._side_by_side(before, ways, lang)
        self.sight.expect(pages=phrases.values())
        spelled = _spellings(before, self.sight.knowledge.languages[lang])
        texts: dict[str, str] = {}
        for stem, phrase in phrases.items():
            places = self.sight.pages(phrase)
            for page in places:
                if page.uid not in texts:
                    texts[page.uid] = clean(f"{page.title}\n{page.summary}\n{page.body}").lower()
            held = [texts[page.uid] for page in places]
            said = (word for word in ways[stem] if any(_stands(one, word, text) for one in spelled for text in held))
            yield from list(said)[:1]

    def _of_other_stems(self, theirs: list[Suggestion], own: list[Suggestion]) -> list[Suggestion]:
        """Those that are not the same word in the other language's guise."""
        chains = self.sight.knowledge.chains

        def stems(one: Suggestion) -> tuple[str, ...]:
            return tuple(map(chains[one.lang].key, words(one.text)))

        seen = set(map(stems, own))
        return [one for one in theirs if stems(one) not in seen]


def _written(ways: dict[str, list[str]], lang: Lang) -> list[Sought]:
    return [Sought(lang, word, as_written=True) for way in ways.values() for word in way]


def _spellings(word: str, language: LanguageKnowledge) -> list[str]:
    """A word as typed, and how it is written here if it was typed without the letters of the language."""
    return [word, *(token.word for token in language.spelled_so(word))]


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
