"""The sheets that are filled in: assumptions, costs and benefits, with their rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.styles import Alignment

from toolbox.calculation.inputs import CURRENCIES, MUNICIPALITIES, YEARS, Amounts, Municipality
from toolbox.files import excel_rules as rules
from toolbox.files import look
from toolbox.files.business_case.places import (
    FIRST,
    LAST,
    LINE_ROWS,
    MONEY,
    NAMED,
    SUM_ROWS,
    TOWN_ROWS,
    TYPED_PERCENT,
    WHOLE,
    YEAR_COLUMNS,
    Sheets,
)
from toolbox.files.excel_book import Page, Value


def plain(value: Decimal | None) -> Value:
    """A number as Excel stores it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def some(value: Decimal) -> Value:
    """A number, or an empty cell for 0."""
    return plain(value) if value else None


def assumptions(sheets: Sheets) -> None:
    """Currency, rate, years, key and municipalities."""
    case, key = sheets.result.case, "input"
    widths = {"A": 42.0, "B": 18.0, "C": 18.0, "D": 18.0, "E": 16.0, "F": 16.0, "G": 18.0}
    page = sheets.book.page(sheets.name(key), widths)
    page.put("A1", sheets.name(key), "title")
    page.line("A2", sheets.say(sheets.sheet(key).about), "note")
    rows: tuple[tuple[str, Value, str, str], ...] = (
        ("project", case.project or None, "", ""),
        ("currency", case.currency, "", ""),
        ("price_year", case.price_year, WHOLE, "price_year_note"),
        ("rate", plain(case.rate), TYPED_PERCENT, "rate_note"),
        ("years", case.years, WHOLE, "years_note"),
        ("start_year", case.start_year, WHOLE, "start_year_note"),
        ("hour", plain(case.hour_value), MONEY, "hour_note"),
        ("usable", plain(case.usable_share), TYPED_PERCENT, "usable_note"),
        ("key", int(case.key), WHOLE, ""),
    )
    for row, (name, value, number, note) in enumerate(rows, 3):
        page.put(f"A{row}", sheets.text(key, name), "label")
        page.entry(f"B{row}", value, number, style="words" if name in {"project", "currency"} else "input")
        if name == "project":
            page.merge(f"B{row}", f"E{row}")
        if note:
            page.line(f"C{row}", sheets.text(key, note), "note")
    names = [one[sheets.language] for one in sheets.sheet(key).lists["keys"]]
    listed = ",".join(f'"{name}"' for name in names)
    page.formula("C11", f'=IF(B11="","",CHOOSE(B11,{listed}))', names[case.key - 1])
    page.sheet["C11"].alignment = Alignment(horizontal="left", vertical="top", indent=1)
    page.line("D11", sheets.text(key, "key_note"), "note")
    heads = ("name", "takes_part", "target", "uptake", "start", "fixed", "inhabitants")
    page.head(13, [sheets.text(key, name) for name in heads])
    for row, town in zip(TOWN_ROWS, (*case.municipalities, *[None] * MUNICIPALITIES), strict=False):
        _municipality(page, row, town)
    _assumption_rules(sheets, page)
    for cells in ("B9", f"C{TOWN_ROWS[0]}:C{TOWN_ROWS[-1]}", f"G{TOWN_ROWS[0]}:G{TOWN_ROWS[-1]}"):
        rules.fractions(page, cells)
    for name, place, cells in NAMED:
        sheets.book.name(sheets.defined(name), sheets.name(place), cells)
    page.finish("A1:G21", freeze="A3", pages=1)


def _municipality(page: Page, row: int, town: Municipality | None) -> None:
    values: tuple[tuple[str, Value, str], ...] = (
        ("A", town.name if town else None, ""),
        ("B", int(town.takes_part) if town else None, WHOLE),
        ("C", some(town.target_group) if town else None, MONEY),
        ("D", some(town.uptake) if town else None, TYPED_PERCENT),
        ("E", town.local_start if town else None, WHOLE),
        ("F", some(town.fixed_share) if town else None, TYPED_PERCENT),
        ("G", some(town.inhabitants) if town else None, MONEY),
    )
    for column, value, number in values:
        page.entry(f"{column}{row}", value, number, style="words" if column == "A" else "input")


def _assumption_rules(sheets: Sheets, page: Page) -> None:
    def say(name: str) -> str:
        return sheets.text("input", name)

    rules.choice(page, "B4", CURRENCIES)
    rules.whole(page, "B5", 2000, 2100, error=say("wrong_calendar"))
    rules.decimal(page, "B6", "0", "0.15", error=say("wrong_rate"))
    rules.whole(page, "B7", 1, 10, error=say("wrong_years"))
    rules.whole(page, "B8", 2000, 2100, error=say("wrong_calendar"))
    rules.decimal(page, "B9", "0", "", error=say("wrong_amount"))
    rules.decimal(page, "B10", "0", "1", error=say("wrong_share"))
    rules.choice(page, "B11", ("1", "2", "3", "4"))
    rules.choice(page, "B14:B21", ("1", "0"))
    rules.decimal(page, "C14:C21", "0", "", error=say("wrong_amount"))
    rules.decimal(page, "D14:D21", "0", "1", error=say("wrong_share"))
    rules.whole(page, "E14:E21", 0, 10, error=say("wrong_start"))
    rules.decimal(page, "F14:F21", "0", "1", error=say("wrong_share"))
    rules.decimal(page, "G14:G21", "0", "", error=say("wrong_amount"))
    for cell in ("B4", "B6", "B7", "B11"):
        rules.missing(page, cell, f'{cell}=""')
    rules.missing(page, "B9", f'AND(COUNTIF({sheets.defined("classes")},"T")>0,N($B$9)=0)')
    rules.missing(page, "A14:A21", 'AND($B14=1,$A14="")')
    rules.missing(page, "B14:B15", "COUNTIF($B$14:$B$21,1)=0")
    for column in "CD":
        rules.missing(page, f"{column}14:{column}21", f'AND($B14=1,${column}14="")')
    rules.missing(page, "F14:F21", 'AND($B14=1,$B$11=4,$F14="")')
    rules.missing(page, "G14:G21", 'AND($B14=1,$B$11=3,$G14="")')


def costs(sheets: Sheets) -> None:
    """Cost lines by year, and their sums by who pays."""
    key, result = "costs", sheets.result
    page = _lines_page(sheets, key, ("post", "category", "scope", "driver"), {"A": 32, "B": 9.5, "C": 11.5, "D": 9.5})
    page.put("A5", sheets.text(key, "calendar"), "note")
    start = sheets.at("input", "$B$8")
    for column, year in zip(YEAR_COLUMNS, range(YEARS), strict=True):
        shown = result.case.start_year + year if result.case.start_year else ""
        page.formula(f"{column}5", f'=IF({start}="","",{start}+{column}$4)', shown, WHOLE)
    lines = result.case.costs
    for row, line in zip(LINE_ROWS, (*lines, *[None] * len(LINE_ROWS)), strict=False):
        page.entry(f"A{row}", line.label if line else None, style="words")
        page.entry(f"B{row}", int(line.category) if line and line.category else None, WHOLE, style="code")
        page.entry(f"C{row}", str(line.scope) if line and line.scope else None, style="code")
        page.entry(f"D{row}", int(line.driver) if line and line.driver is not None else None, WHOLE, style="code")
        _amounts(page, row, line.amounts if line else None)
    _codes(sheets, page, key, "B", "category", ("1", "2", "3", "4", "5"))
    _codes(sheets, page, key, "C", "scope", ("S", "K", "L"))
    _codes(sheets, page, key, "D", "driver", ("0", "1"))
    written = "COUNT($E6:$O6)>0"
    rules.missing(page, "B6:C25", f'AND({written},B6="")')
    rules.missing(page, "D6:D25", f'AND({written},$C6="L",$D6="")')
    empty = "SUMPRODUCT(($B$6:$B$25=$B6)*($E$6:$O$25>0))=0"
    rules.missing(page, "E6:E25", f"AND(N($B6)>=3,{empty})")
    sums = result.sums
    _sums(
        sheets,
        page,
        key,
        (
            ("shared", '$C$6:$C$25,"S"', sums.shared),
            ("together", '$C$6:$C$25,"K"', sums.together_only),
            ("local", '$C$6:$C$25,"L",$D$6:$D$25,0', sums.local),
            ("citizen", '$C$6:$C$25,"L",$D$6:$D$25,1', sums.local_citizen),
        ),
    )


def benefits(sheets: Sheets) -> None:
    """Benefit lines by local year, and their sums by class and driver."""
    key, result = "benefits", sheets.result
    page = _lines_page(sheets, key, ("benefit", "class", "driver", "owner"), {"A": 31, "B": 9.5, "C": 9, "D": 15})
    page.put("A5", sheets.text(key, "years"), "note")
    lines = result.case.benefits
    for row, line in zip(LINE_ROWS, (*lines, *[None] * len(LINE_ROWS)), strict=False):
        page.entry(f"A{row}", line.label if line else None, style="words")
        page.entry(f"B{row}", str(line.kind) if line and line.kind else None, style="code")
        page.entry(f"C{row}", int(line.driver) if line and line.driver is not None else None, WHOLE, style="code")
        page.entry(f"D{row}", (line.owner or None) if line else None, style="words")
        _amounts(page, row, line.amounts if line else None)
    _codes(sheets, page, key, "B", "class", ("C", "T", "Q"))
    _codes(sheets, page, key, "C", "driver", ("0", "1"))
    written = "COUNT($E6:$O6)>0"
    rules.missing(page, "B6:B25", f'AND({written},$B6="")')
    rules.missing(page, "C6:C25", f'AND({written},$B6<>"Q",$C6="")')
    rules.missing(page, "D6:D25", 'AND($B6<>"",$B6<>"Q",$D6="")')
    sums = result.sums
    _sums(
        sheets,
        page,
        key,
        (
            ("cash", '$B$6:$B$25,"C",$C$6:$C$25,0', sums.cash),
            ("cash_citizen", '$B$6:$B$25,"C",$C$6:$C$25,1', sums.cash_citizen),
            ("hours", '$B$6:$B$25,"T",$C$6:$C$25,0', sums.hours),
            ("hours_citizen", '$B$6:$B$25,"T",$C$6:$C$25,1', sums.hours_citizen),
        ),
    )


def _lines_page(sheets: Sheets, key: str, heads: Sequence[str], widths: dict[str, float]) -> Page:
    """A sheet of lines with the years in row 4; years that are not counted are grey."""
    page = sheets.book.page(sheets.name(key), widths | dict.fromkeys(YEAR_COLUMNS, 9.5))
    page.put("A1", sheets.name(key), "title")
    page.line("A2", sheets.text(key, "help"), "note")
    page.line("A3", sheets.text(key, "must"), "note")
    page.head(4, [*(sheets.text(key, name) for name in heads), *[""] * YEARS])
    for column, year in zip(YEAR_COLUMNS, range(YEARS), strict=True):
        page.put(f"{column}4", year, "year")
    rules.colour(page, f"{FIRST}4:{LAST}25", f"{FIRST}$4>{sheets.defined('years')}", look.RULE)
    rules.fractions(page, f"{FIRST}6:{LAST}25")
    rules.decimal(page, f"{FIRST}6:{LAST}25", "0", "", error=sheets.text("input", "wrong_amount"))
    return page


def _codes(sheets: Sheets, page: Page, key: str, column: str, name: str, options: tuple[str, ...]) -> None:
    """A column of codes; what each means is said when a cell is chosen."""
    error, prompt = sheets.text(key, f"wrong_{name}"), sheets.text(key, f"{name}_codes")
    rules.choice(page, f"{column}6:{column}25", options, error=error, prompt=prompt)


def _amounts(page: Page, row: int, amounts: Amounts | None) -> None:
    for column, amount in zip(YEAR_COLUMNS, amounts or (None,) * YEARS, strict=True):
        page.entry(f"{column}{row}", some(amount) if amount is not None else None, MONEY)


def _sums(sheets: Sheets, page: Page, key: str, sums: tuple[tuple[str, str, Amounts], ...]) -> None:
    """The four rows of sums that everything else builds on, and how the sheet is printed."""
    page.put("A27", sheets.text(key, "sums"), "heading")
    for row, (name, criteria, values) in zip(SUM_ROWS, sums, strict=True):
        page.put(f"A{row}", sheets.text(key, name), "label")
        for column, value in zip(YEAR_COLUMNS, values, strict=True):
            page.formula(f"{column}{row}", f"=SUMIFS({column}$6:{column}$25,{criteria})", plain(value), MONEY)
    page.shrink(f"{FIRST}6:{LAST}31")
    page.finish(f"A1:{LAST}31", freeze=f"{FIRST}6", head="4:4", pages=1)
