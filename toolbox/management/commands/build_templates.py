"""``manage.py build_templates``: every template as Word or Excel file with a PDF preview, in both languages."""

from pathlib import Path
from typing import Any, TextIO, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core.console import Steps
from toolbox.files.build import build_template, chosen
from toolbox.files.reading import DefinitionError

FOLDER = "templates"


class Command(BaseCommand):
    """Builds the files and says how large each is."""

    help = "Builds the templates' files (Word, Excel, PDF preview) in Danish and Swedish."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and which."""
        parser.add_argument("--out", type=Path, default=None, help="the folder to write to (var/templates)")
        parser.add_argument("--only", action="append", default=[], metavar="KEY", help="build this template only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build template by template."""
        target: Path = options["out"] or settings.STATE_DIR / FOLDER
        try:
            found = chosen(options["only"])
        except DefinitionError as error:
            raise CommandError(str(error)) from error
        steps, sizes = Steps(len(found), stream=cast(TextIO, self.stdout._out)), 0
        for template in found:
            with steps.step(template.about.key) as step:
                built = build_template(template, target)
                total = sum(file.path.stat().st_size for file in built)
                step.tell(f"{len(built)} files, {total / 1024:.0f} kB")
            for file in built:
                self.stdout.write(f"        {file.path.name} {file.path.stat().st_size / 1024:.1f} kB")
            sizes += total
        self.stdout.write(f"{target}: {sizes / 1024:.0f} kB")
