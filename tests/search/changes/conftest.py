"""The seeded portal, and an index that changes with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from portal.seed.factories import Factory, make
from search import service
from toolbox.models import GuidePage

from .changing import WORD, Committing


@pytest.fixture
def portal(index_folder: Path, tmp_path: Path, settings: Settings, seeded: None) -> Iterator[None]:
    """The portal with an index that the test may change."""
    settings.SEARCH_INDEX_DIR = shutil.copytree(index_folder, tmp_path / "index")
    settings.SEARCH_ENGINE = "embedded"
    service.forget()
    yield
    service.forget()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any, portal: None) -> Committing:
    """Stands for the end of a transaction: what is to happen then happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def guide(committed: Committing) -> dict[str, GuidePage]:
    """A published guide with a word of its own, in both languages."""
    with committed():
        titles = {lang: f"Om {word}" for lang, word in WORD.items()}
        pages = make(Factory().guide(1, title=titles))[0]
        for page in pages.values():
            page.save()
    return pages
