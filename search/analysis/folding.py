"""One key for the spellings of one word: ``æ ä ae a``, ``ø ö oe o``, ``å aa`` and other accents meet.

Half of the readers have the other half's letters on no key, and addresses are written without any of them. ``å`` is a
letter of its own in both languages: ``vård`` is no ``värde``, ``årlig`` no ``ærlig``. Only who types without any of the
letters may mean it by an ``a`` (:func:`without_letters`).
"""

from __future__ import annotations

import unicodedata
from typing import Final

SHORTEST_FOLDED: Final = 3
_LETTERS: Final = str.maketrans(
    {"æ": "a", "ä": "a", "ø": "o", "ö": "o", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "œ": "o"}
)
_SPELLED: Final = (("ae", "a"), ("oe", "o"), ("aa", "å"))


def fold(word: str) -> str:
    """The key of ``word``, which is in lower case and composed form; never empty where the word is not.

    Words of one or two letters keep them: ``år`` is not the ``AR`` of augmented reality.
    """
    if len(word) <= SHORTEST_FOLDED - 1:
        return word
    folded = word if word.isascii() else word.translate(_LETTERS)
    if not folded.replace("å", "").isascii():
        folded = "".join(map(_plain, folded)) or word
    for spelled, letter in _SPELLED:
        if spelled in folded:
            folded = folded.replace(spelled, letter)
    return folded


def without_letters(word: str) -> str:
    """The key of a word for those who may have typed it without the letters of its language."""
    return fold(word).replace("å", "a")


def _plain(letter: str) -> str:
    """A letter without its accent, but for the one that makes it another."""
    if letter.isascii() or letter == "å":
        return letter
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
