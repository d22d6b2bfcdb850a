"""Everything that must hold before a change is taken: ``python3 run.py test`` and CI end here.

All checks run, also after one has failed; the closing lines say how each went and what was not run.
"""

import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.needs import CI, NOT_RUN

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("portal", "cases", "toolbox", "search")
COVERAGE = "--cov"
CLOSING_LINE = re.compile(r"\d+ (passed|failed|errors?|skipped|deselected).* in [\d.]+s")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.config.settings.base",
    "SAMVAERK_HOSTS": "portal.example",
    "SAMVAERK_BASE_URL": "https://portal.example",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One program to run: its exit status says whether the check held."""

    title: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """How a check went, and the lines of its output that belong at the very end."""

    title: str
    passed: bool
    seconds: float
    closing: list[str]


def checks(pytest_arguments: Sequence[str]) -> list[Check]:
    """All checks in order, the quick ones first."""
    python, manage = [sys.executable, "-m"], [sys.executable, "manage.py"]
    secret = {"SAMVAERK_SECRET_KEY": secrets.token_urlsafe(50)}
    testing = {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    templates = [name for name in ("templates", *PACKAGES) if any((ROOT / name).rglob("*.html"))]
    anew = ["--create-db"] if CI else []
    # Counting makes the tests take over half as long again; it is asked for, not part of every run.
    counted, parts = COVERAGE in pytest_arguments, [given for given in pytest_arguments if given != COVERAGE]
    # A part of the tests, or all but those whose servers are missing, says nothing about what all of them reach.
    floor = [] if CI and not parts else ["--cov-fail-under=0"]
    # Two processes, each with its own database and index; a folder's tests stay together (tests/conftest.py).
    shared = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder", "--durations=30"]
    processes = [] if parts else shared
    coverage = [COVERAGE, "--cov-report=term:skip-covered", *floor] if counted else []
    return [
        Check("ruff", [*python, "ruff", "check", "."]),
        Check("ruff format", [*python, "ruff", "format", "--check", "."]),
        Check("djhtml", [*python, "djhtml", "--check", "--tabwidth=2", *templates]),
        Check(
            "import contracts",
            [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"],
        ),
        Check("mypy", [*python, "mypy"]),
        Check(
            "fonts, messages, static files",
            [*manage, "build_assets"],
            {"DJANGO_SETTINGS_MODULE": "portal.config.settings.development"},
        ),
        Check("migrations are complete", [*manage, "makemigrations", "--check", "--dry-run"], testing),
        Check("ready to deploy", [*manage, "check", "--deploy", "--fail-level=WARNING"], PRODUCTION | secret),
        Check("tests", [*python, "pytest", *anew, *processes, *coverage, *parts]),
    ]


def run(check: Check) -> Outcome:
    """Run one check with its output passed on as it comes."""
    print(f"\n=== {check.title}", flush=True)
    began, closing = time.monotonic(), []
    environment = os.environ | check.environment
    with subprocess.Popen(
        check.command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if line.startswith(NOT_RUN) or CLOSING_LINE.search(line):
                closing.append(line.strip(" =\n"))
    return Outcome(check.title, process.returncode == 0, time.monotonic() - began, closing)


def main(pytest_arguments: Sequence[str]) -> int:
    """Run everything and sum up."""
    outcomes = [run(check) for check in checks(pytest_arguments)]
    print("\n=== Summary")
    for outcome in outcomes:
        print(f"  {'ok' if outcome.passed else 'FAILED':<7} {outcome.title:<32} {outcome.seconds:6.1f} s")
    for line in (line for outcome in outcomes for line in outcome.closing):
        print(line)
    failed = [outcome.title for outcome in outcomes if not outcome.passed]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything that was run holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped before the end; nothing is known about the rest.")
