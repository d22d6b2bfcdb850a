"""Three nodes of Elasticsearch, of which one dies and one hangs while readers search: none of them sees an error."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from pytest_django import Settings

from search import service
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.ports import EngineUnavailable, Query

from . import elasticsearch_server, samples
from .samples import fill
from .watching import Watch

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]
READERS = 2
TIMEOUT = 1.0


@pytest.fixture(scope="module")
def server() -> Iterator[elasticsearch_server.Server]:
    with elasticsearch_server.running(nodes=3) as running:
        yield running


class Traffic:
    """Readers who search until they are told to stop."""

    def __init__(self, search: Callable[[Query], Any]) -> None:
        self._search = search
        self._done = threading.Event()
        self.totals: list[int] = []
        self.failures: list[EngineUnavailable] = []

    def __enter__(self) -> Self:
        self._readers = [threading.Thread(target=self._read) for _ in range(READERS)]
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        for reader in self._readers:
            reader.join()

    def _read(self) -> None:
        while not self._done.is_set():
            try:
                self.totals.append(self._search(Query("sensor", "da")).total)
            except EngineUnavailable as error:
                self.failures.append(error)

    def wait_for(self, more: int) -> None:
        """Wait until so many more answers have come."""
        wanted, until = len(self.totals) + more, time.monotonic() + 30
        while len(self.totals) < wanted and time.monotonic() < until:
            time.sleep(0.05)
        assert len(self.totals) >= wanted


def test_a_node_hangs_and_another_dies(
    server: elasticsearch_server.Server,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    watch: Watch,
):
    """The engine itself survives the death of a node; with the standby, readers do not even wait for one that hangs."""
    patient = fill(ElasticEngine(vocabulary=samples.vocabulary, urls=server.urls, timeout=10, alias="three"))
    patient.client.cluster.health(wait_for_status="green", timeout="60s")
    hurried = ElasticEngine(vocabulary=samples.vocabulary, urls=server.urls, timeout=TIMEOUT, alias="three")
    standby = fill(EmbeddedEngine(tmp_path, vocabulary=samples.vocabulary))
    monkeypatch.setattr(service, "engines", lambda: (hurried, standby))
    monkeypatch.setattr(service, "_readable", set)  # no pages, but samples

    before = len(watch.requests)
    with Traffic(service.search) as traffic:
        traffic.wait_for(20)
        server.nodes[2].pause()
        traffic.wait_for(50)
        time.sleep(3)  # longer than readers are spared: some meet the node that hangs
        traffic.wait_for(50)
        server.nodes[2].go_on()
        traffic.wait_for(50)
    assert not traffic.failures
    assert set(traffic.totals) == {3}
    assert all(0 < request.limit <= TIMEOUT for request in watch.requests[before:])
    assert "given up" in {request.outcome for request in watch.requests[before:]}, "some met the node that hangs"

    patient.client.cluster.health(wait_for_status="green", timeout="60s")
    with Traffic(patient.search) as traffic:
        traffic.wait_for(20)
        server.nodes[1].kill()
        time.sleep(4)
        traffic.wait_for(50)
    assert not traffic.failures, "no standby was needed"
    assert set(traffic.totals) == {3}
    assert patient.index([samples.ONLY_SWEDISH]) == 1
