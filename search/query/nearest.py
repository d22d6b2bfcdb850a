"""Words to go on with where a word led nowhere: its parts, what it may be the beginning of, and what is spelled alike.

A correction is believed, and answered; these are only offered. So they may be further away, but each is a word that
pages here are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from search.analysis.knowledge import Knowledge, LanguageKnowledge
from search.ports import Lang

MOST: Final = 3
SHORTEST: Final = 4
COMPLETED: Final = 4
"""Words that are looked at of those that begin as the unknown one."""


def nearest(words: Iterable[str], knowledge: Knowledge, lang: Lang) -> list[str]:
    """What may be asked instead of words that are not known, the nearest first; never one of them.

    Args:
        words: of the question, in lower case.
        knowledge: the index's words.
        lang: the reader's language.
    """
    language = knowledge.languages[lang]
    unknown = list(words)
    found = (
        near for word in unknown for near in (*_parts(word, language), *_begun(word, language), *language.alike(word))
    )
    by_stem: dict[str, str] = {}
    for near in found:
        if near not in unknown:
            by_stem.setdefault(language.chain.key(near), near)
    return list(by_stem.values())[:MOST]


def _parts(word: str, language: LanguageKnowledge) -> Iterator[str]:
    """The topmost parts of a compound that say something here."""
    for part in language.chain.split(word):
        stem = language.chain.key(part.word)
        if len(part.word) >= SHORTEST and stem not in language.chain.light and language.is_topic(stem):
            yield part.word


def _begun(word: str, language: LanguageKnowledge) -> list[str]:
    if len(word) < SHORTEST:
        return []
    return [near for near in language.completions(word, COMPLETED) if language.is_topic(language.chain.key(near))]
