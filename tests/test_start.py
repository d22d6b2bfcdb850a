"""``manage.py demo`` from nothing, as run.py starts it: stopped, started again, and nothing of an editor is lost."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def portal(state: Path, log: Path, *, limit: float) -> Iterator[tuple[str, float]]:
    """The portal with its state in ``state``: its address, and the seconds to the first answers in both languages."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.development",
        "PYTHONUTF8": "1",
        "SAMVAERK_STATE_DIR": str(state),
        "SAMVAERK_DATABASE_URL": f"sqlite://{state / 'samvaerk.sqlite3'}",
    }
    command = [sys.executable, "manage.py", "demo", f"--port={port}"]
    began = time.monotonic()
    with (
        log.open("wb") as file,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file) as server,
    ):
        try:
            wait_for_port(port, server, limit, log)
            for path in ("/da/", "/sv/"):
                assert urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30).status == 200
            yield f"http://127.0.0.1:{port}", time.monotonic() - began
            server.send_signal(signal.SIGINT)
            assert server.wait(10) == 0, log.read_text(encoding="utf-8")
        finally:
            server.kill()


def wait_for_port(port: int, server: subprocess.Popen[bytes], limit: float, log: Path) -> None:
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"no answer after {limit} s:\n{log.read_text(encoding='utf-8')}")


def test_started_stopped_and_started_again(tmp_path: Path) -> None:
    state, first_log, second_log = tmp_path / "var", tmp_path / "first.log", tmp_path / "second.log"
    with portal(state, first_log, limit=240):
        pass
    first = first_log.read_text(encoding="utf-8")
    told = [line for line in first.splitlines() if line.startswith("[5/5] ")]
    assert told == [f"[5/5] Logins: in {state}/logins.json"]
    assert "Traceback" not in first
    assert first.rstrip().endswith("Stopped. Everything is kept; the same command goes on from here.")

    with closing(sqlite3.connect(state / "samvaerk.sqlite3")) as database:
        database.execute(
            "UPDATE wagtailcore_page SET title = 'An editor wrote this', draft_title = title WHERE depth = 3"
        )
        database.commit()
        before = list(database.iterdump())
        with portal(state, second_log, limit=60) as (_, seconds):
            after = list(database.iterdump())
    second = second_log.read_text(encoding="utf-8")
    assert [line.partition(": ")[2] for line in second.splitlines() if line.startswith("[")][:4] == ["up to date"] * 4
    assert logins(second) == logins(first)
    assert after == before
    assert seconds < 30, "six seconds on a quiet machine; this one may be running other tests"


def logins(log: str) -> list[str]:
    return [line for line in log.splitlines() if line.startswith(("  Administrator", "  Editor"))]
