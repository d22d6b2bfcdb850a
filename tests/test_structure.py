"""Files stay so short that one can be read in one sitting."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SUFFIXES = {".py", ".html", ".css", ".js"}
MOST = 400
"""Lines of a file."""
NOT_WRITTEN_BY_HAND = ("migrations", "node_modules", "vendor", "var")
"""Folders of what is generated or taken over."""


def by_hand() -> list[Path]:
    """Every file of code, markup or style in the repository: git's, or without git those on the disk."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = listed.stdout.split("\n") if listed.returncode == 0 else (p.relative_to(ROOT) for p in ROOT.rglob("*.*"))
    paths = [Path(name) for name in names]
    return [
        path
        for path in paths
        if path.suffix in SUFFIXES
        and not any(part in NOT_WRITTEN_BY_HAND or part.startswith(".") for part in path.parts)
        and (ROOT / path).is_file()
    ]


def lines(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long() -> None:
    long = {str(path): count for path in by_hand() if (count := lines(path)) > MOST}
    assert not long, f"split these: {long}"


@pytest.mark.parametrize("folder", ["portal", "cases", "toolbox", "search", "tests", "templates", "static"])
def test_every_folder_is_looked_at(folder: str) -> None:
    assert any(path.parts[0] == folder for path in by_hand())
