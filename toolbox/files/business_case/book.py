"""The whole workbook: empty, filled with the example, or with what someone calculated in the browser."""

from __future__ import annotations

from dataclasses import replace

from toolbox.calculation.inputs import Case
from toolbox.calculation.model import Outcome, calculate, outcome, whole
from toolbox.files.business_case import calculating, filling, showing
from toolbox.files.business_case.example import example
from toolbox.files.business_case.lines import usual_costs
from toolbox.files.business_case.places import Sheets, own_sheet
from toolbox.files.excel_book import Book
from toolbox.files.excel_readme import readme
from toolbox.files.reading import DefinitionError, template
from toolbox.files.structure import Language, Workbook

KEY = "faelles-business-case-ark"
CURRENCY: dict[Language, str] = {"da": "DKK", "sv": "SEK"}


def build_business_case(language: Language, case: Case | None = None, *, note: str = "") -> bytes:
    """The workbook with a case in it, or the empty one.

    The case must be free of problems (``toolbox.calculation.validation``): the workbook has as many rows as a case
    may have.
    """
    definition = _definition()
    if case is None:
        case = Case(currency=CURRENCY[language], costs=usual_costs(own_sheet(definition, "costs"), language))
    title = definition.about.title[language]
    if note:
        title = f"{title}: {definition.words['example'][language].lower()}"
    book = Book(definition.about, language)
    sheets = Sheets(book, definition, calculate(case))
    readme(book, definition, note=note, orange=True)
    for build in (
        filling.assumptions,
        filling.costs,
        filling.benefits,
        calculating.shares,
        calculating.calculation,
        showing.results,
        showing.sensitivity,
        showing.check_list,
    ):
        build(sheets)
    return book.made(title)


def build_example(language: Language) -> bytes:
    """The workbook filled with made-up figures, and saying so on its first page."""
    definition = _definition()
    case = replace(example(definition, language), currency=CURRENCY[language])
    return build_business_case(language, case, note=definition.words["example_note"][language])


def example_results(language: Language) -> tuple[str, str, list[str], list[list[str]]]:
    """The example's results for the preview: a name, what it is, headings and rows, all as text."""
    definition = _definition()
    result = calculate(example(definition, language))
    texts = own_sheet(definition, "result").texts
    heads = [texts[name][language] for name in ("name", "npv", "npv_alone", "gain", "payback")]

    def row(name: str, found: Outcome) -> list[str]:
        sums = (found.npv_together, found.npv_alone, found.gain)
        paid = "–" if found.payback_together is None else f"{found.payback_together:.1f}".replace(".", ",")
        return [name, *(_grouped(whole(value), language) for value in sums), paid]

    rows = [row(town.municipality.name, town.outcome) for town in result.municipalities if town.outcome]
    rows.append(row(texts["sum"][language], outcome(result.case.rate, result.flow)))
    words = definition.words
    return words["example"][language], words["example_note"][language], heads, rows


def _grouped(value: int, language: Language) -> str:
    """A whole number as the language groups it: 1.250 in Danish, 1 250 in Swedish."""
    return f"{value:,}".replace(",", "." if language == "da" else "\u00a0").replace("-", "\u2212")


def _definition() -> Workbook:
    definition = template(KEY)
    if not isinstance(definition, Workbook):
        raise DefinitionError(f"{KEY} must be a workbook")
    return definition
