"""The sheets that are read: results with two charts, what tips them, and the checks."""

from __future__ import annotations

from copy import copy
from decimal import Decimal

from openpyxl.styles import Alignment

from toolbox.calculation.checks import CheckName, checks
from toolbox.calculation.inputs import MUNICIPALITIES
from toolbox.calculation.messages import check_label, warning
from toolbox.calculation.model import MunicipalityResult
from toolbox.calculation.scenarios import BENEFIT_LEVELS, COST_LEVELS, matrix, scenario_results
from toolbox.files import excel_rules as rules
from toolbox.files import look
from toolbox.files.business_case.calculating import rows
from toolbox.files.business_case.charts import flow_chart, gain_chart
from toolbox.files.business_case.filling import plain
from toolbox.files.business_case.places import (
    FIRST,
    LAST,
    MONEY,
    ONE_DECIMAL,
    PERCENT,
    SCENARIO_ROWS,
    SHARE_ROWS,
    TYPED_PERCENT,
    WHOLE,
    YEAR_COLUMNS,
    Sheets,
    block_row,
)
from toolbox.files.excel_book import Page, Value

TABLE_COLUMNS = "BCDEFGHIJKL"
"""The chosen municipality's eleven years."""


def results(sheets: Sheets) -> None:
    """One row for each municipality, the sums, and the two charts."""
    key, result = "result", sheets.result
    widths = (
        {"A": 22.0, "F": 13.0} | dict.fromkeys("GH", 15.0) | dict.fromkeys("CDE", 16.5) | dict.fromkeys("BIJKL", 10.5)
    )
    page = sheets.book.page(sheets.name(key), widths)
    project = sheets.at("input", "$B$3")
    title = f"{sheets.name(key)}: {result.case.project}" if result.case.project else sheets.name(key)
    page.formula("A1", f'="{sheets.name(key)}"&IF({project}="","",": "&{project})', title, style="title")
    _amounts_in(sheets, page)
    _banner(sheets, page)
    heads = ("name", "share", "npv_cash", "npv", "npv_alone", "gain", "payback", "payback_alone", "outlay")
    page.head(5, [sheets.text(key, name) for name in heads])
    for index, (row, town) in enumerate(zip(SHARE_ROWS, rows(sheets), strict=True)):
        _result_row(sheets, page, row, index, town)
    total = result.total
    page.put("A14", sheets.text(key, "sum"), "label")
    sums = (
        ("C", total.npv_cash_together),
        ("D", total.npv_together),
        ("E", total.npv_alone),
        ("F", total.gain),
        ("I", total.largest_outlay),
    )
    for column, value in sums:
        page.formula(f"{column}14", f"=SUM({column}6:{column}13)", plain(value), MONEY)
        page.sheet[f"{column}14"].font = copy(page.sheet["A14"].font)
    page.line("A15", sheets.text(key, "note_npv"), "note")
    page.line("A16", sheets.text(key, "note_payback"), "note")
    rules.colour(page, "C6:F14", "AND(ISNUMBER(C6),C6<0)", look.BAD)
    _chosen(sheets, page)
    page.shrink("B6:I14")
    page.shrink("B21:L22")
    gain_chart(sheets, page)
    flow_chart(sheets, page)
    page.finish("A1:L45", freeze="B6", head="1:2", prints="A1:L16,A18:L45")


def _amounts_in(sheets: Sheets, page: Page) -> None:
    """Currency, price level and years in one line."""
    case = sheets.result.case
    beginning, level = f"{sheets.text('result', 'amounts_in')} ", f"{sheets.text('result', 'price_level')} "
    counted = sheets.text("result", "counted")
    currency, price, years = (sheets.at("input", cell) for cell in ("$B$4", "$B$5", "$B$7"))
    formula = f'="{beginning}"&{currency}&IF({price}="","","{level}"&{price})&"{counted}"&{years}'
    shown = f"{beginning}{case.currency}{f'{level}{case.price_year}' if case.price_year else ''}{counted}{case.years}"
    page.formula("A2", formula, shown, style="line")


def _banner(sheets: Sheets, page: Page) -> None:
    """Green, orange or a request to fill in: always in words too."""
    key = "result"
    empty, fine, wrong = (sheets.text(key, name) for name in ("empty", "ok", "wrong"))
    passed, meant = sheets.at("check", "$B$4:$B$12"), sheets.at("check", "$C$4:$C$12")
    first = f"INDEX({meant},MATCH(0,{passed},0))"
    towns = sheets.at("input", "$B$14:$B$21")
    formula = f'=IF(COUNTIF({towns},1)=0,"{empty}",IF(MIN({passed})=0,"{wrong} "&{first},"{fine}"))'
    failed = [check for check in checks(sheets.result) if not check.passed]
    shown = f"{wrong} {warning(failed[0], sheets.language)}" if failed else fine
    page.formula("A3", formula, shown if sheets.result.case.taking_part else empty, style="banner")
    rules.colour(page, "A3:L3", f"{sheets.defined('checks')}=0", look.WARN)
    rules.colour(page, "A3:L3", f"{sheets.defined('checks')}=1", look.GOOD)


def _result_row(sheets: Sheets, page: Page, row: int, index: int, town: MunicipalityResult | None) -> None:
    b, part = block_row(index), sheets.at("share", f"$B{row}")
    rate = sheets.at("input", "$B$6")
    name = sheets.at("share", f"A{row}")
    page.formula(f"A{row}", f'=IF({name}=0,"",{name})', town.municipality.name if town else "")
    share = float(town.share) if town else 0
    page.formula(f"B{row}", f"={sheets.at('share', f'D{row}')}", share, "0.0%;;")
    found = town.outcome if town else None

    def calc(place: str) -> str:
        return sheets.at("calc", place)

    def npv(offset: int) -> str:
        at = b + offset
        return f"{calc(f'${FIRST}{at}')}+NPV({rate},{calc(f'$F{at}:${LAST}{at}')})"

    def payback(helper: int, running: int) -> str:
        moments = calc(f"${FIRST}{b + helper}:${LAST}{b + helper}")
        return f'IF(OR(COUNT({moments})=0,{calc(f"${LAST}{b + running}")}<0),"{DASH}",MAX({moments}))'

    accumulated = calc(f"${FIRST}{b + 9}:${LAST}{b + 9}")
    outlay = f"-MIN(0,MIN({accumulated}))"
    cells: tuple[tuple[str, str, Value, str], ...] = (
        ("C", npv(6), plain(found.npv_cash_together) if found else "", MONEY),
        ("D", npv(7), plain(found.npv_together) if found else "", MONEY),
        ("E", npv(8), plain(found.npv_alone) if found else "", MONEY),
        ("F", f"D{row}-E{row}", plain(found.gain) if found else "", MONEY),
        ("G", payback(11, 9), _years(found.payback_together) if found else "", ONE_DECIMAL),
        ("H", payback(12, 10), _years(found.payback_alone) if found else "", ONE_DECIMAL),
        ("I", outlay, plain(found.largest_outlay) if found else "", MONEY),
    )
    for column, formula, value, number in cells:
        page.formula(f"{column}{row}", f'=IF({part}=0,"",{formula})', value, number, style="result")


DASH = "–"


def _years(value: Decimal | None) -> Value:
    return DASH if value is None else plain(value)


def _chosen(sheets: Sheets, page: Page) -> None:
    """The accumulated net of one municipality, as a table and for the chart."""
    key, result = "result", sheets.result
    page.put("A18", sheets.text(key, "chosen"), "label")
    page.entry("B18", 1, WHOLE)
    rules.whole(page, "B18", 1, MUNICIPALITIES, error=sheets.text(key, "wrong_chosen"))
    town = rows(sheets)[0]
    names = sheets.at("calc", "$A$1:$A$118")
    shown = town.municipality.name if town and town.municipality.name else f"{sheets.text('calc', 'municipality')} 1"
    page.formula("C18", f"=INDEX({names},6+14*($B$18-1))", shown, style="line")
    page.sheet["C18"].alignment = Alignment(horizontal="left", vertical="center", indent=1)
    labels = (sheets.text(key, "year"), sheets.text(key, "together"), sheets.text(key, "alone"))
    for row, label in enumerate(labels, 20):
        page.put(f"A{row}", label, "head" if row == 20 else "label")
    years = sheets.at("input", "$B$7")
    flow = town.flow if town else None
    for at, (column, source) in enumerate(zip(TABLE_COLUMNS, YEAR_COLUMNS, strict=True)):
        calc = sheets.at("calc", f"{source}$1:{source}$118")
        year = sheets.at("calc", f"{source}$4")
        page.formula(f"{column}20", f"=MIN({year},{years})", min(at, result.case.years), WHOLE, style="year")
        for row, offset in ((21, 15), (22, 16)):
            running = (flow.accumulated_together if row == 21 else flow.accumulated_alone) if flow else None
            value = plain(running[at]) if running else 0
            page.formula(f"{column}{row}", f"=INDEX({calc},{offset}+14*($B$18-1))", value, MONEY)
    rules.colour(page, "B20:L22", f"COLUMN()-2>{sheets.defined('years')}", "FFFFFF", ink="FFFFFF")


def sensitivity(sheets: Sheets) -> None:
    """Break-even, the matrix of benefits and costs, and three scenarios."""
    key, result = "sens", sheets.result
    page = sheets.book.page(sheets.name(key), {"A": 40.0} | dict.fromkeys("BCDEFGH", 16.5))
    page.put("A1", sheets.name(key), "title")
    page.line("A2", sheets.say(sheets.sheet(key).about), "note")
    for row, name in ((4, "costs"), (5, "benefits"), (6, "even")):
        page.put(f"A{row}", sheets.text(key, name), "label")
    page.formula("B4", "=" + _present_values(sheets, (1, 3)), plain(result.pv_costs), MONEY)
    page.formula("B5", "=" + _present_values(sheets, (4, 5)), plain(result.pv_benefits), MONEY)
    even = result.break_even
    page.formula("B6", '=IF(B5=0,"",B4/B5)', "" if even is None else float(even), PERCENT)
    page.line("A7", sheets.text(key, "matrix"), "label")
    page.put("A8", sheets.text(key, "corner"), "head")
    for column, level in zip("BCDE", BENEFIT_LEVELS, strict=True):
        page.put(f"{column}8", plain(level), "year", "0%")
    for row, cost, values in zip(range(9, 13), COST_LEVELS, matrix(result), strict=True):
        page.put(f"A{row}", plain(cost), "label", "0%")
        for column, value in zip("BCDE", values, strict=True):
            page.formula(f"{column}{row}", f"={column}$8*$B$5-$A{row}*$B$4", plain(value), MONEY)
    rules.colour(page, "B9:E12", "B9<0", look.BAD)
    rules.colour(page, "B9:E12", "B9>0", look.GOOD)
    _scenarios(sheets, page)
    page.finish("A1:H21", pages=1)


def _present_values(sheets: Sheets, offsets: tuple[int, int]) -> str:
    """Present value of two rows of every block: year 0 and the rest discounted."""
    rate = sheets.at("input", "$B$6")
    parts = []
    for town in range(MUNICIPALITIES):
        for offset in offsets:
            row = block_row(town) + offset
            first, rest = sheets.at("calc", f"{FIRST}{row}"), sheets.at("calc", f"F{row}:{LAST}{row}")
            parts.append(f"{first}+NPV({rate},{rest})")
    return "+".join(parts)


def _scenarios(sheets: Sheets, page: Page) -> None:
    key, rate = "sens", sheets.at("input", "$B$6")
    page.put("A14", sheets.text(key, "scenarios"), "heading")
    page.line("A15", sheets.text(key, "scenarios_note"), "note")
    heads = ("scenario", "level_benefits", "level_costs", "npv", "npv_alone", "gain", "payback", "outlay")
    page.head(16, [sheets.text(key, name) for name in heads])
    nothing = "AND($B$4=0,$B$5=0)"
    for row, b, found in zip((17, 18, 19), SCENARIO_ROWS, scenario_results(sheets.result), strict=True):
        page.put(f"A{row}", sheets.text(key, found.scenario.name), "label")
        page.entry(f"B{row}", plain(found.scenario.benefits), TYPED_PERCENT)
        page.entry(f"C{row}", plain(found.scenario.costs), TYPED_PERCENT)

        def calc(offset: int, first: str = FIRST, b: int = b) -> str:
            return sheets.at("calc", f"${first}{b + offset}:${LAST}{b + offset}")

        def npv(offset: int, b: int = b) -> str:
            rest = sheets.at("calc", f"$F{b + offset}:${LAST}{b + offset}")
            return f"={sheets.at('calc', f'${FIRST}{b + offset}')}+NPV({rate},{rest})"

        end = sheets.at("calc", f"${LAST}{b + 3}")
        outcome = found.outcome
        page.formula(f"D{row}", npv(1), plain(outcome.npv_together), MONEY)
        page.formula(f"E{row}", npv(2), plain(outcome.npv_alone), MONEY)
        page.formula(f"F{row}", f"=D{row}-E{row}", plain(outcome.gain), MONEY)
        paid = f'=IF({nothing},"",IF(OR(COUNT({calc(4)})=0,{end}<0),"{DASH}",MAX({calc(4)})))'
        shown = _years(outcome.payback_together) if sheets.result.pv_costs or sheets.result.pv_benefits else ""
        page.formula(f"G{row}", paid, shown, ONE_DECIMAL, style="result")
        page.formula(f"H{row}", f"=-MIN(0,MIN({calc(3)}))", plain(outcome.largest_outlay), MONEY)
    page.line("A20", sheets.text(key, "outlay_note"), "note")
    rules.decimal(page, "B17:C19", "0.01", "5", error=sheets.text(key, "wrong_level"))
    rules.colour(page, "D17:F19", "D17<0", look.BAD)
    rules.colour(page, "D17:F19", "D17>0", look.GOOD)


def check_list(sheets: Sheets) -> None:
    """The checks: 1 or 0, and what to do."""
    key, language = "check", sheets.language
    page = sheets.book.page(sheets.name(key), {"A": 72.0, "B": 14.0, "C": 76.0})
    page.put("A1", sheets.name(key), "title")
    page.head(3, [sheets.text(key, name) for name in ("check", "result", "meaning")])
    fine = sheets.text(key, "ok")
    found = checks(sheets.result)
    formulas = _check_formulas(sheets)
    for row, check in enumerate(found, 4):
        page.put(f"A{row}", check_label(check.name, language), "label")
        page.formula(f"B{row}", f"=IF({formulas[check.name]},1,0)", int(check.passed), WHOLE, "centre")
        words = warning(check, language).replace('"', '""')
        page.formula(f"C{row}", f'=IF(B{row}=1,"{fine}","{words}")', fine if check.passed else words, style="text")
        page.sheet[f"C{row}"].alignment = Alignment(horizontal="left", vertical="top", indent=1, wrap_text=True)
    last = 3 + len(found)
    page.put(f"A{last + 2}", sheets.text(key, "all"), "label")
    page.formula(f"B{last + 2}", f"=MIN(B4:B{last})", int(all(check.passed for check in found)), WHOLE)
    rules.colour(page, f"A4:C{last}", "$B4=0", look.WARN)
    rules.colour(page, f"B4:B{last}", "$B4=1", look.GOOD)
    page.finish(f"A1:C{last + 2}", freeze="A4", pages=1)


def _check_formulas(sheets: Sheets) -> dict[CheckName, str]:
    """What must be true, check by check."""

    def given(place: str) -> str:
        return sheets.at("input", place)

    def cost(place: str) -> str:
        return sheets.at("costs", place)

    def gain(place: str) -> str:
        return sheets.at("benefits", place)

    lines, amounts, heads = "B6:B25", "E6:O25", "E4:O4"
    parts = ",".join(f"SUMPRODUCT(({cost(lines)}={category})*({cost(amounts)}>0))>0" for category in (3, 4, 5))
    scope, driver, kind = cost("C6:C25"), cost("D6:D25"), gain(lines)
    cost_gap = f'(({cost(lines)}="")+({scope}="")+({scope}="L")*({driver}="")>0)'
    gain_gap = f'(({kind}="")+({kind}<>"Q")*({gain("C6:C25")}="")>0)'
    gaps = f"SUMPRODUCT(({cost(amounts)}>0)*{cost_gap})+SUMPRODUCT(({gain(amounts)}>0)*{gain_gap})"
    late = "+".join(f"SUMPRODUCT(({place(heads)}>{given('$B$7')})*({place(amounts)}>0))" for place in (cost, gain))
    owners = f'SUMPRODUCT(({kind}<>"")*({kind}<>"Q")*({gain("D6:D25")}=""))=0'
    fixed = f"ABS(SUMIF({given('B14:B21')},1,{given('F14:F21')})-1)<0.0001"
    reconciled = f"{sheets.at('result', 'D14')}-({sheets.at('sens', 'B5')}-{sheets.at('sens', 'B4')})"
    return {
        CheckName.SHARES: f"ABS(SUM({sheets.at('share', 'D6:D13')})-1)<0.0001",
        CheckName.RECONCILED: f"ABS({reconciled})<0.01",
        CheckName.SEVERAL: f"COUNTIF({given('B14:B21')},1)>=2",
        CheckName.OWNERS: owners,
        CheckName.FIXED_SHARES: f"OR({given('B11')}<>4,{fixed})",
        CheckName.HOUR_VALUE: f'OR(COUNTIF({kind},"T")=0,N({given("B9")})>0)',
        CheckName.WHOLE_LIFE: f"AND({parts})",
        CheckName.COMPLETE_ROWS: f"{gaps}=0",
        CheckName.WITHIN_YEARS: f"{late}=0",
    }
