"""``manage.py search_verify``: does the index say what the database says?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import service
from search.indexing.rebuilding import compare, repair
from search.ports import SearchError


class Command(BaseCommand):
    """Compares index and database document by document."""

    help = "Compares the search index with the database; with --repair it puts the index right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to repair."""
        parser.add_argument("--repair", action="store_true", help="put the index right")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        """Compare, and repair if asked to."""
        wrong = False
        for engine in service.engines():
            try:
                differences = mend(engine) if repair else compare(engine)[0]
            except SearchError as error:
                raise CommandError(f"{engine.name}: {error}") from error
            wrong |= bool(differences)
            for word, uids in (
                ("missing", differences.missing),
                ("outdated", differences.stale),
                ("left over", differences.left_over),
            ):
                self.stdout.write(f"{engine.name}: {len(uids)} {word} {', '.join(uids[:10])}".rstrip())
        if wrong and not repair:
            raise SystemExit(1)


mend = repair
