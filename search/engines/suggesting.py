"""Suggestions while a reader types: pages by their titles, the editors' terms, words of the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from search.analysis.folding import fold
from search.analysis.impacts import LONGEST_PREFIX
from search.analysis.text import clean, words
from search.ports import LONGEST_TEXT, Lang, Suggestion
from search.query.vocabulary import StemmedVocabulary

if TYPE_CHECKING:
    from .core import Session, Stems

MOST: Final = 20
MOST_WORDS: Final = 8
TITLES_LOOKED_AT: Final = 20
TITLES_SHOWN: Final = 0.5
"""Share of the suggestions that titles may take, as long as there are others."""


def suggest(
    session: Session, vocabulary: StemmedVocabulary, text: str, *, lang: Lang, limit: int
) -> tuple[Suggestion, ...]:
    """The best suggestions of each sort, titles first.

    Args:
        session: the index.
        vocabulary: the editors' terms.
        text: as typed so far; its last word may be unfinished.
        lang: the reader's language.
        limit: how many.
    """
    limit = min(max(limit, 1), MOST)
    typed = words(text[:LONGEST_TEXT])[:MOST_WORDS]
    if not typed:
        return ()
    titles = list(_titles(session, typed, lang))
    terms = list(_terms(session, vocabulary, typed, lang))
    others = _unlike(titles, [*terms, *_words(session, text, typed, lang, limit)])
    shown = max(int(limit * TITLES_SHOWN), limit - len(others))
    return tuple([*titles[:shown], *others][:limit])


def _titles(session: Session, typed: list[str], lang: Lang) -> Iterator[Suggestion]:
    beginnings = [fold(word)[:LONGEST_PREFIX] for word in typed]
    found = session.titles(beginnings, lang, TITLES_LOOKED_AT)
    begun = " ".join(beginnings)

    def rank(at: int) -> tuple[bool, bool, int, int]:
        title = " ".join(map(fold, words(found[at].title)))
        return found[at].lang != lang, not title.startswith(begun), len(title), at

    for at in sorted(range(len(found)), key=rank):
        page = found[at]
        yield Suggestion(page.title, "title", page.lang, url=page.url, type=page.type)


def _terms(session: Session, vocabulary: StemmedVocabulary, typed: list[str], lang: Lang) -> Iterator[Suggestion]:
    """Terms that begin so, or have a word that does; only those that lead somewhere."""
    begun = " ".join(map(fold, typed))
    knows = session.knowledge.languages[lang].knows
    found: dict[str, tuple[bool, bool, int]] = {}
    for stemmed in vocabulary.names(lang):
        folded = " ".join(map(fold, words(stemmed.form.text)))
        if begun in f" {folded}" and f" {begun}" in f" {folded}" and all(map(knows, stemmed.stems)):
            found[stemmed.form.text] = (not folded.startswith(begun), not stemmed.form.name, len(folded))
    for text in sorted(found, key=lambda term: (found[term], term)):
        yield Suggestion(text, "term", lang)


def _words(session: Session, text: str, typed: list[str], lang: Lang, limit: int) -> Iterator[Suggestion]:
    """The question with its last word completed.

    Only words that still lead to a document, since pages go private; after another word only such as stand beside it.
    """
    if not clean(text)[-1:].isalnum():
        return
    knowledge = session.knowledge.languages[lang]
    before = [knowledge.chain.key(word) for word in typed[-2:-1] if word not in knowledge.chain.stop_words]
    found: dict[Stems, str] = {}
    for word in knowledge.completions(typed[-1], 2 * limit):
        if word != typed[-1]:
            found.setdefault((*before, knowledge.chain.key(word)), word)
    alive = session.alive(lang, found) if found else set()
    for stems, word in found.items():
        if stems in alive:
            yield Suggestion(" ".join([*typed[:-1], word]), "word", lang)


def _unlike(titles: list[Suggestion], others: list[Suggestion]) -> list[Suggestion]:
    """The others without those that say the same as one before them."""
    seen = {fold(title.text.lower()) for title in titles}
    kept = []
    for other in others:
        folded = " ".join(map(fold, words(other.text)))
        if folded not in seen:
            seen.add(folded)
            kept.append(other)
    return kept
