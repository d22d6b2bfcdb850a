"""The files of all templates, built once for the whole session."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolbox.files.build import BuiltFile, build_all


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[BuiltFile]:
    return build_all(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="session")
def folder(built: list[BuiltFile]) -> Path:
    return built[0].path.parent
