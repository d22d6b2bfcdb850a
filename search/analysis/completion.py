"""Words that begin with what has been typed so far, also where a letter of it is wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

from .folding import fold, without_letters
from .spelling import allowed

SHORTEST: Final = 3
"""Letters of the shortest word that is offered."""
MOST_LOOKED_AT: Final = 2_000
"""Words with the same beginning that are compared; below two letters there may be more."""
MOST_HALF_MENDED: Final = 5
"""Beginnings with one of two errors mended that are gone on with, those that reach furthest."""


class Completer:
    """Completes words of one language."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        """Take the words to offer.

        Args:
            frequencies: in how many documents each word stands.
        """
        self._entries = sorted(
            (without_letters(word), -count, word)
            for word, count in frequencies.items()
            if len(word) >= SHORTEST and not word.isdecimal()
        )
        self._folded = [entry for entry, _, _ in self._entries]

    def completions(self, beginning: str, most: int = 8) -> list[str]:
        """Words that begin so, spelled with or without the letters of the language; as typed and common ones first."""
        begun = self._begun(without_letters(beginning))
        meant = None if beginning.isascii() else fold(beginning)  # who types one of the letters means it
        found = [
            (not word.startswith(beginning), negative, word)
            for _, negative, word in begun
            if meant is None or fold(word).startswith(meant)
        ]
        return [word for _, _, word in sorted(found)[:most]]

    def begins(self, beginning: str) -> bool:
        """Whether a word begins so."""
        folded = without_letters(beginning)
        return bool(folded) and self._reached(folded) == len(folded)

    def nearly(self, beginning: str) -> list[str]:
        """Words that begin so but for a slip, or two in a long beginning; likely and common ones first.

        The first letter is right. As many errors are allowed as in a whole word (``spelling.allowed``). What is typed
        is right up to its longest beginning that a word has, so only letters up to there are tried, and of those only
        such as some word goes on with: a few dozen spellings, where all that are two errors away would be a hundred
        thousand.
        """
        folded = without_letters(beginning)
        errors = allowed(len(folded))
        if not errors or not folded.isalpha():
            return []
        tried = {folded: self._reached(folded)}
        found: dict[str, tuple[bool, int, str]] = {}
        for _ in range(errors):
            further: dict[str, int] = {}
            for text, reached in tried.items():
                for near in self._slips(text, reached):
                    now = self._reached(near)
                    if now > reached + 1 or now == len(near):
                        further[near] = now
            for near in [near for near, reached in further.items() if reached == len(near)]:
                # Anything fits when its last letter is taken for the wrong one: that is the least likely slip.
                last = near[:-1] == folded[: len(near) - 1]
                for _, negative, word in self._begun(near):
                    found[word] = min(found.get(word, (True, 0, word)), (last, negative, word))
            if found:
                break
            furthest = sorted(further, key=lambda near: (-further[near], near))[:MOST_HALF_MENDED]
            tried = {near: further[near] for near in furthest}
        return [word for _, _, word in sorted(found.values())]

    def _begun(self, folded: str) -> Iterator[tuple[str, int, str]]:
        """Entries that begin so."""
        start = bisect_left(self._entries, (folded,)) if folded else len(self._entries)
        return takewhile(lambda entry: entry[0].startswith(folded), self._entries[start : start + MOST_LOOKED_AT])

    def _reached(self, folded: str) -> int:
        """How many of the letters some entry begins with: of all entries, one beside the place has the most."""
        at = bisect_left(self._folded, folded)
        return max((_shared(folded, entry) for entry in self._folded[max(at - 1, 0) : at + 1]), default=0)

    def _following(self, beginning: str) -> Iterator[str]:
        """The letters that some entry goes on with, each found by a leap over all entries with the one before."""
        length = len(beginning)
        at = bisect_left(self._folded, beginning)
        while at < len(self._folded) and self._folded[at].startswith(beginning):
            letter = self._folded[at][length : length + 1]
            if letter:
                yield letter
            at = bisect_left(self._folded, beginning + chr(ord(letter) + 1) if letter else beginning + "\0", at)

    def _slips(self, text: str, reached: int) -> Iterator[str]:
        """What may have been meant: a letter missing, two swapped, one wrong, one too many; the first is right."""
        for at in range(1, min(reached + 1, len(text))):
            before, letter, after = text[:at], text[at], text[at + 1 :]
            for right in self._following(before):
                yield before + right + letter + after
                if right != letter:
                    yield before + right + after
            yield before + after
            if after:
                yield before + after[0] + letter + after[1:]


def _shared(left: str, right: str) -> int:
    for at, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return at
    return min(len(left), len(right))
