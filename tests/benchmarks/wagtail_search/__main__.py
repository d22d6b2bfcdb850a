"""Measures Wagtail's database search in a process of its own, since Wagtail binds it to the default database.

``python -m tests.benchmarks.wagtail_search DOCUMENTS QUERIES`` prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import islice
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from wagtail.search.backends import get_search_backend  # noqa: E402

from search.ports import Query  # noqa: E402
from tests.benchmarks import corpus, timing  # noqa: E402
from tests.benchmarks.wagtail_search.models import Entry, Value  # noqa: E402

CHUNK = 1000
PAGE = 20


def fill(count: int) -> float:
    """Write the corpus and index it; seconds for the indexing alone."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in (Entry, Value):
            editor.create_model(model)
    seconds = 0.0
    documents = corpus.documents(count)
    while chunk := list(islice(documents, CHUNK)):
        entries = Entry.objects.bulk_create(
            Entry(id=d.pk, lang=d.lang, title=d.title, summary=d.summary, body=d.body) for d in chunk
        )
        Value.objects.bulk_create(
            Value(entry_id=d.pk, facet=facet, value=value)
            for d in chunk
            for facet, values in d.facets.items()
            for value in values
        )
        began = time.perf_counter()
        get_search_backend().add_bulk(Entry, entries)
        seconds += time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return seconds


def matching(query: Query, *, but: str = "") -> Any:
    """Wagtail's results for a question within the filters, apart from those of one facet."""
    entries = Entry.objects.filter(lang=query.lang)
    for facet, values in query.filters.chosen.items():
        if facet != but:
            chosen = Value.objects.filter(facet=facet, value__in=values)
            entries = entries.filter(id__in=chosen.values("entry_id"))
    return get_search_backend().search(query.text, entries, operator="or")


def counts(query: Query, facets: list[str], *, but: str = "") -> dict[tuple[str, str], int]:
    """Hits per value of some facets, in one query of the database."""
    results = matching(query, but=but)
    compiler = results.query_compiler
    hits = compiler.search(compiler.get_config(results.backend), None, None).order_by().values("pk")
    grouped = Value.objects.filter(facet__in=facets, entry_id__in=hits).order_by().values("facet", "value")
    return {(row["facet"], row["value"]): row["n"] for row in grouped.annotate(n=models.Count("id"))}


def search(query: Query) -> tuple[int, int]:
    """A page of results with their number, and the numbers of eight facets as the portal shows them."""
    results = matching(query)
    shown = len(list(results[:PAGE]))
    chosen = list(query.filters.chosen)
    found = counts(query, [facet for facet in corpus.FACETS if facet not in chosen])
    for facet in chosen:
        found |= counts(query, [facet], but=facet)
    return results.count() if shown else 0, len(found)


def main() -> None:
    """Fill, ask, print."""
    count, asked = int(sys.argv[1]), int(sys.argv[2])
    seconds = fill(count)
    times = timing.race({"wagtail": search}, corpus.queries(asked + 1))["wagtail"]
    hits = sum(search(query)[0] for query in corpus.queries(4))
    print(json.dumps({"p50": times.p50, "p95": times.p95, "runs": times.runs, "indexing": seconds, "hits": hits}))


main()
