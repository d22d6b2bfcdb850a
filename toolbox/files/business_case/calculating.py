"""The sheets that only calculate: shares, and every municipality year by year, alone and together."""

from __future__ import annotations

from decimal import Decimal

from toolbox.calculation.inputs import MUNICIPALITIES, YEARS, ZERO, Amounts
from toolbox.calculation.model import Flow, MunicipalityResult, crossings
from toolbox.calculation.scenarios import scenario_results
from toolbox.files.business_case.filling import plain
from toolbox.files.business_case.places import (
    FIRST,
    MONEY,
    ONE_DECIMAL,
    PERCENT,
    SCENARIO_ROWS,
    SHARE_ROWS,
    TOTALS_ROW,
    WHOLE,
    YEAR_COLUMNS,
    Sheets,
    block_row,
)
from toolbox.files.excel_book import Page, Value

TEXT_ONLY = ";;;@"
"""Hides the 0 that a reference to an empty cell gives."""


def shares(sheets: Sheets) -> None:
    """Each municipality's share of the shared costs, and its active citizens."""
    key = "share"
    page = sheets.book.page(sheets.name(key), {"A": 38, "B": 12, "C": 16, "D": 14, "E": 18})
    page.put("A1", sheets.name(key), "title")
    page.line("A2", sheets.say(sheets.sheet(key).about), "note")
    page.line("A3", sheets.text(key, "note"), "note")
    page.head(5, [sheets.text(key, name) for name in ("name", "takes_part", "weight", "share", "active")])
    for row, town in zip(SHARE_ROWS, rows(sheets), strict=True):
        from_input = row + 8

        def cell(column: str, at: int = from_input) -> str:
            return sheets.at("input", f"{column}{at}")

        key_cell = sheets.at("input", "$B$11")
        name = town.municipality.name if town else ""
        part = int(bool(town and town.municipality.takes_part))
        page.formula(f"A{row}", f"={cell('A')}", name or 0, TEXT_ONLY)
        page.formula(f"B{row}", f"=IF({cell('B')}=1,1,0)", part, WHOLE)
        choices = f"CHOOSE({key_cell},1,{cell('C')},{cell('G')},{cell('F')})"
        page.formula(f"C{row}", f"=B{row}*{choices}", plain(town.weight) if town else 0, "#,##0.##")
        whole = "SUM($C$6:$C$13)"
        page.formula(f"D{row}", f"=IF({whole}=0,0,C{row}/{whole})", _number(town.share if town else ZERO), PERCENT)
        active = f"=B{row}*{cell('C')}*{cell('D')}"
        page.formula(f"E{row}", active, plain(town.active_citizens) if town else 0, "#,##0.0")
    page.finish("A1:E13", freeze="B6", pages=1)


def rows(sheets: Sheets) -> tuple[MunicipalityResult | None, ...]:
    """The eight rows of municipalities, with nothing where none is filled in."""
    found = sheets.result.municipalities
    return (*found, *[None] * (MUNICIPALITIES - len(found)))


def calculation(sheets: Sheets) -> None:
    """A block of twelve rows for each municipality, then all together and the scenarios."""
    key = "calc"
    widths = {"A": 38.0, "B": 3.0, "C": 3.0, "D": 3.0} | dict.fromkeys(YEAR_COLUMNS, 11.0)
    page = sheets.book.page(sheets.name(key), widths)
    page.put("A1", sheets.name(key), "title")
    page.line("A2", sheets.say(sheets.sheet(key).about), "note")
    page.line("A3", sheets.text(key, "printing"), "note")
    page.head(4, [sheets.text(key, "year"), "", "", "", *[""] * YEARS])
    for column, year in zip(YEAR_COLUMNS, range(YEARS), strict=True):
        page.put(f"{column}4", year, "year")
    for index, town in enumerate(rows(sheets)):
        _block(sheets, page, index, town)
    _totals(sheets, page)
    for index, row in enumerate(SCENARIO_ROWS):
        _scenario(sheets, page, index, row)
    for column in "BCD":
        page.sheet.column_dimensions[column].hidden = True
    used = len(sheets.result.municipalities) or MUNICIPALITIES
    last = YEAR_COLUMNS[-1]
    page.shrink(f"{FIRST}{block_row(0)}:{last}144")
    page.finish(f"A1:{last}144", freeze="E5", head="1:4", prints=_printed(used, last))


def _printed(municipalities: int, last: str) -> str:
    """Two blocks a page, so that none is parted from its name; then all together.

    Rows without a municipality are not printed, but for the empty workbook, where nobody knows yet which they are: the
    sheet says to choose the pages. LibreOffice takes no area that follows what is filled in, and prints everything.
    """
    starts = [block_row(index) for index in range(0, municipalities, 2)]
    ends = [block_row(min(index, municipalities)) - 2 for index in range(2, municipalities + 2, 2)]
    areas = [*zip(starts, ends, strict=True), (TOTALS_ROW, 144)]
    return ",".join(f"A{first}:{last}{end}" for first, end in areas)


def _block(sheets: Sheets, page: Page, index: int, town: MunicipalityResult | None) -> None:
    b, share_row, input_row = block_row(index), SHARE_ROWS[index], 14 + index
    name = town.municipality.name if town and town.municipality.name else ""
    source = sheets.at("input", f"A{input_row}")
    number = f"{sheets.text('calc', 'municipality')} {index + 1}"
    page.formula(f"A{b}", f'=IF({source}="","{number}",{source})', name or number, style="heading")
    active, part = sheets.at("share", f"$E{share_row}"), sheets.at("share", f"$B{share_row}")
    share, years = sheets.at("share", f"$D{share_row}"), sheets.at("input", "$B$7")
    start, hour = sheets.at("input", f"$E{input_row}"), sheets.at("input", "$B$9")
    usable = sheets.at("input", "$B$10")

    def local(column: str, key: str, one: int, times: str = "") -> str:
        """A local row: nothing before the municipality's own start, then its own years."""
        place = f"{column}$4-{start}+1"
        each = sheets.at(key, f"$E${one}:$O${one}")
        citizen = sheets.at(key, f"$E${one + 1}:$O${one + 1}")
        counted = f"(INDEX({each},1,{place})+INDEX({citizen},1,{place})*{active})*{part}*({column}$4<={years})"
        return f"=IF({column}$4<{start},0,{counted}{times})"

    flow = town.flow if town else _nothing(sheets)
    for at, column in enumerate(YEAR_COLUMNS):
        before = YEAR_COLUMNS[at - 1]
        shared = f"({sheets.at('costs', f'{column}$28')}+{sheets.at('costs', f'{column}$29')})"
        within = f"({column}$4<={years})"
        formulas: tuple[tuple[str, Amounts], ...] = (
            (f"={share}*{shared}*{within}", flow.shared_together),
            (f"={part}*{sheets.at('costs', f'{column}$28')}*{within}", flow.shared_alone),
            (local(column, "costs", 30), flow.local),
            (local(column, "benefits", 28), flow.cash),
            (local(column, "benefits", 30, f"*{hour}*{usable}"), flow.time),
            (f"={column}{b + 4}-{column}{b + 1}-{column}{b + 3}", flow.net_cash_together),
            (f"={column}{b + 6}+{column}{b + 5}", flow.net_together),
            (f"={column}{b + 4}+{column}{b + 5}-{column}{b + 2}-{column}{b + 3}", flow.net_alone),
            (_running(column, before, at, b + 9, b + 7), flow.accumulated_together),
            (_running(column, before, at, b + 10, b + 8), flow.accumulated_alone),
        )
        for row, (formula, values) in enumerate(formulas, b + 1):
            page.formula(f"{column}{row}", formula, _number(values[at]), MONEY)
    _payback_row(page, b + 11, b + 9, b + 7, flow.accumulated_together, flow.net_together)
    _payback_row(page, b + 12, b + 10, b + 8, flow.accumulated_alone, flow.net_alone)
    for row, label in enumerate(ROW_LABELS, b + 1):
        page.put(f"A{row}", sheets.text("calc", label))


ROW_LABELS = (
    "shared_together",
    "shared_alone",
    "local",
    "cash",
    "time",
    "net_cash",
    "net",
    "net_alone",
    "accumulated",
    "accumulated_alone",
    "payback",
    "payback_alone",
)


def _running(column: str, before: str, at: int, row: int, source: int) -> str:
    return f"={column}{source}" if at == 0 else f"={before}{row}+{column}{source}"


def _payback_row(page: Page, row: int, running: int, net: int, accumulated: Amounts, nets: Amounts) -> None:
    """The moment within each year at which the running sum reached zero."""
    moments = crossings(accumulated, nets)
    for at, (column, moment) in enumerate(zip(YEAR_COLUMNS, moments, strict=True)):
        before = YEAR_COLUMNS[at - 1]
        crossed = f"AND({before}{running}<0,{column}{running}>=0)"
        later = f'=IF({crossed},{before}$4-{before}{running}/{column}{net},"")'
        formula = f'=IF({column}{running}>=0,0,"")' if at == 0 else later
        page.formula(f"{column}{row}", formula, "" if moment is None else _number(moment), ONE_DECIMAL)


def _totals(sheets: Sheets, page: Page) -> None:
    """All municipalities added up, row by row."""
    flow = sheets.result.flow
    page.put(f"A{TOTALS_ROW}", sheets.text("calc", "all"), "heading")
    values = (flow.shared_together, flow.shared_alone, flow.local, flow.cash, flow.time)
    for offset, amounts in enumerate(values, 1):
        row = TOTALS_ROW + offset
        page.put(f"A{row}", sheets.text("calc", ROW_LABELS[offset - 1]))
        for column, amount in zip(YEAR_COLUMNS, amounts, strict=True):
            parts = "+".join(f"{column}{block_row(town) + offset}" for town in range(MUNICIPALITIES))
            page.formula(f"{column}{row}", f"={parts}", _number(amount), MONEY)


def _scenario(sheets: Sheets, page: Page, index: int, b: int) -> None:
    """Net, running sum and payback of all together at a scenario's levels."""
    found = scenario_results(sheets.result)[index]
    flow, name = found.flow, sheets.text("sens", found.scenario.name)
    place = 17 + index
    page.formula(f"A{b}", f"={sheets.at('sens', f'$A${place}')}", name, style="heading")
    benefit, cost = sheets.at("sens", f"$B${place}"), sheets.at("sens", f"$C${place}")
    for at, column in enumerate(YEAR_COLUMNS):
        gains = f"{benefit}*({column}{TOTALS_ROW + 4}+{column}{TOTALS_ROW + 5})"

        def net(shared: int, column: str = column, gains: str = gains) -> str:
            return f"={gains}-{cost}*({column}{TOTALS_ROW + shared}+{column}{TOTALS_ROW + 3})"

        formulas = (
            (net(1), flow.net_together),
            (net(2), flow.net_alone),
            (_running(column, YEAR_COLUMNS[at - 1], at, b + 3, b + 1), flow.accumulated_together),
        )
        for row, (formula, values) in enumerate(formulas, b + 1):
            page.formula(f"{column}{row}", formula, _number(values[at]), MONEY)
    _payback_row(page, b + 4, b + 3, b + 1, flow.accumulated_together, flow.net_together)
    for row, label in enumerate(("net", "net_alone", "accumulated", "payback"), b + 1):
        page.put(f"A{row}", sheets.text("calc", label))


def _nothing(sheets: Sheets) -> Flow:
    """The flow of a row in which no municipality is filled in."""
    zeros = (ZERO,) * YEARS
    return Flow(*[zeros] * 10)


def _number(value: Decimal) -> Value:
    """A calculated number as Excel would store it: in floating point."""
    made = plain(value)
    return made if isinstance(made, int) else float(value)
