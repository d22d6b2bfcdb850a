"""Rules of cells: what may be typed, said in the book's language, and colours that follow the content."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation

from toolbox.files import look
from toolbox.files.common import common
from toolbox.files.excel_book import Page

LONGEST_LIST = 255
COLOURS = {"good": look.GOOD, "middle": look.MIDDLE, "bad": look.BAD}


def choice(page: Page, cells: str, options: tuple[str, ...], *, error: str = "", prompt: str = "") -> None:
    """One of a list."""
    listed = ",".join(options)
    if len(listed) > LONGEST_LIST or any("," in option for option in options):
        raise ValueError(f"Excel cannot offer {listed!r}")
    texts, language = common(), page.book.language
    _add(
        page,
        cells,
        DataValidation(type="list", formula1=f'"{listed}"'),
        error or texts["wrong_choice"][language],
        prompt,
    )


def choice_from(page: Page, cells: str, source: str, *, prompt: str = "") -> None:
    """One of the values in some cells of the same sheet."""
    error = common()["wrong_choice"][page.book.language]
    _add(page, cells, DataValidation(type="list", formula1=source), error, prompt)


def suggestion(page: Page, cells: str, source: str, *, prompt: str = "") -> None:
    """A list to take from, though anything may be written."""
    rule = DataValidation(type="list", formula1=source, showErrorMessage=False)
    _add(page, cells, rule, "", prompt)


def whole(page: Page, cells: str, low: int, high: int, *, error: str = "", prompt: str = "") -> None:
    """A whole number."""
    words = common()["wrong_whole"][page.book.language].format(low=low, high=high)
    rule = DataValidation(type="whole", operator="between", formula1=str(low), formula2=str(high))
    _add(page, cells, rule, error or words, prompt)


def decimal(page: Page, cells: str, low: str, high: str, *, error: str, prompt: str = "") -> None:
    """A number; without ``high`` any number from ``low`` up."""
    if high:
        rule = DataValidation(type="decimal", operator="between", formula1=low, formula2=high)
    else:
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1=low)
    _add(page, cells, rule, error, prompt)


def any_number(page: Page, cells: str, *, prompt: str = "") -> None:
    """Any number, also a negative one."""
    rule = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15")
    _add(page, cells, rule, common()["wrong_decimal"][page.book.language], prompt)


def date(page: Page, cells: str, *, prompt: str = "") -> None:
    """A date from the year 2000 on."""
    rule = DataValidation(type="date", operator="greaterThanOrEqual", formula1="36526")
    _add(page, cells, rule, common()["wrong_date"][page.book.language], prompt)


def formula(page: Page, cells: str, condition: str, *, error: str) -> None:
    """Whatever makes ``condition`` true; it is written for the first of the cells."""
    _add(page, cells, DataValidation(type="custom", formula1=condition), error, error)


def colour(page: Page, cells: str, condition: str, fill: str, *, ink: str = "") -> None:
    """Fill cells while a condition holds; what it means must also stand in words."""
    font = Font(color=ink) if ink else None
    style = DifferentialStyle(fill=PatternFill("solid", bgColor=fill, fgColor=fill), font=font)
    rule = Rule(type="expression", formula=[condition], dxf=style)
    page.sheet.conditional_formatting.add(cells, rule)


def fractions(page: Page, cells: str) -> None:
    """Show decimals where there are any: half an hour is not a whole one, and a whole amount needs no ``,00``."""
    first = cells.partition(":")[0]
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=4, formatCode="#,##0.00"))
    rule = Rule(type="expression", formula=[f"IF(ISNUMBER({first}),{first}<>INT({first}),FALSE)"], dxf=style)
    page.sheet.conditional_formatting.add(cells, rule)


def missing(page: Page, cells: str, condition: str) -> None:
    """Orange while something required is empty."""
    colour(page, cells, condition, look.WARN)


def _add(page: Page, cells: str, rule: DataValidation, error: str, prompt: str) -> None:
    rule.allow_blank = True
    rule.showErrorMessage = bool(error)
    rule.errorTitle, rule.error = (common()["wrong_title"][page.book.language], error) if error else (None, None)
    rule.showInputMessage = bool(prompt)
    rule.prompt = prompt or None
    rule.add(cells)
    page.sheet.add_data_validation(rule)


def hint(page: Page, cells: str, prompt: str) -> None:
    """Only a word of help; anything may be written."""
    _add(page, cells, DataValidation(type="none"), "", prompt)
