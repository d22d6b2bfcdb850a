"""Fixtures of the tests that read pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from portal.core import listing
from search import service
from tests.pages.portal import LISTS, Portal, addresses, fetch, warm_up


@pytest.fixture(scope="session")
def portal(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    index_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Portal:
    """Every seeded page, every term and the search page of both languages, as readers get them; and what they get of
    the lists and the search page while there is no index.
    """
    client = Client()
    nowhere = tmp_path_factory.mktemp("no-index")
    with django_db_blocker.unblock(), override_settings(SEARCH_ENGINE="embedded"):
        warm_up()
        known = list(addresses())
        read = {}
        for folder, wanted in (
            (index_folder, known),
            (nowhere, [address for address in known if address[2] in {*LISTS, "Search"}]),
        ):
            with override_settings(SEARCH_INDEX_DIR=folder):
                service.forget()
                read[folder] = [fetch(client, *address) for address in wanted]
    service.forget()
    return Portal(read[index_folder], without_index=read[nowhere])


@pytest.fixture
def own_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists show their own view, as they do without an index."""
    monkeypatch.setattr(listing, "_renderers", [])
