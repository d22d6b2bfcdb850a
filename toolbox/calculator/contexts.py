"""Contexts of the calculator's templates. Every figure is a finished text in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from portal.core.contexts import Article, Card, Link, Markup


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form with what was typed in it. ``message`` says what is wrong with it."""

    kind: Literal["text", "number", "choice", "tick"]
    name: str
    id: str
    label: str
    value: str = ""
    hint: str = ""
    message: str = ""
    wrong: bool = False
    """Whether the message stands in the way of calculating; otherwise it is advice."""
    options: tuple[Option, ...] = ()
    css: str = ""
    """Shown only where it matters: ``if-fixed``, ``if-inhabitants``, ``if-local`` or ``wide``."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of the form: its fields, and those of the years where it has them."""

    id: str
    title: str
    fields: tuple[Field, ...]
    years: tuple[Field, ...]
    remove: str
    """Value of the button that removes the row; empty where the last one must stay."""
    closed: bool
    """Whether it shows its title only, since nobody has typed anything in it yet."""


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the form that rows can be added to. ``full`` says so when there is no room for more."""

    anchor: str
    title: str
    intro: str
    message: str
    lines: tuple[Line, ...]
    add: str
    add_label: str
    full: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """An entry of the list above the form: a message that is said once, and the fields that it is about."""

    places: tuple[Link, ...]
    message: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A municipality's result, or all of them together; what does not apply is a dash."""

    name: str
    share: str
    npv_cash: str
    npv: str
    npv_alone: str
    gain: str
    payback: str
    payback_alone: str
    outlay: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of all together: accumulated net, together and alone."""

    year: str
    together: str
    alone: str


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """All together under one scenario."""

    name: str
    levels: str
    npv: str
    npv_alone: str
    gain: str
    payback: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Net present value at one level of costs, for each level of benefits, and whether each is below zero."""

    level: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Result:
    """The whole answer."""

    verdict: tuple[str, ...]
    """The answer in two or three sentences."""
    basis: str
    """Currency, price level, rate, years and key in one line."""
    figures: tuple[Figure, ...]
    rows: tuple[ResultRow, ...]
    total: ResultRow
    peaks: str
    """Why the largest outlays do not add up; empty where they do."""
    bars: Markup
    curve: Markup
    years: tuple[YearRow, ...]
    break_even: str
    tippings: tuple[str, ...]
    """What tips the result, one sentence each, the heaviest first."""
    scenarios: tuple[ScenarioRow, ...]
    levels: tuple[str, ...]
    """Levels of the benefits, heading the matrix."""
    matrix: tuple[MatrixRow, ...]
    warnings: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class CalculatorContext:
    """``toolbox/calculator_page.html``."""

    article: Article
    intro: Markup
    method: Markup
    notice: str
    """What the reader must know about the form: an example, or an address that could not be read whole."""
    complaints: tuple[Complaint, ...]
    settings: tuple[Field, ...]
    tables: tuple[Table, ...]
    scenarios: tuple[tuple[str, Field, Field], ...]
    """Name of each scenario and its two levels."""
    scenarios_closed: bool
    """Whether they show their names and levels only, since they are as they were at first."""
    result: Result | None
    share_url: str
    """The address to share; empty where nothing is calculated, or where it is too long."""
    too_long: bool
    example_url: str
    blank_url: str
    templates: tuple[Card, ...]
    guides: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PaperContext:
    """``toolbox/calculator_paper.html``: the decision paper, one page to print."""

    title: str
    project: str
    made: str
    result: Result
    warnings: tuple[str, ...]
    """What is wrong or missing in the case, in sentences for who reads no form."""
    owners: tuple[str, ...]
    """Each benefit with the role that owns it, or the role with the number of its benefits."""
    invented: str
    """Says of the portal's own example that its figures are invented; empty for a reader's own figures."""
    back: Link
