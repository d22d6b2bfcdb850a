"""Dates as readers of each language write them: ``22. november 2026`` and ``22 november 2026``."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.dates import MONTHS


def full(day: date, language: str) -> str:
    """Day, month and year in words."""
    dot = "." if language == "da" else ""
    return f"{day.day}{dot} {month(day.month, language)} {day.year}"


def month(number: int, language: str) -> str:
    """The month's name, in lower case in both languages. ``number`` is 1 to 12."""
    with translation.override(language):
        return str(MONTHS[number]).lower()


def partial(text: str, language: str) -> str:
    """A date that may lack day or month: ``2022``, ``2022-12`` or ``2022-12-02``; anything else is returned as it
    is.
    """
    parts = text.split("-")
    if not text or not all(part.isdigit() for part in parts):
        return text
    if len(parts) == 1:
        return text
    if len(parts) == 2:
        return f"{month(int(parts[1]), language)} {parts[0]}"
    return full(date(int(parts[0]), int(parts[1]), int(parts[2])), language)
