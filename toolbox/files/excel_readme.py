"""The first sheet of every workbook: what it is for, the first block, how to fill it in, what is where, and the
last block.
"""

from __future__ import annotations

from toolbox.files import look
from toolbox.files.common import common
from toolbox.files.excel_book import Book, Page
from toolbox.files.excel_rules import choice, colour
from toolbox.files.structure import Workbook
from toolbox.files.wording import Linked, colophon, first_block


def readme(book: Book, template: Workbook, *, note: str = "", orange: bool = False) -> None:
    """Write the sheet; ``note`` says what is special about this copy, ``orange`` that it shows what is missing."""
    texts, language, about = common(), book.language, book.about
    page = book.page(texts["readme"][language], {"A": 30, "B": 112})
    rows = _Rows(page)
    rows.line("title", about.title[language])
    rows.line("text", about.purpose[language], column="B", label=texts["purpose"][language])
    if note:
        rows.line("text", note, column="B", label=template.words["example"][language])
        colour(page, f"A{rows.at - 1}:B{rows.at - 1}", "TRUE", look.LAW)
    rows.line("text", about.minimum[language], column="B", label=texts["small"][language])
    rows.heading(texts["first_block"][language])
    for label, value, choices in first_block(about, language):
        listed = any(
            "," in one for one in choices
        )  # the comma parts Excel's lists, so phases are offered by their number
        rows.entry(label, value.partition(" ")[0] if listed else value)
        if choices:
            choice(page, f"B{rows.at - 1}", tuple(one.partition(" ")[0] for one in choices) if listed else choices)
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
    rows.link(end.licence)
    for source in end.sources:
        rows.link(source, label=end.sources_heading if source is end.sources[0] else "")
    page.finish(f"A1:B{rows.at - 1}", one_page=True)


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
        self.page.entry(f"B{self.at}", value or None)
        self.at += 1

    def legend(self, sample: str, text: str, style: str) -> None:
        self.page.put(f"A{self.at}", sample, style)
        self.page.put(f"B{self.at}", text)
        self.at += 1

    def link(self, text: Linked, label: str = "") -> None:
        """A whole cell is the link: Excel has none within a cell's text."""
        self.line("text", text.plain, column="B", label=label)
        if text.url:
            cell = self.page.sheet[f"B{self.at - 1}"]
            cell.hyperlink = text.url
            cell.style = self.page.book.style("link")
