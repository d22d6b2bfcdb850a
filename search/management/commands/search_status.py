"""``manage.py search_status``: which index is in use, and what waits."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search import service
from search.indexing import outbox


class Command(BaseCommand):
    """Prints the state of each engine and the number of changes that wait."""

    help = "Shows the state of the search index; ends with status 1 when it is missing, outdated or behind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print; the exit status says whether all is well."""
        good = True
        for engine in service.engines():
            status = engine.status()
            word = "ready" if status.ready else "outdated" if status.stale else "missing"
            good &= status.ready
            size = f"{status.bytes / 1e6:.1f} MB"
            self.stdout.write(
                f"{status.engine}: {word}, {status.documents} documents, {size}, {status.generation or '-'}"
            )
        waiting = outbox.pending()
        self.stdout.write(f"changes that wait: {waiting}")
        if not good or waiting:
            raise SystemExit(1)
