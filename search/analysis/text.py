"""Cutting text into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST_WORD: Final = 64
"""Letters of a word that are read. Real compounds stay below; what is longer is not language."""

WORD: Final = re.compile(r"[^\W_]+")
# Soft hyphens and zero-width characters stand inside words without being seen.
_INVISIBLE: Final = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
# Both ends begin with a letter of their own, which the search for them can leap to.
_SENTENCE_END: Final = re.compile(r"[.!?:;…]\s+|[\n\r\u2028\u2029]\s*")
_WORD_OR_END: Final = re.compile(f"{WORD.pattern}|{_SENTENCE_END.pattern}")


class Span(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    word: str


def clean(text: str) -> str:
    """Text in composed form (NFC) without invisible characters: what all positions refer to."""
    for character in _INVISIBLE:
        if character in text:  # hardly ever, and looking is much quicker than replacing
            text = text.replace(character, "")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, in order."""
    found = WORD.findall(clean(text).lower())
    longest = max(map(len, found), default=0)
    return found if longest <= LONGEST_WORD else [word[:LONGEST_WORD] for word in found]


def spans(cleaned: str) -> Iterator[Span]:
    """Words with their positions. ``cleaned`` comes from :func:`clean`."""
    for match in WORD.finditer(cleaned):
        # Lower case may be longer than upper case (``İ``), so it is made word by word.
        yield Span(match.start(), match.end(), match.group().lower()[:LONGEST_WORD])


def words_and_pauses(text: str) -> list[str]:
    """The words of ``text`` in lower case and whole length, in order, and between them what ends sentences."""
    cleaned = clean(text)
    lower = cleaned.lower()
    if len(lower) == len(cleaned):
        return _WORD_OR_END.findall(lower)
    return [found.lower() for found in _WORD_OR_END.findall(cleaned)]  # see spans


def lowered(cleaned: str) -> str:
    """Text in lower case with every letter in its place; the few that would become two stay as they are."""
    lower = cleaned.lower()
    if len(lower) == len(cleaned):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in cleaned)


def sentences(cleaned: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, roughly: enough to choose a passage and to keep phrases inside one."""
    start = 0
    for match in _SENTENCE_END.finditer(cleaned):
        end = match.start()
        if not cleaned[end].isspace():
            end += 1
        while end > start and cleaned[end - 1].isspace():
            end -= 1
        if end > start:
            yield start, end
        start = match.end()
    if start < len(cleaned):
        yield start, len(cleaned)
