"""``manage.py search_verify``: does the index say what the database says?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search import service
from search.indexing import rebuilding
from search.ports import SearchError


class Command(BaseCommand):
    """Compares index and database document by document."""

    help = "Compares the search index with the database; with --repair it puts the index right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to repair."""
        parser.add_argument("--repair", action="store_true", help="put the index right")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        """Compare, and repair if asked to; the exit status says whether all is well now."""
        good = True
        for engine in service.engines():
            try:
                differences = rebuilding.repair(engine) if repair else rebuilding.compare(engine)
            except SearchError as error:
                self.stdout.write(f"{engine.name}: {error}")
                good = False
                continue
            good &= repair or not differences
            for word, uids in (
                ("missing", differences.missing),
                ("outdated", differences.stale),
                ("left over", differences.left_over),
            ):
                done = ", repaired" if repair and uids else ""
                self.stdout.write(f"{engine.name}: {len(uids)} {word}{done} {', '.join(uids[:10])}".rstrip())
        if not good:
            raise SystemExit(1)
