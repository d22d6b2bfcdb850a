"""What is not run is told, and in CI it fails: tried on small test files in a pytest of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONFTEST = """
import tests.needs
from tests.needs import *
tests.needs.NEEDS = (tests.needs.Need("browser", lambda: None, "no Chromium found: install it"),)
def pytest_configure(config):
    config.addinivalue_line("markers", "browser: needs Chromium")
"""
BROWSER_TEST = "import pytest\n@pytest.mark.browser\ndef test_page(): pass\ndef test_other(): pass\n"
SKIPPED_TEST = "import pytest\ndef test_page(): pytest.skip('not on a Monday')\ndef test_other(): pass\n"


def run_pytest(folder: Path, test: str, *, ci: bool) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_it.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\n")
    environment = {name: value for name, value in os.environ.items() if name not in {"CI", "PYTEST_ADDOPTS"}}
    environment |= {"PYTHONPATH": str(ROOT)} | ({"CI": "true"} if ci else {})
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("test", "reason"),
    [(BROWSER_TEST, "browser tests: no Chromium found: install it"), (SKIPPED_TEST, "not on a Monday")],
)
def test_what_is_left_out_is_told_with_its_reason(tmp_path: Path, test: str, reason: str) -> None:
    result = run_pytest(tmp_path, test, ci=False)
    assert f"Not run: 1 × {reason}" in result.stdout.splitlines()
    assert "1 passed, 1 skipped" in result.stdout
    assert result.returncode == 0


def test_a_missing_need_fails_in_ci(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, BROWSER_TEST, ci=True)
    assert "CI must run everything. browser tests: no Chromium found: install it" in result.stdout
    assert "1 passed, 1 error" in result.stdout
    assert result.returncode == 1


def test_any_other_skip_fails_in_ci(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, SKIPPED_TEST, ci=True)
    assert "Not run: 1 × not on a Monday" in result.stdout.splitlines()
    assert result.returncode == 1
