"""The other way: a case becomes a form, and a form typed in one language becomes one in the other."""

from __future__ import annotations

from dataclasses import replace

from toolbox.calculation.inputs import BenefitLine, Case, CostLine, Municipality
from toolbox.calculation.numbers import Language, NumberError, parse_number
from toolbox.calculator.form import AMOUNTS, NUMBERS, PERCENTS, Form, Row
from toolbox.calculator.typed import typed, typed_percent
from toolbox.calculator.words import PROSE, in_other_words, workbook
from toolbox.files.business_case.lines import usual_costs
from toolbox.files.business_case.places import own_sheet


def form_of(case: Case, language: Language) -> Form:
    """The form in which somebody has typed a case."""

    def optional(value: int | None) -> str:
        return "" if value is None else str(value)

    return Form(
        language=language,
        settings={
            "project": case.project,
            "currency": case.currency,
            "price_year": optional(case.price_year),
            "rate": typed_percent(case.rate, language),
            "years": str(case.years),
            "start_year": optional(case.start_year),
            "hour_value": "" if case.hour_value is None else typed(case.hour_value, language),
            "usable_share": typed_percent(case.usable_share, language),
            "key": str(case.key.value),
        },
        tables={
            "municipalities": tuple(_municipality(row, language) for row in case.municipalities),
            "costs": tuple(cost_row(line, language) for line in case.costs),
            "benefits": tuple(_benefit(line, language) for line in case.benefits),
            "scenarios": tuple(
                {"benefits": typed_percent(one.benefits, language), "costs": typed_percent(one.costs, language)}
                for one in case.scenarios
            ),
        },
    )


def in_language(form: Form, language: Language) -> Form:
    """The form with its numbers written as ``language`` has them, so that the language switch takes a case along.

    What is no number stays as it was typed.
    """
    if form.language == language:
        return form
    tables = {
        name: tuple(_translated(row, form.language, language) for row in rows) for name, rows in form.tables.items()
    }
    levels = tuple(
        {name: _number(text, form.language, language) for name, text in row.items()} for row in form.rows("scenarios")
    )
    settings = _translated(form.settings, form.language, language)
    return replace(form, language=language, settings=settings, tables={**tables, "scenarios": levels})


def cost_row(line: CostLine, language: Language) -> Row:
    """A cost line as it is typed."""
    return {
        "label": line.label,
        "category": str(line.category.value) if line.category else "",
        "scope": line.scope.value if line.scope else "",
        "driver": "" if line.driver is None else str(line.driver.value),
        **_amounts(line, language),
    }


def usual_rows(language: Language) -> tuple[Row, ...]:
    """The cost lines that are forgotten most easily, without amounts."""
    return tuple(cost_row(line, language) for line in usual_costs(own_sheet(workbook(), "costs"), language))


def _benefit(line: BenefitLine, language: Language) -> Row:
    return {
        "label": line.label,
        "kind": line.kind.value if line.kind else "",
        "driver": "" if line.driver is None else str(line.driver.value),
        "owner": line.owner,
        **_amounts(line, language),
    }


def _municipality(row: Municipality, language: Language) -> Row:
    return {
        "name": row.name,
        "takes_part": "1" if row.takes_part else "0",
        "target_group": typed(row.target_group, language) if row.target_group else "",
        "uptake": typed_percent(row.uptake, language) if row.uptake else "",
        "local_start": str(row.local_start),
        "fixed_share": typed_percent(row.fixed_share, language) if row.fixed_share else "",
        "inhabitants": typed(row.inhabitants, language) if row.inhabitants else "",
    }


def _amounts(line: CostLine | BenefitLine, language: Language) -> Row:
    return {name: typed(value, language) for name, value in zip(AMOUNTS, line.amounts, strict=True) if value}


def _translated(row: Row, before: Language, after: Language) -> Row:
    def one(name: str, text: str) -> str:
        if name in PROSE:
            return in_other_words(text, after)
        return _number(text, before, after) if name in NUMBERS | PERCENTS else text

    return {name: one(name, text) for name, text in row.items()}


def _number(text: str, before: Language, after: Language) -> str:
    try:
        value = parse_number(text, before)
    except NumberError:
        return text
    if value is None or text.strip().isdigit():
        return text
    return typed(value, after)
