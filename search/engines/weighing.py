"""Reads and weighs the documents of a rebuild: in this process, or in one for each core where there are many.

That is most of a rebuild's work and all of it in Python, so threads would not help. The other processes are started
anew (spawned): one that is forked from a process with an open index may hang. What goes between processes is kept
small: the documents as the spool keeps them, what the engine's index takes of each, and counts of a whole parcel.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from search.analysis.artefact import Artefact
from search.analysis.impacts import DocumentTokens, Weigher
from search.ports import Document

from .cores import Here, cores
from .spool import Spool

WORTH_IT: Final = 4_000
"""Documents from which on other processes save more than it takes to start them."""
AT_ONCE: Final = 200
"""Documents that are handed over together."""
AHEAD: Final = 3
"""How many such parcels wait for each process."""
MOST_PROCESSES: Final = 8

Made = TypeVar("Made")
Answer = TypeVar("Answer")
Make = Callable[[Document, DocumentTokens], Made]
"""Turns a document and its tokens into what an engine's index takes; a function of a module, for it is sent along."""
Parcel = list[bytes]
"""Documents as the spool keeps them."""

_weighers: dict[Path, Weigher] = {}
"""Of a process that does nothing else, by where their words are written down: one at a time."""


class Weighing(AbstractContextManager["Weighing[Made]"], Generic[Made]):
    """The work on the documents of one rebuild: first all are read, then all are weighed."""

    def __init__(self, spool: Spool, artefact: Artefact, make: Make[Made], words: Path) -> None:
        """Do nothing yet.

        Args:
            spool: the documents.
            artefact: the words of the generation, which grow here.
            make: what the engine's index takes of a document.
            words: a file of the rebuild's own by which other processes are told the words.
        """
        self._spool, self._artefact, self._make, self._words = spool, artefact, make, words
        self._pool: Executor = Here()
        processes = min(cores(), MOST_PROCESSES)
        if spool.size >= WORTH_IT and processes > 1 and not multiprocessing.current_process().daemon:
            self._pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
        self._elsewhere = not isinstance(self._pool, Here)
        self._ahead = AHEAD * processes if self._elsewhere else 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._words.unlink(missing_ok=True)

    def read(self, progress: Callable[[int], None] | None = None) -> None:
        """Have the artefact take in the words of all documents.

        Args:
            progress: told 0 now and then, that nothing is finished but something is going on.
        """
        for part in self._in_turn(lambda parcel: (_read, (parcel,))):
            self._artefact.merge(part)
            if progress:
                progress(0)

    def weigh(self, weigher: Weigher) -> Iterator[Made]:
        """What the index takes of each document, in their order; the artefact counts them.

        Args:
            weigher: made from the artefact when all was read and learnt, for weighing in this process.
        """
        if self._elsewhere:
            self._words.write_bytes(self._artefact.pack())
        else:
            _weighers[self._words] = weigher
        try:
            for made, part in self._in_turn(lambda parcel: (_weigh, (self._words, self._make, parcel))):
                self._artefact.merge(part)
                yield from made
        finally:
            _weighers.pop(self._words, None)

    def _in_turn(self, call: Callable[[Parcel], tuple[Callable[..., Answer], tuple[object, ...]]]) -> Iterator[Answer]:
        """The answers for all parcels, in their order, a few being worked on ahead of the one that is waited for."""
        waiting: deque[Future[Answer]] = deque()
        for parcel in chain(self._spool.parcels(AT_ONCE), [None] * self._ahead):
            if parcel is not None:
                function, given = call(parcel)
                waiting.append(self._pool.submit(function, *given))
            if waiting and (parcel is None or len(waiting) >= self._ahead):
                yield waiting.popleft().result()


def _documents(parcel: Parcel) -> Iterator[Document]:
    return (pickle.loads(kept) for kept in parcel)  # noqa: S301 - written by the spool of this rebuild


def _read(parcel: Parcel) -> Artefact:
    part = Artefact("")
    for document in _documents(parcel):
        part.read(document)
    return part


def _weigh(words: Path, make: Make[Made], parcel: Parcel) -> tuple[list[Made], Artefact]:
    weigher = _weighers.get(words)
    if weigher is None:
        _weighers.clear()
        weigher = _weighers[words] = Weigher(Artefact.unpack(words.read_bytes()).chains())
    made, part = [], Artefact("")
    for document in _documents(parcel):
        tokens = weigher.weigh(document)
        part.count(document, tokens)
        made.append(make(document, tokens))
    return made, part
