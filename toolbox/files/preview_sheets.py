"""A workbook's sheets as parts of its preview: read from the built sheets themselves, so that the preview cannot show
anything else than the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries

from toolbox.files.common import common
from toolbox.files.excel_book import NAMES, Book, Page
from toolbox.files.preview_cells import Fills, Values, shown, value_of

Part = dict[str, Any]
RUNNING = {"text", "label", "note", "line"}
"""Styles of texts that may run on over the empty cells to their right."""
GAP = 3.0
"""An empty column up to so wide parts two tables that stand beside each other."""
FEW = 4
"""So many empty rows below each other are shortened."""
FORM = 3
"""A block of so many labelled cells to fill in gets headings of its own."""
HIDDEN = "FFFFFF"
"""White on white."""
FILLED = {"input", "words", "code"}
HEADS = {"head", "year"}
ALONE = {"title", "heading", "label", "line", "banner", "note", "text"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that has a style."""

    column: int
    style: str
    text: str
    empty: bool
    """Nothing stands in it but what is counted or calculated from nothing."""
    align: str
    fill: str
    place: str
    span: int
    """How many columns it is merged over, or 0 for a text that runs on over the empty cells to its right."""


class Sheet:
    """One sheet on its way to the preview."""

    def __init__(self, book: Book, page: Page, values: Values) -> None:
        self.book, self.page, self.language = book, page, book.language
        self.styles = {pair[self.language == "sv"]: key for key, pair in NAMES.items()}
        self.fills = Fills(page, values)
        self.merged = {
            (area.min_row, area.min_col): area.max_col - area.min_col + 1 for area in page.sheet.merged_cells.ranges
        }
        _, _, self.right, self.bottom = (int(edge or 0) for edge in range_boundaries(page.area))
        self.choices = [
            (rule.sqref, rule.formula1.strip('"').replace(",", ", "))
            for rule in page.sheet.data_validations.dataValidation
            if rule.type == "list" and rule.formula1.startswith('"')
        ]
        self.rows = list(page.sheet.iter_rows(max_row=self.bottom, max_col=self.right))
        titles = (page.sheet.print_title_rows or "").replace("$", "").rpartition(":")[2]
        repeated = self._row(int(titles)) if titles else []
        self.titles = repeated if repeated and repeated[0].style in HEADS else []

    def parts(self, rows: Iterable[int] | None = None) -> Iterator[Part]:
        """Headings, notes and tables from the top down; ``rows`` chooses some of the sheet's rows."""
        waiting: list[list[Spot]] = []
        for row in rows or range(1, self.bottom + 1):
            spots = self._row(row)
            alone = len(spots) == 1 and spots[0].style in ALONE
            if not spots or alone or spots[0].style in HEADS:
                yield from self._table(waiting)
                waiting = []
            if alone:
                yield from self._alone(spots[0])
            elif spots:
                waiting.append(spots)
        yield from self._table(waiting)

    def _row(self, row: int) -> list[Spot]:
        return [
            spot
            for cell in self.rows[row - 1]
            if isinstance(cell, Cell) and cell.style in self.styles and (spot := self._spot(cell, row)).fill != HIDDEN
        ]

    def _spot(self, cell: Cell, row: int) -> Spot:
        style, value = self.styles[cell.style], value_of(self.page, cell)
        fill = self.fills.at(cell.column, row)
        text = shown(value, cell.number_format, self.language)
        runs_on = isinstance(value, str) and not cell.alignment.wrap_text and style in RUNNING
        calculated = cell.coordinate in self.page.values
        named = style in {"label", "head", "year"} or isinstance(value, str)
        return Spot(
            column=cell.column,
            style=style,
            text=text,
            empty=not value or (not calculated and style == "text" and not named),
            align=cell.alignment.horizontal or ("right" if isinstance(value, int | float) else "left"),
            fill=fill,
            place=cell.coordinate,
            span=self.merged.get((row, cell.column), 0 if runs_on else 1),
        )

    def _alone(self, spot: Spot) -> Iterator[Part]:
        """A row with nothing but one text."""
        if spot.style == "title":
            if spot.text != self.page.sheet.title:
                yield {"kind": "heading", "level": 2, "text": spot.text}
        elif spot.style in {"heading", "label"}:
            yield {"kind": "heading", "level": 2, "text": spot.text}
        elif spot.style == "note":
            yield {"kind": "guidance", "text": spot.text}
        elif spot.style == "banner":
            yield {"kind": "banner", "text": spot.text, "fill": spot.fill}
        elif spot.text:
            yield {"kind": "text", "text": spot.text}

    def _table(self, rows: list[list[Spot]]) -> Iterator[Part]:
        """Rows below each other, if there are any but headings."""
        head = rows[0] if rows and rows[0][0].style in HEADS else []
        body = rows[1:] if head else rows
        if not body:
            return
        head = head or self.titles
        columns = self._columns(head, body)
        made = list(self._shortened(body, columns, labelled=not head or self._form(body)))
        if head:
            head[-1] = replace(head[-1], span=0)
            made.insert(0, self._cells(head, columns, labelled=False))
        elif sum(any(spot.style in FILLED for spot in row) for row in body) >= FORM:
            made.insert(0, self._form_head(columns))
            head = body[0]
        widths = [self.page.sheet.column_dimensions[get_column_letter(column)].width for column in columns]
        yield {"kind": "grid", "widths": widths, "head": bool(head), "rows": made}

    def _columns(self, head: list[Spot], body: list[list[Spot]]) -> list[int]:
        """The columns that have something in the table, and the narrow ones that part two tables."""
        used = {spot.column for row in body for spot in row}
        for row in body:
            for spot in row:
                if spot.span != 1:
                    used |= set(range(spot.column, spot.column + spot.span if spot.span else self.right + 1))
        headed = {spot.column for spot in head}
        first, last = min(used), max(used)
        return [
            column
            for column in range(first, last + 1)
            if column in used or (column not in headed and self._width(column) <= GAP)
        ]

    def _width(self, column: int) -> float:
        return float(self.page.sheet.column_dimensions[get_column_letter(column)].width)

    def _form(self, body: list[list[Spot]]) -> bool:
        """Whether its rows are questions, each with its own place for the answer."""
        return all(row[0].style == "label" for row in body)

    def _shortened(self, body: list[list[Spot]], columns: list[int], *, labelled: bool) -> Iterator[list[Part]]:
        """The rows, but only two of many empty ones, and none where they are only calculated."""
        at = 0
        while at < len(body):
            end = at
            while end < len(body) and all(spot.empty for spot in body[end]):
                end += 1
            count = end - at
            if count < FEW:
                yield self._cells(body[at], columns, labelled=labelled)
                at += 1
                continue
            kept = 2 if any(spot.style in FILLED for spot in body[at]) else 0
            for row in body[at : at + kept]:
                yield self._cells(row, columns, labelled=False)
            words = common()["more_rows"][self.language].format(count=count - kept)
            yield [{"text": words, "style": "more", "span": len(columns), "fill": "", "align": "left"}]
            at = end

    def _cells(self, row: list[Spot], columns: list[int], *, labelled: bool) -> list[Part]:
        """A row's cells, with empty ones where the sheet has none."""
        spots, made, at = {spot.column: spot for spot in row}, list[Part](), 0
        while at < len(columns):
            spot = spots.get(columns[at])
            if spot is None:
                made.append({"text": "", "style": "none", "span": 1, "fill": "", "align": "left"})
                at += 1
                continue
            span = 1
            while at + span < len(columns) and columns[at + span] not in spots and spot.span != 1:
                if spot.span and columns[at + span] >= spot.column + spot.span:
                    break
                span += 1
            waiting = labelled and spot.style in FILLED and not spot.text
            made.append(
                {
                    "text": self._asked(spot) if waiting else spot.text,
                    "style": "waiting" if waiting else spot.style,
                    "span": span,
                    "fill": spot.fill,
                    "align": spot.align,
                }
            )
            at += span
        return made

    def _asked(self, spot: Spot) -> str:
        """What stands in an empty field: what to choose from, or that it is to be filled in."""
        options = next((options for cells, options in self.choices if spot.place in cells), "")
        words = common()
        return words["choices"][self.language].format(options=options) if options else words["fill"][self.language]

    def _form_head(self, columns: list[int]) -> list[Part]:
        """Headings for a block that has none in the sheet."""
        names = [common()[name][self.language] for name in ("field", "help", "guidance_style")]
        spans = [1, 1, len(columns) - 2] if len(columns) > 2 else [1, 1]
        return [
            {"text": name, "style": "head", "span": span, "fill": "", "align": "left"}
            for name, span in zip(names, spans, strict=False)
        ]


def pages_of(book: Book) -> dict[str, Sheet]:
    """Every sheet of a book by its name."""
    values = Values(book)
    return {page.sheet.title: Sheet(book, page, values) for page in book.pages}
