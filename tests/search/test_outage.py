"""Elasticsearch hangs while editors publish and readers search: nobody waits long, and nothing is lost."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from wagtail.models import PageViewRestriction

from search import service
from search.engines import patience
from search.engines.elastic import ElasticEngine
from search.indexing import caretaker, outbox
from search.indexing.documents import uid
from search.indexing.rebuilding import compare, rebuild
from search.ports import EngineUnavailable, Query
from toolbox.models import GuidePage

from . import elasticsearch_server
from .watching import Watch

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]
WORD = "krukkekrasseord"
TIMEOUT = 1.0


@pytest.fixture
def server() -> Iterator[elasticsearch_server.Server]:
    with elasticsearch_server.running() as running:
        yield running


@pytest.fixture
def portal(server: elasticsearch_server.Server, index_folder: Path, tmp_path: Path, settings: Settings, seeded: None):
    """The portal on Elasticsearch, with the embedded standby, and the time-out of production."""
    settings.SEARCH_INDEX_DIR = shutil.copytree(index_folder, tmp_path / "index")
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = {"urls": server.urls, "timeout": TIMEOUT}
    service.forget()
    rebuild(service.engine())
    yield
    service.forget()


def found(text: str) -> list[str]:
    return [hit.uid for hit in service.search(Query(text, "da", correct=False)).hits]


def first(text: str) -> str:
    """The best answer: pages that are related to it hold its title as well."""
    return next(iter(found(text)), "")


def answers(engine: ElasticEngine) -> bool:
    try:
        return bool(engine.search(Query("demens", "da")).total)
    except EngineUnavailable:
        return False


def until_it_answers(engine: ElasticEngine) -> None:
    until = time.monotonic() + 60
    while not answers(engine):
        assert time.monotonic() < until, "the engine did not find the server again"
        time.sleep(0.3)


def test_readers_and_editors_go_on_and_it_catches_up_by_itself(
    server: elasticsearch_server.Server,
    portal: None,
    django_capture_on_commit_callbacks: Any,
    capsys: Any,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    watch: Watch,
):
    """Every answer is the standby's: Elasticsearch gives none, and is given up after the time-out that is set."""
    monkeypatch.setattr(patience, "SLOW", 60.0)  # a busy machine shall not keep readers from asking before it hangs
    elastic = service.engine()
    assert isinstance(elastic, ElasticEngine)
    until_it_answers(elastic)
    guides = GuidePage.objects.filter(locale__language_code="da", live=True).order_by("pk")
    published, hidden = guides[0], guides[1]
    reader, paused = Client(), len(watch.requests)
    server.nodes[0].pause()
    with watch.reading(TIMEOUT) as asked:
        answer = reader.get("/da/soeg/", {"q": "demens"})
    assert answer.status_code == 200
    assert "demens" in answer.content.decode()
    assert [request.outcome for request in asked] == ["given up"]
    assert "elasticsearch does not answer; embedded takes over" in caplog.text
    with watch.reading(TIMEOUT) as asked:
        suggested = reader.get("/api/v1/suggest", {"lang": "da", "q": "dem"})
    assert suggested.status_code == 200
    assert suggested.json()["suggestions"]
    assert {request.outcome for request in asked} <= {"given up"}
    published.title = f"Om {WORD}"
    time.sleep(patience.SPARED)
    asked_for_readers = len(watch.requests)
    with django_capture_on_commit_callbacks(execute=True) as commits:
        published.save_revision().publish()
    assert len(commits) > 1, "a publication is written down in several steps"
    assert len(watch.requests) - asked_for_readers == 1, "the editor waits for the first of them only"
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    with watch.reading(TIMEOUT):
        assert first(WORD) == uid(published.pk), "the standby knows at once"
    assert uid(hidden.pk) not in found(WORD)
    assert uid(hidden.pk) not in dict(service.embedded().contents())
    assert outbox.pending("embedded") == 0
    assert outbox.pending("elasticsearch") > 0
    with pytest.raises(SystemExit):
        call_command("search_status")
    assert "elasticsearch: away" in capsys.readouterr().out
    assert "answered" not in {request.outcome for request in watch.requests[paused:]}

    server.nodes[0].go_on()
    until_it_answers(elastic)
    assert uid(hidden.pk) in [hit.uid for hit in elastic.search(Query(hidden.title, "da")).hits]
    assert outbox.pending("elasticsearch") > 0
    assert uid(hidden.pk) not in found(hidden.title), "nobody is given what it knew before"
    assert found(hidden.title), "but the rest of it"
    assert hidden.title not in [one.text for one in service.suggest(hidden.title, lang="da")]
    assert caretaker.catch_up() > 0
    assert outbox.pending() == 0
    assert not compare(elastic)
    assert [hit.uid for hit in elastic.search(Query(WORD, "da", correct=False)).hits][:1] == [uid(published.pk)]


def test_a_server_that_has_lost_everything_is_filled_again(portal: None, server: elasticsearch_server.Server):
    elastic = service.engine()
    assert isinstance(elastic, ElasticEngine)
    until_it_answers(elastic)
    for name in elastic.generations().values():
        elastic.client.indices.delete(index=name)
    time.sleep(1.1)  # where the alias points is known for a second
    assert Client().get("/da/soeg/", {"q": "demens"}).status_code == 200, "the standby answers"
    assert caretaker.needing_rebuild() == ["elasticsearch"]
    call_command("search_catch_up")
    assert elastic.status().ready
    assert not compare(elastic)
