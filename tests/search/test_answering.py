"""What decides that a question has an answer, and what the clock has changed: the same by every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from search.engines import elastic_session
from search.engines.core import LANGUAGE_FIRST, Core
from search.engines.sight import Sight
from search.ports import Lang, Query
from search.query.building import Builder
from search.query.tree import Question

from . import samples

PAGES: Final = 7


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


def test_all_that_is_overdue_is_named_however_much_it_is(own_engine: Core, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(elastic_session, "_PAGE", 3)
    past = datetime.now(UTC) - timedelta(seconds=2)
    late = [replace(one, changes=past) for one in samples.many(PAGES)]
    own_engine.index(late)
    assert sorted(own_engine.overdue()) == sorted(one.uid for one in late)
