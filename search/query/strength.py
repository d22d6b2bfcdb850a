"""Whether a question has an answer here at all.

A page that happens to contain one common word of a question about something else is no answer, and a reader is better
served by an honest "nothing found" with ways on. Two rules decide, and neither knows the subject: they follow the
content.

Before any document is looked for, the question is asked how much of what it says (weighed by inverse document
frequency, so that ``kommune`` says little) is understood in this index: fully for a word that pages are about, less for
one that bodies only mention, little for a compound of which only the parts are known, not at all for a word that
occurs nowhere. And where something is not fully understood, the best document has to show enough of the question: parts
of a compound in different corners of a page do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .reading import UNKNOWN_IDF, Reading, Sort

UNDERSTOOD_ENOUGH: Final = 0.3
"""Share of a question that has to be understood."""
SHOWN: Final = 0.34
"""Share of a question that the best document has to show, unless all of it is understood."""
SHOWN_OF_COMPOUND: Final = 0.43
"""Share of a compound, all parts of which are known, that the best document has to show: both of them, and not in
passing. ``boligstøtte`` is not answered by a page with a home and some support."""
MENTIONED: Final = 0.6
"""How much a word is worth that is in no title, summary or label."""
KNOWN_COMPOUND: Final = 0.6
"""How much a compound is understood of which a part is known that is a compound itself."""
_UNDERSTOOD: Final = {
    Sort.OWN: 1.0,
    Sort.OTHER: 1.0,
    Sort.VOCABULARY: 1.0,
    Sort.PARTS: 0.5,
    Sort.UNKNOWN: 0.0,
}


def says(reading: Reading) -> float:
    """What a word says; as much as a rare word if it is not known."""
    half_known = reading.sort is Sort.PARTS and not reading.known_compound and reading.known_leaves < 1
    unknown = reading.sort is Sort.UNKNOWN or half_known
    return UNKNOWN_IDF if unknown else min(reading.idf, UNKNOWN_IDF)


def understood(readings: Iterable[Reading]) -> float:
    """The share of a question that is understood, 0 to 1."""
    said = total = 0.0
    for reading in readings:
        share = _UNDERSTOOD[reading.sort] * (1.0 if reading.topical else MENTIONED)
        share *= reading.correction.worth if reading.correction else 1.0
        if reading.sort is Sort.PARTS:
            share = max(share, KNOWN_COMPOUND) if reading.known_compound else share * reading.known_leaves
        said += says(reading) * share
        total += says(reading)
    return said / total if total else 0.0


def has_answer(readings: Iterable[Reading]) -> bool:
    """Whether documents are looked for."""
    return understood(readings) >= UNDERSTOOD_ENOUGH


def required(readings: Iterable[Reading]) -> float:
    """The score that the best document needs; 0 where all words are understood."""
    readings = list(readings)
    unsure = any(reading.sort in {Sort.PARTS, Sort.UNKNOWN} for reading in readings)
    return sum(_shown(reading) * says(reading) for reading in readings) if unsure else 0.0


def _shown(reading: Reading) -> float:
    return SHOWN_OF_COMPOUND if reading.sort is Sort.PARTS and reading.known_leaves == 1 else SHOWN
