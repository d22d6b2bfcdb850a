"""What readers are offered while they type, the same by every engine."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from search import service
from search.analysis.completion import Completer
from search.engines.core import Core
from search.engines.suggesting import MOST
from search.ports import LANGUAGES, LARGEST_PAGE, Concept, Form, Lang, Query

from . import samples
from .conftest import MakeEngine
from .samples import fill

MANY = 200
STEP = 5
"""Of so many beginnings one is tried: all of them take minutes."""
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäö"


def offered(engine: Core, text: str, lang: Lang) -> list[str]:
    return [one.text for one in engine.suggest(text, lang=lang)]


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        ("robbot", "da", "robotter"),  # a letter too many
        ("upphanling", "sv", "upphandling"),  # one missing
        ("behovsafdekn", "da", "behovsafdækning"),  # a wrong one, in a word that is not finished
        ("plejejhem", "da", "plejehjem"),  # two swapped
        ("behofsafdeknin", "da", "behovsafdækning"),  # two slips in a long word
        ("robbot i ", "da", "robotter"),
        ("upphanling", "da", "upphandling"),  # in the other language
    ],
)
def test_a_slip_is_mended(engine: Core, text: str, lang: Lang, first: str):
    assert offered(engine, text, lang)[0] == first


@pytest.mark.parametrize("text", ["rbot", "qwertyuiop", "obotter", "99999"])
def test_what_is_too_far_from_any_word_is_not_guessed_at(engine: Core, text: str):
    assert engine.suggest(text, lang="da") == ()


def test_words_of_the_other_language_are_offered_as_such(engine: Core):
    assert [(one.text, one.kind, one.lang) for one in engine.suggest("upphan", lang="da")] == [
        ("upphandling", "term", "sv")
    ]
    assert ("plejehjem", "word", "da") in [(s.text, s.kind, s.lang) for s in engine.suggest("plejehj", lang="sv")]


def test_the_other_language_waits_until_the_readers_own_has_no_more(engine: Core):
    found = [one.lang for one in engine.suggest("pro", lang="da") if one.kind != "title"]
    assert found == sorted(found)
    assert set(found) == {"da", "sv"}
    texts = offered(engine, "sensor", "da")
    assert len(texts) == len(set(texts)), "a word that both languages have is offered once"


def test_the_term_that_was_typed_stands_before_titles_with_the_word(make_engine: MakeEngine):
    vocabulary = samples.vocabulary(Concept("robot", (Form("hjemmerobot", "da", name=True), Form("robotter", "da"))))
    engine = make_engine(lambda: vocabulary)
    with engine.rebuild() as generation:
        generation.add(samples.documents())
        generation.finish()
    assert [(one.text, one.kind) for one in engine.suggest("robotter", lang="da")][:2] == [
        ("robotter", "term"),
        ("Robotter i eget hjem", "title"),
    ]


def test_only_words_that_stand_side_by_side_are_put_together(engine: Core):
    assert "korte runder" in offered(engine, "korte ru", "da")
    assert "gik sammen" in offered(engine, "gik sa", "da")
    assert engine.suggest("sammen udb", lang="da") == (), "the text has “sammen om et udbud”"
    assert engine.suggest("hvem kommu", lang="da") == (), "small words are followed by anything"


def test_two_words_are_put_together_as_they_are_spelled_side_by_side(make_engine: MakeEngine):
    engine = make_engine()
    bodies = ["Hver runde.", "En runde.", "Endnu en runde.", "Vi går (korte runder) og »lange\u00ad pauser«."]
    plain = replace(samples.document(0, "da", translated=False), title="Hverdag", summary="", labels="")
    with engine.rebuild() as generation:
        generation.add(replace(plain, uid=f"p-{pk}", pk=pk, body=body) for pk, body in enumerate(bodies))
        generation.finish()
    assert offered(engine, "run", "da")[0] == "runde", "the commoner form, of which no text has “korte runde”"
    assert offered(engine, "korte ru", "da") == ["korte runder"]
    assert offered(engine, "lange pau", "da") == ["lange pauser"]
    assert offered(engine, "går kor", "da") == []


def test_a_word_is_no_completion_of_itself(make_engine: MakeEngine):
    engine = make_engine()
    plain = replace(samples.document(0, "da", translated=False), title="Hverdag", body="De ældre og de ældres børn.")
    with engine.rebuild() as generation:
        generation.add([plain])
        generation.finish()
    assert engine.suggest("ældre", lang="da") == ()
    assert offered(engine, "æld", "da") == ["ældre"]


def test_what_only_searches_know_is_never_offered(make_engine: MakeEngine):
    words = (
        Form("skærmbesøg", "da", name=True),
        Form("skærmkig", "da", offered=False),
        Form("kludebesøg", "da", offered=False),
    )
    vocabulary = samples.vocabulary(Concept("hidden", words))
    engine = make_engine(lambda: vocabulary)
    with engine.rebuild() as generation:
        generation.add(
            [*samples.documents(), replace(samples.document(0, "da"), uid="kig", pk=77, body="Et skærmkig.")]
        )
        generation.finish()
    assert "skærmkig" not in offered(engine, "skærm", "da")
    assert engine.suggest("skærmki", lang="da") == engine.suggest("skærmkigg", lang="da") == ()
    assert engine.search(Query("kludebesøg", "da")).total


@pytest.mark.parametrize(
    "beginning", ["", "a", "æ", "1234567", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
)
def test_a_completer_takes_anything(beginning: str):
    for words in ({}, {"velfærdsteknologi": 3, "velfærd": 9}):
        completer: Any = Completer(words)
        assert completer.nearly(beginning) == []
        assert completer.begins(beginning) is False


def test_likely_slips_come_before_unlikely_and_common_words_before_rare():
    completer = Completer({"velfærdsteknologi": 3, "velfærdstekst": 50, "velfærdsteknik": 9})
    assert completer.nearly("velfærdsteknoligi") == ["velfærdsteknologi"]
    assert completer.nearly("velfærdsteknk") == ["velfærdsteknik", "velfærdsteknologi"]
    assert completer.nearly("velfærdsteks") == ["velfærdstekst", "velfærdsteknik", "velfærdsteknologi"]


def test_what_is_a_small_word_to_the_reader_is_not_offered(make_engine: MakeEngine):
    """Questions leave it out, so that it would lead to nothing: ``for`` is a verb in Swedish."""
    engine = fill(make_engine(), replace(samples.ONLY_SWEDISH, uid="for", pk=77, body="De for hem i forsen."))

    def completed(lang: Lang) -> list[str]:
        return [one.text for one in engine.suggest("fo", lang=lang) if one.kind == "word"]

    assert (completed("sv"), completed("da")) == (["for", "forsen"], ["forsen"])


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_is_offered_leads_to_a_page(indexed: None, seeded: None, lang: Lang):
    """Suggestions for one letter or two, in the whole portal, are followed by a reader of the language."""
    portal = service.engine()
    assert isinstance(portal, Core)
    begun = [*LETTERS, *map("".join, product(LETTERS, LETTERS))][::STEP]
    offers = {one for text in begun for one in portal.suggest(text, lang=lang, limit=MOST)}
    assert {one.kind for one in offers} == {"title", "term", "word"}
    assert len(offers) > MANY
    for one in offers:
        hits = portal.search(Query(one.text, lang, size=LARGEST_PAGE if one.kind == "title" else 1)).hits
        assert hits, one
        assert one.kind != "title" or one.url in {hit.url for hit in hits}, one
