"""Contexts of the calculator's templates, made of the example and of the empty form, for the template tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils import translation

from portal.core.contexts import Article, Link, Markup
from tests.calculation.setups import BROKEN
from toolbox.calculator import fields
from toolbox.calculator.advice import for_readers
from toolbox.calculator.answering import Asked, empty_form, example_form
from toolbox.calculator.contexts import CalculatorContext, PaperContext
from toolbox.calculator.showing import shown
from toolbox.calculator.writing import form_of


def calculator(article: Article, **more: Any) -> CalculatorContext:
    """The page with a result, advice and a notice."""
    with translation.override("da"):
        asked = Asked("da", form_of(replace(BROKEN, project="Prøve"), "da"), calculated=True)
        assert asked.result is not None
        told = fields.complaints(asked.said.advice, asked.form, "da")
        wrong = Asked("da", replace(asked.form, settings={**asked.form.settings, "rate": "x"}), calculated=True)
        return CalculatorContext(
            article=article,
            intro=Markup("<p>Begynd med de største poster.</p>"),
            method=Markup("<p>Formlerne er portalens egne.</p>"),
            notice="Eksempel med opdigtede tal.",
            complaints=fields.complaints(wrong.said.wrong, wrong.form, "da"),
            settings=fields.settings(asked.form, wrong.said, "da"),
            tables=fields.tables(asked.form, asked.said, "da"),
            scenarios=fields.scenarios(asked.form, asked.said, "da"),
            scenarios_closed=fields.scenarios_closed(asked.form, asked.said, "da"),
            result=shown(asked.result, told, "da"),
            share_url="https://portal.example/da/regn/?case=1.x",
            too_long=True,
            example_url="/da/regn/?example=1",
            blank_url="/da/regn/",
            **more,
        )


def bare_calculator(article: Article) -> CalculatorContext:
    """The empty form."""
    with translation.override("da"):
        asked = Asked("da", empty_form("da"))
        return CalculatorContext(
            article=article,
            intro=Markup(""),
            method=Markup(""),
            notice="",
            complaints=(),
            settings=fields.settings(asked.form, asked.said, "da"),
            tables=fields.tables(asked.form, asked.said, "da"),
            scenarios=fields.scenarios(asked.form, asked.said, "da"),
            scenarios_closed=fields.scenarios_closed(asked.form, asked.said, "da"),
            result=None,
            share_url="",
            too_long=False,
            example_url="/da/regn/?example=1",
            blank_url="/da/regn/",
            templates=(),
            guides=(),
        )


def paper() -> PaperContext:
    """The decision paper of a case with everything wrong."""
    return _paper(Asked("da", form_of(BROKEN, "da"), calculated=True), ("Mindre kørsel (driftsleder)",))


def bare_paper() -> PaperContext:
    """The decision paper of the example."""
    return _paper(Asked("da", example_form("da"), calculated=True), ())


def _paper(asked: Asked, owners: tuple[str, ...]) -> PaperContext:
    with translation.override("da"):
        assert asked.result is not None
        return PaperContext(
            title="Beslutningsoplæg",
            project="Prøve",
            made="Kommune A. Regnet ud 22. november 2026.",
            result=shown(asked.result, (), "da"),
            warnings=for_readers(asked.result, asked.reading, "da"),
            owners=owners,
            invented=asked.invented,
            back=Link("Tilbage til tallene", "/da/regn/"),
        )


def templates(
    article: Callable[[], Article], bare_article: Callable[[], Article], cards: dict[str, Any]
) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    """Template name and the functions that make its full and its bare context."""
    return {
        "toolbox/calculator_page.html": (
            lambda: calculator(article(), **cards),
            lambda: bare_calculator(bare_article()),
        ),
        "toolbox/calculator_paper.html": (paper, bare_paper),
    }
