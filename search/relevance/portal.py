"""Asks the portal as its search page does, and puts what was measured into words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict

from search import service
from search.asking import TEXT, lenient
from search.ports import Lang, Results, SearchEngine
from search.relevance.measuring import Ask, Measured, Report

SHOWN: Final = 5
"""Keys that are shown of what came instead."""


def through_the_page(engine: SearchEngine | None = None) -> Ask:
    """Asks with the address that a reader's question has.

    Args:
        engine: the one to ask; the one that the settings name, with its standby, if none is given.
    """
    search = engine.search if engine else service.search

    def ask(text: str, lang: Lang) -> Results:
        return search(lenient(QueryDict(urlencode({TEXT: text})), lang, {}).query())

    return ask


def as_data(report: Report, *, worst: int) -> dict[str, Any]:
    """The figures for programs."""
    return {
        "questions": len(report.measured),
        "ndcg": round(report.ndcg, 4),
        "passed": round(report.passed, 4),
        "languages": {name: _figures(part) for name, part in report.by(lambda query: query.lang).items()},
        "groups": {name: _figures(part) for name, part in report.by(lambda query: query.group).items()},
        "unanswered": [one.query.text for one in report.unanswered],
        "rightly_empty": [one.query.text for one in report.rightly_empty],
        "wrongly_answered": [one.query.text for one in report.wrongly_answered],
        "worst": [_one(one) for one in report.worst(worst)],
    }


def as_lines(report: Report, *, worst: int) -> Iterator[str]:
    """The figures for people."""
    yield f"{'':24}{'questions':>10}{'nDCG@10':>9}{'passed':>8}"
    for key in (lambda query: query.lang, lambda query: query.group):
        for name, part in report.by(key).items():
            yield _line(name, part)
        yield ""
    yield _line("overall", report)
    yield ""
    yield f"unanswered: {_named(report.unanswered)}"
    yield f"rightly answered with nothing: {_named(report.rightly_empty)}"
    yield f"answered, though nothing is here: {_named(report.wrongly_answered)}"
    yield ""
    yield f"The worst {worst}:"
    for one in report.worst(worst):
        yield f"{one.ndcg:.2f} {one.query.lang} {one.query.group}: {one.query.text}"
        yield f"     expected {', '.join(one.query.expect) or 'nothing'}"
        yield f"     came     {', '.join(one.found[:SHOWN]) or 'nothing'}"


def _figures(report: Report) -> dict[str, float | int]:
    return {"questions": len(report.measured), "ndcg": round(report.ndcg, 4), "passed": round(report.passed, 4)}


def _one(measured: Measured) -> dict[str, Any]:
    query = measured.query
    return {
        "query": query.text,
        "lang": query.lang,
        "group": query.group,
        "ndcg": round(measured.ndcg, 4),
        "expected": list(query.expect),
        "came": list(measured.found),
    }


def _line(name: str, report: Report) -> str:
    return f"{name:24}{len(report.measured):>10}{report.ndcg:>9.3f}{report.passed:>8.0%}"


def _named(measured: tuple[Measured, ...]) -> str:
    return ", ".join(f"“{one.query.text}”" for one in measured) or "none"
