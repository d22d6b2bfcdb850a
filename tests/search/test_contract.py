"""What every engine must do alike. Each test runs on the embedded engine and on a real Elasticsearch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from search.engines.core import ENOUGH_OWN, Core
from search.ports import (
    DEEPEST_HIT,
    Concept,
    Filters,
    Form,
    IndexMissing,
    Query,
    Results,
    StaleIndex,
    UnknownFacet,
    Vocabulary,
)

from . import samples
from .conftest import MakeEngine


def uids(results: Results) -> list[str]:
    return [hit.uid for hit in results.hits]


def counts(results: Results, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[facet]}


def chosen(**filters: Any) -> Filters:
    return Filters({facet: tuple(values) for facet, values in filters.items()})


class TestFinding:
    def test_a_title_stands_above_a_body(self, engine: Core):
        assert uids(engine.search(Query("hjemmepleje", "da")))[:2] == ["behov-da", "netvaerk-da"]
        assert uids(engine.search(Query("sensorplaster", "da")))[0] == "plaster-da"

    @pytest.mark.parametrize(
        ("text", "lang", "first"),
        [
            ("BEHOV", "da", "behov-da"),  # part of a compound
            ("behovet", "da", "behov-da"),  # inflected
            ("doegnrytme", "da", "plaster-da"),  # without the letters
            ("dognrytme", "da", "plaster-da"),
            ("behovsafdekning", "da", "behov-da"),  # misspelled
            ("upphandling", "da", "robot-da"),  # the other language's word
            ("udbud", "sv", "robot-sv"),
            ("behovs afdækning", "da", "behov-da"),  # written apart
            ("dygnsrytm", "da", "plaster-da"),  # a word that only the translation has
            ("videokonsultationerne", "da", "netvaerk-da"),
            ("digitala besök", "da", "netvaerk-da"),  # a phrase of the vocabulary in the other language
            ("afprøve", "da", "testplan-da"),  # the verb of a noun
        ],
    )
    def test_words_are_found_in_every_guise(self, engine: Core, text: str, lang: Any, first: str):
        assert uids(engine.search(Query(text, lang)))[0] == first

    def test_pages_that_only_stand_beside_a_word_come_where_few_have_it(self, make_engine: MakeEngine):
        engine = make_engine()
        one = replace(samples.document(0, "da", translated=False), title="Kvarter", summary="Om gadelys.", body="")
        own = [replace(one, uid=f"own-{pk}", pk=pk, key=f"own-{pk}") for pk in range(100, 100 + ENOUGH_OWN)]
        beside = replace(one, uid="beside", pk=99, key="beside", summary="Om stier.", links="Gadelys")
        beside = replace(beside, facets={"type": ("template",)})
        asked = Query("gadelys", "da")
        with engine.rebuild() as generation:
            generation.add([*own[1:], beside])
            generation.finish()
        few = engine.search(asked)
        assert "beside" in uids(few)
        engine.index(own)
        many = engine.search(asked)
        assert sorted(uids(many)) == sorted(document.uid for document in own)
        assert counts(many, "type") == {"guide": ENOUGH_OWN}
        filtered = engine.search(replace(asked, filters=chosen(type=("template",))))
        assert filtered.total == 0, "a filter brings nothing that was not there without it"

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("fødder", ["one-2", "one-1"]),
            ("fodder", ["one-1", "one-2"]),
            ("lån", ["one-4"]),
            ("lan", ["one-3"]),
        ],
    )
    def test_own_letters_count_a_little_and_a_ring_makes_another_word(
        self, make_engine: MakeEngine, asked: str, found: list[str]
    ):
        engine = make_engine()
        plain = samples.document(0, "da", translated=False)
        titles = ("Regler for fodder", "Regler for fødder", "Regler for lan", "Regler for lån")
        with engine.rebuild() as generation:
            generation.add(
                replace(plain, uid=f"one-{pk}", pk=pk, title=title, summary="", body="", labels="", facets={})
                for pk, title in enumerate(titles, start=1)
            )
            generation.finish()
        assert uids(engine.search(Query(asked, "da"))) == found

    def test_nothing_is_found_for_what_is_not_here(self, engine: Core):
        results = engine.search(Query("parkeringstilladelse carport", "da"))
        assert (results.total, results.hits, results.unknown) == (0, (), ("parkeringstilladelse", "carport"))

    def test_small_words_alone_find_nothing(self, engine: Core):
        assert engine.search(Query("og i på", "da")).total == 0

    def test_an_empty_question_finds_everything_in_order_of_phases(self, engine: Core):
        results = engine.search(Query("", "da"))
        assert uids(results) == ["behov-da", "testplan-da", "plaster-da", "robot-da", "netvaerk-da", "only-sv"]

    def test_a_correction_is_said_and_can_be_refused(self, engine: Core):
        results = engine.search(Query("sensorplastre behovsafdekning", "da"))
        assert results.corrected_to == "sensorplastre behovsafdækning"
        insisted = engine.search(Query("behovsafdekning", "da", correct=False))
        assert (insisted.total, insisted.corrected_to, insisted.unknown) == (0, "", ("behovsafdekning",))

    def test_a_word_that_is_known_is_not_corrected(self, engine: Core):
        assert engine.search(Query("robot", "da")).corrected_to == ""

    def test_a_type_asked_for_is_lifted(self, engine: Core):
        assert uids(engine.search(Query("case plejehjem", "da")))[0] == "plaster-da"


class TestLanguages:
    def test_a_reader_gets_each_page_once_in_the_own_language(self, engine: Core):
        results = engine.search(Query("sensor", "da"))
        assert [hit.lang for hit in results.hits] == ["da", "da", "sv"]
        assert [hit.other_language for hit in results.hits] == [False, False, True]
        assert results.in_other_language == 1
        assert results.hits[0].translation_url.startswith("/sv/")
        assert results.hits[2].translation_url == ""

    def test_the_own_language_comes_first_however_well_the_other_fits(self, engine: Core):
        results = engine.search(Query("nätverk sensorer", "da"))
        assert uids(results)[-1] == "only-sv"
        assert uids(engine.search(Query("nätverk sensorer", "sv")))[0] == "only-sv"

    @pytest.mark.parametrize("sort", ["phase", "newest", "relevance"])
    def test_whatever_the_order(self, engine: Core, sort: Any):
        assert uids(engine.search(Query("sensor", "da", sort=sort)))[-1] == "only-sv"

    def test_a_page_that_is_called_what_is_asked_comes_first_in_whatever_language(self, make_engine: MakeEngine):
        engine = make_engine()
        named = replace(
            samples.document(4, "sv", translated=False), uid="named", pk=90, key="named", title="LJUSVÄG-nätverket"
        )
        quoting = replace(samples.document(0, "da"), uid="quoting", pk=91, summary="Med erfaringer fra Ljusväg.")
        with engine.rebuild() as generation:
            generation.add([named, quoting])
            generation.finish()
        assert uids(engine.search(Query("ljusväg", "da"))) == ["named", "quoting"]
        assert uids(engine.search(Query("ljusväg erfaringer", "da")))[0] == "quoting"

    def test_choosing_a_language_gives_all_of_it(self, engine: Core):
        results = engine.search(Query("sensor", "da"))
        assert counts(results, "language") == {"da": 2, "sv": 3}
        for value, count in counts(results, "language").items():
            clicked = engine.search(Query("sensor", "da", filters=chosen(language=[value])))
            assert (clicked.total, {hit.lang for hit in clicked.hits}) == (count, {value})
        assert engine.search(Query("sensor", "da", filters=chosen(language=["da", "sv"]))).total == 5


class TestFacets:
    def test_within_a_facet_or_between_facets_and(self, engine: Core):
        assert engine.search(Query(filters=chosen(type=["case", "guide"]))).total == 3
        both = engine.search(Query(filters=chosen(type=["case", "guide"], area=["hjemmepleje"])))
        assert uids(both) == ["behov-da", "robot-da"]

    @pytest.mark.parametrize("text", ["", "kommuner sensorer hjemmepleje"])
    @pytest.mark.parametrize(
        "filters", [{}, {"type": ("case",)}, {"area": ("demens",), "country": ("dk", "se")}, {"technology": ("nix",)}]
    )
    def test_every_count_is_what_a_click_gives(self, engine: Core, text: str, filters: dict[str, tuple[str, ...]]):
        results = engine.search(Query(text, "da", filters=Filters(filters)))
        for facet, values in results.facets.items():
            for value in values:
                others = {name: kept for name, kept in filters.items() if name != facet}
                alone = engine.search(Query(text, "da", filters=Filters({**others, facet: (value.value,)})))
                assert alone.total == value.count, (facet, value)

    def test_values_of_a_multiple_facet_count_each(self, engine: Core):
        found = counts(engine.search(Query("", "da")), "area")
        assert found == {"hjemmepleje": 3, "demens": 2, "plejebolig": 2}

    def test_chosen_values_stay_with_a_count_of_nothing(self, engine: Core):
        results = engine.search(Query("robotter", "da", filters=chosen(format=["docx"], type=["nix"])))
        assert results.total == 0
        assert [(v.value, v.count, v.selected) for v in results.facets["type"]] == [("nix", 0, True)]

    def test_values_may_be_any_text(self, engine: Core):
        value = "Æ\"ø\\å's & co"
        assert uids(engine.search(Query(filters=chosen(technology=[value])))) == ["robot-da"]
        assert counts(engine.search(Query()), "technology")[value] == 1

    def test_unknown_facets_are_refused(self, engine: Core):
        with pytest.raises(UnknownFacet):
            engine.search(Query(filters=chosen(colour=["red"])))
        with pytest.raises(UnknownFacet):
            engine.index([replace(samples.document(0, "da"), facets={"colour": ("red",)})])
        assert engine.search(Query()).total == 6

    def test_facets_are_counted_for_all_hits_not_for_a_page(self, engine: Core):
        assert counts(engine.search(Query("", "da", size=1)), "type") == {
            "case": 2,
            "entry": 1,
            "guide": 1,
            "page": 1,
            "template": 1,
        }


class TestOrder:
    def test_phases_upwards_without_a_phase_last(self, engine: Core):
        own = [uid for uid in uids(engine.search(Query("kommuner sensorer", "da", sort="phase"))) if uid != "only-sv"]
        assert own == ["behov-da", "testplan-da", "plaster-da", "robot-da", "netvaerk-da"]

    def test_newest_first_without_a_day_last(self, engine: Core):
        own = [uid for uid in uids(engine.search(Query("", "da", sort="newest"))) if uid != "only-sv"]
        assert own == ["testplan-da", "netvaerk-da", "behov-da", "plaster-da", "robot-da"]

    @pytest.mark.parametrize("sort", ["relevance", "phase", "newest"])
    @pytest.mark.parametrize("text", ["behovsafdækning", ""])
    def test_equals_come_by_number_and_pages_never_overlap(self, make_engine: MakeEngine, text: str, sort: Any):
        engine = make_engine()
        equal = samples.many(45)
        with engine.rebuild() as generation:
            generation.add(equal[20:] + equal[:20])
            generation.finish()
        engine.index(equal[30:35])  # lies elsewhere now
        pages = [engine.search(Query(text, "da", sort=sort, page=page, size=10)) for page in range(1, 6)]
        assert {page.total for page in pages} == {45}
        assert [uid for page in pages for uid in uids(page)] == [document.uid for document in equal]

    @pytest.mark.parametrize(
        ("page", "size", "seen"),
        [(0, 2, 1), (-5, 2, 1), (2, 2, 2), (4, 2, 3), (999_999, 2, 3), (1, 0, 1), (1, -1, 1), (1, 10**9, 1)],
    )
    def test_pages_out_of_range_are_brought_into_it(self, engine: Core, page: int, size: int, seen: int):
        results = engine.search(Query("", "da", page=page, size=size))
        assert results.page == seen
        assert results.hits
        assert results.total == 6

    def test_nobody_pages_deeper_than_allowed(self, engine: Core):
        results = engine.search(Query("", "da", page=DEEPEST_HIT, size=100))
        assert results.pages == 1


class TestGenerations:
    def test_without_an_index_there_is_none(self, make_engine: MakeEngine):
        engine = make_engine()
        with pytest.raises(IndexMissing):
            engine.search(Query("x"))
        with pytest.raises(IndexMissing):
            engine.index([samples.document(0, "da")])
        status = engine.status()
        assert (status.ready, status.stale, status.documents) == (False, False, 0)

    def test_an_empty_index_is_one(self, make_engine: MakeEngine):
        engine = make_engine()
        with engine.rebuild() as generation:
            assert generation.finish().ready
        assert engine.search(Query("behov")).total == engine.search(Query("")).total == 0
        assert engine.suggest("beh", lang="da") == ()
        engine.index([samples.document(0, "da")])
        assert engine.search(Query("behov")).total == 1

    def test_readers_and_writers_use_the_old_one_until_the_new_is_finished(
        self, own_engine: Core, make_engine: MakeEngine
    ):
        other_process = make_engine()
        assert other_process.search(Query("")).total == 6
        with own_engine.rebuild() as generation:
            generation.add([samples.document(0, "da")])
            own_engine.index([replace(samples.ONLY_SWEDISH, uid="meanwhile", pk=950)])
            assert other_process.search(Query("")).total == 7
            before = own_engine.status().generation
            status = generation.finish()
        assert status.generation != before
        assert status.documents == 1
        assert own_engine.search(Query("")).total == 1
        own_engine.index([samples.document(1, "da")])
        assert own_engine.search(Query("")).total == 2

    def test_an_unfinished_one_leaves_no_trace(self, own_engine: Core):
        before = own_engine.status()
        generation = own_engine.rebuild()
        with pytest.raises(RuntimeError), generation:
            raise RuntimeError(generation.add([samples.document(0, "da")]))
        assert own_engine.status() == replace(before, bytes=own_engine.status().bytes)
        assert own_engine.search(Query("")).total == 6

    def test_of_two_documents_with_one_uid_the_later_counts(self, make_engine: MakeEngine):
        engine = make_engine()
        first = samples.document(0, "da")
        with engine.rebuild() as generation:
            generation.add([first])
            assert generation.add([replace(first, title="Eksoskeletter")]) == 1
            assert generation.finish().documents == 1
        assert uids(engine.search(Query("eksoskelet"))) == ["behov-da"]

    def test_an_index_of_another_analysis_is_not_used(self, own_engine: Core, make_engine: MakeEngine):
        other = make_engine(facets=("type", "area"))
        assert other.fingerprint != own_engine.fingerprint
        assert other.status().stale
        with pytest.raises(StaleIndex):
            other.search(Query("behov"))
        with pytest.raises(StaleIndex):
            other.index([samples.ONLY_SWEDISH])
        assert own_engine.search(Query("behov")).total
        with other.rebuild() as generation:
            generation.add([samples.ONLY_SWEDISH])
            generation.finish()
        assert other.search(Query("sensor", "sv")).total == 1

    def test_progress_is_told(self, make_engine: MakeEngine):
        told: list[int] = []
        with make_engine().rebuild() as generation:
            generation.add(samples.many(600))
            generation.finish(told.append)
        assert told == sorted(told)
        assert told[-1] == 600
        assert len(told) > 2


class TestVocabulary:
    def test_a_new_synonym_works_at_once(self, make_engine: MakeEngine):
        current = [samples.vocabulary()]
        engine = make_engine(lambda: current[0])
        with engine.rebuild() as generation:
            generation.add(samples.documents())
            generation.finish()
        assert engine.search(Query("kludetæppe", "da")).total == 0
        words = (Form("kludetæppe", "da"), Form("skærmbesøg", "da", name=True), Form("lapptäcke", "sv"))
        current[0] = samples.vocabulary(Concept("neu", words))
        assert uids(engine.search(Query("kludetæpper", "da")))[0] == "netvaerk-da"
        assert uids(engine.search(Query("lapptäcke", "da")))[0] == "netvaerk-da"
        assert engine.search(Query("kludetæppe", "da")).corrected_to == ""

    def test_the_page_that_the_editors_named_is_lifted(self, make_engine: MakeEngine):
        words = (Form("kommune", "da", name=True), Form("kommun", "sv", name=True))
        named = Vocabulary((Concept("kommune", words, about="robot"),))
        engine = make_engine(lambda: named)
        with engine.rebuild() as generation:
            generation.add(samples.documents())
            generation.finish()
        assert uids(engine.search(Query("kommune", "da")))[0] == "robot-da"
