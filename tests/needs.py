"""What some tests need besides Python: told plainly when missing, and a failure in CI.

A test says what it needs with a marker (``@pytest.mark.browser``). ``tests/conftest.py`` registers this module's hooks.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

CI = os.environ.get("CI", "").lower() in {"1", "true"}
NOT_RUN = "Not run: "


@dataclass(frozen=True, slots=True)
class Need:
    """Something outside Python, how to find it, and what to do when it is not there."""

    marker: str
    find: Callable[[], str | None]
    missing: str


def chromium() -> str | None:
    """The Chromium (or Chrome) on this machine; Playwright's own download is not used."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return next(filter(None, map(shutil.which, names)), str(mac) if mac.exists() else None)


def postgres() -> str | None:
    """The folder of PostgreSQL's programs; Debian keeps them off the path."""
    initdb = shutil.which("initdb") or next(
        map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None
    )
    return str(Path(initdb).parent) if initdb else None


def redis() -> str | None:
    """The Redis server."""
    return shutil.which("redis-server")


def elasticsearch() -> str | None:
    """A running Elasticsearch, or else the Java and Maven that fetch and start one."""
    own = shutil.which("mvn") if shutil.which("java") else None
    return os.environ.get("ELASTICSEARCH_URL") or own


def libreoffice() -> str | None:
    """LibreOffice, to open and recalculate the templates' files."""
    return shutil.which("soffice") or shutil.which("libreoffice")


NEEDS = (
    Need("browser", chromium, "no Chromium found: install Debian's package chromium, or Chrome"),
    Need("postgres", postgres, "no PostgreSQL found: install Debian's package postgresql"),
    Need("redis", redis, "no redis-server found: install Debian's package redis-server"),
    Need(
        "elasticsearch",
        elasticsearch,
        "no Elasticsearch: set ELASTICSEARCH_URL, or install Java and Maven to have one started",
    ),
    Need("libreoffice", libreoffice, "no LibreOffice found: install Debian's package libreoffice"),
)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out a test whose need is missing; in CI that is a failure."""
    for need in NEEDS:
        if item.get_closest_marker(need.marker) and not need.find():
            reason = f"{need.marker} tests: {need.missing}"
            if CI:
                pytest.fail(f"CI must run everything. {reason}", pytrace=False)
            pytest.skip(reason)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be skipped, whatever the reason."""
    if CI and session.exitstatus == pytest.ExitCode.OK and _skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was left out and why, one line for each reason."""
    for reason, count in sorted(_skips(terminalreporter.config).items()):
        terminalreporter.write_line(f"{NOT_RUN}{count} × {reason}")


def _skips(config: pytest.Config) -> Counter[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in reports)
