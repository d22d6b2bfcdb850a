"""What decides that a question has an answer, and what the clock has changed: the same by every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from search.engines import elastic_session
from search.engines.core import ENOUGH_OWN, LANGUAGE_FIRST, Core
from search.engines.sight import Sight
from search.ports import Lang, Query
from search.query.building import Builder
from search.query.tree import Question

from . import samples
from .conftest import MakeEngine

PAGES: Final = 7
RARE: Final = 200
"""Documents that make a word rare that a handful has."""


def asked(engine: Core, text: str, lang: Lang = "da") -> Question:
    session = engine.session()
    builder = Builder(session.knowledge, engine._stemmed_vocabulary(session.knowledge), engine.all_facets)
    question = builder.build(text, lang, Sight(session)).question
    assert question
    return question


def test_a_question_is_measured_without_filters(engine: Core):
    question = replace(asked(engine, "sensor"), called=())
    total, best = engine.session().measure(question, "da")
    assert total == engine.search(Query("sensor", "da")).total
    assert best > LANGUAGE_FIRST
    assert engine.session().measure(replace(question, least=9), "da") == (0, 0.0)


@pytest.mark.parametrize("with_the_words", [ENOUGH_OWN - 1, ENOUGH_OWN])  # below, those beside are shown too
def test_what_is_shown_decides_that_there_is_an_answer(make_engine: MakeEngine, with_the_words: int):
    """A page that only has the words beside it is no reason to show others that hardly have them."""
    pattern = samples.document(0, "da", translated=False)
    others = samples.many(RARE)
    weak = [
        replace(one, uid=f"weak-{at}", pk=at, key=f"weak-{at}", summary="Kaktus og pelikan.", prior=0.05)
        for at, one in enumerate(others[:with_the_words], start=1)
    ]
    beside = replace(pattern, uid="beside", pk=99, key="beside", links="Kaktus og pelikan.\n" * 8)
    engine = make_engine()
    with engine.rebuild() as generation:
        generation.add([*others, *weak, beside])
        generation.finish()
    found = [hit.uid for hit in engine.search(Query("kaktus pelikan qwertzuiop", "da")).hits]
    if with_the_words < ENOUGH_OWN:
        assert found == ["beside", *(one.uid for one in weak)], "shown, it is an answer"
    else:
        assert found == []


def test_all_that_is_overdue_is_named_however_much_it_is(own_engine: Core, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(elastic_session, "_PAGE", 3)
    past = datetime.now(UTC) - timedelta(seconds=2)
    late = [replace(one, changes=past) for one in samples.many(PAGES)]
    own_engine.index(late)
    assert sorted(own_engine.overdue()) == sorted(one.uid for one in late)
