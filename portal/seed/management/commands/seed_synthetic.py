"""``manage.py seed_synthetic``: many made-up pages, for tests and benchmarks only.

Where they are used is not noted in the admin's reference index, which would double the time;
``manage.py rebuild_references_index`` does it.
"""

from __future__ import annotations

from typing import Any, TextIO, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cases.models import CasePage
from portal.core.console import Steps
from portal.seed.drafts import Weave, draft
from portal.seed.factories import PREFIX, SEED, Factory, own_content, plant
from portal.seed.loading.indexing import index_for_search
from toolbox.models import GuidePage

CASE_EVERY = 3
"""One of so many is a case, the others are guides."""
CHUNK = 500


class Command(BaseCommand):
    """Adds guides and cases composed from the seed's sentences, each in Danish and Swedish."""

    help = "Adds made-up guides and cases in both languages. For tests and benchmarks: production refuses."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and from which random seed."""
        parser.add_argument(
            "--pages", type=int, required=True, help="how many guides and cases to add, in two languages each"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="seed of the random generator")

    def handle(self, *args: Any, pages: int, seed: int, **options: Any) -> None:
        """Compose and write.

        Raises:
            CommandError: the settings do not allow it, the number is below one, or ``seed`` has not been run.
        """
        if not settings.ALLOW_SYNTHETIC:
            raise CommandError("Made-up pages are for tests and benchmarks; these settings do not allow them.")
        if pages < 1:
            raise CommandError("--pages takes a number of at least one.")
        mine = {"key__startswith": PREFIX, "translated_from": None}
        have = GuidePage._default_manager.filter(**mine).count() + CasePage._default_manager.filter(**mine).count()
        steps = Steps((pages + CHUNK - 1) // CHUNK, stream=cast(TextIO, self.stdout._out))
        factory = Factory(seed=seed + have)
        numbers = range(have + 1, have + pages + 1)
        weave = Weave.of(own_content(), relations=False)
        with transaction.atomic():
            for start in range(0, pages, CHUNK):
                chunk = numbers[start : start + CHUNK]
                with steps.step(f"Pages {chunk[0]} to {chunk[-1]}"):
                    self._write(factory, weave, chunk)

    def _write(self, factory: Factory, weave: Weave, numbers: range) -> None:
        items = [factory.case(number) if number % CASE_EVERY == 0 else factory.guide(number) for number in numbers]
        weave.add_relations(items)
        try:
            index_for_search(plant([draft(item, weave) for item in items]))
        except LookupError as error:
            raise CommandError(f"Run manage.py seed first: {error}.") from error
