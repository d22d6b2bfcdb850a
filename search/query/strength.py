"""Whether a question has an answer here at all.

A page that happens to contain one common word of a question about something else is no answer, and a reader is better
served by an honest "nothing found" with ways on. So before any document is looked for, the question is asked how much
of what it says (weighed by inverse document frequency, so that ``kommune`` says little) is understood in this index:
fully for a word that pages are about, less for one that bodies only mention, little for a compound of which only the
parts are known, not at all for a word that occurs nowhere. The rule knows nothing of the subject: it follows the
content.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .reading import UNKNOWN_IDF, Reading, Sort

ENOUGH: Final = 0.3
"""Share of a question that has to be understood."""
MENTIONED: Final = 0.6
"""How much a word is worth that is in no title, summary or label."""
_UNDERSTOOD: Final = {
    Sort.OWN: 1.0,
    Sort.OTHER: 1.0,
    Sort.VOCABULARY: 1.0,
    Sort.CORRECTED: 0.8,
    Sort.PARTS: 0.35,
    Sort.UNKNOWN: 0.0,
}


def understood(readings: Iterable[Reading]) -> float:
    """The share of a question that is understood, 0 to 1."""
    said = total = 0.0
    for reading in readings:
        weight = min(reading.idf, UNKNOWN_IDF)
        share = _UNDERSTOOD[reading.sort] * (1.0 if reading.topical else MENTIONED)
        if reading.sort is Sort.PARTS:
            share *= reading.known_leaves
            weight = UNKNOWN_IDF
        said += weight * share
        total += weight
    return said / total if total else 0.0


def has_answer(readings: Iterable[Reading]) -> bool:
    """Whether documents are looked for."""
    return understood(readings) >= ENOUGH
