"""run.py: what it says when it cannot go on, and that it leaves nothing half-done. Nothing here needs a network."""

import ast
import io
import re
import runpy
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import run
from portal.core.console import Step, Steps

OFFLINE = """\
Collecting annotated-types==0.8.0 (from -r requirements.txt (line 1))
WARNING: Retrying (Retry(total=0, connect=None, read=None)) after connection broken by \
'NewConnectionError('<HTTPSConnection>: [Errno -3] name resolution')': /annotated-types/
ERROR: Could not find a version that satisfies the requirement annotated-types==0.8.0 (from versions: none)
ERROR: No matching distribution found for annotated-types==0.8.0
"""
DISK_FULL = """\
Collecting lxml==6.1.3 (from -r requirements.txt (line 700))
ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
"""


@pytest.fixture
def steps() -> Steps:
    return Steps(2, stream=io.StringIO())


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / ".venv"
    monkeypatch.setattr(run, "VENV", folder)
    monkeypatch.setattr(run, "PYTHON", folder / "bin" / "python")
    return folder


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.txt"
    file.write_text("waitress==3.0.2 --hash=sha256:0\n")
    return file


def test_an_old_python_is_named_with_the_version_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(
        SystemExit, match=r"^Samværk needs Python 3\.11 or newer, and this is \S+\. Try: python3\.11 run\.py$"
    ):
        runpy.run_path(run.__file__)


def test_an_old_python_can_read_as_far_as_that_sentence() -> None:
    ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"^Port {port} is taken.*--port {port + 1}$"):
            run.check_address("127.0.0.1", port)
    run.check_address("127.0.0.1", port)


def test_a_forbidden_port_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(SystemExit, match="may not listen on port 80"):
        run.check_address("127.0.0.1", 80)


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **options: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SystemExit, match="'nowhere' is not an address of this machine"):
        run.check_address("nowhere", 8000)


@pytest.mark.parametrize(
    "arguments",
    [["--port", "abc"], ["--port", "0"], ["--port", "65536"], ["--prot", "8000"], ["--por", "80"], ["tset"]],
)
def test_a_wrong_call_is_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run.main(arguments)
    assert stop.value.code == 2
    assert re.fullmatch(
        r"run\.py does not understand that: [^\n]+\. See python3 run\.py --help\n", capsys.readouterr().err
    )


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_gets_the_apt_hint(
    module: str, steps: Steps, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == module else object())
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        run.make_environment(steps)
    assert not venv.exists()


def test_a_failed_environment_leaves_nothing(steps: Steps, venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        (venv / "bin").mkdir(parents=True)
        return subprocess.CompletedProcess(command, 1, stdout="", stderr="Error: no room\n")

    monkeypatch.setattr(subprocess, "run", half)
    with pytest.raises(SystemExit, match=r"nothing of it was left\. Python said: Error: no room$"):
        run.make_environment(steps)
    assert not venv.exists()


def test_an_interrupted_environment_leaves_nothing(steps: Steps, venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **options: object) -> None:
        (venv / "bin").mkdir(parents=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run.make_environment(steps)
    assert not venv.exists()


def test_without_a_network_the_package_is_named() -> None:
    said = run.install_failure(OFFLINE)
    assert said == (
        "annotated-types could not be fetched: no connection to the package index. "
        "Nothing was installed; start again when the network is back."
    )


def test_any_other_failure_gives_pips_reason() -> None:
    said = run.install_failure(DISK_FULL)
    assert "No space left on device" in said
    assert ".venv/install.log" in said


def test_a_failed_installation_is_tried_again_at_the_next_start(
    steps: Steps, venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.mkdir()
    results = [(1, OFFLINE), (0, ""), (1, "must not be called")]
    monkeypatch.setattr(run, "follow", lambda command, step, total: results.pop(0))
    with pytest.raises(SystemExit, match="could not be fetched"):
        run.install(steps, lock)
    run.install(steps, lock)
    run.install(steps, lock)
    assert len(results) == 1


def test_a_changed_lock_is_installed(steps: Steps, venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.mkdir()
    calls: list[list[str]] = []

    def installed(command: list[str], step: Step, total: int) -> tuple[int, str]:
        calls.append(command)
        return 0, ""

    monkeypatch.setattr(run, "follow", installed)
    run.install(steps, lock)
    lock.write_text("waitress==3.0.3 --hash=sha256:0\n")
    run.install(steps, lock)
    assert len(calls) == 2
    assert all("--require-hashes" in call for call in calls)


def test_pips_words_are_kept(venv: Path, steps: Steps) -> None:
    venv.mkdir()
    with steps.step("Packages") as step:
        status, output = run.follow([sys.executable, "-c", "print('Collecting a'); raise SystemExit(3)"], step, 1)
    assert (status, output) == (3, "Collecting a\n")
    assert (venv / "install.log").read_text(encoding="utf-8") == output


def test_steps_in_a_log_are_lines() -> None:
    log = io.StringIO()
    steps = Steps(6, before=2, stream=log)
    with steps.step("Database") as step:
        step.tell("240 migrations applied")
    steps.skip("Content")
    assert log.getvalue().splitlines() == [
        "[3/6] Database …",
        "[3/6] Database: 240 migrations applied",
        "[4/6] Content: up to date",
    ]


def test_a_long_step_says_in_a_log_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Step, "QUIET_SECONDS", 0.01)
    log = io.StringIO()
    with Steps(1, stream=log).step("Packages") as step:
        step.tell("7 of 63 fetched")
        deadline = time.monotonic() + 5
        while log.getvalue().count("\n") < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "[1/1] Packages … 7 of 63 fetched, 0 s\n" in log.getvalue()


def test_a_failed_step_is_not_called_done() -> None:
    log = io.StringIO()
    with pytest.raises(SystemExit), Steps(1, stream=log).step("Packages"):
        sys.exit("no")
    assert log.getvalue().endswith("[1/1] Packages: not finished\n")


def test_on_a_terminal_a_step_keeps_one_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with Steps(1, stream=terminal).step("Database"):
        pass
    assert terminal.getvalue().count("\n") == 1
