"""Weighs the documents of a rebuild: in this process, or in one for each core where there are many.

Weighing is most of a rebuild's work and all of it in Python, so threads would not help. The other processes are started
anew (spawned): one that is forked from a process with an open index may hang.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Final

from search.analysis.artefact import Artefact
from search.analysis.impacts import DocumentTokens, Weigher
from search.ports import Document

WORTH_IT: Final = 4_000
"""Documents from which on other processes save more than it takes to start them."""
AT_ONCE: Final = 200
"""Documents that are handed over together."""
AHEAD: Final = 3
"""How many such parcels wait for each process."""
MOST_PROCESSES: Final = 8

Weighed = tuple[Document, DocumentTokens]
_weigher: Weigher


def weighed(documents: Iterable[Document], count: int, artefact: Artefact, weigher: Weigher) -> Iterator[Weighed]:
    """The documents with their tokens, in their order.

    Args:
        documents: what to weigh.
        count: about how many.
        artefact: the words of the generation.
        weigher: made from it, for weighing in this process.
    """
    processes = min(_cores(), MOST_PROCESSES)
    if count < WORTH_IT or processes < 2 or multiprocessing.current_process().daemon:
        yield from ((document, weigher.weigh(document)) for document in documents)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn, initializer=_begin, initargs=(artefact.pack(),)) as pool:
        rest = iter(documents)
        waiting: deque[tuple[list[Document], Future[list[DocumentTokens]]]] = deque()
        while True:
            while len(waiting) < AHEAD * processes and (parcel := list(islice(rest, AT_ONCE))):
                waiting.append((parcel, pool.submit(_weigh, parcel)))
            if not waiting:
                return
            parcel, tokens = waiting.popleft()
            yield from zip(parcel, tokens.result(), strict=True)


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(packed: bytes) -> None:
    global _weigher  # noqa: PLW0603 - the one of a process that does nothing else
    _weigher = Weigher(Artefact.unpack(packed).chains())


def _weigh(documents: list[Document]) -> list[DocumentTokens]:
    return [_weigher.weigh(document) for document in documents]
