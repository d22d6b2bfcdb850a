"""The seeded portal with an index of its own."""

from __future__ import annotations

import pytest
from django.test import Client

from search import service
from search.ports import EngineUnavailable


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
