"""Hooks and fixtures that all tests share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import cast

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.needs import pytest_runtest_setup, pytest_sessionfinish, pytest_terminal_summary

__all__ = ["pytest_runtest_setup", "pytest_sessionfinish", "pytest_terminal_summary"]


class Snapshot:
    """The seeded test database as it was when the session began.

    A test that commits (``transactional_db``, ``live_server``) empties the database when it is over, with Wagtail's root
    page and all. The snapshot brings the content back for the next one, and for the next session of ``--reuse-db``.
    """

    def __init__(self) -> None:
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection().backup(self._copy)

    def restore(self) -> None:
        """Put everything back as it was."""
        self._copy.backup(self._connection())

    @staticmethod
    def _connection() -> sqlite3.Connection:
        connection.ensure_connection()
        return cast(sqlite3.Connection, connection.connection)


@pytest.fixture(scope="session")
def snapshot(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Snapshot]:
    """The seeded database, to be brought back after tests that commit."""
    with django_db_blocker.unblock():
        taken = Snapshot()
    yield taken
    with django_db_blocker.unblock():
        taken.restore()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the seed into the test database once. In a kept database (``--reuse-db``) only what changed is written."""
    from wagtail.models import Page

    from portal.seed.loading import load
    from portal.seed.validation import load_files

    with django_db_blocker.unblock():
        if not Page.objects.filter(depth=1).exists():
            pytest.exit("The kept test database was left empty by a stopped run: run once with --create-db.", 3)
        load(load_files())


@pytest.fixture
def seeded(db: None) -> None:
    """The portal's content, in a transaction that is rolled back after the test."""


@pytest.fixture
def seeded_live(snapshot: Snapshot, transactional_db: None) -> None:
    """The portal's content for tests that commit or serve it, as with ``live_server``."""
    snapshot.restore()
