"""The portal's two languages: names, alphabets, spelling of addresses.

Danish sorts æ ø å last (å last of all), Swedish å ä ö. Python's own ordering knows neither, and the C library's
locales are not installed everywhere, so the few rules stand here.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from django.utils.text import slugify
from django.utils.translation import get_language

DANISH: Final = "da"
SWEDISH: Final = "sv"
LANGUAGES: Final = (DANISH, SWEDISH)
NAMES: Final = {DANISH: "Dansk", SWEDISH: "Svenska"}
OTHER: Final = {DANISH: SWEDISH, SWEDISH: DANISH}

# Letters after z, in order. A guest from the other alphabet is sorted with its kin: ä as æ in Danish.
_AFTER_Z: Final = {
    DANISH: {"æ": 1, "ä": 1, "ø": 2, "ö": 2, "å": 3},
    SWEDISH: {"å": 1, "ä": 2, "æ": 2, "ö": 3, "ø": 3},
}
_SPELLED_OUT: Final = {
    DANISH: {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"},
    SWEDISH: {"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o"},
}


def shown() -> str:
    """The language in which things are shown at the moment, as an address or an editor's settings have it."""
    return SWEDISH if (get_language() or "").startswith(SWEDISH) else DANISH


def sort_key(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts ``text`` as a reader of ``language`` expects; case and other accents do not count."""
    after_z = _AFTER_Z[language]
    key: list[tuple[int, str]] = []
    for letter in unicodedata.normalize("NFC", text).lower():
        if letter in after_z:
            key.append((after_z[letter], ""))
        else:
            key.extend((0, part) for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
    return tuple(key)


def initial(text: str, language: str) -> str:
    """The letter that ``text`` stands under in an alphabetical list."""
    first = unicodedata.normalize("NFC", text.strip())[:1].lower()
    if first in _AFTER_Z[language]:
        kin = _AFTER_Z[language][first]
        return next(letter for letter, place in _AFTER_Z[language].items() if place == kin).upper()
    plain = unicodedata.normalize("NFD", first)[:1]
    return plain.upper() if plain.isalpha() else "#"


def spelled_slug(text: str, language: str) -> str:
    """An address part in ASCII with the letters spelled out: ``Døgnrytme på Ærø`` becomes ``doegnrytme-paa-aeroe``."""
    table = _SPELLED_OUT[language]
    spelled = "".join(table.get(letter, letter) for letter in unicodedata.normalize("NFC", text).lower())
    return slugify(spelled)
