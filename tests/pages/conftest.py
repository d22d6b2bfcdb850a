"""Fixtures of the tests that read pages."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from portal.core import listing
from tests.pages.portal import Portal, addresses, fetch, warm_up


@pytest.fixture(scope="session")
def portal(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Portal:
    """Every seeded page and every term in both languages, as readers get them.

    Lists are shown by the pages themselves; the list that search makes of them has its own tests.
    """
    client = Client()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_renderers", [])
        warm_up()
        return Portal([fetch(client, *address) for address in list(addresses())])


@pytest.fixture
def own_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists show their own view, as above."""
    monkeypatch.setattr(listing, "_renderers", [])
