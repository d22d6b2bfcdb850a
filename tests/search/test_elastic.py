"""What Elasticsearch may do to the portal: be away, be slow, answer nonsense, lose a node. Only nonsense is made up."""

from __future__ import annotations

import http.server
import threading
import time
from contextlib import suppress

import pytest

from search.engines import patience
from search.engines.elastic import ElasticEngine
from search.engines.patience import SPARED
from search.ports import EngineUnavailable, Query, Spared, StaleIndex

from . import elasticsearch_server, samples
from .conftest import Servers
from .samples import fill
from .watching import Watch

TIMEOUT = 1.0
NOWHERE = "http://127.0.0.1:9"


def engine(*urls: str, timeout: float = TIMEOUT, alias: str = "failing") -> ElasticEngine:
    return ElasticEngine(vocabulary=samples.vocabulary, urls=urls, timeout=timeout, alias=alias)


def test_a_server_that_is_away_is_said_in_time(watch: Watch):
    away = engine(NOWHERE)
    for _ in range(3):
        with watch.reading(TIMEOUT), pytest.raises(EngineUnavailable):
            away.search(Query("sensor"))
    with pytest.raises(EngineUnavailable):
        away.index([samples.ONLY_SWEDISH])
    with watch.reading(TIMEOUT), pytest.raises(EngineUnavailable):
        away.suggest("sen", lang="da")
    with pytest.raises(EngineUnavailable):
        away.status()
    assert {request.outcome for request in watch.requests} == {"failed"}, "nothing was waited for"


class Nonsense(http.server.BaseHTTPRequestHandler):
    """Answers every request with the same text."""

    content = b""
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return None


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (200, b""),
        (200, b"<html>It works!</html>"),
        (200, b"{}"),
        (200, b"[]"),
        (200, b'{"hits": 7, "aggregations": null, "_source": {"stored": {}}}'),
        (200, b'{"failing-1": {}, "_source": {"stored": {"fingerprint": 3, "chunks": "x", "data": "=="}}}'),
        (200, b"\xff\xfe\x00"),
        (500, b'{"error": "out of order"}'),
        (429, b'{"error": {"type": "circuit_breaking_exception"}, "status": 429}'),
        (401, b'{"error": "who are you"}'),
    ],
)
def test_nonsense_is_said_in_time(status: int, content: bytes, watch: Watch):
    handler = type("Handler", (Nonsense,), {"content": content, "status": status})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        talking = engine(f"http://127.0.0.1:{server.server_address[1]}")
        with watch.reading(TIMEOUT), pytest.raises(EngineUnavailable):
            talking.search(Query("sensor"))
        with pytest.raises(EngineUnavailable):
            talking.index([samples.ONLY_SWEDISH])
        server.shutdown()
    assert "given up" not in {request.outcome for request in watch.requests}, "nothing was waited for"


@pytest.mark.elasticsearch
class TestOneNode:
    def test_a_server_that_hangs_is_said_in_time_and_found_again_by_itself(
        self, watch: Watch, monkeypatch: pytest.MonkeyPatch
    ):
        with elasticsearch_server.running() as server:
            slow = fill(engine(*server.urls))
            patient = engine(*server.urls, timeout=30)
            assert patient.search(Query("sensor", "da")).total == 3
            server.nodes[0].pause()
            with watch.reading(TIMEOUT) as asked, pytest.raises(EngineUnavailable):
                slow.search(Query("sensor", "da"))
            assert [request.outcome for request in asked] == ["given up"]
            with monkeypatch.context() as patch:
                patch.setattr(patience, "SPARED", 3600.0)  # however slowly this machine goes on
                sparing = engine(*server.urls)
                with watch.reading(TIMEOUT) as asked, pytest.raises(EngineUnavailable):
                    sparing.search(Query("sensor", "da"))
                assert len(asked) == 1
                for _ in range(3):
                    with watch.reading(TIMEOUT) as asked, pytest.raises(Spared):
                        sparing.search(Query("sensor", "da"))
                    assert asked == [], "only the first reader waits"
            server.nodes[0].go_on()
            time.sleep(SPARED)
            assert patient.search(Query("sensor", "da")).total == 3
            until = time.monotonic() + 30
            while time.monotonic() < until:
                with suppress(EngineUnavailable):
                    assert slow.search(Query("sensor", "da")).total == 3
                    break
                time.sleep(0.2)
            else:
                pytest.fail("the engine did not find the server again")

    def test_an_index_that_is_gone_is_missing_and_can_be_made_anew(self, elasticsearch: Servers):
        made = fill(engine(*elasticsearch.urls, timeout=20, alias="vanishing"))
        assert made.search(Query("sensor", "da")).total == 3
        for name in made.generations().values():
            made.client.indices.delete(index=name)
        with pytest.raises(EngineUnavailable):
            made.search(Query("sensor", "da"))
        assert not made.status().ready
        fill(made)
        time.sleep(SPARED)
        assert made.search(Query("sensor", "da")).total == 3

    def test_other_indexes_with_a_like_name_are_left_alone(self, elasticsearch: Servers):
        made = engine(*elasticsearch.urls, timeout=20, alias="neighbour")
        made.client.indices.create(index="neighbour-of-mine")
        made.client.indices.create(index="neighbour-deadbeef-7")
        for _ in range(3):
            fill(made)
        names = set(made.client.indices.get(index="neighbour-*"))
        assert {"neighbour-of-mine", "neighbour-deadbeef-7"} < names
        assert len(made.generations()) == 2, "the generation in use and the one before"

    def test_a_long_word_list_is_read_whole(self, elasticsearch: Servers, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("search.engines.elastic_rebuild.CHUNK", 100)
        fill(engine(*elasticsearch.urls, timeout=20, alias="chunks"))
        other = engine(*elasticsearch.urls, timeout=20, alias="chunks")
        assert other.search(Query("behovsafdekning", "da")).corrected_to == "behovsafdækning"

    def test_an_index_of_another_analysis_does_not_count_as_a_failure(self, elasticsearch: Servers):
        fill(engine(*elasticsearch.urls, timeout=20, alias="stale"))
        other = ElasticEngine(
            vocabulary=samples.vocabulary, urls=elasticsearch.urls, alias="stale", facets=("type",), timeout=20
        )
        for _ in range(2):
            with pytest.raises(StaleIndex):
                other.search(Query("sensor"))
