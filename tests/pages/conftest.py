"""Fixtures of the tests that read pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from search import service
from tests.pages.portal import Portal, addresses, fetch


@pytest.fixture(scope="session")
def portal(django_db_setup: None, django_db_blocker: DjangoDbBlocker, index_folder: Path) -> Portal:
    """Every seeded page, every term and the search page of both languages, as readers get them."""
    client = Client()
    with django_db_blocker.unblock(), override_settings(SEARCH_INDEX_DIR=index_folder, SEARCH_ENGINE="embedded"):
        service.forget()
        read = Portal([fetch(client, *address) for address in list(addresses())])
    service.forget()
    return read
