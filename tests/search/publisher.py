"""Publishes pages in a process of its own, as a server's worker does; for tests that let several do so, or kill one.

``python -m tests.search.publisher NAME FIRST COUNT`` publishes guides, each with a word made of the name and a number,
and prints page and number when each is done. The settings name the database and the index.
"""

from __future__ import annotations

import sys

import django

django.setup()

from toolbox.models import GuidePage  # noqa: E402

PAGES = 6
"""Pages that are published in turn."""


def word(name: str, number: int) -> str:
    """The word by which a page that was published is found, and no other."""
    return f"{name}{'abcdefghij'[number // 10 % 10]}{'abcdefghij'[number % 10]}ord"


def main() -> None:
    """Publish, and say what was published."""
    name, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    pages = list(GuidePage.objects.filter(live=True, locale__language_code="da").order_by("pk")[:PAGES])
    for number in range(first, first + count):
        page = GuidePage.objects.get(pk=pages[number % len(pages)].pk)
        page.title = f"Om {word(name, number)}"
        page.save_revision().publish()
        print(page.pk, number, flush=True)


if __name__ == "__main__":
    main()
