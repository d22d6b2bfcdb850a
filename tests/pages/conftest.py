"""Fixtures of the tests that read pages."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.pages.portal import Portal, addresses, fetch


@pytest.fixture(scope="session")
def portal(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Portal:
    """Every seeded page, every term and the search page of both languages, as readers get them."""
    client = Client()
    with django_db_blocker.unblock():
        return Portal([fetch(client, *address) for address in list(addresses())])
