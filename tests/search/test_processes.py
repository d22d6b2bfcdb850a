"""Several processes of the portal at work on one database and one index, and what is left when one is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
KILLS = 5
pytestmark = pytest.mark.slow

Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def place(index_folder: Path, tmp_path: Path, seeded_live: None) -> Path:
    """A state folder with a copy of the seeded database and its index."""
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "samvaerk.sqlite3")) as copy:
        connection.connection.backup(copy)
    shutil.copytree(index_folder, tmp_path / "index")
    (tmp_path / "static").mkdir()
    return tmp_path


@pytest.fixture
def run(place: Path) -> Iterator[Run]:
    """Starts a program of the portal on the copy."""
    started: list[subprocess.Popen[str]] = []
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.search.settings",
        "SAMVAERK_STATE_DIR": str(place),
        "SAMVAERK_DATABASE_URL": f"sqlite:///{place}/samvaerk.sqlite3",
        "PYTHONWARNINGS": "ignore",
        "SAMVAERK_LOG_LEVEL": "ERROR",
    }

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, *arguments]
        pipe, output = subprocess.PIPE, subprocess.STDOUT
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=pipe, stderr=output))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def publisher(run: Run, name: str, first: int, count: int) -> subprocess.Popen[str]:
    return run("-m", "tests.search.publisher", name, str(first), str(count))


def manage(run: Run, *arguments: str) -> tuple[int, str]:
    process = run("manage.py", *arguments)
    told, _ = process.communicate(timeout=120)
    return process.returncode, told


def assert_index_says_what_the_database_says(run: Run) -> None:
    status, told = manage(run, "search_verify")
    assert status == 0, told
    assert manage(run, "search_status")[0] == 0


def test_several_processes_publish_at_once_while_another_rebuilds(run: Run):
    """They publish the same pages, so that the last state of each must win in the index as it does in the database."""
    publishers = [publisher(run, name, 0, 7) for name in ("alfa", "beta", "gamma")]
    rebuilding = run("manage.py", "search_rebuild", "--verbosity=0")
    for process in (*publishers, rebuilding):
        told, _ = process.communicate(timeout=300)
        assert process.returncode == 0, told
    assert_index_says_what_the_database_says(run)


def test_killed_publishers_lose_nothing_and_leave_nothing_in_the_way(run: Run, place: Path):
    acknowledged: dict[str, int] = {}
    number = 0
    for round_ in range(KILLS):
        process = publisher(run, "delta", number, 99)
        assert process.stdout
        for done, line in enumerate(process.stdout):
            page, number = line.split()[0], int(line.split()[1])
            acknowledged[page] = number
            if done == round_:
                break
        time.sleep(0.03 * round_)  # another moment of the next publication each time
        process.send_signal(signal.SIGKILL)
        for line in process.stdout:
            if line.endswith("\n") and line.split()[0].isdigit():
                acknowledged[line.split()[0]] = number = int(line.split()[1])
        process.wait()
        number += 1
    assert len(acknowledged) > 1
    status, told = manage(run, "search_catch_up")
    assert status == 0, told
    assert_index_says_what_the_database_says(run)
    with closing(sqlite3.connect(place / "samvaerk.sqlite3")) as database:
        titles = dict(database.execute("SELECT id, title FROM wagtailcore_page"))
    from tests.search.publisher import PAGES, word

    for page, published in acknowledged.items():
        later = {f"Om {word('delta', at)}" for at in (published, published + PAGES)}
        assert titles[int(page)] in later, "what was acknowledged is there, or what was published after it"


def test_an_outdated_index_is_built_anew_by_a_running_portal(run: Run, place: Path):
    """A server with new code meets the index of the old; nobody runs a command."""
    import urllib.error
    import urllib.request

    current = place / "index" / (place / "index" / "CURRENT").read_text()
    (current / "fingerprint").write_text("0123456789abcdef")
    server = run("-m", "tests.search.serving")
    assert server.stdout
    port = int(server.stdout.readline())

    def ask() -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/da/soeg/?q=demens", timeout=20) as answer:
                return answer.status if b"demens" in answer.read() else 0
        except urllib.error.HTTPError as error:
            return error.code

    assert ask() == 503, "no answer is better than one that may be wrong"
    until = time.monotonic() + 120
    while (status := ask()) != 200 and time.monotonic() < until:
        assert status == 503
        time.sleep(0.5)
    assert status == 200
    assert_index_says_what_the_database_says(run)
