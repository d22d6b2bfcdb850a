"""Words that begin with what has been typed so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

from .folding import fold

SHORTEST: Final = 3
"""Letters of the shortest word that is offered."""
MOST_LOOKED_AT: Final = 2_000
"""Words with the same beginning that are compared; below two letters there may be more."""


class Completer:
    """Completes words of one language."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        """Take the words to offer.

        Args:
            frequencies: in how many documents each word stands.
        """
        self._entries = sorted(
            (fold(word), -count, word)
            for word, count in frequencies.items()
            if len(word) >= SHORTEST and not word.isdecimal()
        )

    def completions(self, beginning: str, most: int = 8) -> list[str]:
        """Words that begin so, spelled with or without the letters of the language; as typed and common ones first."""
        folded = fold(beginning)
        if not folded:
            return []
        start = bisect_left(self._entries, (folded,))
        found: list[tuple[bool, int, str]] = []
        for entry, negative, word in self._entries[start : start + MOST_LOOKED_AT]:
            if not entry.startswith(folded):
                break
            found.append((not word.startswith(beginning), negative, word))
        return [word for _, _, word in sorted(found)[:most]]
