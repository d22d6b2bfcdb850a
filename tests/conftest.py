"""Hooks and fixtures that all tests share."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadScopeScheduling

from tests.indexing import index_folder, indexed
from tests.needs import pytest_runtest_setup, pytest_sessionfinish, pytest_terminal_summary

__all__ = ["index_folder", "indexed", "pytest_runtest_setup", "pytest_sessionfinish", "pytest_terminal_summary"]


OWN_DATABASE = {"db", "transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
"""Fixtures by which pytest-django knows that a test needs the test database."""
UNCOUNTED = {"test_relevance.py", "test_naming.py", "test_outage.py", "test_three_nodes.py", "test_processes.py"}
"""Files whose tests do not count as coverage."""


def folder(nodeid: str) -> str:
    """Folder of a test under ``tests``, or its file."""
    return nodeid.partition("::")[0].split("/")[1]


class FolderScheduling(LoadScopeScheduling):
    """Keeps the tests of a folder in one process: they share what is dear to make (servers, files, pages read)."""

    def _split_scope(self, nodeid: str) -> str:
        return folder(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FolderScheduling:
    """Share the tests by folders, where processes share them; ``xdist_group`` does nothing with pytest 9.2."""
    return FolderScheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the test database made for all that read it, and count what tests reach only where they look at it.

    Fixtures of the whole session (``portal``, ``index_folder``) read it too, and pytest-django looks at the tests
    themselves only: a run of nothing but such tests would read, and seed, the developer's own database.

    A browser and a measure of relevance run through nearly everything, which says little of what is tested. Coverage
    is not counted in them, and they take half the time.
    """
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if "django_db_setup" in names and not names & OWN_DATABASE and item.get_closest_marker("django_db") is None:
            item.add_marker("django_db")
        if item.get_closest_marker("browser") or item.path.name in UNCOUNTED:
            item.add_marker("no_cover")


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
