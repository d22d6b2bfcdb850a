"""The seeded portal with an index of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from search import service
from search.engines.embedded import EmbeddedEngine
from search.indexing.rebuilding import rebuild
from search.ports import EngineUnavailable


@pytest.fixture(scope="session")
def index_folder(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Path:
    """An index of the seeded portal."""
    folder = tmp_path_factory.mktemp("search-page")
    with django_db_blocker.unblock():
        engine = EmbeddedEngine(folder, vocabulary=service.vocabulary())
        rebuild(engine)
        engine.close()
    return folder


@pytest.fixture
def indexed(index_folder: Path, settings: Settings) -> Iterator[None]:
    """The portal answers from the index."""
    settings.SEARCH_INDEX_DIR = index_folder
    settings.SEARCH_ENGINE = "embedded"
    service.forget()
    yield
    service.forget()


@pytest.fixture
def reader(indexed: None, db: None) -> Client:
    """A browser without scripts."""
    return Client()


class Down:
    """An engine that does not answer."""

    name = "down"

    def __init__(self, error: type[EngineUnavailable] = EngineUnavailable) -> None:
        self.error = error

    def search(self, *args: object, **kwargs: object) -> None:
        raise self.error("away")

    suggest = search


@pytest.fixture
def down(db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser of a portal whose engines are away."""
    monkeypatch.setattr(service, "engines", lambda: (Down(), Down()))
    return Client()
