"""Looks after the index without anybody being asked: after a request, at most every few seconds in each process.

It carries out what a process that died has left, catches up with a server that was away, takes out what has expired
and reads anew what the clock has changed, starts a rebuild where the index is missing, damaged or of another analysis,
and forgets old counts once a day. The reader has had the answer by then. ``manage.py search_catch_up`` does the same
for a portal that nobody visits.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from search import counting, service
from search.indexing import outbox
from search.ports import SearchError

logger = logging.getLogger(__name__)

AGAIN: Final = 60.0
"""Seconds between two attempts at a rebuild."""
_turn = threading.Lock()


class Caretaker:
    """The caretaker of one process."""

    def __init__(self) -> None:
        self._next = 0.0
        self._forgotten: date | None = None
        self._rebuild: subprocess.Popen[bytes] | None = None
        self._tried = -AGAIN

    def after_request(self, sender: Any = None, **kwargs: Any) -> None:
        """A request has been answered: look, unless somebody just has."""
        pause = settings.SEARCH_CARETAKER_SECONDS
        if pause is None or time.monotonic() < self._next or not _turn.acquire(blocking=False):
            return
        try:
            self._next = time.monotonic() + pause
            self.look()
        except DatabaseError as error:
            logger.warning("The search index is not looked after: %s", error)
        finally:
            _turn.release()

    def look(self) -> None:
        """One round."""
        catch_up()
        if needing_rebuild():
            self._start_rebuild()
        if self._forgotten != timezone.localdate():
            counting.forget()
            self._forgotten = timezone.localdate()

    def _start_rebuild(self) -> None:
        """Start ``search_rebuild`` as a process of its own, so that it outlives a server that is told to stop."""
        if (self._rebuild and self._rebuild.poll() is None) or time.monotonic() - self._tried < AGAIN:
            return
        self._tried = time.monotonic()
        logger.warning("The search index is missing, damaged or outdated: it is built anew.")
        self._rebuild = subprocess.Popen(
            [sys.executable, "-m", "django", "search_rebuild", "--if-needed", "--verbosity=0"],
            cwd=settings.ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )


def catch_up() -> int:
    """Carry out what waits, and what the clock has changed; how many rows were carried out."""
    for engine in service.engines():
        outbox.revive(engine)
    outbox.sweep()
    try:
        return outbox.drain()
    except SearchError as error:
        logger.warning("The index is not up to date yet: %s", error)
        return 0


def needing_rebuild() -> list[str]:
    """Names of the engines that need a new generation, and of which none is being made."""
    return [e.name for e in service.engines() if e.needs_rebuild() and not outbox.rebuild_under_way(e.name)]


caretaker = Caretaker()
"""The one of this process."""
