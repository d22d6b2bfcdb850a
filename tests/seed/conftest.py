"""A copy of the seed files that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portal.seed.reading import DATA


class Files:
    """A copy of the portal's seed files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace the first ``old`` in a file; the number of the line it was on."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def line_of(self, name: str, wanted: str) -> int:
        """The line on which the first ``wanted`` of a file ends."""
        text = (self.folder / name).read_text(encoding="utf-8")
        return text[: text.index(wanted) + len(wanted.rstrip())].count("\n") + 1


@pytest.fixture
def files(tmp_path: Path) -> Files:
    shutil.copytree(DATA, tmp_path / "data")
    return Files(tmp_path / "data")
