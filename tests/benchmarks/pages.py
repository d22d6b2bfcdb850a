"""``python -m tests.benchmarks.pages``: how long each type of page takes among 100 made-up pages and among 2,000.

Two databases and two indexes are made in a temporary folder. Each round asks both for every address, one after the
other, so that whatever else the machine does burdens both alike; the quickest answer of the rounds counts. No cache
keeps a page, here or in production.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FEW, MANY = 100, 2_000
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Address:
    """One address of each type of page; the same among few and among many."""

    kind: str
    url: str


@dataclass(slots=True)
class Measured:
    """What one address took among so many made-up pages."""

    queries: int = 0
    size: int = 0
    """Bytes of the answer."""
    seconds: list[float] = field(default_factory=list)

    @property
    def best(self) -> float:
        """The quickest answer, in seconds: the one least disturbed by other work."""
        return min(self.seconds)


@dataclass(frozen=True, slots=True)
class Place:
    """A database and an index with so many made-up pages in two languages."""

    pages: int
    folder: Path

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / f"{self.pages}.sqlite3"

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.folder / f"index-{self.pages}"


def prepare(folder: Path) -> list[Place]:
    """Make both portals, the larger from a copy of the smaller."""
    from django.core.management import call_command

    few, many = Place(FEW, folder), Place(MANY, folder)
    quiet = io.StringIO()
    with _at(few):
        call_command("migrate", verbosity=0)
        call_command("seed", verbosity=0)
        call_command("seed_synthetic", pages=FEW, stdout=quiet)
        call_command("search_rebuild", verbosity=0)
    shutil.copyfile(few.database, many.database)
    with _at(many):
        call_command("seed_synthetic", pages=MANY - FEW, stdout=quiet)
        call_command("search_rebuild", verbosity=0)
    return [few, many]


def addresses() -> list[Address]:
    """The first Danish page of each type, a made-up guide and case, a term, and two searches."""
    from django.urls import reverse
    from wagtail.models import Page

    from cases.models import CasePage
    from portal.seed.factories import PREFIX
    from toolbox.models import GuidePage

    first: dict[str, str] = {}
    for page in Page.objects.filter(depth__gt=1, locale__language_code="da").order_by("path").specific():
        first.setdefault(type(page).__name__, page.url)
    found = [Address(kind, url) for kind, url in first.items()]
    for model in (GuidePage, CasePage):
        made_up = model.objects.filter(key__startswith=PREFIX, locale__language_code="da").order_by("path")[0]
        found.append(Address(f"{model.__name__}, made up", made_up.url))
    search = reverse("search_da")
    return [
        *found,
        Address("Term", reverse("term_da", args=["hjemmepleje"])),
        Address("Search", search),
        Address("Search for words", f"{search}?q=test+i+drift"),
    ]


def measure(places: list[Place], rounds: int) -> dict[Address, list[Measured]]:
    """Ask each place for each address, ``rounds`` times in turn.

    Raises:
        AssertionError: an answer is not 200.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with _at(places[0]):
        wanted = addresses()
    found = {address: [Measured() for _place in places] for address in wanted}
    client = Client()
    for number in range(rounds + 1):
        for place_number, place in enumerate(places):
            with _at(place):
                for opening in ("/da/", "/da/soeg/?q=kommune"):  # the database; the index and the vocabulary
                    client.get(opening)
                for address in wanted:
                    measured = found[address][place_number]
                    if number == 0:  # counts, and warms what a process keeps
                        with CaptureQueriesContext(connection) as queries:
                            response = client.get(address.url)
                        assert response.status_code == 200, address
                        measured.queries, measured.size = len(queries), len(response.content)
                        continue
                    began = time.perf_counter()
                    client.get(address.url)
                    measured.seconds.append(time.perf_counter() - began)
    return found


@contextmanager
def _at(place: Place) -> Iterator[None]:
    """Let the portal read and write there."""
    from django.db import connection
    from django.test import override_settings

    from search import service

    connection.close()
    connection.settings_dict["NAME"] = str(place.database)
    service.forget()
    with override_settings(SEARCH_INDEX_DIR=place.index):
        yield
    service.forget()
    connection.close()


def table(found: dict[Address, list[Measured]]) -> Iterator[str]:
    """The result, as Markdown."""
    yield f"| Page | Queries at {FEW} | at {MANY:,} | kB at {FEW} | at {MANY:,} | ms at {FEW} | at {MANY:,} | Ratio |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for address, (few, many) in found.items():
        yield (
            f"| {address.kind} | {few.queries} | {many.queries} | {few.size / 1e3:.0f} | {many.size / 1e3:.0f} "
            f"| {few.best * 1e3:.1f} | {many.best * 1e3:.1f} | {many.best / few.best:.2f} |"
        )


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each address is asked for")
    rounds: int = parser.parse_args(arguments).rounds
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder  # where the settings of the tests keep their state
        os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test", "SAMVAERK_STATE_DIR": folder}
        os.environ["SAMVAERK_LOG_LEVEL"] = "ERROR"
        import django

        django.setup()
        began = time.perf_counter()
        places = prepare(Path(folder))
        print(f"Made in {time.perf_counter() - began:.0f} s. Python {platform.python_version()}.", file=sys.stderr)
        print("\n".join(table(measure(places, rounds))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
