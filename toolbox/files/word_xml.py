"""Small pieces of WordprocessingML as text: paragraphs, runs, links, fields, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

KEEP = "<w:keepNext/>"
"""Stays with what follows."""
NEW_PAGE = "<w:pageBreakBefore/>"
KEPT_ROWS = 7
"""Tables up to this many rows stay on one page."""
_LOOK = (
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0"'
    ' w:noVBand="1"/>'
)


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style."""
    named = "" if style == "Normal" else f'<w:pStyle w:val="{style}"/>'
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """Text; a tab in it is a tab in Word."""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")]
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{'<w:tab/>'.join(parts)}</w:r>"


def link(relation: str, text: str) -> str:
    """Text that leads to an address, by the number of its relation."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{run(text, style="Hyperlink")}</w:hyperlink>'


def field(code: str) -> str:
    """A number that Word fills in: PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def tab(position: int, side: str) -> str:
    """A tab stop."""
    return f'<w:tabs><w:tab w:val="{side}" w:pos="{position}"/></w:tabs>'


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it is called, its headings, rows of cell contents, and the columns' widths in proportion."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    tall: bool = False
    """Rows have room for a signature or an answer of several lines."""
    keep: bool = False
    """The last row stays with what follows."""


def table(grid: Grid, width: int) -> str:
    """A table with a header row that is repeated on each page, and rows that are not broken."""
    columns = [round(width * part / sum(grid.widths)) for part in grid.widths]
    height = '<w:trHeight w:val="624" w:hRule="atLeast"/>' if grid.tall else ""
    rows = [_row([paragraph("TableHead", run(head)) for head in grid.heads], columns, "<w:cantSplit/><w:tblHeader/>")]
    together = len(grid.rows) <= KEPT_ROWS
    for at, row in enumerate(grid.rows, 1):
        last = at == len(grid.rows)
        keep = KEEP if (grid.keep if last else together) else ""
        rows.append(_row([paragraph("TableText", cell, keep) for cell in row], columns, f"<w:cantSplit/>{height}"))
    lines = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK}<w:tblCaption w:val={quoteattr(grid.name)}/></w:tblPr>'
        f"<w:tblGrid>{lines}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], properties: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"
