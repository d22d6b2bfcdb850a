"""Makes the index anew while readers search the old one and editors publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from search.indexing import outbox
from search.indexing.documents import BATCH, all_page_ids, documents, page_of
from search.models import DirtyPage, RebuildUnderWay
from search.ports import Document, EngineBusy, Rebuild, SearchEngine, Status

Progress = Callable[[int, int], None]
"""Called with how much is done and of how much: each page is read, and then each document built."""
PATIENCE: Final = 60.0
"""Seconds to wait for those that publish before the new generation takes the old one's place."""


def rebuild(engine: SearchEngine, *, progress: Progress | None = None) -> Status:
    """Build a new generation from the database and put it in the old one's place.

    Changes that are published meanwhile reach the old generation at once. The new one catches up with them before it
    is put in place, while nobody else writes: a page that became private meanwhile is never in it.

    Raises:
        SearchError: the engine did not take it; the old generation stays in use.
    """
    mark = RebuildUnderWay.objects.create(engine=engine.name, alive_at=timezone.now())
    try:
        ids = all_page_ids()

        def tell(done: int) -> None:
            RebuildUnderWay.objects.filter(pk=mark.pk).update(alive_at=timezone.now())
            if progress:
                progress(done, 2 * len(ids))

        with engine.rebuild() as generation:
            for start in range(0, len(ids), BATCH):
                generation.add(documents(ids[start : start + BATCH]))
                tell(min(start + BATCH, len(ids)))
            generation.build(lambda done: tell(min(len(ids) + done, 2 * len(ids))))
            with outbox.alone(engine, patience=PATIENCE) as held:
                if not held:
                    raise EngineBusy("Others have been writing to the search index all the time.")
                rows = _catch_up(engine, generation)
                status = generation.finish()
                mark.delete()
                outbox.settle(engine, rows)
    finally:
        RebuildUnderWay.objects.filter(pk=mark.pk).delete()
        outbox.revive(engine)
    outbox.drain()
    return status


def _catch_up(engine: SearchEngine, generation: Rebuild) -> list[DirtyPage]:
    """Bring the new generation up to date with what was published while it was being made; the rows that said so."""
    rows = list(DirtyPage.objects.filter(engine=engine.name).order_by("pk"))
    for start in range(0, len(rows), outbox.AT_ONCE):
        fresh, stale = outbox.changes(rows[start : start + outbox.AT_ONCE])
        generation.remove(stale)
        generation.add(fresh)
    return rows


@dataclass(frozen=True, slots=True)
class Differences:
    """Where index and database do not agree, by uid."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    left_over: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.left_over)

    @property
    def all(self) -> tuple[str, ...]:
        """Every uid that is not as it should be."""
        return (*self.missing, *self.stale, *self.left_over)


def compare(engine: SearchEngine) -> Differences:
    """Compare the index with the database.

    Raises:
        SearchError: the engine does not answer, or has no index.
    """
    indexed = dict(engine.contents())
    seen: set[str] = set()
    missing, stale = [], []
    for document in _all_documents():
        seen.add(document.uid)
        revision = indexed.get(document.uid)
        if revision is None:
            missing.append(document.uid)
        elif revision != document.revision:
            stale.append(document.uid)
    return Differences(tuple(missing), tuple(stale), tuple(sorted(set(indexed) - seen)))


def repair(engine: SearchEngine) -> Differences:
    """Put the index right; what was wrong with it.

    What differs goes the way of every change, so that nothing is overwritten that is published at the same moment. An
    index that is missing or outdated is built anew.

    Raises:
        SearchError: the engine does not answer, or does not take the documents.
    """
    if engine.needs_rebuild():
        rebuild(engine)
    differences = compare(engine)
    if differences:
        outbox.mark({page_of(name) for name in differences.all}, gone=differences.all)
        outbox.drain()
    return differences


def _all_documents() -> Iterator[Document]:
    yield from documents(all_page_ids())
