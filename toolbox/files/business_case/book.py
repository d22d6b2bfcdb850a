"""The whole workbook: empty, filled with the example, or with what someone calculated in the browser."""

from __future__ import annotations

from dataclasses import replace

from toolbox.calculation.inputs import Case
from toolbox.calculation.model import calculate
from toolbox.files.business_case import calculating, filling, showing
from toolbox.files.business_case.example import example
from toolbox.files.business_case.lines import usual_costs
from toolbox.files.business_case.places import Sheets
from toolbox.files.excel_book import Book
from toolbox.files.excel_readme import readme
from toolbox.files.reading import DefinitionError, template
from toolbox.files.structure import Language, OwnSheet, Workbook

KEY = "faelles-business-case-ark"
CURRENCY: dict[Language, str] = {"da": "DKK", "sv": "SEK"}


def build_business_case(language: Language, case: Case | None = None, *, note: str = "") -> bytes:
    """The workbook with a case in it, or the empty one.

    The case must be free of problems (``toolbox.calculation.validation``): the workbook has as many rows as a case
    may have.
    """
    definition = _definition()
    costs = next(sheet for sheet in definition.sheets if sheet.key == "costs")
    if case is None and isinstance(costs, OwnSheet):
        case = Case(currency=CURRENCY[language], costs=usual_costs(costs, language))
    title = definition.about.title[language]
    if note:
        title = f"{title}: {definition.words['example'][language].lower()}"
    book = Book(definition.about, language)
    sheets = Sheets(book, definition, calculate(case or Case()))
    readme(book, definition, note=note)
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


def _definition() -> Workbook:
    definition = template(KEY)
    if not isinstance(definition, Workbook):
        raise DefinitionError(f"{KEY} must be a workbook")
    return definition
