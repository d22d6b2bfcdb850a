"""Words of pages that readers may no longer see are named to nobody, though the index's word list still has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from search.engines.core import Core
from search.engines.sight import Sight
from search.ports import Concept, Form, Query

from . import samples
from .conftest import MakeEngine
from .samples import fill

PAGE = replace(
    samples.document(0, "da", translated=False),
    uid="page",
    pk=77,
    key="page",
    title="Trolddomsmaskine",
    summary="Om trolddomsmaskinerne.",
    body="En forvoksetsnegl og en robottens korte runderinger.",
    labels="",
)
SLIPS = [
    "trolddomsmaskne",  # one letter wrong
    "trolddomsm",  # not finished
    "trolddomsmaskineri",  # something else, but near
    "trolddomsmaskne korte rundde",  # before other words
    "trolddomsmaskne sensor",
    "forvoksetsnel",
    "forvoksetsn",
    "robotens",  # a form of a word that others have
]


def said(engine: Core, text: str) -> str:
    """Everything that a reader is told about a question but for the question itself."""
    told = []
    for lang in ("da", "sv"):
        for correct in (True, False):
            results = engine.search(Query(text, lang, correct=correct))
            told += [results.corrected_to, *results.suggestions, *(hit.title for hit in results.hits)]
        told += [one.text for one in engine.suggest(text, lang=lang)]
    return " ".join(told).lower()


def delete(engine: Core) -> None:
    engine.delete([PAGE.uid])


def end(engine: Core) -> None:
    engine.index([replace(PAGE, expires=datetime.now(UTC) - timedelta(seconds=2))])


def say_something_else(engine: Core) -> None:
    engine.index([replace(PAGE, title="Noget andet", summary="", body="")])


@pytest.fixture
def engine_with_page(make_engine: MakeEngine) -> Core:
    return fill(make_engine(), PAGE)


@pytest.mark.parametrize("hide", [delete, end, say_something_else], ids=lambda hide: hide.__name__)
def test_words_of_a_page_that_has_gone_are_not_named(engine_with_page: Core, hide: Callable[[Core], None]):
    engine = engine_with_page
    words = ("trolddom", "maskine", "forvoksetsnegl", "robottens")
    named = " ".join(said(engine, text) for text in SLIPS)
    assert all(word in named for word in words), "as long as it is public, they are"
    hide(engine)
    for text in SLIPS:
        told = said(engine, text)
        assert not [word for word in words if word in told and word not in text], text


@pytest.mark.parametrize("hide", [delete, end, say_something_else], ids=lambda hide: hide.__name__)
def test_a_term_is_offered_only_as_long_as_it_leads_to_a_page(make_engine: MakeEngine, hide: Callable[[Core], None]):
    words = Form("forvoksetsnegl", "da", name=True), Form("korte runderinger", "da"), Form("robotter", "da")
    vocabulary = samples.vocabulary(Concept("snegl", words))
    engine = make_engine(lambda: vocabulary)
    fill(engine, PAGE)

    def terms(text: str) -> list[str]:
        return [one.text for one in engine.suggest(text, lang="da") if one.kind == "term"]

    begun = {"forvok": words[0], "forvoksetsnegl ": words[0], "forvoksetsnel": words[0], "runderi": words[1]}
    assert all(term.text in terms(text) for text, term in begun.items())
    hide(engine)
    assert not any(term.text in terms(text) for text, term in begun.items())
    assert "robotter" in terms("robo")


def test_what_others_still_have_is_offered_instead(engine_with_page: Core):
    delete(engine_with_page)
    assert engine_with_page.search(Query("robotens", "da")).total
    assert engine_with_page.search(Query("behovsafdekning", "da")).hits[0].uid == "behov-da"
    assert "robotter" in said(engine_with_page, "robbott")


def test_a_word_as_it_stands_and_a_stem_are_looked_up_apart(own_engine: Core):
    sight = Sight(own_engine.session())
    assert sight.written("da", ["robotter", "robotten", "sensor", "robotar", "og"]) == {"robotter"}
    assert sight.alive("da", ["robot", "sensor", "upphandling"]) == {"robot", "sensor"}
    own_engine.delete(["robot-da", "robot-sv"])
    assert Sight(own_engine.session()).written("da", ["robotter", "medarbejderne"]) == {"medarbejderne"}
    assert Sight(own_engine.session()).written("sv", ["robotar"]) == {"robotar"}, "another page has it still"
