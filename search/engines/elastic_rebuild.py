"""A new generation of the index in Elasticsearch."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import elasticsearch
from elasticsearch import Elasticsearch, helpers
from elasticsearch_dsl import Index

from search.analysis.artefact import Artefact
from search.analysis.impacts import Weigher
from search.ports import Document, EngineUnavailable, Status, VocabularySource

from . import fields
from .elastic_errors import answering, is_gone
from .elastic_index import BUILDING, BUILT, CHUNK, WORDS, entry, entry_class
from .spool import Spool
from .weighing import Weighing

if TYPE_CHECKING:
    from .elastic import ElasticEngine

EVERY: Final = 250
"""Documents between two reports of progress."""
_WRITING: Final = 60.0


class ElasticRebuild:
    """Builds an index beside the one in use and moves the alias at the end."""

    def __init__(self, engine: ElasticEngine, vocabulary: VocabularySource, facets: Sequence[str]) -> None:
        self._engine, self._vocabulary, self._facets = engine, vocabulary, tuple(facets)
        self._artefact = Artefact(engine.fingerprint)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._spool: Spool | None = None
        self._name = ""
        self._weigher: Weigher | None = None
        """Set when the index is built."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="search-rebuild-")
        self._spool = Spool(Path(self._folder.name) / "documents")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if self._spool:
            self._spool.remove()
        if self._folder:
            self._folder.cleanup()
        if self._name:  # not finished
            with suppress(EngineUnavailable), answering():
                self._client.indices.delete(index=self._name, ignore_unavailable=True)

    @property
    def _client(self) -> Elasticsearch:
        return self._engine.client.options(request_timeout=_WRITING)

    def add(self, documents: Iterable[Document]) -> int:
        """Take documents in; how many there are now, or once it is built, how many were given."""
        assert self._spool, "a rebuild is used in a with statement"
        checked = []
        for document in documents:
            fields.facets(fields.checked(document), self._facets)
            if self._weigher:
                checked.append(document)
            else:
                self._spool.add(document)
        if not self._weigher:
            return self._spool.size
        self._send(entry(self._facets, document, self._weigher.weigh(document)) for document in checked)
        return len(checked)

    def remove(self, uids: Iterable[str]) -> None:
        """Take documents out again."""
        assert self._spool, "a rebuild is used in a with statement"
        if self._weigher:
            self._send({"_op_type": "delete", "_id": uid} for uid in uids)
        else:
            for uid in uids:
                self._spool.discard(uid)

    def build(self, progress: Callable[[int], None] | None = None) -> None:
        """Build the index beside the one in use."""
        assert self._spool, "a rebuild is used in a with statement"
        make, words = partial(entry, self._facets), self._spool.path.with_suffix(".words")
        with Weighing(self._spool, self._artefact, make, words) as weighing:
            weighing.read(progress)
            self._artefact.learn(self._vocabulary())
            weigher = Weigher(self._artefact.chains())
            with answering():
                self._name = self._create()
            self._send(_told(weighing.weigh(weigher), progress))
        self._send(self._words())
        self._weigher = weigher

    def finish(self, progress: Callable[[int], None] | None = None) -> Status:
        """Point the alias to the index."""
        if not self._weigher:
            self.build(progress)
        with answering():
            self._client.indices.put_settings(index=self._name, settings=BUILT)
            self._client.indices.refresh(index=self._name)
            self._move_alias()
        self._name = ""
        self._engine.look_again()
        return self._engine.status()

    def _send(self, actions: Iterable[dict[str, Any]]) -> None:
        with answering():
            done = helpers.streaming_bulk(self._client, actions, index=self._name, raise_on_error=False)
            failed = [found for fine, found in done if not fine and not is_gone(found)]
        if failed:
            raise EngineUnavailable(f"Elasticsearch did not take {len(failed)} documents, such as {failed[0]}.")

    def _create(self) -> str:
        """A new, empty index with the next number."""
        entry = entry_class(self._facets, self._engine.fingerprint)
        while True:
            number = max(self._engine.generations(), default=0) + 1
            name = f"{self._engine.alias}-{self._engine.fingerprint[:8]}-{number:06d}"
            index = Index(name, using=self._client)
            index.document(entry)
            index.settings(**BUILDING)
            try:
                index.create()
            except elasticsearch.BadRequestError as error:
                if error.error != "resource_already_exists_exception":
                    raise
            else:
                return name

    def _words(self) -> Iterator[dict[str, Any]]:
        """The word list in entries that no reader finds."""
        packed = self._artefact.pack()
        chunks = [packed[start : start + CHUNK] for start in range(0, len(packed), CHUNK)]
        for number, chunk in enumerate(chunks):
            data = {
                "fingerprint": self._artefact.fingerprint,
                "chunks": len(chunks),
                "data": base64.b64encode(chunk).decode("ascii"),
            }
            yield {"_id": f"{WORDS}-{number}", "_source": {fields.STORED: data}}

    def _move_alias(self) -> None:
        """Point to the new generation in one step; keep the one before, delete what is older."""
        try:
            before = sorted(self._client.indices.get_alias(name=self._engine.alias))
        except elasticsearch.NotFoundError:
            before = []
        moved: list[dict[str, Any]] = [{"remove": {"index": old, "alias": self._engine.alias}} for old in before]
        moved.append({"add": {"index": self._name, "alias": self._engine.alias}})
        self._client.indices.update_aliases(actions=moved)
        for name in self._engine.generations().values():
            if name != self._name and name not in before:
                self._client.indices.delete(index=name, ignore_unavailable=True)


def _told(entries: Iterable[dict[str, Any]], progress: Callable[[int], None] | None) -> Iterator[dict[str, Any]]:
    """The entries; now and then it is told how many have gone."""
    done = 0
    for done, made in enumerate(entries, start=1):
        yield made
        if progress and done % EVERY == 0:
            progress(done)
    if progress:
        progress(done)
