"""What a cell of a workbook shows: its number as its format writes it in the language, and the colour that its rules
give it.

Only the formats and conditions that the builders write are known. A condition over several cells counts as not met:
those are the orange ones that say what is missing.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, range_boundaries

from toolbox.files.excel_book import Book, Page, Value
from toolbox.files.structure import Language

MINUS, SPACE = "\u2212", "\u00a0"
_FORMAT = re.compile(r"(?P<group>#,##)?0(?:\.(?P<fixed>0*)(?P<some>#*))?(?P<percent>%)?")
_CONDITION = re.compile(r"(?:AND\(ISNUMBER\([A-Z$]+\d+\),)?(?P<one>[^<>=,]+)(?P<sign>[<>=])(?P<two>[^<>=,()]+)\)?")
_PLACE = re.compile(r"(?P<fixed_column>\$?)(?P<column>[A-Z]{1,2})(?P<fixed_row>\$?)(?P<row>\d+)")
_COLUMN = re.compile(r"COLUMN\(\)-(\d+)")
_SIGNS: dict[str, Callable[[float, float], bool]] = {"<": operator.lt, ">": operator.gt, "=": operator.eq}


def shown(value: Value, number: str, language: Language) -> str:
    """A value as its cell shows it; ``number`` is Excel's number format.

    Raises:
        ValueError: the builders use no such format.
    """
    if value is None or isinstance(value, str):
        return value or ""
    sections = number.split(";")
    section = sections[2] if len(sections) > 2 and value == 0 else sections[0]
    if len(sections) > 1 and value < 0:
        section = sections[1]
    if section == "General":
        section = "0" if isinstance(value, int) else "0.##"
    if not section:
        return ""
    found = _FORMAT.fullmatch(section)
    if found is None:
        raise ValueError(f"There is no way to show {number!r}")
    fixed, places = len(found["fixed"] or ""), len(found["fixed"] or "") + len(found["some"] or "")
    exact = Decimal(repr(value)) * (100 if found["percent"] else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):{',' if found['group'] else ''}.{places}f}"
    dropped = min(places - fixed, len(text) - len(text.rstrip("0")))
    if dropped:
        text = text[:-dropped].rstrip(".")
    group = "." if language == "da" else SPACE
    text = text.replace(",", "\0").replace(".", ",").replace("\0", group)
    return f"{MINUS if rounded < 0 else ''}{text}{f'{SPACE}%' if found['percent'] else ''}"


class Values:
    """The values of a book's cells and of its names."""

    def __init__(self, book: Book) -> None:
        self.pages = {page.sheet.title: page for page in book.pages}
        self.names = {name: defined.attr_text for name, defined in book.file.defined_names.items()}

    def named(self, name: str) -> Value:
        """The value of a named cell."""
        sheet, _, place = self.names[name].rpartition("!")
        page = self.pages[sheet.strip("'")]
        return value_of(page, page.sheet[place.replace("$", "")])


def value_of(page: Page, cell: Cell) -> Value:
    """What stands in a cell: a formula's value, or what was put there."""
    if cell.coordinate in page.values:
        return page.values[cell.coordinate]
    value = cell.value
    return value if value is None or isinstance(value, str | int | float) else str(value)


class Fills:
    """The colours that a sheet's rules give its cells now."""

    def __init__(self, page: Page, values: Values) -> None:
        self.page, self.values = page, values
        self.rules = list(self._rules())

    def _rules(self) -> Iterator[tuple[tuple[int, int, int, int], str, str]]:
        for area in self.page.sheet.conditional_formatting:
            for cells in str(area.sqref).split():
                left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(cells))
                for rule in (rule for rule in area.rules if rule.dxf.fill):
                    yield (left, top, right, bottom), rule.formula[0], rule.dxf.fill.bgColor.rgb[-6:]

    def at(self, column: int, row: int) -> str:
        """The fill of a cell as six hexadecimal digits, or nothing."""
        for (left, top, right, bottom), condition, fill in self.rules:
            inside = left <= column <= right and top <= row <= bottom
            if inside and self._holds(condition, column, row, column - left, row - top):
                return fill
        return ""

    def _holds(self, condition: str, column: int, row: int, right: int, down: int) -> bool:
        """Whether a condition that is written for a rule's first cell holds for the cell so far from it."""
        if condition == "TRUE":
            return True
        found = _CONDITION.fullmatch(condition)
        if found is None:
            return False
        one, two = (self._operand(found[side], column, right, down) for side in ("one", "two"))
        if isinstance(one, int | float) and isinstance(two, int | float):
            return _SIGNS[found["sign"]](one, two)
        return found["sign"] == "=" and one is not None and one == two

    def _operand(self, text: str, column: int, right: int, down: int) -> Value:
        if text.startswith('"'):
            return text.strip('"') or None
        if counted := _COLUMN.fullmatch(text):
            return column - int(counted[1])
        if place := _PLACE.fullmatch(text):
            across = column_index_from_string(place["column"]) + (0 if place["fixed_column"] else right)
            along = int(place["row"]) + (0 if place["fixed_row"] else down)
            cell = self.page.sheet.cell(along, across)
            return value_of(self.page, cell) if isinstance(cell, Cell) else None
        if text in self.values.names:
            return self.values.named(text)
        return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
