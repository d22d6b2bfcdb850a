"""Words to go on with where a word led nowhere: its parts, together and each by itself, what it may be the beginning
of, and what is spelled alike.

A correction is believed, and answered; these are only offered. So they may be further away, but each is a word that
pages here are about, and have at this moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from search.analysis.knowledge import Knowledge, LanguageKnowledge
from search.ports import Lang

from .present import Present, Sought

MOST: Final = 3
SHORTEST: Final = 4
SHORTEST_HEAD: Final = 5
SHORTEST_BEFORE: Final = 3
"""Letters of a word that others end in, and of what stands before it."""
COMPLETED: Final = 4
"""Words that are looked at of those that begin as the unknown one."""
LOOKED_AT: Final = 30
"""Words that are looked for in the pages of this moment."""


def nearest(words: Iterable[str], knowledge: Knowledge, lang: Lang, present: Present) -> list[str]:
    """What may be asked instead of words that are not known, the nearest first; never one of them.

    Args:
        words: of the question, in lower case.
        knowledge: the index's words.
        lang: the reader's language.
        present: looks up what readers can find at this moment.
    """
    language = knowledge.languages[lang]
    unknown = list(words)
    offered: dict[str, bool] = {}
    for word in unknown:
        offered |= dict.fromkeys(_parts(word, language), True)
        for near in (*_begun(word, language), *_head(word, language), *language.alike(word)):
            offered.setdefault(near, False)
    found = {near: part for near, part in islice(offered.items(), LOOKED_AT) if near not in unknown}
    stems = {near: language.chain.key(near) for near in found}
    whole = [near for near, part in found.items() if not part]
    written_apart = dict(filter(None, (_written_apart(word, language) for word in unknown)))
    sought = [Sought(lang, stems[near] if part else near, as_written=not part) for near, part in found.items()]
    present.expect([*sought, *(Sought(lang, stem) for parts in written_apart.values() for stem in parts)])
    standing = present.written(lang, whole) if whole else set()
    # A part was typed itself, and need not stand alone anywhere.
    leading = present.alive(lang, {stems[near] for near in found if found[near]}) if any(found.values()) else set()
    by_stem: dict[str, str] = {}
    for near, part in found.items():
        if (stems[near] in leading) if part else (near in standing):
            by_stem.setdefault(stems[near], near)
    apart = [together for together, parts in written_apart.items() if present.alive(lang, parts).issuperset(parts)]
    return [*apart, *by_stem.values()][:MOST]


def _parts(word: str, language: LanguageKnowledge) -> Iterator[str]:
    """The topmost parts of a compound that say something here."""
    parts = [part.word for part in language.chain.split(word)]
    return (part for part in parts if len(part) >= SHORTEST and _tells(part, language))


def _written_apart(word: str, language: LanguageKnowledge) -> tuple[str, list[str]] | None:
    """A compound as the words that it is made of, and their stems, where one of them says something here, and none is
    said about anything: unlike a compound, several words are answered by pages that have them in different places.
    """
    parts = [part.word for part in language.chain.split(word)]
    stems = [language.chain.key(part) for part in parts]
    if len(parts) < 2 or not any(map(language.is_topic, stems)) or not language.chain.light.isdisjoint(stems):
        return None
    return " ".join(parts), stems


def _head(word: str, language: LanguageKnowledge) -> Iterator[str]:
    """The longest word here that an unknown one ends in: a compound is a sort of its last part, so that a
    ``vaskerobot`` is a ``robot``, whatever the first part is.
    """
    ends = (word[start:] for start in range(SHORTEST_BEFORE, len(word) - SHORTEST_HEAD + 1))
    return islice((end for end in ends if language.has(end) and _tells(end, language)), 1)


def _tells(word: str, language: LanguageKnowledge) -> bool:
    stem = language.chain.key(word)
    return stem not in language.chain.light and language.is_topic(stem)


def _begun(word: str, language: LanguageKnowledge) -> list[str]:
    if len(word) < SHORTEST:
        return []
    return [near for near in language.completions(word, COMPLETED) if language.is_topic(language.chain.key(near))]
