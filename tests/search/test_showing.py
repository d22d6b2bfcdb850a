"""What readers see of an answer: marks, passages, suggestions; and that both engines score as the reference does."""

from __future__ import annotations

from typing import Any

import pytest

from search.analysis.impacts import Weigher
from search.engines.core import Core
from search.engines.sight import Sight
from search.ports import Filters, Query
from search.query.building import Builder

from . import samples
from .conftest import MakeEngine
from .reference import score


class TestShowing:
    def marked(self, segments: Any) -> list[str]:
        return [segment.text for segment in segments if segment.marked]

    def test_inflected_words_and_parts_of_compounds_are_marked(self, engine: Core):
        hit = engine.search(Query("behov problemer medarbejder", "da")).hits[0]
        assert self.marked(hit.highlights.title) == ["behov"]
        assert self.marked(hit.highlights.summary) == ["problem"]
        assert hit.highlights.snippet == (), "the summary shows already why it is a hit"
        assert "".join(segment.text for segment in hit.highlights.title) == hit.title

    def test_a_passage_shows_what_the_summary_does_not(self, engine: Core):
        hit = engine.search(Query("medarbejder", "da")).hits[0]
        assert not self.marked(hit.highlights.summary)
        assert self.marked(hit.highlights.snippet) == ["medarbejderne"]

    def test_an_empty_question_marks_nothing(self, engine: Core):
        hit = engine.search(Query("")).hits[0]
        assert [s.marked for s in (*hit.highlights.title, *hit.highlights.summary)] == [False, False]
        assert hit.highlights.snippet == ()

    def test_suggestions_are_titles_terms_and_words(self, engine: Core):
        found = [(one.kind, one.text) for one in engine.suggest("behov", lang="da")]
        assert ("title", "Fælles behovsafdækning") in found
        assert ("title", "Netværk om skærmbesøg") in [(s.kind, s.text) for s in engine.suggest("skaerm", lang="da")]
        assert [s.text for s in engine.suggest("videok", lang="da")][:1] == ["videokonsultation"]
        assert [s.lang for s in engine.suggest("välf", lang="da") if s.kind == "title"] == ["sv"]

    def test_suggestions_complete_the_last_of_several_words(self, engine: Core):
        found = [one.text for one in engine.suggest("korte run", lang="da") if one.kind == "word"]
        assert found == ["korte runder"]
        assert engine.suggest("sensor netv", lang="da") == ()

    @pytest.mark.parametrize("text", ["", "   ", "!?*", "\x00"])
    def test_nothing_typed_nothing_suggested(self, engine: Core, text: str):
        assert engine.suggest(text, lang="da") == ()


def test_engines_agree_to_the_last_bit(make_engine: MakeEngine):
    """Scores are those of the reference in ``reference.py``, which no engine has a part in."""
    engine = make_engine()
    documents = samples.documents()
    with engine.rebuild() as generation:
        generation.add(documents)
        generation.finish()
    session = engine.session()
    weigher = Weigher(session.knowledge.chains)
    builder = Builder(session.knowledge, engine._stemmed_vocabulary(session.knowledge), engine.all_facets)
    for text in ("sensor", "behovsafdækning i kommuner", "case plejehjem", "digitala besök", "hvem deler erfaringer"):
        question = builder.build(text, "da", Sight(session)).question
        assert question is not None
        everything = engine.search(Query(text, "da", filters=Filters({"language": ("da", "sv")}), size=100))
        expected = {}
        for document in documents:
            found = score(question, weigher.weigh(document), {**document.facets, "language": (document.lang,)})
            if found is not None:
                expected[document.uid] = found
        assert {hit.uid: hit.score for hit in everything.hits} == expected, text
