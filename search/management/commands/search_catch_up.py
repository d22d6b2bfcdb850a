"""``manage.py search_catch_up``: carries out what waits, for a timer."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from search import service
from search.indexing import caretaker, outbox


class Command(BaseCommand):
    """What the portal does by itself after requests; a portal without visitors has none."""

    help = "Carries out changes that wait for the search index, what the clock has changed, builds what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Catch up; ends with status 1 when something still waits."""
        carried = caretaker.catch_up()
        if caretaker.needing_rebuild():
            call_command("search_rebuild", if_needed=True, verbosity=0)
        waiting = sum(outbox.pending(engine) for engine in service.names())
        self.stdout.write(f"changes carried out: {carried}, that wait: {waiting}")
        if waiting:
            raise SystemExit(1)
