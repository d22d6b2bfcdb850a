"""Where everything stands in the workbook: the cells that its formulas and its readers rely on."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from toolbox.calculation.inputs import LINES, MUNICIPALITIES, YEARS
from toolbox.calculation.model import Result
from toolbox.files.excel_book import Book
from toolbox.files.structure import Language, OwnSheet, Text, Workbook

YEAR_COLUMNS = tuple(get_column_letter(at) for at in range(5, 5 + YEARS))
"""E to O: the years 0–10."""
FIRST, LAST = YEAR_COLUMNS[0], YEAR_COLUMNS[-1]
LINE_ROWS = range(6, 6 + LINES)
"""Cost and benefit lines."""
SUM_ROWS = range(28, 32)
TOWN_ROWS = range(14, 14 + MUNICIPALITIES)
"""Municipalities on the sheet of assumptions."""
SHARE_ROWS = range(6, 6 + MUNICIPALITIES)
"""Municipalities on the sheets of shares and results."""
BLOCK = 14
TOTALS_ROW = 120
"""Below the municipalities' blocks: all together, then the scenarios."""
SCENARIO_ROWS = (127, 133, 139)
MONEY, WHOLE, PERCENT, ONE_DECIMAL = "#,##0", "0", "0.0%", "0.0"
TYPED_PERCENT = "0.0####%"
"""A percentage that somebody types: 4,25 % is neither 4,2 % nor 4,3 %."""


def block_row(municipality: int) -> int:
    """The first row of a municipality's block of calculation, counted from 0."""
    return 6 + BLOCK * municipality


def own_sheet(template: Workbook, key: str) -> OwnSheet:
    """The definition of one of the workbook's sheets."""
    found = next(sheet for sheet in template.sheets if sheet.key == key)
    if not isinstance(found, OwnSheet):
        raise TypeError(f"{key} is not a sheet of its own")
    return found


NAMED = (
    ("rate", "input", "$B$6"),
    ("years", "input", "$B$7"),
    ("hour", "input", "$B$9"),
    ("usable", "input", "$B$10"),
    ("key", "input", "$B$11"),
    ("classes", "benefits", "$B$6:$B$25"),
    ("checks", "check", "$B$14"),
)
"""Defined names, the sheet each is on, and the cells."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What every sheet's builder needs: book, texts, the case and its result, and references to the other sheets."""

    book: Book
    template: Workbook
    result: Result

    @property
    def language(self) -> Language:
        """The workbook's language."""
        return self.book.language

    def sheet(self, key: str) -> OwnSheet:
        """The texts of a sheet."""
        return own_sheet(self.template, key)

    def name(self, key: str) -> str:
        """A sheet's name in the workbook's language."""
        return self.sheet(key).name[self.language]

    def text(self, key: str, name: str) -> str:
        """A text of a sheet."""
        return self.sheet(key).texts[name][self.language]

    def defined(self, name: str) -> str:
        """A defined name. Colouring rules use names: Excel does not let every version of them look at another sheet."""
        return self.text("input", f"name_{name}")

    def say(self, text: Text) -> str:
        """A text in the workbook's language."""
        return text[self.language]

    def at(self, key: str, place: str) -> str:
        """A cell or range of another sheet."""
        return f"'{self.name(key)}'!{place}"
