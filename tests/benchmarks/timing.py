"""Times of what is done many times, and the memory of this process."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.http import HttpResponse

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of a number of runs."""

    p50: float
    p95: float
    runs: int

    @classmethod
    def of(cls, seconds: Iterable[float]) -> Times:
        """The middle, and what nineteen of twenty stay below."""
        kept = sorted(1000 * one for one in seconds)
        return cls(statistics.median(kept), kept[min(int(0.95 * len(kept)), len(kept) - 1)], len(kept))

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f}"


def race(runners: dict[str, Callable[[Given], Any]], givens: Iterable[Given]) -> dict[str, Times]:
    """Let every runner do the same with the same, one after the other each time, so that all meet the same noise.

    Every second time they run in the opposite order, so that none always finds what another has just warmed.

    Args:
        runners: what is compared, by name. What the portal does when its answer has been sent is not counted.
        givens: what each is given; the first is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in runners}
    order = list(runners.items())
    for given in givens:
        order.reverse()
        for name, run in order:
            began = time.perf_counter()
            answer = run(given)
            taken[name].append(time.perf_counter() - began)
            if isinstance(answer, HttpResponse):
                answer.close()
    return {name: Times.of(seconds[1:]) for name, seconds in taken.items()}


def resident() -> int:
    """Bytes of memory that this process has (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
