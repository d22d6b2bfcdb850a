"""Whatever is typed, chosen or published: an answer or a stated error, in time. No text breaks a search."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.analysis.chain import Chain
from search.analysis.completion import Completer
from search.analysis.highlighting import Highlighter, Marks
from search.analysis.text import LONGEST_WORD, clean, spans, words
from search.engines.core import Core
from search.ports import LANGUAGES, LARGEST_PAGE, OTHER, Filters, Lang, Query, UnknownFacet

from . import samples
from .conftest import MakeEngine

MOST_CALLS = {"embedded": 1_000_000, "elasticsearch": 3_000_000}
"""Calls of functions that two searches and the suggestions may take, whatever was typed. Unlike seconds they do not
tell how busy a machine is; on an idle one a million take about half a second. Elasticsearch's client makes some 10,000
for each request, of which a question of many unknown words needs dozens."""
NASTY = [
    "*", "?", '"', "'", "\\", "(", ")", "AND OR NOT", "title:behov", "behov~2", "behov^9", "/beh.*v/", "[* TO *]", "{}",
    "' OR 1=1 --", "'; DROP TABLE x; --", "<script>alert(1)</script>", "../../etc/passwd", "%00", "\x00", "\r\n\r\n",
    "\ud800", "\udcff\udcfe", "a\u0300" * 50, "\u202eklof", "\ufeffbehov", "👩🏽‍⚕️" * 20, "مرحبا بالعالم", "שלום",
    "ß" * 30, "İ" * 30, "ø" * 64, "e" * 5000, "aeoeaa" * 900, "behov " * 900, "ab " * 2000, "-" * 5000, "§§ 73-79",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", "hjemmepleje" * 30, "ings" * 16, "st" * 16, "sses" * 16,
    " ".join(f"{beginning}vz" + "ens" * 20 for beginning in ("k", "p", "t")),
    "\u0130\u0049\u0307", "\ufb01nansiering", "\U0001d553\U0001d556", "\uff42\uff45\uff48", "Z̷̢a̴l̵g̶o̷", "{{7*7}}",
    "${jndi:ldap://x}", "null", "NaN", "-0", "1e999",
]  # fmt: skip
WORDS = ["behov", "sensor", "hjemmepleje", "AND", "og", "äldre", "*", "§"]
TEXTS = st.one_of(
    st.text(max_size=300),
    st.sampled_from(NASTY),
    st.text(alphabet="abehovsdæøåäö -\"'*?~^:()[]{}\\/\u0301\u00ad", max_size=400),
    st.lists(st.sampled_from(["behov", "sensor", "hjemmepleje", "AND", "og", "äldre", "*", "§"]), max_size=40).map(
        " ".join
    ),
)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
"""The fixtures only read; a single example has no deadline of hypothesis, since the tests measure themselves."""


@contextmanager
def bounded(most: int) -> Iterator[None]:
    """What is done here takes no more than a bounded number of steps."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
    assert calls < most


@pytest.fixture(scope="module")
def embedded(filled: Callable[[str], Core]) -> Core:
    return filled("embedded")


@SLOW
@given(text=TEXTS, lang=st.sampled_from(LANGUAGES), sort=st.sampled_from(["relevance", "phase", "newest"]))
def test_any_text_is_answered_in_time(embedded: Core, text: str, lang: Lang, sort: Any):
    with bounded(MOST_CALLS["embedded"]):
        results = embedded.search(Query(text, lang, sort=sort))
        suggestions = embedded.suggest(text, lang=lang)
    assert results.total >= len(results.hits) >= 0
    assert len(suggestions) <= 8
    for hit in results.hits:
        assert "".join(segment.text for segment in hit.highlights.title) == clean(hit.title)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_texts_on_both_engines(engine: Core, text: str):
    with bounded(MOST_CALLS[engine.name]):
        engine.search(Query(text, "da", filters=Filters({"type": (text[:100], "guide"), "language": (text[:50],)})))
        engine.search(Query(text, "sv"))
        engine.suggest(text, lang="da")


@SLOW
@given(
    page=st.integers(-(2**70), 2**70),
    size=st.integers(-(2**70), 2**70),
    lang=st.one_of(st.sampled_from(LANGUAGES), st.text(max_size=5)),
    facet=st.one_of(st.sampled_from(["type", "area", "language"]), st.text(max_size=20)),
    values=st.lists(st.text(max_size=50), max_size=5),
)
@example(page=999_999, size=20, lang="da", facet="type", values=["case"] * 5)
def test_any_number_and_any_filter(embedded: Core, page: int, size: int, lang: Any, facet: str, values: list[str]):
    query = Query("sensor", lang, filters=Filters({facet: tuple(values)}), page=page, size=size)
    if values and facet not in embedded.all_facets:
        with pytest.raises(UnknownFacet):
            embedded.search(query)
        return
    results = embedded.search(query)
    assert 1 <= results.page <= results.pages
    assert len(results.hits) <= LARGEST_PAGE


@SLOW
@given(text=TEXTS, lang=st.sampled_from(LANGUAGES))
def test_words_are_short_lower_case_and_in_their_place(text: str, lang: Lang):
    cleaned = clean(text)
    for span in spans(cleaned):
        assert 0 < len(span.word) <= LONGEST_WORD
        assert cleaned[span.start : span.end].lower().startswith(span.word)
    assert all(not set(word) & set(" \t\n:") for word in words(text))


chains = {lang: Chain(lang, corpus=["behov", "sensor", "plaster", "plåster"], terms=["opi"]) for lang in LANGUAGES}


@SLOW
@given(text=TEXTS, lang=st.sampled_from(LANGUAGES))
def test_analysis_gives_usable_tokens(text: str, lang: Lang):
    for token in chains[lang].tokens(text):
        for stem in (token.stem, token.exact, *token.leaves, *token.parts, *token.kin):
            assert stem
            assert not any(letter.isspace() for letter in stem)
        assert len(token.leaves) != 1
    for word in words(text):
        for part in chains[lang].split(word):
            assert 0 <= part.start < part.end <= len(word)


@SLOW
@given(text=TEXTS, stems=st.lists(st.sampled_from(["behov", "sensor", "a", "plast"]), max_size=3))
def test_marks_lose_no_letter(text: str, stems: list[str]):
    marks = Marks()
    for stem in stems:
        marks.add((stem,), 1.0)
    marks.add(("behov", "sensor"), 1.0)
    highlighter = Highlighter(chains, {"da": marks})
    assert "".join(segment.text for segment in highlighter.segments("da", text)) == clean(text)
    assert all(segment.text for segment in highlighter.snippet("da", text))


@settings(SLOW, max_examples=15)
@given(title=TEXTS, body=TEXTS, value=st.text(min_size=1, max_size=50))
def test_any_text_can_be_published(make_embedded: MakeEngine, title: str, body: str, value: str):
    engine = make_embedded()
    if not engine.status().generation:
        with engine.rebuild() as generation:
            generation.finish()
    nasty = replace(samples.ONLY_SWEDISH, uid="nasty", pk=1, title=title, body=body, facets={"area": (value,)})
    if _is_surrogate(title + body + value):
        with pytest.raises(ValueError, match="nasty"):
            engine.index([nasty])
        return
    engine.index([nasty])
    assert engine.search(Query("", "sv")).total == 1
    assert engine.search(Query("", "sv", filters=Filters({"area": (value,)}))).total == 1
    for word in words(title)[:3]:
        engine.search(Query(word, "sv"))


@pytest.fixture(scope="module")
def make_embedded(workshops: Callable[[str], MakeEngine]) -> MakeEngine:
    return workshops("embedded")


def _is_surrogate(text: str) -> bool:
    """Half a character: no text that a database or a browser can hold."""
    return any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)


@pytest.mark.parametrize(
    "typed", ["velfærdsteknologikonferenc", "databeskyttelsesforordningxq", "kommunikationsafdelng"]
)
def test_what_a_slip_may_have_been_meant_for_is_found_in_few_steps(typed: str):
    firsts = ["velfærdsteknologi", "databeskyttelses", "kommunikations", "hjemmepleje", "forordnings", "innovations"]
    lasts = [first + last for first in ("afdeling", "kontrakt", "plan", "aftale", "møde") for last in ("", "en", "er")]
    completer = Completer({first + last: 1 for first in firsts for last in lasts})
    with bounded(20_000):
        completer.nearly(typed)


def test_a_very_long_question_is_cut_not_refused(engine: Core):
    assert engine.search(Query("sensor " + "kludder" * 1000, "da")).total >= 0


def test_the_longest_question_stays_below_the_engines_limits(engine: Core):
    """Sixteen words that all have synonyms, parts and translations: 1,024 clauses is Elasticsearch's least limit."""
    text = (
        "behovsafdækning skærmbesøg udbud case hjemmepleje plejehjem sensorplaster døgnrytme medarbejdere kommuner "
        "robotter sensorer testplan netværk erfaringer problem"
    )
    for lang in LANGUAGES:
        assert engine.search(Query(text, lang)).total
        assert engine.search(Query(text, OTHER[lang], filters=Filters({"language": ("da", "sv")}))).total
