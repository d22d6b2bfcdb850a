"""A new generation of the embedded index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import tantivy

from search.analysis.artefact import Artefact
from search.analysis.impacts import Weigher
from search.ports import Document, Status, VocabularySource

from . import fields
from .embedded_schema import BUILDER_HEAP, entry, make_schema
from .generations import ARTEFACT, FINGERPRINT, Generations
from .spool import Spool
from .weighing import Weighing

_SPOOL: Final = "documents"
_WORDS: Final = "words"
EVERY: Final = 250
"""Documents between two reports of progress."""


class EmbeddedRebuild:
    """Builds in a folder of its own and moves ``CURRENT`` at the end."""

    def __init__(
        self,
        generations: Generations,
        vocabulary: VocabularySource,
        facets: Sequence[str],
        fingerprint: str,
        status: Callable[[], Status],
    ) -> None:
        self._generations, self._vocabulary, self._facets = generations, vocabulary, tuple(facets)
        self._artefact = Artefact(fingerprint)
        self._status = status
        self._folder: Path | None = None
        self._spool: Spool | None = None
        self._building: tuple[tantivy.IndexWriter, Weigher] | None = None

    def __enter__(self) -> Self:
        self._folder = self._generations.begin()
        self._spool = Spool(self._folder / _SPOOL)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._building = None
        if self._spool:
            self._spool.remove()
        if self._folder:
            self._generations.abandon(self._folder)

    def add(self, documents: Iterable[Document]) -> int:
        """Take documents in; how many there are now, or once it is built, how many were given."""
        assert self._spool, "a rebuild is used in a with statement"
        given = 0
        for document in documents:
            given += 1
            fields.facets(fields.checked(document), self._facets)
            if self._building:
                writer, weigher = self._building
                writer.delete_documents_by_term(fields.UID, document.uid)
                writer.add_document(entry(self._facets, document, weigher.weigh(document)).document())
            else:
                self._spool.add(document)
        return given if self._building else self._spool.size

    def remove(self, uids: Iterable[str]) -> None:
        """Take documents out again."""
        assert self._spool, "a rebuild is used in a with statement"
        for uid in uids:
            if self._building:
                self._building[0].delete_documents_by_term(fields.UID, uid)
            else:
                self._spool.discard(uid)

    def build(self, progress: Callable[[int], None] | None = None) -> None:
        """Build the index beside the one in use."""
        assert self._spool, "a rebuild is used in a with statement"
        assert self._folder
        make, words = partial(entry, self._facets), self._folder / _WORDS
        with Weighing(self._spool, self._artefact, make, words) as weighing:
            weighing.read(progress)
            self._artefact.learn(self._vocabulary())
            weigher = Weigher(self._artefact.chains())
            index = tantivy.Index(make_schema(self._facets), path=str(self._folder))
            writer = index.writer(BUILDER_HEAP, 1)
            done = 0
            for done, made in enumerate(weighing.weigh(weigher), start=1):
                writer.add_document(made.document())
                if progress and done % EVERY == 0:
                    progress(done)
        writer.commit()
        (self._folder / ARTEFACT).write_bytes(self._artefact.pack())
        (self._folder / FINGERPRINT).write_text(self._artefact.fingerprint, encoding="ascii")
        self._building = writer, weigher
        if progress:
            progress(done)

    def finish(self, progress: Callable[[int], None] | None = None) -> Status:
        """Put the index in the old one's place."""
        if not self._building:
            self.build(progress)
        assert self._spool
        assert self._folder
        assert self._building
        writer, _ = self._building
        writer.commit()
        writer.wait_merging_threads()
        self._building = None
        self._spool.remove()
        self._generations.finish(self._folder, self._artefact.fingerprint)
        self._spool = self._folder = None
        return self._status()
