"""Whether a text is Danish or Swedish, as far as its small words and letters tell. The two share most of them."""

from __future__ import annotations

import re
from typing import Final

from portal.core.languages import OTHER

_WORD: Final = re.compile(r"[^\W\d_]+")
_OWN: Final = {
    "da": frozenset(
        re.findall(
            _WORD,
            "af bliver blive deres der er et fra gøre gør giver hvad hvem hver hvilke hvilken hvis hvor hvordan hvorfor"
            " ikke ind jer jeres kun mellem mere må ned nogen nogle noget når og også op skal skrive til ud uden ved"
            " vores være",
        )
    ),
    "sv": frozenset(
        re.findall(
            _WORD,
            "att av bara blir bli deras där ett från för göra gör ger hur här inte mellan mer när någon något några och"
            " också ni ska skriva till upp utan vad varför vara vem vid vilka vilken vår våra är än",
        )
    ),
}
"""Words that only one of the two has, or has a hundred times as often; none that English has too (for, at, in)."""
_BOTH: Final = frozenset(re.findall(_WORD, "alla alle de denna det efter eller har i kan med om på sig som var vi"))
_NORDIC: Final = _BOTH.union(*_OWN.values())
_LETTERS: Final = {"da": re.compile("[æø]"), "sv": re.compile("[äö]")}


def is_written_in(text: str, language: str) -> bool:
    """Whether a text is in the language and not in the other one. A text without any sign of either is in neither:
    a name, a number, English.

    Args:
        text: without markup.
        language: ``da`` or ``sv``.
    """
    own, other = _signs(text, language), _signs(text, OTHER[language])
    return own > other


def is_nordic(text: str) -> bool:
    """Whether a text has words that Danish and Swedish share, or those of one of them."""
    return any(
        word.lower() in _BOTH or any(word.lower() in own for own in _OWN.values()) for word in _WORD.findall(text)
    )


def _signs(text: str, language: str) -> int:
    """Words of the language alone. Letters count in words without a capital: names keep theirs in every language."""
    found = 0
    for word in _WORD.findall(text):
        found += word.lower() in _OWN[language] or bool(word.islower() and _LETTERS[language].search(word))
    return found
