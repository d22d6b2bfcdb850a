"""What a template consists of. Both languages stand side by side in every text, so no file can have more in one
than in the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Language = Literal["da", "sv"]
LANGUAGES: tuple[Language, ...] = ("da", "sv")
PORTAL: dict[Language, str] = {"da": "Samværk", "sv": "Samverk"}
LOCALE: dict[Language, str] = {"da": "da-DK", "sv": "sv-SE"}


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in both languages."""

    da: str
    sv: str

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.sv


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the source register, as it is printed in a file."""

    ref: str
    title: Text
    publisher: str
    year: str
    url: str = ""
    sites: tuple[str, ...] = ()
    """Websites it was found on, where the register has no address of it."""
    dated: Text | None = None
    """Stands instead of the year, where it is more than one."""


# What a Word template's sections are made of.


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that stays in the finished document."""

    text: Text


@dataclass(frozen=True, slots=True)
class Guidance:
    """Text to the person who fills in; its style is removed in one go when the document is finished."""

    text: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A framed paragraph: plain, about law, or about one country."""

    text: Text
    kind: Literal["plain", "law", "country"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Statements with a box to tick."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A place to write, with its label above; without a label the section's heading is the label."""

    label: Text | None = None
    lines: int = 1
    """Room on paper, for what is filled in by hand."""


CellKind = Literal["text", "choice", "date", "sign"]
"""``sign`` is left empty, for a pen."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A heading and what is filled in under it."""

    heading: Text
    kind: CellKind = "text"
    options: tuple[Text, ...] = ()
    width: float = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows that begin with fixed text, and empty rows after them; what is not fixed is filled in."""

    name: Text
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Text, ...], ...] = ()
    blank: int = 0
    roomy: bool = False
    """Rows have room for an answer of several lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """Short fields beside each other (or, ``apart``, under each other), each with its label before it."""

    cells: tuple[Cell, ...]
    apart: bool = False


Block = Paragraph | Guidance | Note | Bullets | Ticks | Field | Line | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a document. ``mark`` takes the number's place, and may be empty."""

    heading: Text
    blocks: tuple[Block, ...]
    mark: str | None = None
    new_page: bool = False
    beside: bool = False
    """Set in two columns together with its neighbours."""


# What a workbook is made of.

ColumnKind = Literal["text", "choice", "whole", "decimal", "date", "formula", "fixed", "number"]
"""``fixed`` is text that cannot be changed, ``number`` counts the rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet that is filled in row by row.

    In ``formula``, ``{r}`` is the row's number, ``{words.x}`` the local word ``x`` of the workbook and
    ``{sheets.x}`` a sheet's name.
    """

    heading: Text
    width: float
    kind: ColumnKind = "text"
    help: Text | None = None
    """Shown when a cell is chosen."""
    options: tuple[Text, ...] = ()
    number: bool = False
    """Whether the options are numbers."""
    suggest: str = ""
    """Cells whose values are offered, though anything may be written."""
    low: int | None = None
    high: int | None = None
    rule: str = ""
    """A formula that must hold for what is typed, and ``help`` says so."""
    formula: str = ""
    empty: str | int = ""
    """What the formula gives in an empty row."""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Colouring:
    """Cells of a column that show a word are coloured; the word stays readable without the colour."""

    column: int
    words: dict[str, Literal["good", "middle", "bad"]]
    """Keys into the workbook's words."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Calculated columns to the right of a list, after one empty column; ``{n}`` in a formula counts its rows from
    1.
    """

    rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with one row per entry."""

    key: str
    name: Text
    about: Text
    columns: tuple[Column, ...]
    rows: int
    filled: tuple[tuple[Text | int | None, ...], ...] = ()
    colouring: tuple[Colouring, ...] = ()
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet with a builder of its own; the definition holds its texts."""

    key: str
    name: Text
    about: Text
    texts: dict[str, Text] = field(default_factory=dict)
    lists: dict[str, tuple[Text, ...]] = field(default_factory=dict)


Sheet = ListSheet | OwnSheet


@dataclass(frozen=True, slots=True)
class About:
    """What every template has, whatever its format."""

    key: str
    number: int
    title: Text
    purpose: Text
    minimum: Text
    """The least a small municipality can fill in."""
    keywords: Text
    phases: tuple[int, ...]
    version: str
    dated: date
    sources: tuple[str, ...]
    law: Text | None = None
    """The »no legal advice« mark, where law is touched."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Word template."""

    about: About
    sections: tuple[Section, ...]
    compact: bool = False
    """One page: smaller type and little space."""
    sending: Text | None = None
    """What to take out besides the guidance, where the document is sent to others."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """An Excel template."""

    about: About
    steps: tuple[Text, ...]
    """How to fill it in, in order."""
    sheets: tuple[Sheet, ...]
    words: dict[str, Text] = field(default_factory=dict)


Template = Document | Workbook
