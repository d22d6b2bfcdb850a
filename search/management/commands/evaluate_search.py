"""``manage.py evaluate_search``: how good the answers are, on questions whose answers are known."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import service
from search.ports import SearchEngine, SearchError
from search.relevance.measuring import SETS, load, measure
from search.relevance.portal import as_data, as_lines, through_the_page

WORST = 10


class Command(BaseCommand):
    """Asks labelled questions as the search page does and prints nDCG@10."""

    help = "Asks questions whose answers are known as the search page does, and prints how good the answers are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which questions, of which engine, and how to print."""
        parser.add_argument("files", nargs="*", type=Path, help="files with one labelled question a line")
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"], help="ask this engine and no standby")
        parser.add_argument("--worst", type=int, default=WORST, help="how many of the worst answers to show")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure each file and print.

        Raises:
            CommandError: a file cannot be read, or the engine does not answer.
        """
        ask = through_the_page(_engine(options["engine"]))
        reports = {}
        for path in options["files"] or SETS:
            try:
                reports[path.name] = measure(ask, load(path))
            except (OSError, ValueError, KeyError) as error:
                raise CommandError(f"{path} cannot be read: {error}") from error
            except SearchError as error:
                raise CommandError(f"The search does not answer: {error}") from error
        if options["json"]:
            found = {name: as_data(report, worst=options["worst"]) for name, report in reports.items()}
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for name, report in reports.items():
            self.stdout.write(f"{name}\n{'=' * len(name)}")
            self.stdout.write("\n".join(as_lines(report, worst=options["worst"])) + "\n")


def _engine(name: str | None) -> SearchEngine | None:
    if name is None:
        return None
    return service.elastic() if name == "elasticsearch" else service.embedded()
