"""The transactional outbox: a change of a page is written down with the change itself, and carried out after it.

Nothing that was published is lost: if an engine is away, or the process dies, the rows stay, and the next publication,
the caretaker or a rebuild carries them out. Each engine has rows of its own: the embedded standby learns of a page that
has become private also while Elasticsearch is away.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from portal.vocabulary.models import Concept, GlossaryPage
from search import service
from search.indexing import lease
from search.indexing.documents import documents, page_of, uid
from search.models import DirtyPage, RebuildUnderWay
from search.ports import Document, SearchEngine, SearchError

logger = logging.getLogger(__name__)

AT_ONCE: Final = 500
"""Rows carried out in one go."""
PRESUMED_DEAD: Final = timedelta(minutes=2)
"""A rebuild that has not been heard of for so long has died, and nothing is kept for it any more."""


def mark(pages: Iterable[int], *, gone: Iterable[str] = ()) -> None:
    """Write down that pages have changed, and carry it out when the transaction is committed.

    Args:
        pages: numbers of the pages.
        gone: documents to take out that no page can name any more.
    """
    ids, uids = list(dict.fromkeys(pages)), list(gone)
    rows = [DirtyPage(engine=engine, page=page) for engine in service.names() for page in ids]
    if uids:
        rows += [DirtyPage(engine=engine, page=0, uids=uids) for engine in service.names()]
    if rows:
        DirtyPage.objects.bulk_create(rows, batch_size=AT_ONCE)
        transaction.on_commit(_after_commit)  # the first of several does it all


def _after_commit() -> None:
    try:
        drain()
    except SearchError as error:
        logger.warning("The index is not up to date yet: %s", error)


def pending(engine: str = "") -> int:
    """Rows that wait, for one engine or for all that are kept up to date."""
    return DirtyPage.objects.filter(engine__in=[engine] if engine else service.names(), carried=False).count()


def waiting_since(engine: str) -> datetime | None:
    """Since when the oldest row waits."""
    return DirtyPage.objects.filter(engine=engine, carried=False).values_list("since", flat=True).first()


def rebuild_under_way(engine: str) -> bool:
    """Whether a rebuild is being made and has been heard of lately."""
    alive = timezone.now() - PRESUMED_DEAD
    return RebuildUnderWay.objects.filter(engine=engine, alive_at__gt=alive).exists()


def drain() -> int:
    """Carry out what waits; how many rows that were.

    Another process that is doing so looks again before it stops, so nobody waits for it.

    Raises:
        SearchError: an engine did not take the documents; its rows stay, and those of the others are carried out.
    """
    if connection.in_atomic_block and not _in_test_case():
        return 0  # the commit will come here again
    done, failures = 0, []
    for engine in reversed(service.engines()):  # the standby first: it is never away
        try:
            done += _drain(engine)
        except SearchError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return done


def alone(engine: SearchEngine, *, patience: float = 0.0) -> AbstractContextManager[bool]:
    """Hold the one lease for writing to an engine; gives whether it is held."""
    return lease.hold(f"outbox-{engine.name}", patience=patience)


def _drain(engine: SearchEngine) -> int:
    done = 0
    while (waiting := DirtyPage.objects.filter(engine=engine.name, carried=False)).exists():
        with alone(engine) as held:
            if not held:
                return done  # whoever holds it looks again after letting go, and finds what was committed before
            while rows := list(waiting.order_by("pk")[:AT_ONCE]):
                _carry_out(engine, rows)
                settle(engine, rows)
                done += len(rows)
    return done


def settle(engine: SearchEngine, rows: list[DirtyPage]) -> None:
    """Rows are carried out: delete them, or keep them for a rebuild that may have read the pages before."""
    seen = DirtyPage.objects.filter(pk__in=[row.pk for row in rows])
    if rebuild_under_way(engine.name):
        seen.update(carried=True)
    else:
        seen.delete()


def revive(engine: SearchEngine) -> int:
    """Carry out once more what was kept for a rebuild that has died meanwhile; how many rows that are."""
    if rebuild_under_way(engine.name):
        return 0
    return DirtyPage.objects.filter(engine=engine.name, carried=True).update(carried=False)


def _carry_out(engine: SearchEngine, rows: list[DirtyPage]) -> None:
    """Put the pages' documents in place, and take out those that are no longer to be found."""
    if engine.needs_rebuild():
        return  # there is nothing to bring up to date: a rebuild reads the database
    fresh, stale = changes(rows)
    if stale:
        engine.delete(stale)
    if fresh:
        engine.index(fresh)


def changes(rows: list[DirtyPage]) -> tuple[list[Document], list[str]]:
    """The documents of the pages as they are now, and the uids that must not be found."""
    ids = list(dict.fromkeys([row.page for row in rows if row.page] + [page_of(name) for r in rows for name in r.uids]))
    fresh = list(documents(ids))
    stale = {uid(page) for page in ids} | {name for row in rows for name in row.uids}
    if glossaries := list(GlossaryPage.objects.filter(pk__in=ids).values_list("pk", flat=True)):
        keys = Concept.objects.values_list("key", flat=True)
        stale |= {uid(page, key) for page in glossaries for key in keys}
    return fresh, sorted(stale - {document.uid for document in fresh})


def sweep() -> int:
    """Write down the pages that have become something else by the clock alone.

    One whose time has come to an end, also where no scheduler has withdrawn it: no reader is given it anyway, but its
    translation now has to be offered in its stead. And one that says something else since a certain moment, such as
    that a call has closed.

    Returns:
        How many documents that were.
    """
    from search.indexing.signals import affected

    names = {name for engine in service.engines() for name in engine.overdue()}
    if names:
        mark(affected([page_of(name) for name in names]), gone=names)  # gone, unless the page still makes them
    return len(names)


def _in_test_case() -> bool:
    """Tests run inside a transaction that is never committed; there the rows are carried out all the same."""
    return any(getattr(atomic, "_from_testcase", False) for atomic in connection.atomic_blocks)
