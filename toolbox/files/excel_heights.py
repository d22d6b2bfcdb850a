"""How high a row must be for its wrapped texts. Excel fits rows by itself, LibreOffice and previews do not always."""

from __future__ import annotations

UNIT = 7.0
"""Points on the screen in one unit of column width."""
LETTER, BOLD_LETTER = 5.7, 6.3
"""How wide a letter of Arial 10 is on average, rather too much than too little."""
LINE, MARGIN = 13.0, 4.0
HIGHEST = 400.0


def lines(text: str, width: float, *, bold: bool = False, size: float = 10) -> int:
    """How many lines a text takes in a column."""
    room = max(1, int((width * UNIT - 6) / ((BOLD_LETTER if bold else LETTER) * size / 10)))
    count = 0
    for part in text.split("\n"):
        used, count = 0, count + 1
        for word in part.split(" "):
            length = len(word)
            if used and used + 1 + length > room:
                count, used = count + 1, 0
            used += length + (1 if used else 0)
            while used > room:
                count, used = count + 1, used - room
    return count


def height(count: int, size: float = 10) -> float:
    """The height of so many lines in points."""
    return min(HIGHEST, count * LINE * size / 10 + MARGIN)
