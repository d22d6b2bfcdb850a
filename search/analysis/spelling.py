"""Corrections for words that the index does not know, from the words that it does.

Candidates are found by deleting letters on both sides and comparing what is left: the symmetric delete idea of Garbe's
SymSpell, with one letter deleted from the dictionary's words and one or two from the reader's. They are then measured:
insertions, deletions, substitutions and neighbours swapped count one each (optimal string alignment). How many are
allowed grows with the word: none below five letters, where every word has neighbours that mean something else.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from typing import Final

from .folding import without_letters

SHORTEST: Final = 5
SHORTEST_FOR_TWO: Final = 9
LONG: Final = 12
ENDINGS: Final = ("s", "n", "en", "et", "ens", "ets", "er", "ar", "erne", "erna", "arna")
MOST_WORDS: Final = 60_000
"""Words that corrections are looked for among, the most common first: 60 MB at most."""


ALIKE: Final = 0.55
"""Share of pairs of letters from which on a word is offered, though not believed to be meant."""


def sound(word: str) -> str:
    """A word as spellings are compared: folded, and with ``v`` for ``w``, which sound the same in both languages.

    So ``interwiev`` is ``interview``.
    """
    return without_letters(word).replace("w", "v")


def allowed(length: int) -> int:
    """Errors that a word of so many letters may have."""
    return 0 if length < SHORTEST else 1 if length < SHORTEST_FOR_TWO else 2


def distance(left: str, right: str, limit: int) -> int:
    """Optimal string alignment distance, or ``limit + 1`` where it is more than ``limit``."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        line = [row]
        for column, other in enumerate(right, start=1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other
            line.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(line) > limit:
            return limit + 1
        before, last = last, line
    return last[-1]


_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS: Final = ("aeiouy", "bp", "dt", "gkcq", "vf", "szc", "jgy", "mn")


def _close(left: str, right: str) -> bool:
    """Whether two letters of words without ``w`` are easily taken for each other, by ear or by finger."""
    if left == right or any(left in row and right in row for row in _SOUNDS):
        return True
    return any(abs(row.find(left) - row.find(right)) == 1 for row in _KEYS if left in row and right in row)


def is_slip(typed: str, meant: str) -> bool:
    """Whether the one error between two words is one that people make: a letter left out, doubled, swapped, or taken
    for one that sounds or lies like it. Short words have neighbours that mean something else: ``ramte`` is no
    ``ramme``.
    """
    typed, meant = sound(typed), sound(meant)
    if len(typed) < len(meant):
        return True
    pairs = enumerate(zip(typed, meant, strict=False))
    at = next((place for place, (left, right) in pairs if left != right), len(meant))
    if len(typed) > len(meant):
        beside = typed[max(0, at - 1) : at] + typed[at + 1 : at + 2]
        return any(_close(typed[at], letter) for letter in beside)
    return typed[at + 1 :] != meant[at + 1 :] or at == len(meant) or _close(typed[at], meant[at])


def _deletes(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def alike(word: str, others: Iterable[str]) -> list[str]:
    """Those of the others that begin with the same letter and share most pairs of letters with a word, best first.

    Pairs are compared by Dice's coefficient (Kondrak, "N-Gram Similarity and Distance", SPIRE 2005).
    """
    pairs = _pairs(without_letters(word))
    found = []
    for other in others:
        folded = without_letters(other)
        if len(folded) >= SHORTEST and folded[0] == without_letters(word)[:1]:
            theirs = _pairs(folded)
            share = 2 * (pairs & theirs).total() / max(1, pairs.total() + theirs.total())
            if share >= ALIKE:
                found.append((-share, len(other), other))
    return [other for _, _, other in sorted(found)]


def _pairs(word: str) -> Counter[str]:
    return Counter(left + right for left, right in pairwise(word))


def _bases(word: str) -> Iterator[str]:
    """A long word without its last ending. Often only the definite form stands in the texts."""
    if len(word) >= LONG:
        yield from (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))


class Speller:
    """Corrects words of one language. The table is made at the first unknown word, not at start."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        """Take the words to correct to.

        Args:
            frequencies: in how many documents each word stands.
        """
        self._frequencies = frequencies
        self._lock = threading.Lock()
        self._table: dict[str, list[str]] | None = None
        self._spelled: dict[str, list[str]] = {}

    def corrections(self, word: str, most: int = 3) -> list[tuple[str, int]]:
        """Words that ``word`` may be a misspelling of, with their distance, the likeliest first.

        Where there are none, a long word is tried without one ending, of which the distance then says nothing.
        """
        for tried in dict.fromkeys((word, *_bases(word))):
            if found := self._near(tried):
                return found[:most]
        return []

    def _near(self, word: str) -> list[tuple[str, int]]:
        folded = sound(word)
        limit = allowed(len(folded))
        if not limit or not folded.isalpha():
            return []
        table = self._ready()
        found: dict[str, int] = {}
        for candidate in self._candidates(folded, limit, table):
            errors = distance(folded, candidate, limit)
            if errors <= limit:
                found |= dict.fromkeys(self._spelled[candidate], errors)
        return sorted(
            found.items(),
            key=lambda item: (item[1], item[0][0] != word[0], -self._frequencies.get(item[0], 0), item[0]),
        )

    def _candidates(self, folded: str, limit: int, table: Mapping[str, list[str]]) -> set[str]:
        keys = {folded, *_deletes(folded)}
        if limit > 1:
            keys |= {shorter for key in tuple(keys) for shorter in _deletes(key)}
        return {candidate for key in keys for candidate in table.get(key, ())}

    def _ready(self) -> Mapping[str, list[str]]:
        with self._lock:
            if self._table is None:
                self._table = self._make(self._common())
            return self._table

    def _common(self) -> Iterable[str]:
        long = [word for word in self._frequencies if len(word) >= SHORTEST - 1 and word.isalpha()]
        return sorted(long, key=lambda word: (-self._frequencies[word], word))[:MOST_WORDS]

    def _make(self, words: Iterable[str]) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for word in chain.from_iterable((word, *_bases(word)) for word in words):
            folded = sound(word)
            if folded not in self._spelled:
                self._spelled[folded] = []
                for key in {folded, *_deletes(folded)}:
                    table.setdefault(key, []).append(folded)
            if word not in self._spelled[folded]:
                self._spelled[folded].append(word)
        return table
