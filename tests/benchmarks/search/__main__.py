"""Measures the search at several sizes, beside what else one could use, and prints the tables of docs/benchmarks.md.

``python -m tests.benchmarks.search`` (``--help`` says what can be left out). The portal's own database is made once, in
``var/benchmarks``. All that is compared answers the same question one after the other, so that it meets the same noise:
trust the ratios.

In a package, for the processes of a rebuild import a main module anew, and Django with it, but no ``__main__``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from search import service  # noqa: E402
from search.engines.elastic import ElasticEngine  # noqa: E402
from search.engines.embedded import EmbeddedEngine  # noqa: E402
from search.engines.embedded_session import EmbeddedSession  # noqa: E402
from search.ports import Document, Query, SearchEngine  # noqa: E402
from tests import postgresql_server  # noqa: E402
from tests.benchmarks import corpus, timing  # noqa: E402
from tests.search import elasticsearch_server  # noqa: E402

SIZES: Final = (1_000, 10_000, 100_000)
SEARCHES: Final = 10_000
"""Searches over which the memory is watched."""
ADDRESS: Final = {"da": "/da/soeg/", "sv": "/sv/sok/"}
TYPED: Final = ("hje", "velf", "indk", "sam", "kommunal", "tes", "offentlig ind", "väl", "upph", "sen", "dem", "b", "a")


class Recorder:
    """Stands before a tantivy searcher and writes down what it is asked."""

    def __init__(self, searcher: Any, calls: list[Callable[[], Any]]) -> None:
        self._searcher, self._calls = searcher, calls

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._searcher, name)
        if not callable(method):
            return method

        def call(*args: Any, **kwargs: Any) -> Any:
            self._calls.append(lambda: method(*args, **kwargs))
            return method(*args, **kwargs)

        return call


def native_calls(engine: EmbeddedEngine, query: Query) -> list[Callable[[], Any]]:
    """What tantivy is asked for one page of results with all counts: the raw engine's work, and nothing else."""
    calls: list[Callable[[], Any]] = []
    find = EmbeddedSession.find

    def recorded(session: EmbeddedSession, request: Any) -> Any:
        calls.clear()  # only the last one gives the page; a question that is not understood is looked at first
        session._searcher = cast(Any, Recorder(session._searcher, calls))
        return find(session, request)

    EmbeddedSession.find = recorded  # type: ignore[method-assign, assignment]  # put back below
    try:
        engine.search(query)
    finally:
        EmbeddedSession.find = find  # type: ignore[method-assign]
    return list(calls)


def fill(engine: SearchEngine, documents: Sequence[Document]) -> float:
    """Index all documents anew; seconds."""
    began = time.perf_counter()
    with engine.rebuild() as generation:
        generation.add(documents)
        generation.finish()
    return time.perf_counter() - began


def address(query: Query) -> str:
    """The search page's address of a question."""
    chosen = {facet: ",".join(values) for facet, values in query.filters.chosen.items()}
    return f"{ADDRESS[query.lang]}?{urlencode({'q': query.text, **chosen})}"


def wagtail(database: str, documents: int, runs: int) -> dict[str, float]:
    """Times of Wagtail's own search, measured in a process of its own."""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.wagtail_search.settings", "BENCHMARK_DATABASE": database}
    command = [sys.executable, "-m", "tests.benchmarks.wagtail_search", str(documents), str(runs)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(size: int, runs: int, *, databases: bool, elastic: bool, folder: Path) -> dict[str, Any]:
    """Everything at one size.

    Args:
        size: documents.
        runs: questions asked of each; a tenth of it of the databases where they are slow.
        databases: whether to measure Wagtail's own search too.
        elastic: whether to measure Elasticsearch too.
        folder: for the index.
    """
    documents = list(corpus.documents(size))
    settings.SEARCH_INDEX_DIR = folder / f"index-{size}"
    service.forget()
    engine = service.embedded()
    assert isinstance(engine, EmbeddedEngine)
    found: dict[str, Any] = {"rebuild": fill(engine, documents), "size": engine.status().bytes}
    found["open"] = opening(engine)
    queries = corpus.queries(runs + 1)
    # The engine itself would then know them all.
    other = EmbeddedEngine(settings.SEARCH_INDEX_DIR, vocabulary=service.vocabulary())
    replays = {id(query): native_calls(other, query) for query in queries}
    handler = WSGIHandler()
    asked = {id(query): RequestFactory().get(address(query)).environ for query in queries}

    def page(query: Query) -> HttpResponse:
        answered: list[str] = []
        response = cast(HttpResponse, handler(asked[id(query)], lambda status, *_: cast(Any, answered.append(status))))
        assert answered == ["200 OK"], address(query)
        assert b"".join(response), address(query)
        return response

    runners: dict[str, Callable[[Query], Any]] = {
        "raw": lambda query: [call() for call in replays[id(query)]],
        "adapter": engine.search,
        "page": page,
    }
    found["times"] = timing.race(runners, queries)
    if elastic:  # afterwards, for its server would burden the others
        with elasticsearch_server.running() as server:
            elasticsearch = ElasticEngine(vocabulary=service.vocabulary(), urls=server.urls, timeout=120)
            found["elasticsearch rebuild"] = fill(elasticsearch, documents)
            found["elasticsearch size"] = elasticsearch.status().bytes
            found["beside"] = timing.race({"raw": runners["raw"], "elasticsearch": elasticsearch.search}, queries)
    typed = [TYPED[number % len(TYPED)] for number in range(runs + 1)]
    found["suggest"] = timing.race({"s": lambda text: engine.suggest(text, lang="da")}, typed)["s"]
    found["update"] = timing.race({"u": lambda one: engine.index([one])}, documents[: runs // 4 + 1])["u"]
    if databases:
        few = runs if size < 10_000 else max(runs // 5, 10)
        found["sqlite"] = wagtail(str(folder / f"wagtail-{size}.sqlite3"), size, few)
        with postgresql_server.running() as socket:
            found["postgresql"] = wagtail(str(socket), size, few)
    return found


def opening(engine: EmbeddedEngine) -> float:
    """Seconds until a process that has just started has answered its first question."""
    engine.close()
    began = time.perf_counter()
    engine.search(corpus.queries(1)[0])
    return time.perf_counter() - began


def memory(folder: Path, size: int) -> list[int]:
    """Memory of this process after every tenth of so many different searches."""
    settings.SEARCH_INDEX_DIR = folder / f"index-{size}"
    service.forget()
    engine = service.embedded()
    words = [word for document in corpus.documents(2_000) for word in document.title.split()]
    asked = corpus.queries(60)
    kept = []
    for number in range(SEARCHES):
        query = asked[number % len(asked)]
        engine.search(Query(f"{query.text} {words[number % len(words)]}", query.lang, query.filters))
        if number % (SEARCHES // 10) == SEARCHES // 10 - 1:
            kept.append(timing.resident())
    return kept


def tell(size: int, found: dict[str, Any]) -> None:
    """Print one size as rows of the tables."""
    times = found["times"]

    def row(name: str, p50: float, p95: float, raw: float = times["raw"].p50) -> None:
        print(f"| {size:,} | {name} | {p50:.1f} | {p95:.1f} | {p50 / raw:.2f} |")

    for name, label in (("raw", "tantivy alone"), ("adapter", "embedded engine"), ("page", "search page")):
        row(label, times[name].p50, times[name].p95)
    if beside := found.get("beside"):
        row("Elasticsearch engine", beside["elasticsearch"].p50, beside["elasticsearch"].p95, beside["raw"].p50)
    for name, label in (("sqlite", "Wagtail on SQLite"), ("postgresql", "Wagtail on PostgreSQL")):
        if name in found:
            row(label, found[name]["p50"], found[name]["p95"])
            print(f"  {label}: {found[name]['p50'] / times['adapter'].p50:.0f}x the engine's time,", end=" ")
            print(f"indexed in {found[name]['indexing']:.0f} s")
    print(f"  page / engine {times['page'].p50 / times['adapter'].p50:.2f};", end=" ")
    print(f"rebuild {found['rebuild']:.1f} s ({size / found['rebuild']:.0f} documents/s),", end=" ")
    print(f"{found['size'] / 1e6:.1f} MB, first question {found['open']:.2f} s")
    if "elasticsearch rebuild" in found:
        print(f"  Elasticsearch: rebuild {found['elasticsearch rebuild']:.1f} s,", end=" ")
        print(f"{found['elasticsearch size'] / 1e6:.1f} MB")
    print(f"  suggestions {found['suggest']} ms; one document changed {found['update']} ms (p50 / p95)", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of documents")
    parser.add_argument("--runs", type=int, default=120, help="questions at each size")
    parser.add_argument("--no-databases", action="store_true", help="leave Wagtail's own search out")
    parser.add_argument("--no-elasticsearch", action="store_true", help="leave Elasticsearch out")
    parser.add_argument("--no-memory", action="store_true", help="leave the 10,000 searches out")
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("| documents | | p50 ms | p95 ms | times raw |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="samvaerk-benchmark-") as temporary:
        folder = Path(temporary)
        for size in given.sizes:
            databases, elastic = not given.no_databases, not given.no_elasticsearch
            tell(size, measure(size, given.runs, databases=databases, elastic=elastic, folder=folder))
        if not given.no_memory:
            kept = memory(folder, min(given.sizes, key=lambda size: abs(size - 10_000)))
            print("memory after each 1,000 searches, MB:", " ".join(f"{one / 1e6:.0f}" for one in kept))


if __name__ == "__main__":
    main()
