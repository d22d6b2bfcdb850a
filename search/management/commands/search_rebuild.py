"""``manage.py search_rebuild``: the index anew, without a moment without one."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.console import Steps
from search import service
from search.indexing.outbox import rebuild_under_way
from search.indexing.rebuilding import rebuild
from search.ports import SearchError


class Command(BaseCommand):
    """Reads every public page and builds a new index beside the old one."""

    help = "Builds the search index anew from the database, while readers go on searching and editors publishing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to look first."""
        parser.add_argument("--if-needed", action="store_true", help="only where there is no index, or an outdated one")
        parser.add_argument("--check", action="store_true", help="rebuild nothing; name the engines that need it")

    def handle(self, *args: Any, if_needed: bool, check: bool, verbosity: int, **options: Any) -> str:
        """Rebuild each engine that is kept; returns the names of those that need it when only asked to check."""
        kept = [e for e in service.engines() if e.needs_rebuild() or not (if_needed or check)]
        if check:
            return " ".join(engine.name for engine in kept)
        if if_needed:
            kept = [engine for engine in kept if not rebuild_under_way(engine.name)]
        steps = Steps(len(kept), stream=self.stdout)  # type: ignore[arg-type]  # a stream for writing text
        for engine in kept:
            try:
                if verbosity:
                    with steps.step(f"Search index ({engine.name})") as step:
                        status = rebuild(engine, progress=lambda done, all_: step.tell(f"{done} of {all_}"))
                        step.tell(f"{status.documents} documents")
                else:
                    rebuild(engine)
            except SearchError as error:
                raise CommandError(f"The index of {engine.name} was not rebuilt: {error}") from error
        return ""
