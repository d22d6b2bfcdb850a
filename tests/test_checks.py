"""The runner of all checks: it goes on after a failure, and its closing lines tell everything."""

import sys
import tomllib

import pytest

from tests import checks


def script(title: str, source: str) -> checks.Check:
    return checks.Check(title, [sys.executable, "-c", source])


def test_all_checks_run_and_the_failed_one_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tests = "print('Not run: 2 × browser tests: no Chromium found'); print('=== 5 passed, 2 skipped in 1.20s ===')"
    all_checks = [script("ruff", "raise SystemExit(1)"), script("mypy", "print('fine')"), script("tests", tests)]
    monkeypatch.setattr(checks, "checks", lambda arguments: all_checks)
    assert checks.main([]) == 1
    summary = capsys.readouterr().out.partition("=== Summary\n")[2].splitlines()
    assert [line.split()[:2] for line in summary[:3]] == [["FAILED", "ruff"], ["ok", "mypy"], ["ok", "tests"]]
    assert summary[3:] == [
        "Not run: 2 × browser tests: no Chromium found",
        "5 passed, 2 skipped in 1.20s",
        "Failed: ruff.",
    ]


def test_when_all_hold_the_status_is_zero(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(checks, "checks", lambda arguments: [script("ruff", "")])
    assert checks.main([]) == 0
    assert capsys.readouterr().out.endswith("Everything that was run holds.\n")


def test_pytest_gets_the_arguments() -> None:
    assert list(checks.checks(["-k", "settings"])[-1].command[-2:]) == ["-k", "settings"]


@pytest.mark.parametrize("arguments", [[], ["-k", "settings"]])
def test_coverage_is_counted_when_asked_for(arguments: list[str]) -> None:
    assert not [word for word in checks.checks(arguments)[-1].command if word.startswith("--cov")]
    command = list(checks.checks([*arguments, "--cov"])[-1].command)
    assert command.count("--cov") == 1
    assert ("-n" in command) is (not arguments)


@pytest.mark.parametrize(
    ("ci", "arguments", "held"),
    [(True, ["--cov"], True), (False, ["--cov"], False), (True, ["--cov", "-k", "settings"], False)],
)
def test_coverage_is_held_where_everything_runs(
    monkeypatch: pytest.MonkeyPatch, ci: bool, arguments: list[str], held: bool
) -> None:
    """In CI nothing may be left out. Elsewhere a server may be missing, and a part of the tests reaches less."""
    monkeypatch.setattr(checks, "CI", ci)
    assert ("--cov-fail-under=0" not in checks.checks(arguments)[-1].command) is held
    report = tomllib.loads((checks.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["report"]
    assert report["fail_under"] >= 85
