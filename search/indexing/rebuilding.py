"""Makes the index anew while readers search the old one and editors publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from search.indexing import outbox
from search.indexing.documents import BATCH, all_page_ids, documents
from search.models import DirtyPage, RebuildUnderWay
from search.ports import Document, SearchEngine, Status

Progress = Callable[[int, int], None]
"""Called with the number of pages read so far and of all pages."""


def rebuild(engine: SearchEngine, *, progress: Progress | None = None) -> Status:
    """Build a new generation from the database and put it in the old one's place.

    Changes that are published meanwhile reach the old generation at once and the new one at the end.

    Raises:
        SearchError: the engine did not take it; the old generation stays in use.
    """
    mark = RebuildUnderWay.objects.create(alive_at=timezone.now())
    last = DirtyPage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        ids = all_page_ids()
        with engine.rebuild() as generation:
            for start in range(0, len(ids), BATCH):
                generation.add(documents(ids[start : start + BATCH]))
                RebuildUnderWay.objects.filter(pk=mark.pk).update(alive_at=timezone.now())
                if progress:
                    progress(min(start + BATCH, len(ids)), len(ids))
            status = generation.finish()
    finally:
        mark.delete()
        DirtyPage.objects.filter(pk__gt=last, carried=True).update(carried=False)
        DirtyPage.objects.filter(pk__lte=last, carried=True).delete()
    outbox.drain()
    return status


@dataclass(frozen=True, slots=True)
class Differences:
    """Where index and database do not agree, by uid."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    left_over: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.left_over)


def compare(engine: SearchEngine) -> tuple[Differences, dict[str, Document]]:
    """Compare the index with the database; also the documents that would put it right, by uid."""
    indexed = dict(engine.contents())
    wanted: dict[str, Document] = {}
    seen: set[str] = set()
    missing, stale = [], []
    for document in _all_documents():
        seen.add(document.uid)
        revision = indexed.get(document.uid)
        if revision is None:
            missing.append(document.uid)
        elif revision != document.revision:
            stale.append(document.uid)
        else:
            continue
        wanted[document.uid] = document
    left_over = tuple(sorted(set(indexed) - seen))
    return Differences(tuple(missing), tuple(stale), left_over), wanted


def repair(engine: SearchEngine) -> Differences:
    """Put the index right; what was wrong with it."""
    differences, wanted = compare(engine)
    if differences.left_over:
        engine.delete(differences.left_over)
    if wanted:
        engine.index(wanted.values())
    return differences


def _all_documents() -> Iterator[Document]:
    yield from documents(all_page_ids())
