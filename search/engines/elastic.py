"""Elasticsearch 8 through elasticsearch-dsl. Same tokens, same tree, same answers as the embedded engine.

Each generation is an index of its own; an alias points to the one in use and is moved atomically. The generation's word
list lies in the index as well, so that every server has the words that the index was made with, and nothing has to be
copied about. Processes look at most once a second where the alias points.
"""

from __future__ import annotations

import base64
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import elasticsearch
from elasticsearch import Elasticsearch, helpers

from search.analysis.artefact import Artefact
from search.analysis.impacts import Weigher
from search.analysis.knowledge import Knowledge
from search.ports import (
    FACETS,
    Document,
    EngineBusy,
    EngineUnavailable,
    IndexMissing,
    Lang,
    Rebuild,
    Results,
    SearchError,
    StaleIndex,
    Status,
    Suggestion,
    VocabularySource,
)
from search.ports import Query as Question

from . import fields
from .core import Core
from .elastic_errors import answering, is_gone
from .elastic_index import WORDS, entry
from .elastic_rebuild import ElasticRebuild
from .elastic_session import ElasticSession
from .patience import Patience

ALIAS: Final = "samvaerk"
ALIAS_AGE: Final = 1.0
"""Seconds that a process believes it knows where the alias points."""
TIMEOUT: Final = 1.0
RETRIES: Final = 2
"""Other nodes that are tried when one does not take the connection. A node that is slow is not asked twice."""
_ATTEMPTS: Final = 5
_WRITING: Final = 10.0


@dataclass(slots=True)
class _Open:
    """What this process knows of the generation in use."""

    name: str
    seen: float
    knowledge: Knowledge
    weigher: Weigher


class ElasticEngine(Core):
    """Elasticsearch, on any number of nodes."""

    name = "elasticsearch"

    def __init__(
        self,
        *,
        vocabulary: VocabularySource,
        urls: Sequence[str],
        user: str = "",
        password: str = "",
        api_key: str = "",
        ca_file: str = "",
        timeout: float = TIMEOUT,
        alias: str = ALIAS,
        facets: Sequence[str] = FACETS,
    ) -> None:
        """Make the engine; no connection is opened yet.

        Args:
            vocabulary: gives the editors' vocabulary of the moment.
            urls: addresses of one or more nodes.
            user: with ``password``, for basic authentication.
            password: see ``user``.
            api_key: instead of both.
            ca_file: certificate authority of the nodes' certificates.
            timeout: seconds to wait for an answer to a reader.
            alias: name of the portal's index; others may live beside it.
            facets: what documents can be filtered by.
        """
        super().__init__(vocabulary=vocabulary, facets=facets)
        self.alias = alias
        self._options: dict[str, Any] = {
            "hosts": list(urls),
            "request_timeout": timeout,
            "max_retries": RETRIES,
            "retry_on_timeout": False,
        }
        if api_key:
            self._options["api_key"] = api_key
        elif user:
            self._options["basic_auth"] = (user, password)
        if ca_file:
            self._options["ca_certs"] = ca_file
        self._lock = threading.Lock()
        self._process = 0
        self._made: Elasticsearch | None = None
        self._opened: _Open | None = None
        self._patience = Patience(timeout)

    # --- reading ------------------------------------------------------------------------------------------------------

    def search(self, query: Question) -> Results:
        """Answer a question; at once with an error, if one has just failed."""
        with self._patience.reader():
            return super().search(query)

    def suggest(self, text: str, *, lang: Lang, limit: int = 8) -> tuple[Suggestion, ...]:
        """What ``text`` may become; at once with an error, if a question has just failed."""
        with self._patience.reader():
            return super().suggest(text, lang=lang, limit=limit)

    def session(self) -> ElasticSession:
        """The generation that the alias points to."""
        opened = self._open()
        return ElasticSession(self._asking, opened.name, opened.knowledge, self.all_facets)

    def contents(self) -> Iterator[tuple[str, str]]:
        """Uid and revision of every document."""
        yield from self.session().contents()

    def status(self) -> Status:
        """State of the index, also when it is missing or stale."""
        with answering():
            client = self._asking()
            try:
                name = self._current()
            except IndexMissing:
                return Status(self.name, "", 0, "", self.fingerprint)
            mapping = client.indices.get_mapping(index=name)
            fingerprint = str(mapping[name]["mappings"]["_meta"]["fingerprint"])
            documents = client.count(index=name, query={"exists": {"field": fields.PK}})["count"]
            stats = client.indices.stats(index=name, metric="store")
            size = stats["_all"]["primaries"]["store"]["size_in_bytes"]
        return Status(self.name, name, int(documents), fingerprint, self.fingerprint, int(size))

    def needs_rebuild(self) -> bool:
        """Whether only a new generation helps; a server that does not answer is asked once only."""
        try:
            with self._patience.editor():
                self.session()
        except (IndexMissing, StaleIndex):
            return True
        except EngineUnavailable:
            return False
        return False

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            if self._made:
                self._made.close()
            self._made = self._opened = None

    @property
    def client(self) -> Elasticsearch:
        """The connections of this very process."""
        with self._lock:
            if self._process != os.getpid():
                self._process, self._made, self._opened = os.getpid(), None, None
            if self._made is None:
                self._made = Elasticsearch(**self._options)
            return self._made

    def _asking(self) -> Elasticsearch:
        """The connections, with what is left of a reader's patience."""
        return self.client.options(request_timeout=self._patience.left())

    def _open(self, *, now: bool = False) -> _Open:
        """What is known of the generation in use; asked for anew if ``now``, or if that was a while ago."""
        self.client  # noqa: B018 - forgets what another process has opened
        opened = self._opened
        if opened and not now and time.monotonic() - opened.seen < ALIAS_AGE:
            return opened
        with answering():
            name = self._current()
            if opened and opened.name == name:
                opened.seen = time.monotonic()
                return opened
            knowledge = Knowledge(self._artefact(name))
        made = _Open(name, time.monotonic(), knowledge, Weigher(knowledge.chains))
        self._opened = made
        return made

    def look_again(self) -> None:
        """Forget where the alias points; this process has just moved it."""
        if opened := self._opened:
            opened.seen = -ALIAS_AGE

    def _current(self) -> str:
        """Name of the generation in use.

        Raises:
            IndexMissing: if there is none.
        """
        try:
            found = sorted(self._asking().indices.get_alias(name=self.alias))
        except elasticsearch.NotFoundError as error:
            raise IndexMissing(f"Elasticsearch has no index {self.alias} yet.") from error
        if not found:
            raise IndexMissing(f"Elasticsearch has no index {self.alias} yet.")
        return str(found[-1])

    def _artefact(self, name: str) -> Artefact:
        """The generation's word list.

        Raises:
            StaleIndex: if another analysis made it, or it is damaged.
        """
        first = self._asking().get(index=name, id=f"{WORDS}-0")["_source"][fields.STORED]
        if first["fingerprint"] != self.fingerprint:
            raise StaleIndex(
                f"{name} was made by the analysis {first['fingerprint']}; this process has {self.fingerprint}."
            )
        ids = (f"{WORDS}-{number}" for number in range(1, int(first["chunks"])))
        others = (self._asking().get(index=name, id=one)["_source"][fields.STORED]["data"] for one in ids)
        packed = b"".join(map(base64.b64decode, (first["data"], *others)))
        try:
            return Artefact.unpack(packed)
        except SearchError as error:
            raise StaleIndex(f"{name} is damaged: {error}") from error

    # --- writing ------------------------------------------------------------------------------------------------------

    def index(self, documents: Iterable[Document]) -> int:
        """Put documents in place of those with the same uid; found when this returns."""
        kept = [fields.checked(document) for document in documents]

        def actions(opened: _Open) -> Iterator[dict[str, Any]]:
            for document in kept:
                yield entry(self.all_facets, document, opened.weigher.weigh(document))

        if kept:
            self._write(actions)
        return len(kept)

    def delete(self, uids: Iterable[str]) -> int:
        """Take documents out."""
        kept = list(uids)

        def actions(_: _Open) -> Iterator[dict[str, Any]]:
            return ({"_op_type": "delete", "_id": uid} for uid in kept)

        if kept:
            self._write(actions)
        return len(kept)

    def rebuild(self) -> Rebuild:
        """Begin a new generation."""
        return ElasticRebuild(self, self._vocabulary, self.all_facets)

    def _write(self, actions: Callable[[_Open], Iterator[dict[str, Any]]]) -> None:
        """Write to the generation in use; again, if a rebuild has put another in its place meanwhile."""
        for _ in range(_ATTEMPTS):
            with self._patience.editor(), answering():
                opened = self._open(now=True)
                done = helpers.streaming_bulk(
                    self.client.options(request_timeout=_WRITING),
                    actions(opened),
                    index=opened.name,
                    refresh=True,
                    require_alias=False,
                    raise_on_error=False,
                )
                failed = [found for fine, found in done if not fine and not is_gone(found)]
            if failed:
                raise EngineUnavailable(f"Elasticsearch did not take {len(failed)} documents, such as {failed[0]}.")
            if self._open(now=True).name == opened.name:
                return
        raise EngineBusy("New generations of the search index come faster than it can be written to.")

    def generations(self) -> dict[int, str]:
        """Names of all generations by number."""
        pattern = re.compile(rf"{re.escape(self.alias)}-[0-9a-f]{{8}}-(\d{{6,}})")
        with answering():
            found = self._asking().indices.get(index=f"{self.alias}-*", filter_path="*.aliases", allow_no_indices=True)
            named = {name: pattern.fullmatch(name) for name in found}
        return {int(match.group(1)): name for name, match in named.items() if match}
