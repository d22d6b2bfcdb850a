"""How high a row must be for its wrapped texts. Excel fits rows by itself, LibreOffice and previews do not always."""

from __future__ import annotations

WIDTHS = {
    222: "'ijl|",
    278: " !,./:;I[\\]ft·",
    333: '()-`r{}”"',
    500: "*^Jcksvxyz",
    611: "FTZø",
    667: "&ABEKPSVXYÅÄÉ",
    722: "CDHNRUw",
    778: "GOQØÖ",
    833: "Mm",
    889: "%æ",
    1000: "WÆ…@",
}
"""How wide the letters of Arial are, in thousandths of the type's size; all others are 556."""
LETTERS = {letter: width for width, letters in WIDTHS.items() for letter in letters}
USUAL, BOLD = 556, 1.08
DOTS = 96 / 72
"""Points of a screen in a point of type."""
LINE, MARGIN, HIGHEST = 13.0, 4.0, 400.0


def lines(text: str, width: float, *, bold: bool = False, size: float = 10) -> int:
    """How many lines a text takes in a column of so many units, which are seven points of the screen each."""
    room = width * 7 - 2
    scale = size * DOTS / 1000 * (BOLD if bold else 1)
    count = 0
    for part in text.split("\n"):
        used, count = 0.0, count + 1
        for word in part.replace("/", "/ ").split(" "):
            length = sum(LETTERS.get(letter, USUAL) for letter in word) * scale
            space = LETTERS[" "] * scale if used else 0
            if used and used + space + length > room:
                count, used, space = count + 1, 0.0, 0
            used += space + length
            while used > room:
                count, used = count + 1, used - room
    return count


def height(count: float, size: float = 10) -> float:
    """The height of so many lines in points."""
    return min(HIGHEST, count * LINE * size / 10 + MARGIN)
