"""Hooks and fixtures that all tests share."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.indexing import index_folder, indexed
from tests.needs import pytest_runtest_setup, pytest_sessionfinish, pytest_terminal_summary

__all__ = ["index_folder", "indexed", "pytest_runtest_setup", "pytest_sessionfinish", "pytest_terminal_summary"]


OWN_DATABASE = {"db", "transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
"""Fixtures by which pytest-django knows that a test needs the test database."""


def group(path: Path) -> str:
    """Name of the group of a test file: tests of a folder share what is dear to make (servers, files, pages read)."""
    return path.relative_to(Path(__file__).parent).parts[0]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a folder in one process, and have the test database made for all that read it.

    Fixtures of the whole session (``portal``, ``index_folder``) read it too, and pytest-django looks at the tests
    themselves only: a run of nothing but such tests would read, and seed, the developer's own database.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group(item.path)))  # read where processes share the tests
        names = set(getattr(item, "fixturenames", ()))
        if "django_db_setup" in names and not names & OWN_DATABASE and item.get_closest_marker("django_db") is None:
            item.add_marker("django_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Name the kept test database after the migrations that made it, so that others never meet it."""
    test = connection.settings_dict["TEST"]
    if test["NAME"]:
        folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
        migrations = b"".join(file.read_bytes() for folder in folders for file in sorted(folder.glob("*.py")))
        made_by = hashlib.sha256(migrations).hexdigest()[:8]
        test["NAME"] = str(Path(test["NAME"]).with_stem(f"test-{made_by}"))


class Snapshot:
    """The seeded test database as it was when the session began.

    Django empties the database after a test that commits (``transactional_db``, ``live_server``), and takes Wagtail's
    root page and the permissions away with the content. Here the snapshot is brought back instead.
    """

    def __init__(self) -> None:
        self._copy = sqlite3.connect(":memory:")
        self._database().backup(self._copy)

    def restore(self) -> None:
        """Put everything back as it was."""
        self._copy.backup(self._database())

    @staticmethod
    def _database() -> sqlite3.Connection:
        connection.ensure_connection()
        return cast(sqlite3.Connection, connection.connection)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the seed into the test database once. In a kept database (``--reuse-db``) only what changed is written."""
    from portal.seed.loading import load
    from portal.seed.validation import load_files

    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            load(load_files())
            if connection.vendor == "sqlite":
                snapshot = Snapshot()
                patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: snapshot.restore())
        yield


@pytest.fixture
def seeded(db: None) -> None:
    """The portal's content, in a transaction that is rolled back after the test."""


@pytest.fixture
def seeded_live(transactional_db: None) -> None:
    """The portal's content for tests that commit or serve it, as with ``live_server``."""
