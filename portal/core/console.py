"""Tell a person at a console how far a longer piece of work is.

Standard library only: run.py uses it before Django is installed.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn, TextIO

ERASE_LINE = "\r\x1b[K"


class Step:
    """One step under way: a line rewritten in place on a terminal, a new line every ten seconds in a log."""

    QUIET_SECONDS = 10

    def __init__(self, label: str, stream: TextIO) -> None:
        self._label, self._stream, self._detail = label, stream, ""
        self._terminal = stream.isatty()
        self._began = time.monotonic()
        self._over = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)
        self._ticker.start()

    def tell(self, detail: str) -> None:
        """Say what is happening now ("41 of 240 migrations"), shown at the next tick and in the closing line."""
        self._detail = detail

    def close(self, outcome: str = "") -> None:
        """Write the step's last line, with ``outcome`` or the last detail told."""
        self._over.set()
        self._ticker.join()
        seconds = time.monotonic() - self._began
        spent = f" ({seconds:.0f} s)" if seconds >= 1 else ""
        self._write(f"{self._label}: {outcome or self._detail or 'done'}{spent}", last=True)

    def _tick(self) -> None:
        self._write(f"{self._label} …")
        while not self._over.wait(0.5 if self._terminal else self.QUIET_SECONDS):
            detail = f" {self._detail}," if self._detail else ""
            self._write(f"{self._label} …{detail} {time.monotonic() - self._began:.0f} s")

    def _write(self, text: str, *, last: bool = False) -> None:
        line_end = "\n" if last or not self._terminal else ""
        self._stream.write(f"{ERASE_LINE if self._terminal else ''}{text}{line_end}")
        self._stream.flush()


class Steps:
    """A numbered sequence of steps, shown as ``[2/6] Packages …``."""

    def __init__(self, total: int, *, before: int = 0, stream: TextIO | None = None) -> None:
        self._total, self._number, self._stream = total, before, stream or sys.stdout

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Announce a step, keep its line alive while the body runs, and close the line whatever happens."""
        step = self._next(title)
        try:
            yield step
        except BaseException:
            step.close("not finished")
            raise
        step.close()

    def skip(self, title: str, outcome: str = "up to date") -> None:
        """Count a step that has nothing to do."""
        self._number += 1
        self._stream.write(f"[{self._number}/{self._total}] {title}: {outcome}\n")
        self._stream.flush()

    def _next(self, title: str) -> Step:
        self._number += 1
        return Step(f"[{self._number}/{self._total}] {title}", self._stream)


def hand_over(command: Sequence[str]) -> NoReturn:
    """Go on as ``command``: in this process's place or, on Windows, as a child that is waited for."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], list(command))
    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:  # the child got it too, and says goodbye itself
            continue
