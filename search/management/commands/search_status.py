"""``manage.py search_status``: which index is in use, and what waits."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search import service
from search.indexing import outbox
from search.ports import SearchEngine, SearchError


class Command(BaseCommand):
    """Prints the state of each engine and the number of changes that wait."""

    help = "Shows the state of the search index; ends with status 1 when it is missing, outdated, away or behind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print; the exit status says whether all is well."""
        well = [self._tell(engine) for engine in service.engines()]
        if not all(well):
            raise SystemExit(1)

    def _tell(self, engine: SearchEngine) -> bool:
        """Print the state of one engine; whether it is well."""
        ready = False
        try:
            status = engine.status()
        except SearchError as error:
            self.stdout.write(f"{engine.name}: away, {error}")
        else:
            ready = status.ready
            word = "ready" if ready else "outdated" if status.stale else "missing"
            size = f"{status.bytes / 1e6:.1f} MB"
            self.stdout.write(
                f"{engine.name}: {word}, {status.documents} documents, {size}, {status.generation or '-'}"
            )
        if outbox.rebuild_under_way(engine.name):
            self.stdout.write(f"{engine.name}: a rebuild is under way")
        waiting, since = outbox.pending(engine.name), outbox.waiting_since(engine.name)
        age = f", the oldest for {(timezone.now() - since).total_seconds():.0f} s" if since else ""
        self.stdout.write(f"{engine.name}: changes that wait: {waiting}{age}")
        return ready and not waiting
