"""Sheets that are more than a list: charts, counts, the decision. Each is written by a function of its own."""

from __future__ import annotations

from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.axis import NumericAxis
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from toolbox.files import excel_rules as rules
from toolbox.files import look
from toolbox.files.excel_book import Book, chart_grid, chart_title
from toolbox.files.structure import ListSheet, OwnSheet, Workbook

PLACES = 8
"""Municipalities on the decision sheet."""


def stakeholder_chart(book: Book, template: Workbook, sheet: OwnSheet) -> None:
    """T4: influence against how far they are affected, and how many there are of each strategy."""
    language, texts = book.language, sheet.texts
    page = book.page(sheet.name[language], {"A": 26, "B": 42, "C": 16})
    page.put("A1", texts["title"][language], "title")
    page.line("A2", sheet.about[language], "note")
    page.head(4, [texts[name][language] for name in ("strategy", "when", "count")])
    name, last = _list(template, "map", language)
    for row, word in enumerate(("closely", "satisfied", "test", "inform"), 5):
        page.put(f"A{row}", template.words[word][language], "label")
        page.put(f"B{row}", texts[word][language])
        page.formula(f"C{row}", f"=COUNTIF('{name}'!$I$2:$I${last},$A{row})", 0)
    chart = ScatterChart(scatterStyle="lineMarker")
    chart.style, chart.legend, chart.height, chart.width = 13, None, 11, 15
    chart.roundedCorners = False
    chart.title = chart_title(texts["title"][language])
    source = book.file[name]
    points = Series(
        Reference(source, min_col=6, min_row=2, max_row=last), Reference(source, min_col=5, min_row=2, max_row=last)
    )
    points.marker.symbol, points.marker.size = "circle", 9
    points.marker.graphicalProperties = GraphicalProperties(solidFill=look.PUBLIC)
    points.graphicalProperties = GraphicalProperties()
    points.graphicalProperties.line.noFill = True
    chart.series.append(points)
    axes = ((chart.x_axis, texts["x"]), (chart.y_axis, texts["y"]))
    for axis, title in axes:
        if not isinstance(axis, NumericAxis):
            raise TypeError("A scatter chart has two axes of numbers")
        axis.title, axis.delete = chart_title(title[language], 900), False
        axis.scaling.min, axis.scaling.max, axis.majorUnit = 1, 5, 1
        axis.number_format, axis.majorGridlines = "0", chart_grid()
    page.chart(chart, "A10", texts["alt"][language])
    page.finish("A1:C32", pages=1)


def decision(book: Book, template: Workbook, sheet: OwnSheet) -> None:
    """T8: the five questions of a gate, the recommendation, and each municipality's answer."""
    language, texts, lists = book.language, sheet.texts, sheet.lists
    page = book.page(sheet.name[language], {"A": 46, "B": 20, "C": 70})
    page.put("A1", sheet.name[language], "title")
    page.line("A2", sheet.about[language], "note")
    page.head(4, [texts[name][language] for name in ("question", "answer", "reason")])
    for row, question in enumerate(lists["questions"], 5):
        page.put(f"A{row}", question[language], "label")
        page.entry(f"B{row}", style="words")
        page.entry(f"C{row}", style="words")
    rules.choice(page, "B5:B8", tuple(one[language] for one in lists["answers"]))
    page.put("B9", None)
    page.head(11, [texts["recommendation"][language], texts["answer"][language], texts["reason"][language]])
    page.put("A12", texts["recommendation"][language], "label")
    page.entry("B12", style="words")
    page.entry("C12", style="words")
    rules.choice(page, "B12", tuple(one[language] for one in lists["choices"]))
    page.line("A14", texts["rule"][language], "note")
    page.head(15, [texts["municipality"][language], texts["own"][language], texts["reason"][language]])
    for row in range(16, 16 + PLACES):
        for column in "ABC":
            page.entry(f"{column}{row}", style="words")
    rules.choice(page, f"B16:B{15 + PLACES}", tuple(one[language] for one in lists["yes_no"]))
    page.finish(f"A1:C{15 + PLACES}", pages=1)


def lesson_overview(book: Book, template: Workbook, sheet: OwnSheet) -> None:
    """T11: lessons counted by phase and type, and by pitfall."""
    language, texts, lists = book.language, sheet.texts, sheet.lists
    types = [one[language] for one in lists["types"]]
    total = get_column_letter(len(types) + 2)
    widths = {"A": 16.0} | {get_column_letter(at): 15.0 for at in range(2, len(types) + 3)}
    page = book.page(sheet.name[language], widths)
    source, last = _list(template, "log", language)
    page.put("A1", texts["title"][language], "title")
    page.head(3, [texts["phase"][language]])
    for at, name in enumerate([*types, texts["total"][language]], 2):
        page.put(f"{get_column_letter(at)}3", name, "year")
    phases = [one[language] for one in lists["phases"]]
    for row, phase in enumerate(phases, 4):
        page.put(f"A{row}", phase, "label")
        for at in range(2, len(types) + 2):
            letter = get_column_letter(at)
            counted = f"'{source}'!$C$2:$C${last},$A{row},'{source}'!$H$2:$H${last},{letter}$3"
            page.formula(f"{letter}{row}", f"=COUNTIFS({counted})", 0)
        page.formula(f"{total}{row}", f"=SUM(B{row}:{get_column_letter(len(types) + 1)}{row})", 0)
    end = 4 + len(phases)
    page.put(f"A{end}", texts["total"][language], "label")
    for at in range(2, len(types) + 3):
        letter = get_column_letter(at)
        page.formula(f"{letter}{end}", f"=SUM({letter}4:{letter}{end - 1})", 0)
    page.put(f"A{end + 2}", texts["pitfalls"][language], "heading")
    page.head(end + 3, [texts[one][language] for one in ("pitfall", "count", "meaning")])
    pairs = zip(lists["pitfalls"], lists["meanings"], strict=True)
    for row, (pitfall, meaning) in enumerate(pairs, end + 4):
        page.put(f"A{row}", pitfall[language], "label")
        page.formula(f"B{row}", f"=COUNTIF('{source}'!$I$2:$I${last},$A{row})", 0)
        page.line(f"C{row}", meaning[language])
    page.finish(f"A1:{total}{end + 3 + len(lists['pitfalls'])}", pages=1)


def five_lessons(book: Book, template: Workbook, sheet: OwnSheet) -> None:
    """T11: the rows marked with x, the first five in the log's order."""
    language, texts = book.language, sheet.texts
    page = book.page(sheet.name[language], {"A": 8, "B": 10, "C": 20, "D": 60, "E": 60})
    name, last = _list(template, "log", language)
    page.put("A1", texts["title"][language], "title")
    page.head(3, [texts[one][language] for one in ("nr", "phase", "municipality", "what", "future")])
    for row in range(4, 9):
        page.put(f"A{row}", row - 3, "label")
        for column, source in zip("BCDE", "CDEG", strict=True):
            place = f"MATCH($A{row},'{name}'!$O$2:$O${last},0)"
            found = f"INDEX('{name}'!${source}$2:${source}${last},{place})"
            page.formula(f"{column}{row}", f'=IFERROR({found}&"","")', "")
        page.sheet.row_dimensions[row].height = 60
    page.put("D10", texts["marked"][language], "label")
    page.formula("E10", f"=COUNTIF('{name}'!$N$2:$N${last},\"{template.words['chosen'][language]}\")", 0)
    page.put("E11", texts["more"][language], "note")
    page.finish("A1:E11", pages=1)


def heat_map(book: Book, template: Workbook, sheet: OwnSheet) -> None:
    """T13: open risks in five by five fields, and how many there are of each level."""
    language, texts, words = book.language, sheet.texts, template.words
    page = book.page(sheet.name[language], {"A": 30} | dict.fromkeys("BCDEF", 13.0))
    name, last = _list(template, "log", language)
    open_risk = f"'{name}'!$N$2:$N${last},\"{words['open'][language]}\""
    page.put("A1", texts["title"][language], "title")
    page.line("A2", texts["axes"][language], "note")
    page.head(3, [texts["corner"][language]])
    for column, consequence in zip("BCDEF", range(1, 6), strict=True):
        page.put(f"{column}3", consequence, "head")
        page.sheet[f"{column}3"].alignment = Alignment(horizontal="center")
    for row, probability in enumerate(range(5, 0, -1), 4):
        page.put(f"A{row}", probability, "label")
        page.sheet[f"A{row}"].alignment = Alignment(horizontal="center", vertical="center")
        page.sheet.row_dimensions[row].height = 32
        for column, consequence in zip("BCDEF", range(1, 6), strict=True):
            counted = f"'{name}'!$F$2:$F${last},$A{row},'{name}'!$G$2:$G${last},{column}$3,{open_risk}"
            page.formula(f"{column}{row}", f"=COUNTIFS({counted})", 0, "0;;", "centre")
            score = probability * consequence
            tone = "bad" if score >= 15 else "middle" if score >= 8 else "good"
            rules.colour(page, f"{column}{row}", "TRUE", rules.COLOURS[tone])
    page.head(11, [texts[one][language] for one in ("level", "score", "count")])
    for row, (level, tone) in enumerate((("red", "bad"), ("yellow", "middle"), ("green", "good")), 12):
        page.put(f"A{row}", words[level][language], "label")
        page.put(f"B{row}", texts[level][language])
        page.formula(f"C{row}", f"=COUNTIFS('{name}'!$I$2:$I${last},$A{row},{open_risk})", 0)
        rules.colour(page, f"A{row}", "TRUE", rules.COLOURS[tone])
    page.put("A15", texts["overdue"][language], "label")
    page.formula("C15", f"=COUNTIF('{name}'!$O$2:$O${last},\"!\")", 0)
    page.finish("A1:F15", pages=1)


def _list(template: Workbook, key: str, language: str) -> tuple[str, int]:
    """Name and last row of a list sheet of the same workbook."""
    found = next(sheet for sheet in template.sheets if isinstance(sheet, ListSheet) and sheet.key == key)
    return (found.name.da if language == "da" else found.name.sv), found.rows + 1
