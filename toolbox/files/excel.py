"""Excel templates from their definitions: one workbook in one language. The joint business case has its own builder."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from toolbox.files import excel_rules as rules
from toolbox.files import excel_sheets
from toolbox.files.excel_book import Book, Value
from toolbox.files.excel_readme import readme
from toolbox.files.structure import Column, Language, ListSheet, OwnSheet, Text, Workbook

DATE = {"da": "dd-mm-yyyy", "sv": "yyyy-mm-dd"}
OWN: dict[str, Callable[[Book, Workbook, OwnSheet], None]] = {
    "chart": excel_sheets.stakeholder_chart,
    "decision": excel_sheets.decision,
    "overview": excel_sheets.lesson_overview,
    "five": excel_sheets.five_lessons,
    "heat": excel_sheets.heat_map,
}


def build_excel(template: Workbook, language: Language) -> bytes:
    """The template as an XLSX file."""
    return excel_book(template, language).made()


def excel_book(template: Workbook, language: Language) -> Book:
    """The same before it is written, for the preview."""
    book = Book(template.about, language, template.about.title[language])
    readme(book, template)
    for sheet in template.sheets:
        if isinstance(sheet, ListSheet):
            _List(book, template, sheet).write()
        else:
            OWN[sheet.key](book, template, sheet)
    return book


class _List:
    """A sheet with headings in row 1 and one row per entry below."""

    def __init__(self, book: Book, template: Workbook, sheet: ListSheet) -> None:
        self.book, self.sheet, self.language = book, sheet, book.language
        self.words = {name: text[self.language] for name, text in template.words.items()}
        names = {one.key: one.name[self.language] for one in template.sheets}
        self.places = {"words": SimpleNamespace(**self.words), "sheets": SimpleNamespace(**names)}
        widths = {get_column_letter(at): float(column.width) for at, column in enumerate(sheet.columns, 1)}
        self.page = book.page(sheet.name[self.language], widths)
        self.last = sheet.rows + 1

    def write(self) -> None:
        """The whole sheet."""
        self.page.head(1, [column.heading[self.language] for column in self.sheet.columns])
        for at, column in enumerate(self.sheet.columns, 1):
            self._column(column, get_column_letter(at))
        for row, values in enumerate(self.sheet.filled, 2):
            for at, value in enumerate(values, 1):
                if value is not None:
                    shown = value[self.language] if isinstance(value, Text) else value
                    self.page.sheet.cell(row, at).value = shown
        for colouring in self.sheet.colouring:
            letter = get_column_letter(colouring.column)
            for word, tone in colouring.words.items():
                condition = f'${letter}2="{self.words[word]}"'
                rules.colour(self.page, f"{letter}2:{letter}{self.last}", condition, rules.COLOURS[tone])
        beside = self._summary()
        end = get_column_letter(len(self.sheet.columns) + beside)
        listed = f"A1:{get_column_letter(len(self.sheet.columns))}{self.last}"
        self.page.sheet.auto_filter.ref = listed
        freeze = "C2" if self.sheet.columns[0].kind == "number" else "B2"
        prints = f"{listed},{self._summed(end)}" if beside else ""
        self.page.finish(f"A1:{end}{self.last}", freeze=freeze, head="1:1", prints=prints)

    def _summed(self, end: str) -> str:
        """The summary's cells: a page of their own, or its headings would stand over nothing on the list's others."""
        rows = self.sheet.summary.rows if self.sheet.summary else 0
        return f"{get_column_letter(len(self.sheet.columns) + 2)}1:{end}{rows + 1}"

    def _column(self, column: Column, letter: str) -> None:
        number = self._format(column)
        for row in range(2, self.last + 1):
            cell = f"{letter}{row}"
            if column.kind == "formula":
                self._formula(column, cell, row, row - 1, number)
            elif column.kind == "number":
                self.page.put(cell, row - 1)
                self.page.sheet[cell].alignment = Alignment(horizontal="center", vertical="top")
            elif column.kind == "fixed":
                self.page.put(cell, None)
            else:
                words = column.kind in {"text", "choice"} and not column.number
                self.page.entry(cell, number=number, style="words" if words else "input")
        self._rules(column, f"{letter}2:{letter}{self.last}")

    def _formula(self, column: Column, cell: str, row: int, count: int, number: str) -> None:
        value: Value = count if column.empty == "n" else column.empty
        self.page.formula(cell, column.formula.format(r=row, n=count, **self.places), value, number)

    def _format(self, column: Column) -> str:
        if column.percent:
            return "0%"
        return DATE[self.language] if column.kind == "date" else ""

    def _rules(self, column: Column, cells: str) -> None:
        prompt = column.help[self.language] if column.help else ""
        if column.options:
            rules.choice(self.page, cells, tuple(option[self.language] for option in column.options), prompt=prompt)
        elif column.suggest:
            name = self.words["suggestions"]
            self.book.name(name, *column.suggest.format(**self.places).split("!"))
            rules.suggestion(self.page, cells, f"={name}", prompt=prompt)
        elif column.rule:
            rules.formula(self.page, cells, column.rule.format(r=2), error=prompt)
        elif column.kind == "whole" and column.low is not None and column.high is not None:
            rules.whole(self.page, cells, column.low, column.high, prompt=prompt)
        elif column.kind == "decimal":
            rules.any_number(self.page, cells, prompt=prompt)
        elif column.kind == "date":
            rules.date(self.page, cells, prompt=prompt)
        elif prompt:
            rules.hint(self.page, cells, prompt)

    def _summary(self) -> int:
        """Calculated columns after one empty column; says how many columns that is."""
        summary = self.sheet.summary
        if summary is None:
            return 0
        first = len(self.sheet.columns) + 2
        self.page.sheet.column_dimensions[get_column_letter(first - 1)].width = 3
        for at, column in enumerate(summary.columns, first):
            letter = get_column_letter(at)
            self.page.sheet.column_dimensions[letter].width = column.width
            self.page.head(1, [column.heading[self.language]], letter)
            for row in range(2, summary.rows + 2):
                self._formula(column, f"{letter}{row}", row, row - 1, self._format(column))
        return len(summary.columns) + 1
