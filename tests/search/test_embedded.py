"""The embedded engine among processes: writers at once, readers while others write, kill -9, forks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from search.engines import embedded
from search.engines.cores import Here
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_session import EmbeddedSession
from search.engines.generations import ARTEFACT, CURRENT
from search.ports import EngineBusy, EngineUnavailable, IndexMissing, Query

from . import samples
from .samples import fill

ROOT = Path(__file__).resolve().parents[2]
START = multiprocessing.get_context("spawn")
WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from search.engines.embedded import EmbeddedEngine
from tests.search import samples
engine = EmbeddedEngine(Path(sys.argv[1]), vocabulary=samples.vocabulary)
number = int(sys.argv[2])
while True:
    engine.index([replace(samples.ONLY_SWEDISH, uid=f"killed-{number}", pk=number)])
    print(number, flush=True)
    number += 1
"""


PATIENCE = 0.1


@pytest.mark.parametrize(("cores", "executor"), [(1, Here), (2, ThreadPoolExecutor)])
def test_numbers_are_counted_beside_where_there_is_a_second_core(
    cores: int, executor: type[Executor], folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(embedded, "cores", lambda: cores)
    engine = EmbeddedEngine(folder, vocabulary=samples.vocabulary)
    submitted: list[str] = []
    submit = executor.submit

    def watched(self: Executor, work: Any, *given: Any) -> Future[Any]:
        submitted.append(work.__name__)
        return submit(self, work, *given)

    monkeypatch.setattr(executor, "submit", watched)
    results = engine.search(Query("sensor", "da"))
    assert set(submitted) == {"_counts"}
    assert results.total == 3
    assert {value.value: value.count for value in results.facets["language"]} == {"sv": 3, "da": 2}
    # An error is no silence.
    monkeypatch.setattr(EmbeddedSession, "_count", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        engine.search(Query("sensor", "da"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(EmbeddedEngine(tmp_path / "index", vocabulary=samples.vocabulary))
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[EmbeddedEngine]:
    opened = EmbeddedEngine(folder, vocabulary=samples.vocabulary, patience=PATIENCE)
    yield opened
    opened.close()


def publish(folder: Path, writer: int, count: int) -> None:
    engine = EmbeddedEngine(folder, vocabulary=samples.vocabulary, patience=60)
    for number in range(count):
        pk = 1000 * (writer + 1) + number
        engine.index([replace(samples.ONLY_SWEDISH, uid=f"w{writer}-{number}", pk=pk)])


def ask(folder: Path, answers: Any) -> None:
    answers.put(EmbeddedEngine(folder, vocabulary=samples.vocabulary).search(Query("sensor", "da")).total)


def test_writers_in_several_processes_lose_nothing(folder: Path, engine: EmbeddedEngine):
    writers = [START.Process(target=publish, args=(folder, writer, 8)) for writer in range(3)]
    for writer in writers:
        writer.start()
    seen = []
    while any(writer.is_alive() for writer in writers):
        seen.append(engine.search(Query("", "sv")).total)
        time.sleep(0.05)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert seen == sorted(seen), "a reader saw fewer documents than before"
    assert engine.search(Query("", "sv")).total == 6 + 24
    assert len(dict(engine.contents())) == 11 + 24


def test_a_busy_writer_is_said_and_nothing_is_written(
    folder: Path, engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
):
    session = engine._open()
    holding = session.index.writer(15_000_000, 1)
    sleep, slept = time.sleep, list[float]()

    def pause(seconds: float) -> None:
        slept.append(seconds)
        sleep(seconds)

    monkeypatch.setattr("search.engines.embedded.time.sleep", pause)
    with pytest.raises(EngineBusy):
        engine.index([replace(samples.ONLY_SWEDISH, uid="late", pk=999)])
    assert slept, "it has tried again"
    assert sum(slept) <= PATIENCE + max(slept)
    monkeypatch.undo()
    assert engine.search(Query("", "sv")).total == 6
    holding.rollback()
    holding.wait_merging_threads()
    del holding
    assert engine.index([replace(samples.ONLY_SWEDISH, uid="late", pk=999)]) == 1
    assert engine.search(Query("", "sv")).total == 7


def test_killed_writers_lose_nothing_that_was_acknowledged(folder: Path):
    acknowledged: list[int] = []
    for round_ in range(6):
        command = [sys.executable, "-c", WRITER, str(folder), str(1000 * (round_ + 1))]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                acknowledged.append(int(line))
                if len(acknowledged) % 7 == round_:
                    break
            os.kill(process.pid, signal.SIGKILL)
            acknowledged += [int(line) for line in process.stdout if line.strip().isdigit()]
    engine = EmbeddedEngine(folder, vocabulary=samples.vocabulary)
    contents = dict(engine.contents())
    assert {f"killed-{number}" for number in acknowledged} <= set(contents)
    assert engine.index([replace(samples.ONLY_SWEDISH, uid="after", pk=9)]) == 1
    assert engine.search(Query("sensor", "da")).total >= 3 + len(acknowledged)


def test_a_rebuild_that_is_killed_leaves_the_old_one(folder: Path):
    command = WRITER.split("number =", maxsplit=1)[0] + (
        "with engine.rebuild() as generation:\n"
        "    generation.add(samples.many(3000))\n"
        "    print('adding', flush=True)\n"
        "    generation.finish(lambda done: print(done, flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command, str(folder), "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        next(line for line in process.stdout if line.strip().isdigit())
        os.kill(process.pid, signal.SIGKILL)
    engine = EmbeddedEngine(folder, vocabulary=samples.vocabulary)
    assert engine.search(Query("", "da")).total == 6
    assert len(list(folder.glob("building-*"))) == 1
    for left in folder.glob("building-*"):
        for path in (*left.iterdir(), left):
            os.utime(path, (0, 0))
    fill(engine)
    assert not list(folder.glob("building-*")), "what a killed process left is cleared away when it is old"


def test_a_process_that_was_forked_opens_the_index_anew(folder: Path, engine: EmbeddedEngine):
    assert engine.search(Query("sensor", "da")).total == 3
    time.sleep(0.3)
    child = os.fork()
    if not child:
        try:
            found = engine.search(Query("sensor", "da")).total
            engine.index([replace(samples.ONLY_SWEDISH, uid="forked", pk=77)])
            os._exit(0 if found == 3 else 1)
        except BaseException:
            os._exit(2)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the forked process hangs")
    assert os.waitstatus_to_exitcode(status) == 0
    assert engine.search(Query("sensor", "da")).total == 4


def test_readers_follow_a_rebuild_in_another_process(folder: Path, engine: EmbeddedEngine):
    assert engine.search(Query("", "da")).total == 6
    answers = START.Queue()
    asking = START.Process(target=ask, args=(folder, answers))
    asking.start()
    assert answers.get(timeout=60) == 3
    asking.join()
    other = EmbeddedEngine(folder, vocabulary=samples.vocabulary)
    for count in (3, 2, 4):
        with other.rebuild() as generation:
            generation.add(samples.many(count))
            generation.finish()
        assert engine.search(Query("", "da")).total == count
    assert len(list(folder.glob("idx-*"))) == 2, "the generation in use and the one before"


def test_a_writer_follows_a_rebuild(folder: Path, engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch):
    """What is written while another process puts a new generation in place reaches the new one."""
    other = EmbeddedEngine(folder, vocabulary=samples.vocabulary)
    lock = engine._lock_writer
    rebuilt: list[EmbeddedEngine] = []

    def rebuild_first(index: Any) -> Any:
        writer = lock(index)
        if not rebuilt:
            rebuilt.append(fill(other))
        return writer

    monkeypatch.setattr(engine, "_lock_writer", rebuild_first)
    engine.index([replace(samples.ONLY_SWEDISH, uid="meanwhile", pk=500)])
    assert "meanwhile" in dict(other.contents())


@pytest.mark.parametrize("damage", ["pointer", "artefact", "index"])
def test_a_damaged_index_is_unavailable_and_can_be_made_anew(folder: Path, damage: str):
    current = folder / (folder / CURRENT).read_text()
    if damage == "pointer":
        (folder / CURRENT).write_bytes(b"\xff../../etc")
    elif damage == "artefact":
        (current / ARTEFACT).write_bytes(b"not a word list")
    else:
        (current / "meta.json").write_text("{")
    engine = EmbeddedEngine(folder, vocabulary=samples.vocabulary)
    with pytest.raises(IndexMissing if damage == "pointer" else EngineUnavailable):
        engine.search(Query("sensor"))
    assert engine.status() is not None
    fill(engine)
    assert engine.search(Query("sensor", "da")).total == 3


def test_reading_threads_do_not_disturb_each_other(folder: Path, engine: EmbeddedEngine):
    from concurrent.futures import ThreadPoolExecutor

    questions = ["sensor", "behovsafdekning", "hjemmeplejen", "nix", "digitala besök", ""] * 20
    with ThreadPoolExecutor(8) as pool:
        totals = list(pool.map(lambda text: engine.search(Query(text, "da")).total, questions))
    assert totals == totals[:6] * 20
