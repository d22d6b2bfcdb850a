"""``manage.py evaluate_search``: how good the answers of the index in use are, on labelled questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import service
from search.ports import SearchError
from search.relevance.measuring import DEPTH, SETS, Measured, Report, load, measure

MEAN_WIDTH = 20


class Command(BaseCommand):
    """Asks every labelled question and prints the figures."""

    help = "Asks the search index labelled questions and prints nDCG@10 per language and group, and what went wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """The arguments."""
        parser.add_argument("--set", choices=[*SETS, "all"], default="all", help="which questions (default: all)")
        parser.add_argument("--file", type=Path, help="a file with questions of your own instead, one JSON object a line")
        parser.add_argument("--worst", type=int, default=10, help="how many of the worst to print (default: 10)")
        parser.add_argument("--least", type=float, default=0.0, help="fail if a set's nDCG@10 is below this")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and print.

        Raises:
            CommandError: the index or the file cannot be read, or a figure is below ``--least``.
        """
        chosen = SETS if options["set"] == "all" else {options["set"]: SETS[options["set"]]}
        if options["file"]:
            chosen = {options["file"].name: options["file"]}
        for name, path in chosen.items():
            try:
                report = measure(service.engine(), load(path))
            except SearchError as error:
                raise CommandError(f"The index cannot be asked: {error}") from error
            except (OSError, ValueError, KeyError) as error:
                raise CommandError(f"{path} holds no questions: {error}") from error
            self._tell(name, report, options["worst"])
            if report.ndcg < options["least"]:
                raise CommandError(f"{name}: nDCG@{DEPTH} is {report.ndcg:.3f}, below {options['least']}.")

    def _tell(self, name: str, report: Report, worst: int) -> None:
        self.stdout.write(f"{name}: {len(report.measured)} questions, engine {service.engine().name}")
        self._line("all", report)
        for lang, part in report.by(lambda query: query.lang).items():
            self._line(lang, part)
        for group, part in report.by(lambda query: query.group).items():
            self._line(group, part)
        unanswered = [one.query.text for one in report.unanswered]
        self.stdout.write(f"  unanswered: {', '.join(unanswered) or 'none'}")
        answered = [one.query.text for one in report.measured if not one.query.expect and one.total]
        self.stdout.write(f"  answered, though there is no answer: {', '.join(answered) or 'none'}")
        for one in report.worst(worst):
            self._show(one)

    def _line(self, name: str, report: Report) -> None:
        count = len(report.measured)
        self.stdout.write(
            f"  {name:<{MEAN_WIDTH}} nDCG@{DEPTH} {report.ndcg:.3f}   passed {report.passed:4.0%}   of {count}"
        )

    def _show(self, one: Measured) -> None:
        self.stdout.write(f"  {one.ndcg:.2f} {one.query.lang} {one.query.text}")
        self.stdout.write(f"       expected {', '.join(one.query.expect) or 'nothing'}")
        self.stdout.write(f"       found    {', '.join(one.found) or 'nothing'}")
