"""Engines for the tests of search. Both by default; ``SEARCH_TEST_ENGINES=embedded`` (or a list) names others.

A named engine that is not there is an error; of those that are not named, Elasticsearch is left out with a reason where
Java or Maven are missing, and fails in CI.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest
from pytest_django import DjangoDbBlocker

from search.engines.core import Core
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.indexing import vocabulary
from search.indexing.documents import all_page_ids, documents
from search.ports import FACETS, Document, Vocabulary

from . import elasticsearch_server, samples
from .watching import Watch

NAMED = tuple(filter(None, os.environ.get("SEARCH_TEST_ENGINES", "").split(",")))
ENGINES = ("embedded", "elasticsearch")
MARKS = {"embedded": (), "elasticsearch": () if NAMED else (pytest.mark.elasticsearch,)}
unknown = set(NAMED) - set(ENGINES)
if unknown:
    raise pytest.UsageError(f"SEARCH_TEST_ENGINES names {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}.")


PATIENT = 120.0
"""Seconds to wait for Elasticsearch: a busy machine shall not look like a server that fails, which is spared then."""


class MakeEngine(Protocol):
    """Makes an engine of the kind that a test runs with; calls with the same name share an index."""

    def __call__(
        self, vocabulary: Callable[[], Vocabulary] | None = ..., *, name: str = ..., facets: tuple[str, ...] = ...
    ) -> Core: ...


class Servers:
    """Elasticsearch for the tests: the one that the environment names, or one that is started when first asked for."""

    def __init__(self, until_the_end: ExitStack) -> None:
        self._until_the_end = until_the_end
        self._urls: list[str] = []

    @property
    def urls(self) -> list[str]:
        """Addresses of its nodes."""
        if not self._urls:
            given = os.environ.get("ELASTICSEARCH_URL")
            started = elasticsearch_server.running
            self._urls = given.split(",") if given else self._until_the_end.enter_context(started()).urls
        return self._urls


@pytest.fixture(scope="session")
def elasticsearch() -> Iterator[Servers]:
    """The server of this session."""
    with ExitStack() as until_the_end:
        yield Servers(until_the_end)


@pytest.fixture(params=[pytest.param(name, marks=MARKS[name]) for name in (NAMED or ENGINES)])
def kind(request: pytest.FixtureRequest) -> str:
    """Which engine a test runs with."""
    return str(request.param)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Sees what is asked of Elasticsearch."""
    return Watch(monkeypatch)


_numbers = count()


class Workshop:
    """Makes engines of one kind, and clears up after them."""

    def __init__(self, kind: str, folder: Path, servers: Servers) -> None:
        self._kind, self._folder, self._servers = kind, folder, servers
        self._prefix = f"test-{os.getpid()}-{next(_numbers)}"
        self._made: list[Core] = []
        self._default = samples.vocabulary()

    def __call__(
        self,
        vocabulary: Callable[[], Vocabulary] | None = None,
        *,
        name: str = "a",
        facets: tuple[str, ...] = FACETS,
    ) -> Core:
        vocabulary = vocabulary or (lambda: self._default)
        engine: Core
        if self._kind == "embedded":
            engine = EmbeddedEngine(self._folder / name, vocabulary=vocabulary, facets=facets)
        else:
            alias = f"{self._prefix}-{name}"
            engine = ElasticEngine(
                vocabulary=vocabulary, urls=self._servers.urls, alias=alias, facets=facets, timeout=PATIENT
            )
        self._made.append(engine)
        return engine

    def close(self) -> None:
        """Remove the indexes."""
        for engine in self._made:
            if isinstance(engine, ElasticEngine):
                for index in engine.generations().values():
                    engine.client.indices.delete(index=index, ignore_unavailable=True)
            engine.close()


@pytest.fixture(scope="session")
def workshops(tmp_path_factory: pytest.TempPathFactory, elasticsearch: Servers) -> Iterator[Callable[[str], Workshop]]:
    """A new workshop for engines of a kind."""
    opened: list[Workshop] = []

    def workshop(kind: str) -> Workshop:
        opened.append(Workshop(kind, tmp_path_factory.mktemp("index"), elasticsearch))
        return opened[-1]

    yield workshop
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def filled(workshops: Callable[[str], Workshop]) -> Callable[[str], Core]:
    """The engine of a kind with the sample documents, shared by all tests that only read."""

    @cache
    def of(kind: str) -> Core:
        return samples.fill(workshops(kind)())

    return of


@pytest.fixture
def make_engine(kind: str, workshops: Callable[[str], Workshop]) -> MakeEngine:
    """Makes engines on indexes of this test's own."""
    return workshops(kind)


@pytest.fixture
def engine(kind: str, filled: Callable[[str], Core]) -> Core:
    """An engine with the sample documents, for reading only."""
    return filled(kind)


@pytest.fixture
def own_engine(make_engine: MakeEngine) -> Core:
    """An engine with the sample documents that the test may change."""
    return samples.fill(make_engine())


@pytest.fixture(scope="session")
def content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> tuple[list[Document], Vocabulary]:
    """Every document and the editors' vocabulary, as the seed brings them."""
    with django_db_blocker.unblock():
        return list(documents(all_page_ids())), vocabulary.read()


@pytest.fixture(scope="session")
def make_seed(
    workshops: Callable[[str], Workshop], content: tuple[list[Document], Vocabulary]
) -> Callable[[str], Core]:
    """The engine of a kind with the whole content, made once."""

    @cache
    def of(kind: str) -> Core:
        engine = workshops(kind)(lambda: content[1], name="seed")
        with engine.rebuild() as generation:
            generation.add(content[0])
            generation.finish()
        return engine

    return of


@pytest.fixture
def seed(kind: str, make_seed: Callable[[str], Core]) -> Core:
    """An engine with everything that the portal is seeded with, for reading only."""
    return make_seed(kind)
