"""An index of the seeded portal, for tests that search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from search import service
from search.engines.embedded import EmbeddedEngine
from search.indexing.rebuilding import rebuild


@pytest.fixture(scope="session")
def index_folder(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Path:
    """An index of the seeded portal."""
    folder = tmp_path_factory.mktemp("index")
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
