"""The whole workbook: empty, filled with the example, or with what someone calculated in the browser."""

from __future__ import annotations

from dataclasses import replace

from toolbox.calculation.inputs import Case
from toolbox.calculation.model import calculate
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
    return business_case_book(language, case, note=note).made()


def business_case_book(language: Language, case: Case | None = None, *, note: str = "") -> Book:
    """The same before it is written, for the preview."""
    template = definition()
    if case is None:
        case = Case(currency=CURRENCY[language], costs=usual_costs(own_sheet(template, "costs"), language))
    title = template.about.title[language]
    if note:
        title = f"{title}: {template.words['example'][language].lower()}"
    book = Book(template.about, language, title)
    sheets = Sheets(book, template, calculate(case))
    towns = ", ".join(town.name for town in case.municipalities if town.takes_part and town.name)
    readme(book, template, note=note, orange=True, project=case.project, towns=towns)
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
    return book


def build_example(language: Language) -> bytes:
    """The workbook filled with made-up figures, and saying so on its first page."""
    return example_book(language).made()


def example_book(language: Language) -> Book:
    """The example before it is written."""
    return business_case_book(language, example_case(language), note=definition().words["example_note"][language])


def example_case(language: Language) -> Case:
    """The example's figures, in the language's currency."""
    return replace(example(definition(), language), currency=CURRENCY[language])


def definition() -> Workbook:
    """What the workbook says."""
    found = template(KEY)
    if not isinstance(found, Workbook):
        raise DefinitionError(f"{KEY} must be a workbook")
    return found
