"""What goes into an index and out of it, the same in every engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from search.engines.core import Core
from search.ports import Query, Results

from . import samples


def uids(results: Results) -> list[str]:
    return [hit.uid for hit in results.hits]


def counts(results: Results, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[facet]}


def test_an_update_is_one_document(own_engine: Core):
    changed = replace(samples.document(0, "da"), title="Noget om eksoskeletter", summary="", body="", revision="2")
    assert own_engine.index([changed]) == 1
    assert uids(own_engine.search(Query("eksoskelet", "da"))) == ["behov-da"]
    assert own_engine.search(Query("", "da")).total == 6
    assert Counter(uid for uid, _ in own_engine.contents())["behov-da"] == 1
    assert dict(own_engine.contents())["behov-da"] == "2"


def test_a_new_word_is_found_at_once(own_engine: Core):
    own_engine.index([replace(samples.ONLY_SWEDISH, uid="new", pk=902, title="Kvantdatorer", summary="", body="")])
    results = own_engine.search(Query("kvantdator", "sv"))
    assert (uids(results), results.corrected_to, results.unknown) == (["new"], "", ())


def test_deleted_documents_are_gone_from_everywhere(own_engine: Core):
    assert own_engine.delete(["plaster-da", "plaster-sv", "never-there"]) == 3
    results = own_engine.search(Query("sensorplaster", "da"))
    assert "plaster-da" not in uids(results)
    assert "case" not in counts(own_engine.search(Query("sensor", "da")), "type")
    assert own_engine.suggest("sensorpl", lang="da") == ()
    assert "plaster-da" not in dict(own_engine.contents())


def test_a_change_of_the_same_day_is_newer(own_engine: Core):
    own_engine.index(replace(document, changed=samples.document(0, "da").changed) for document in samples.documents())
    last = uids(own_engine.search(Query("", "da", sort="newest")))[3]
    moved = next(document for document in samples.documents() if document.uid == last)
    changed = (samples.document(0, "da").changed or datetime.now(UTC)) + timedelta(minutes=1)
    own_engine.index([replace(moved, changed=changed)])
    assert uids(own_engine.search(Query("", "da", sort="newest")))[0] == last


def test_what_the_clock_has_changed_is_named(own_engine: Core):
    now = datetime.now(UTC)
    moments = {"behov-da": now - timedelta(seconds=2), "plaster-da": now + timedelta(hours=1), "robot-da": None}
    for document in samples.documents():
        if document.uid in moments:
            own_engine.index([replace(document, changes=moments[document.uid])])
    assert own_engine.overdue() == ("behov-da",)
    assert own_engine.search(Query("", "da")).total == 6, "readers are given it all the same"
    own_engine.index([replace(samples.document(0, "da"), changes=now + timedelta(hours=1))])
    assert own_engine.overdue() == ()
    own_engine.index([replace(samples.document(1, "da"), expires=now - timedelta(seconds=2))])
    assert own_engine.overdue() == ("testplan-da",)
    with pytest.raises(ValueError, match="time zone"):
        own_engine.index([replace(samples.document(0, "da"), changes=datetime(2026, 1, 1))])  # noqa: DTZ001


def test_nothing_given_is_nothing_done(own_engine: Core):
    assert (own_engine.index([]), own_engine.delete([])) == (0, 0)


def test_contents_are_complete(own_engine: Core):
    assert dict(own_engine.contents()) == {document.uid: document.revision for document in samples.documents()}


def test_dates_and_facets_come_back(own_engine: Core):
    hit = own_engine.search(Query("testplan", "da")).hits[0]
    day = datetime(2026, 3, 1, tzinfo=UTC)
    assert (hit.key, hit.type, hit.pk, hit.changed) == ("testplan", "template", 10, day)
    assert hit.facets["area"] == ("plejebolig", "demens")


@pytest.mark.parametrize("wrong", [{"pk": -1}, {"pk": 1 << 36}, {"prior": 0.0}, {"prior": 2.0}])
def test_numbers_out_of_range_are_refused(own_engine: Core, wrong: dict[str, Any]):
    with pytest.raises(ValueError, match="behov-da"):
        own_engine.index([replace(samples.document(0, "da"), **wrong)])
