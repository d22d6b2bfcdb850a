"""The first sheet of every workbook: what it is for, the first block, how to fill it in, what is where, and the
last block.
"""

from __future__ import annotations

from openpyxl.styles import Alignment

from toolbox.files import look
from toolbox.files.common import common
from toolbox.files.excel_book import Book, Page
from toolbox.files.excel_rules import choice, choice_from, colour
from toolbox.files.structure import Workbook
from toolbox.files.wording import LICENCE, Linked, colophon, first_block

HIDDEN = "D"
"""Column of a list that is only chosen from."""


def readme(
    book: Book, template: Workbook, *, note: str = "", orange: bool = False, project: str = "", towns: str = ""
) -> None:
    """Write the sheet.

    Args:
        book: the workbook that it becomes the first sheet of.
        template: what it says.
        note: what is special about this copy.
        orange: the workbook shows in orange what is missing.
        project: the project's name, where it is known.
        towns: the municipalities that take part, where they are known.
    """
    texts, language, about = common(), book.language, book.about
    page = book.page(texts["readme"][language], {"A": 28, "B": 92})
    rows = _Rows(page)
    rows.line("title", about.title[language])
    page.mark()
    rows.line("text", about.purpose[language], column="B", label=texts["purpose"][language])
    if note:
        rows.line("text", note, column="B", label=template.words["example"][language])
        colour(page, f"A{rows.at - 1}:B{rows.at - 1}", "TRUE", look.LAW)
    rows.line("text", about.minimum[language], column="B", label=texts["small"][language])
    rows.heading(texts["first_block"][language])
    known = {texts["project"][language]: project, texts["municipalities"][language]: towns}
    for label, value, choices in first_block(about, language):
        rows.entry(label, known.get(label, value))
        if any("," in one for one in choices):
            _listed(page, f"B{rows.at - 1}", choices)
        elif choices:
            choice(page, f"B{rows.at - 1}", choices)
    rows.heading(texts["how"][language])
    for number, step in enumerate(template.steps, 1):
        rows.line("text", step[language], column="B", label=str(number))
    rows.legend(texts["cell_input"][language], texts["legend_input"][language], "input")
    rows.legend(texts["cell_formula"][language], texts["legend_formula"][language], "formula")
    if orange:
        rows.legend(texts["cell_missing"][language], texts["legend_missing"][language], "formula")
        colour(page, f"A{rows.at - 1}", "TRUE", look.WARN)
    rows.heading(texts["sheets"][language])
    page.head(rows.at, [texts["sheet"][language], texts["contents"][language]])
    rows.at += 1
    for sheet in template.sheets:
        rows.line(
            "text", sheet.about[language], column="B", label=sheet.name[language], link=f"#'{sheet.name[language]}'!A1"
        )
    end = colophon(about, language)
    rows.heading(end.heading)
    rows.line("label", end.privacy, column="B")
    rows.line("text", end.maker, column="B")
    rows.link(end.licence, LICENCE)
    rows.heading(end.sources_heading)
    for source in end.sources:
        rows.link(source, source.before.partition(" ")[0])
    page.finish(f"A1:B{rows.at - 1}", pages=1, upright=True)


def _listed(page: Page, cell: str, choices: tuple[str, ...]) -> None:
    """Offer texts with commas in them, which part Excel's own lists: from cells in a hidden column."""
    for row, text in enumerate(choices, 1):
        page.put(f"{HIDDEN}{row}", text)
        page.sheet[f"{HIDDEN}{row}"].alignment = Alignment(wrap_text=False)
    page.sheet.column_dimensions[HIDDEN].hidden = True
    choice_from(page, cell, f"${HIDDEN}$1:${HIDDEN}${len(choices)}")


class _Rows:
    """Rows from the top down."""

    def __init__(self, page: Page) -> None:
        self.page, self.at = page, 1

    def line(self, style: str, text: str, *, column: str = "A", label: str = "", link: str = "") -> None:
        if label:
            self.page.put(f"A{self.at}", label, "link" if link else "label")
            if link:
                self.page.sheet[f"A{self.at}"].hyperlink = link
                self.page.sheet[f"A{self.at}"].style = self.page.book.style("link")
        self.page.put(f"{column}{self.at}", text, style)
        self.at += 1

    def heading(self, text: str) -> None:
        self.page.sheet.row_dimensions[self.at].height = 30
        self.line("heading", text)

    def entry(self, label: str, value: str) -> None:
        self.page.put(f"A{self.at}", label, "label")
        self.page.entry(f"B{self.at}", value or None, style="words")
        self.at += 1

    def legend(self, sample: str, text: str, style: str) -> None:
        self.page.put(f"A{self.at}", sample, style)
        self.page.put(f"B{self.at}", text)
        self.at += 1

    def link(self, text: Linked, label: str) -> None:
        """A short label is the link, where there is one: Excel has none within a cell's text, and LibreOffice cuts a
        link that is longer than its cell.
        """
        plain = text.plain.removeprefix(f"{label} · ")
        self.line("text", plain, column="B", label=label)
        if text.url:
            cell = self.page.sheet[f"A{self.at - 1}"]
            cell.hyperlink = text.url
            cell.hyperlink.tooltip = text.linked
            cell.style = self.page.book.style("link")
