"""The embedded engine: tantivy, in this process, in a folder. Nothing to start, nothing to configure.

One process writes at a time (tantivy locks the folder; the lock goes with the process that dies); any number read.
A commit is on disk when :meth:`EmbeddedEngine.index` returns. The index is opened when it is first needed, anew
in each process: a forked child that inherits an open index may hang.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import tantivy

from search.analysis.artefact import Artefact
from search.analysis.impacts import Weigher
from search.analysis.knowledge import Knowledge
from search.ports import (
    FACETS,
    Document,
    EngineBusy,
    EngineUnavailable,
    IndexMissing,
    Rebuild,
    SearchError,
    StaleIndex,
    Status,
    VocabularySource,
)
from search.query.to_tantivy import TantivyCompiler

from . import fields
from .core import Core
from .cores import Here, cores
from .embedded_rebuild import EmbeddedRebuild
from .embedded_schema import WRITER_HEAP, entry
from .embedded_session import EmbeddedSession
from .generations import ARTEFACT, FINGERPRINT, META, Generations, Stamp, size_of

PATIENCE: Final = 5.0
"""Seconds that a writer waits for another one."""
DAMAGED: Final = "damaged"
"""Instead of a fingerprint: the index cannot be read, and has to be made anew."""
_PAUSE: Final = 0.02
_ATTEMPTS: Final = 5


@dataclass(slots=True)
class _Open:
    """An open generation."""

    path: Path
    pointer: Stamp | None
    meta: Stamp | None
    index: tantivy.Index
    knowledge: Knowledge
    weigher: Weigher
    compiler: TantivyCompiler
    beside: Executor
    """Threads that count; they end when nobody has the generation any more."""


class EmbeddedEngine(Core):
    """tantivy in a folder of its own."""

    name = "embedded"

    def __init__(
        self,
        folder: Path,
        *,
        vocabulary: VocabularySource,
        facets: Sequence[str] = FACETS,
        patience: float = PATIENCE,
    ) -> None:
        """Make the engine; nothing is opened or created yet.

        Args:
            folder: where the index is, or shall be. Not on a network's file system.
            vocabulary: gives the editors' vocabulary of the moment.
            facets: what documents can be filtered by.
            patience: seconds to wait for another process that writes.
        """
        super().__init__(vocabulary=vocabulary, facets=facets)
        self._generations = Generations(folder)
        self._patience = patience
        self._lock = threading.Lock()
        self._process = 0
        self._opened: _Open | None = None

    # --- reading ------------------------------------------------------------------------------------------------------

    def session(self) -> EmbeddedSession:
        """The generation in use, as of the last commit."""
        opened = self._open()
        return EmbeddedSession(opened.index, opened.knowledge, opened.compiler, self.all_facets, opened.beside)

    def contents(self) -> Iterator[tuple[str, str]]:
        """Uid and revision of every document."""
        yield from self.session().contents()

    def status(self) -> Status:
        """State of the index, also when it is missing or stale."""
        try:
            path = self._generations.current()
            fingerprint = (path / FINGERPRINT).read_text(encoding="ascii").strip()
        except (IndexMissing, OSError):
            return Status(self.name, "", 0, "", self.fingerprint)
        documents = 0
        if fingerprint == self.fingerprint:
            try:
                documents = self.session().size()
            except EngineUnavailable:
                fingerprint = DAMAGED
        return Status(self.name, path.name, documents, fingerprint, self.fingerprint, size_of(path))

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._opened = None

    def _open(self) -> _Open:
        """The current generation with its newest commit, opened in this very process."""
        with self._lock:
            if self._process != os.getpid():
                self._process, self._opened = os.getpid(), None
            opened = self._opened
            if opened is None or Stamp.of(self._generations.pointer) != opened.pointer:
                opened = self._opened = self._open_current()
            elif (meta := Stamp.of(opened.path / META)) != opened.meta:
                opened.meta = self._reload(opened, meta)
            return opened

    @staticmethod
    def _reload(opened: _Open, meta: Stamp | None) -> Stamp | None:
        try:
            opened.index.reload()
        except (OSError, ValueError) as error:
            raise EngineUnavailable(f"The index in {opened.path} cannot be read: {error}") from error
        return meta

    def _open_current(self) -> _Open:
        pointer = Stamp.of(self._generations.pointer)
        path = self._generations.current()
        kept = self._opened
        if kept is not None and kept.path == path:
            kept.pointer = pointer
            return kept
        try:
            fingerprint = (path / FINGERPRINT).read_text(encoding="ascii").strip()
            if fingerprint != self.fingerprint:
                raise StaleIndex(f"{path} was made by the analysis {fingerprint}; this process has {self.fingerprint}.")
            artefact = Artefact.unpack((path / ARTEFACT).read_bytes())
            meta = Stamp.of(path / META)
            index = tantivy.Index.open(str(path))
            index.config_reader("manual")
            index.reload()
        except (OSError, ValueError, SearchError) as error:
            if isinstance(error, EngineUnavailable):
                raise
            raise EngineUnavailable(f"The index in {path} cannot be opened: {error}") from error
        knowledge = Knowledge(artefact)
        weigher, compiler = Weigher(knowledge.chains), TantivyCompiler(index.schema)
        beside = ThreadPoolExecutor(cores(), thread_name_prefix="counting") if cores() > 1 else Here()
        return _Open(path, pointer, meta, index, knowledge, weigher, compiler, beside)

    # --- writing ------------------------------------------------------------------------------------------------------

    def index(self, documents: Iterable[Document]) -> int:
        """Put documents in place of those with the same uid; on disk and found when this returns."""
        kept = [fields.checked(document) for document in documents]

        def write(opened: _Open, writer: tantivy.IndexWriter) -> None:
            for document in kept:
                made = entry(self.all_facets, document, opened.weigher.weigh(document)).document()
                writer.delete_documents_by_term(fields.UID, document.uid)
                writer.add_document(made)

        if kept:
            self._write(write)
        return len(kept)

    def delete(self, uids: Iterable[str]) -> int:
        """Take documents out."""
        kept = list(uids)

        def write(_: _Open, writer: tantivy.IndexWriter) -> None:
            for uid in kept:
                writer.delete_documents_by_term(fields.UID, uid)

        if kept:
            self._write(write)
        return len(kept)

    def rebuild(self) -> Rebuild:
        """Begin a new generation."""
        return EmbeddedRebuild(self._generations, self._vocabulary, self.all_facets, self.fingerprint, self.status)

    def _write(self, write: Callable[[_Open, tantivy.IndexWriter], None]) -> None:
        """Write to the generation in use and commit; again, if a rebuild has put another in its place meanwhile."""
        for _ in range(_ATTEMPTS):
            opened = self._open()
            writer = self._lock_writer(opened.index)
            try:
                write(opened, writer)
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()
            if self._open().path == opened.path:
                return
        raise EngineBusy("New generations of the search index come faster than it can be written to.")

    def _lock_writer(self, index: tantivy.Index) -> tantivy.IndexWriter:
        until = time.monotonic() + self._patience
        while True:
            try:
                return index.writer(WRITER_HEAP, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise EngineUnavailable(f"The index cannot be written: {error}") from error
                if time.monotonic() >= until:
                    raise EngineBusy("Another process is writing to the search index.") from error
            time.sleep(_PAUSE)
