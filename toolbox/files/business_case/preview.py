"""The workbook as its preview shows it: fields stand empty, and what is calculated has the example's figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolbox.calculation.model import calculate, whole
from toolbox.files import look
from toolbox.files.business_case.book import CURRENCY, business_case_book, definition, example_book, example_case
from toolbox.files.business_case.places import TOTALS_ROW, block_row, own_sheet
from toolbox.files.excel_book import Book
from toolbox.files.preview_cells import shown
from toolbox.files.preview_charts import Line, bars, lines
from toolbox.files.structure import Language

EXAMPLE_SHEETS = ("share", "calc", "result", "sens", "check")
"""Sheets that only calculate."""
ROWS = {"calc": (*range(1, block_row(1)), *range(TOTALS_ROW, TOTALS_ROW + 6))}
"""Of the calculation one municipality and all together: the other blocks are like the first."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart and what it shows in words."""

    svg: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The two books that the preview is taken from."""

    empty: Book
    example: Book


def books(language: Language) -> Shown:
    """The empty workbook and the example."""
    return Shown(business_case_book(language), example_book(language))


def charts(language: Language) -> Iterator[Drawing]:
    """The charts of the results, with the example's figures."""
    result = calculate(example_case(language))
    texts = {name: text[language] for name, text in own_sheet(definition(), "result").texts.items()}

    def say(value: float) -> str:
        return shown(value, "#,##0", language)

    def words(title: str, names: list[str], values: list[float]) -> str:
        return f"{title}: " + ", ".join(f"{name} {say(value)}" for name, value in zip(names, values, strict=True)) + "."

    towns = [town for town in result.municipalities if town.outcome]
    names = [town.municipality.name for town in towns]
    gains = [float(whole(town.outcome.gain)) for town in towns if town.outcome]
    unit = f"{texts['chart_gain']} ({CURRENCY[language]})"
    yield Drawing(bars(unit, names, gains, say), words(unit, names, gains))
    flow, count = towns[0].flow, result.case.years + 1
    together, alone = (
        [float(whole(value)) for value in running[:count]]
        for running in (flow.accumulated_together, flow.accumulated_alone)
    )
    title = f"{texts['chart_flow']}: {names[0]} ({CURRENCY[language]})"
    series = [
        Line(texts["together"], together, look.PUBLIC),
        Line(texts["alone"], alone, look.WEFT, dashed=True),
    ]
    years = [f"{texts['year'].lower()} {year}" for year in range(count)]
    described = " ".join(words(line.name, years, list(line.values)) for line in series)
    yield Drawing(lines(title, texts["year"], series, say), f"{title}. {described}")
