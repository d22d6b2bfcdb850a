"""Dates as readers of each language write them: ``22. november 2026`` and ``22 november 2026``."""

from __future__ import annotations

import re
from datetime import date

from django.utils import translation
from django.utils.dates import MONTHS

_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


def full(day: date, language: str) -> str:
    """Day, month and year in words."""
    dot = "." if language == "da" else ""
    return f"{day.day}{dot} {month(day.month, language)} {day.year}"


def month(number: int, language: str) -> str:
    """The month's name, in lower case in both languages. ``number`` is 1 to 12."""
    with translation.override(language):
        return str(MONTHS[number]).lower()


def is_partial(text: str) -> bool:
    """Whether the text is a year, a month of one or a day that exists: ``2022``, ``2022-12`` or ``2022-12-02``."""
    if not _PARTIAL.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def partial(text: str, language: str) -> str:
    """A date that may lack day or month (see :func:`is_partial`) in words; anything else is returned as it is."""
    if not is_partial(text) or len(text) == len("2022"):
        return text
    if len(text) == len("2022-12"):
        return f"{month(int(text[5:]), language)} {text[:4]}"
    return full(date.fromisoformat(text), language)
