"""What a request gets: the form, the form with its result, the decision paper, or the workbook.

A form is sent by POST, since a full one has hundreds of fields, and answered by a redirect to the address that carries
it: ``?case=…`` is calculated, ``?draft=…`` is a form that somebody is filling in, whose mistakes are not told yet. A
form that is too long for an address is shown at once instead. Nothing is stored, so posting needs no token and no
cookie.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from portal.core.languages import spelled_slug
from toolbox.calculation.inputs import Case
from toolbox.calculation.messages import problem_message
from toolbox.calculation.model import Result, calculate
from toolbox.calculation.numbers import Language
from toolbox.calculation.reading import Reading, read_case
from toolbox.calculator import address
from toolbox.calculator.advice import advice
from toolbox.calculator.fields import Said, field_id
from toolbox.calculator.form import CURRENCY, TABLES, Form, blank, place_in_form, sent
from toolbox.calculator.words import workbook
from toolbox.calculator.writing import form_of, in_language, usual_rows
from toolbox.files.business_case.book import build_business_case
from toolbox.files.business_case.example import TEXTS as EXAMPLE_TEXTS
from toolbox.files.business_case.example import example

CASE, DRAFT, EXAMPLE, AS = "case", "draft", "example", "as"
PAPER, WORKBOOK = "paper", "workbook"
LARGEST: Final = Decimal(10) ** 15
"""Sums above it are mistakes, and too wide for any table."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """A request, understood."""

    language: Language
    form: Form
    calculated: bool = False
    """Whether mistakes are to be told."""
    notice: str = ""
    shown_as: str = ""
    state: Mapping[str, str] = field(default_factory=dict)
    """The parameters that lead back here; empty for the bare form, and for one that is too long."""
    too_long: bool = False
    at: str = ""
    """The table that was just changed."""

    @cached_property
    def reading(self) -> Reading:
        """The form as a case."""
        return read_case(self.form.raw(), self.language)

    @cached_property
    def result(self) -> Result | None:
        """The answer; None as long as something stands in its way."""
        return calculated(self.reading.case) if self.reading.ready else None

    @cached_property
    def said(self) -> Said:
        """What is said beside the fields."""
        wrong: dict[str, str] = {}
        if self.calculated:
            found = self.reading.problems
            if self.reading.ready and self.result is None:
                found = self.reading.too_large()
            for problem in sorted(found, key=lambda one: place_in_form(one.field)):
                wrong.setdefault(problem.field, problem_message(problem, self.language))
        told = advice(self.result, self.reading, self.language) if self.result else {}
        return Said(wrong=wrong, advice=told)

    @property
    def invented(self) -> str:
        """Says that the figures are those of the portal's example; empty for anything else.

        Its name tells it, also when a few of its figures were changed to see what happens: a paper with made-up
        municipalities must not pass for one with the municipalities' own figures.
        """
        typed = self.form.settings.get("project", "").strip()
        return workbook().words["example_note"][self.language] if typed in EXAMPLE_TEXTS["project"] else ""

    @property
    def paper(self) -> bool:
        """Whether the decision paper is asked for, and can be made."""
        return self.shown_as == PAPER and self.result is not None


def calculated(case: Case) -> Result | None:
    """The result, or None where its sums have more digits than make sense."""
    try:
        result = calculate(case)
    except InvalidOperation:
        return None
    sums = (result.pv_costs, result.pv_benefits, result.total.npv_alone)
    return result if all(abs(value) < LARGEST for value in sums) else None


def asked_of(request: HttpRequest, language: Language) -> Asked:
    """What a request asks for, worked out once. Never fails: what cannot be understood is left out, and said."""
    known: Asked | None = getattr(request, "_calculator_asked", None)
    if known is None:
        known = _understood(request, language)
        request._calculator_asked = known  # type: ignore[attr-defined]  # one request, one answer
    return known


def _understood(request: HttpRequest, language: Language) -> Asked:
    if request.method == "POST":
        return _posted(request, language)
    given, shown_as = request.GET, request.GET.get(AS, "")
    for name in (CASE, DRAFT):
        if given.get(name):
            state = {name: given[name], **({AS: shown_as} if shown_as in {PAPER, WORKBOOK} else {})}
            try:
                form = address.read(given[name])
            except address.BrokenAddress:
                notice = _("The address could not be read: perhaps a part of it is missing. Here is an empty form.")
                return Asked(language, empty_form(language), notice=notice, state=state)
            notice = _("A part of the address could not be read and was left out.") if form.damaged else ""
            form = in_language(form, language)
            return Asked(language, form, calculated=name == CASE, notice=notice, shown_as=shown_as, state=state)
    if EXAMPLE in given:
        state = {EXAMPLE: "1", **({AS: shown_as} if shown_as in {PAPER, WORKBOOK} else {})}
        return Asked(language, example_form(language), calculated=True, shown_as=shown_as, state=state)
    return Asked(language, empty_form(language))


def _posted(request: HttpRequest, language: Language) -> Asked:
    """A form that was sent, after what its button asks for."""
    form = sent(request.POST.dict(), language)
    verb, _dash, rest = request.POST.get("do", "").partition("-")
    table, _dash, number = rest.partition("-")
    if verb == "add":
        form = form.with_row(table)
    elif verb == "remove" and number.isascii() and number.isdigit():
        form = form.without_row(table, int(number))
    shown_as = verb if verb in {PAPER, WORKBOOK} else ""
    name = DRAFT if verb in {"add", "remove", DRAFT} else CASE
    parameter = address.written(form)
    too_long = len(parameter) > address.LONGEST_ADDRESS
    at = table if verb in {"add", "remove"} and table in TABLES else ""
    asked = Asked(language, form, name == CASE, shown_as=shown_as, too_long=too_long, at=at)
    if too_long:
        return asked
    return replace(asked, state={name: parameter, **({AS: PAPER} if asked.paper else {})})


def answer(page: Any, request: HttpRequest) -> HttpResponse | None:
    """A redirect, or a file; None where the page itself is to be shown."""
    asked = asked_of(request, page.language)
    if asked.shown_as == WORKBOOK and asked.result is not None:
        return workbook_file(asked)
    if request.method == "POST" and not asked.too_long:
        return redirect(page.url or "", asked)
    return None


def redirect(url: str, asked: Asked) -> HttpResponse:
    """To the address of the form that was sent, at the place where the reader goes on."""
    place = ""
    if asked.at:
        last = len(asked.form.rows(asked.at)) - 1
        place = field_id(f"{asked.at}.{last}.{TABLES[asked.at][0]}")
    elif asked.calculated and not asked.paper:
        place = "result" if asked.result is not None else "complaints"
    response = HttpResponseRedirect(f"{url}?{urlencode(asked.state)}{f'#{place}' if place else ''}")
    response.status_code = 303
    return response


def workbook_file(asked: Asked) -> HttpResponse:
    """The workbook with the case in it."""
    case = asked.reading.case
    name = spelled_slug(case.project, asked.language)[:60].strip("-") or "business-case"
    response = HttpResponse(build_business_case(asked.language, case, note=asked.invented), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{asked.language}.xlsx"'
    return response


def empty_form(language: Language) -> Form:
    """The form to begin with."""
    return blank(language, usual_rows(language))


def example_form(language: Language) -> Form:
    """The workbook's example, typed into the form."""
    return form_of(replace(example(workbook(), language), currency=CURRENCY[language]), language)
