"""``manage.py seed``: loads the portal's content from portal/seed/data."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core.console import Steps
from portal.seed.drafts import drafts
from portal.seed.loading import STEPS, load
from portal.seed.problems import SeedError
from portal.seed.reading import DATA
from portal.seed.validation import load_files


class Command(BaseCommand):
    """Checks the seed files and loads what is new or changed in them."""

    help = "Loads the portal's content. What an editor has written, changed or deleted stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only check; or another folder."""
        parser.add_argument("--check", action="store_true", help="only say what is wrong in the files")
        parser.add_argument(
            "--data", type=Path, default=DATA, metavar="FOLDER", help="instead of the portal's own files"
        )

    def handle(self, *args: Any, check: bool, data: Path, verbosity: int, **options: Any) -> None:
        """Check all files before anything is written.

        Raises:
            CommandError: with a sentence for each error in the files.
        """
        try:
            content = load_files(data)
        except SeedError as error:
            count = len(error.problems)
            raise CommandError(f"{error}\n{count} error{'s' if count > 1 else ''}; nothing was changed.") from error
        if check:
            self.stdout.write(f"The seed files hold {len(drafts(content))} pages in two languages, without errors.")
            return
        if not verbosity:
            load(content)
            return
        report = load(content, announce=Steps(STEPS, stream=cast(TextIO, self.stdout._out)).step)
        for line in report.lines():
            self.stdout.write(line)
