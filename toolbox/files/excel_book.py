"""A workbook under construction: named cell styles, protected sheets, printing, and formulas that carry their
value.

Excel shows no result of a formula without a stored value while a downloaded file is in its protected view, and nor
do previews on phones. So every formula is given together with what it comes to; the programs recalculate as soon as
they may, and tests hold the two equal.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.text import Text as ChartText
from openpyxl.chart.title import Title
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.text import Font as DrawingFont
from openpyxl.drawing.text import Paragraph as DrawingParagraph
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolbox.files import look
from toolbox.files.common import common
from toolbox.files.excel_heights import height, lines
from toolbox.files.packing import repack
from toolbox.files.structure import LOCALE, PORTAL, About, Language
from toolbox.files.wording import colophon, footer_line, licence_properties

ROW, TITLE_ROW = 16.5, 30.0
"""Heights of a row with one line and of a sheet's title."""
PIXEL = 9525
"""A pixel in the unit of drawings (EMU)."""
MARK, MARK_ROW, MARK_INDENT = 26, 40, 4
"""The mark's size and the title's row in pixels, and how far the title moves aside for it."""
INDENT = 1.3
"""How many characters wide an indent is."""
Value = str | float | int | None
APP_XML = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{portal}</Application></Properties>"
)
CUSTOM_HEIGHT = re.compile(r'(<row [^>]*?) customHeight="1"')
FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')
FORMULA_SIGNS = ("=", "+", "-", "@")
NAMES = {
    "input": ("Udfyldes", "Fylls i"),
    "words": ("Udfyldes, tekst", "Fylls i, text"),
    "code": ("Kode", "Kod"),
    "year": ("Årstal i hoved", "År i huvud"),
    "formula": ("Beregnet", "Beräknat"),
    "title": ("Arkets titel", "Bladets titel"),
    "heading": ("Overskrift i ark", "Rubrik i blad"),
    "head": ("Tabelhoved", "Tabellhuvud"),
    "text": ("Tekst", "Text"),
    "label": ("Feltnavn", "Fältnamn"),
    "centre": ("Tal i midten", "Tal i mitten"),
    "result": ("Resultat", "Resultat"),
    "line": ("Linje", "Rad"),
    "banner": ("Besked", "Besked"),
    "note": ("Vejledning", "Vägledning"),
    "link": ("Henvisning", "Hänvisning"),
}


class Book:
    """The workbook of one template in one language."""

    def __init__(self, about: About, language: Language, title: str) -> None:
        self.about, self.language, self.title = about, language, title
        self.file = OpenpyxlWorkbook()
        self.file.remove(self.file.worksheets[0])
        self.pages: list[Page] = []
        normal = self.file._named_styles["Normal"]  # type: ignore[attr-defined]
        normal.font = Font(name=look.FONT, size=10, color=look.INK)
        for name, style in _styles(language).items():
            style.name = self.style(name)
            self.file.add_named_style(style)

    def style(self, name: str) -> str:
        """The name of a cell style in the book's language."""
        return NAMES[name][self.language == "sv"]

    def page(self, name: str, widths: dict[str, float]) -> Page:
        """A new sheet, with the widths of its columns."""
        sheet = self.file.create_sheet(name)
        for column, width in widths.items():
            sheet.column_dimensions[column].width = width
        page = Page(self, sheet)
        self.pages.append(page)
        return page

    def name(self, name: str, sheet: str, cells: str) -> None:
        """Give cells a name that can be used in formulas and jumped to."""
        self.file.defined_names[name] = DefinedName(name, attr_text=f"'{sheet}'!{cells}")

    def made(self) -> bytes:
        """The finished file."""
        about, properties = self.about, self.file.properties
        moment = datetime(about.dated.year, about.dated.month, about.dated.day)  # noqa: DTZ001 - openpyxl writes Z
        properties.title = self.title
        properties.subject = common()["subject"][self.language]
        properties.keywords = about.keywords[self.language]
        properties.creator = properties.lastModifiedBy = PORTAL[self.language]
        properties.description = colophon(about, self.language).licence.plain
        properties.category = common()["kind"][self.language]
        properties.language = LOCALE[self.language]
        properties.version = about.version
        properties.created = moment
        for name, value in licence_properties(about, self.language):
            self.file.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
        self.file.calculation.fullCalcOnLoad = True
        out = io.BytesIO()
        self.file.save(out)
        return repack(out.getvalue(), about.dated, self._changes(moment))

    def _changes(self, moment: datetime) -> dict[str, Callable[[str], str]]:
        """What openpyxl cannot write: values of formulas, charts described in words, and a fixed time of change."""
        now = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")
        changes: dict[str, Callable[[str], str]] = {
            "docProps/core.xml": lambda xml: now.sub(rf"\g<1>{moment:%Y-%m-%dT%H:%M:%SZ}", xml),
            "docProps/app.xml": lambda _: APP_XML.format(portal=PORTAL[self.language]),
        }
        drawings = 0
        for number, page in enumerate(self.pages, 1):
            changes[f"xl/worksheets/sheet{number}.xml"] = partial(_with_values, values=page.values)
            if page.alternatives:
                drawings += 1
                changes[f"xl/drawings/drawing{drawings}.xml"] = partial(_with_alternatives, texts=page.alternatives)
        return changes


class Page:
    """One sheet."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet = book, sheet
        self.values: dict[str, Value] = {}
        self.alternatives: list[str] = []
        self.area = ""
        sheet.sheet_view.showGridLines = False
        sheet.sheet_format.defaultRowHeight = ROW
        sheet.sheet_format.customHeight = True

    def put(self, cell: str, value: Value, style: str = "text", number: str = "") -> None:
        """A text or number that is not meant to be changed; a text stays a text, whatever sign it begins with."""
        made = self._styled(cell, style, number)
        made.value = value
        if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
            made.data_type = "s"
            made.quotePrefix = True

    def line(self, cell: str, text: str, style: str = "text") -> None:
        """A text that runs over the cells to its right."""
        self.put(cell, text, style)
        indent = 0 if cell.startswith("A") else 1
        self.sheet[cell].alignment = Alignment(horizontal="left", vertical="top", indent=indent)

    def entry(self, cell: str, value: Value = None, number: str = "", style: str = "input") -> None:
        """A cell to fill in."""
        self.put(cell, value, style, number)

    def merge(self, first: str, last: str) -> None:
        """Make one cell of several in a row, on one line, with the first one's look and rights."""
        self.sheet.merge_cells(f"{first}:{last}")
        self.sheet[first].alignment = Alignment(horizontal="left", vertical="top", indent=1)
        for cell in self.sheet[f"{first}:{last}"][0][1:]:
            cell._style = copy(self.sheet[first]._style)

    def formula(self, cell: str, formula: str, value: Value, number: str = "", style: str = "formula") -> None:
        """A formula and what it comes to now."""
        self._styled(cell, style, number).value = formula
        self.values[cell] = value

    def shrink(self, cells: str) -> None:
        """Make numbers smaller that are longer than their cell: a sum of millions never becomes ####."""
        for row in self.sheet[cells]:
            for cell in row:
                alignment = copy(cell.alignment)
                alignment.wrap_text, alignment.shrink_to_fit = False, True
                cell.alignment = alignment

    def _styled(self, cell: str, style: str, number: str) -> Cell:
        made = self.sheet[cell]
        made.style = self.book.style(style)
        if number:
            made.number_format = number
        return made

    def head(self, row: int, texts: list[str], first: str = "A") -> None:
        """A row of headings."""
        start = column_index_from_string(first)
        for column, text in enumerate(texts, start):
            made = self.sheet.cell(row, column, text or None)
            made.style = self.book.style("head")

    def _fit(self, row: int, cells: Iterable[Cell | MergedCell]) -> None:
        """Make a row as high as its longest text needs."""
        most, size = 1.0, 10.0
        for cell in cells:
            if isinstance(cell.value, str) and cell.alignment.wrap_text and not cell.value.startswith("="):
                width = self.sheet.column_dimensions[cell.column_letter].width - INDENT * cell.alignment.indent
                size = cell.font.size or size
                count = lines(cell.value, width, bold=bool(cell.font.bold), size=size)
                most = max(most, count * size / 10)
        if most > 1:
            self.sheet.row_dimensions[row].height = max(ROW, height(1, 10 * most))

    def chart(self, chart: ChartBase, cell: str, text: str) -> None:
        """A chart with what it shows in words."""
        self.sheet.add_chart(chart, cell)
        self.alternatives.append(text)

    def mark(self) -> None:
        """The portal's mark before the title in A1, described in words."""
        picture = Image(io.BytesIO(look.mark_png()))
        place = AnchorMarker(col=0, colOff=4 * PIXEL, row=0, rowOff=(MARK_ROW - MARK) // 2 * PIXEL)
        size = XDRPositiveSize2D(MARK * PIXEL, MARK * PIXEL)
        picture.anchor = OneCellAnchor(_from=place, ext=size)
        self.sheet.add_image(picture)
        self.sheet["A1"].alignment = Alignment(horizontal="left", vertical="center", indent=MARK_INDENT)
        self.alternatives.append(common()["mark"][self.book.language])

    def finish(
        self,
        area: str,
        *,
        freeze: str = "",
        head: str = "",
        pages: int = 0,
        prints: str = "",
        upright: bool = False,
    ) -> None:
        """Print on A4, protect without a password, freeze what names the rows and columns.

        Args:
            area: the cells in use.
            freeze: the first cell that moves.
            head: rows that are repeated on every page.
            pages: make it so small that it fits on so many pages; 0 is as many as it takes.
            prints: what is printed of ``area``, if not all; areas parted by commas stand on pages of their own.
            upright: print upright, not across.
        """
        sheet, texts, language = self.sheet, common(), self.book.language
        self.area, sheet.print_area = area, prints or area
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "portrait" if upright else "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, pages
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.7, 0.35, 0.35
        sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=_part(f"{PORTAL[language]} · {sheet.title}"))
        sheet.HeaderFooter.oddFooter = HeaderFooterItem(
            left=_part(footer_line(self.book.about, language)),
            right=_part(f"{texts['page'][language]} &P {texts['of'][language]} &N"),
        )
        sheet.row_dimensions[1].height = TITLE_ROW if sheet["A1"].style == self.book.style("title") else None
        for row, cells in enumerate(sheet.iter_rows(), 1):
            if sheet.row_dimensions[row].height is None:
                self._fit(row, cells)
        if head:
            sheet.print_title_rows = head
        if freeze:
            sheet.freeze_panes = freeze
        protection = sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = protection.autoFilter = protection.sort = False


def chart_title(text: str, size: int = 1200) -> Title:
    """A chart's or an axis's title in the template's type; ``size`` in hundredths of a point."""
    letters = CharacterProperties(latin=DrawingFont(typeface=look.FONT), sz=size, b=True, solidFill=look.INK)
    words = DrawingParagraph(pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=text)])
    return Title(tx=ChartText(rich=RichText(p=[words])), overlay=False)


def chart_grid() -> ChartLines:
    """Quiet lines across a chart."""
    made = GraphicalProperties()
    made.line.solidFill, made.line.width = look.RULE, 6350
    return ChartLines(spPr=made)


def _part(text: str) -> _HeaderFooterPart:
    """A piece of a header or footer in the template's type."""
    return _HeaderFooterPart(text, font=f"{look.FONT},Regular", size=8, color=look.MUTED)


def _with_values(xml: str, values: dict[str, Value]) -> str:
    """Put each formula's value into its cell; a formula without one is a mistake of the builder.

    Heights of rows are a first guess, so that a row grows when more is written in it.
    """
    missing = dict(values)

    def filled(match: re.Match[str]) -> str:
        cell, attributes, formula = match.groups()
        value = missing.pop(cell)
        kind = ' t="str"' if isinstance(value, str) else ""
        shown = escape(value) if isinstance(value, str) else repr(value)
        return f'<c r="{cell}"{attributes}{kind}><f>{formula}</f><v>{shown}</v></c>'

    made = FORMULA.sub(filled, CUSTOM_HEIGHT.sub(r"\1", xml))
    if missing:
        raise ValueError(f"No formula in {', '.join(sorted(missing))}")
    return made


def _with_alternatives(xml: str, texts: list[str]) -> str:
    """Describe a sheet's charts and pictures, in their order; openpyxl names a picture after its file."""
    waiting = iter(texts)
    return re.sub(
        r'(<(?:\w+:)?cNvPr id="[0-9]+" name="[^"]*")(?: descr="[^"]*")?',
        lambda match: f"{match[1]} descr={quoteattr(next(waiting))}",
        xml,
    )


def _styles(language: Language) -> dict[str, NamedStyle]:
    """Cell styles by their name in this module."""
    thin = Side(style="thin", color=look.EDGE)
    pale = Side(style="thin", color=look.RULE)
    box, frame = Border(thin, thin, thin, thin), Border(pale, pale, pale, pale)
    top = Alignment(vertical="top", wrap_text=True)
    open_cell, locked = Protection(locked=False), Protection(locked=True)

    def style(size: float = 10, *, bold: bool = False, italic: bool = False, colour: str = look.INK) -> NamedStyle:
        made = NamedStyle(name="-")
        made.font = Font(name=look.FONT, size=size, bold=bold, italic=italic, color=colour)
        made.alignment, made.protection = top, locked
        return made

    made = {
        "input": style(),
        "words": style(),
        "code": style(),
        "year": style(9, bold=True),
        "formula": style(),
        "title": style(16, bold=True),
        "heading": style(12, bold=True, colour=look.PUBLIC),
        "head": style(9, bold=True),
        "text": style(),
        "centre": style(),
        "result": style(),
        "line": style(),
        "banner": style(11, bold=True),
        "label": style(bold=True),
        "note": style(9, italic=True, colour=look.MUTED),
        "link": style(colour=look.PUBLIC),
    }
    for name in ("input", "words", "code"):
        made[name].fill = PatternFill("solid", fgColor=look.FILL)
        made[name].border, made[name].protection = box, open_cell
    made["code"].alignment = Alignment(horizontal="center", vertical="top")
    made["words"].alignment = Alignment(horizontal="left", vertical="top", indent=1, wrap_text=True)
    made["formula"].border = frame
    for name, side in (("head", "left"), ("year", "right")):
        made[name].alignment = Alignment(vertical="top", horizontal=side, wrap_text=True)
        made[name].fill = PatternFill("solid", fgColor=look.HEAD)
        made[name].border = Border(pale, pale, pale, Side(style="medium", color=look.PUBLIC))
    made["result"].border = frame
    made["result"].alignment = Alignment(horizontal="right", vertical="top")
    made["line"].alignment = made["banner"].alignment = Alignment(vertical="center")
    made["centre"].alignment = Alignment(horizontal="center", vertical="center")
    made["centre"].border = frame
    made["title"].alignment = made["heading"].alignment = Alignment(vertical="center")
    made["label"].alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
    made["link"].font = Font(name=look.FONT, size=10, color=look.PUBLIC, underline="single")
    return made
