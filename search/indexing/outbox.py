"""The transactional outbox: a change of a page is written down with the change itself, and carried out after it.

Nothing that was published is lost: if the engine is away, or the process dies, the rows stay, and the next publication,
question or rebuild carries them out.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from search import service
from search.indexing.documents import documents, uid
from search.models import DirtyPage, RebuildUnderWay
from search.ports import EngineBusy, SearchEngine, SearchError

logger = logging.getLogger(__name__)

AT_ONCE = 500
"""Rows carried out in one go."""
PRESUMED_DEAD = timedelta(minutes=10)
"""A rebuild that has not been heard of for so long has died, and nothing is kept for it any more."""
_lock = threading.Lock()


def mark(pages: Iterable[int], *, gone: Iterable[str] = ()) -> None:
    """Write down that pages have changed, and carry it out when the transaction is committed.

    Args:
        pages: numbers of the pages.
        gone: documents to take out that no page can name any more.
    """
    ids = list(dict.fromkeys(pages))
    rows = [DirtyPage(page=page) for page in ids]
    if uids := list(gone):
        rows.append(DirtyPage(page=0, uids=uids))
    DirtyPage.objects.bulk_create(rows)
    transaction.on_commit(_after_commit)


def _after_commit() -> None:
    try:
        drain()
    except SearchError as error:
        logger.warning("The index is not up to date yet: %s", error)


def pending() -> int:
    """Rows that wait."""
    return DirtyPage.objects.filter(carried=False).count()


def rebuild_under_way() -> bool:
    """Whether a rebuild is being made and has been heard of lately."""
    return RebuildUnderWay.objects.filter(alive_at__gt=timezone.now() - PRESUMED_DEAD).exists()


def drain() -> int:
    """Carry out what waits; how many rows that were.

    Another process that is doing so looks again before it stops, so a busy engine is no reason to wait.

    Raises:
        SearchError: the engine did not take the documents; the rows stay.
    """
    done = 0
    if connection.in_atomic_block and not _in_test_case():
        return 0  # the commit will come here again
    with _lock:
        while rows := list(DirtyPage.objects.filter(carried=False).order_by("pk")[:AT_ONCE]):
            try:
                for engine in service.engines():
                    _carry_out(engine, rows)
            except EngineBusy:
                return done
            seen = DirtyPage.objects.filter(pk__in=[row.pk for row in rows])
            if rebuild_under_way():
                seen.update(carried=True)
            else:
                seen.delete()
            done += len(rows)
    return done


def _carry_out(engine: SearchEngine, rows: list[DirtyPage]) -> None:
    """Put the pages' documents in place, and take out those that are no longer to be found."""
    if not engine.status().ready:
        return  # there is nothing to bring up to date: a rebuild reads the database
    ids = list(dict.fromkeys(row.page for row in rows if row.page))
    fresh = list(documents(ids))
    named = {document.uid for document in fresh}
    stale = {uid(page) for page in ids} | {name for row in rows for name in row.uids}
    if stale - named:
        engine.delete(sorted(stale - named))
    if fresh:
        engine.index(fresh)


def _in_test_case() -> bool:
    """Tests run inside a transaction that is never committed; there the rows are carried out all the same."""
    return any(getattr(atomic, "_from_testcase", False) for atomic in connection.atomic_blocks)
