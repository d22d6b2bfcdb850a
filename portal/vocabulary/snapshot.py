"""All concepts as they are at the moment, read anew only when one of them has changed.

Every page needs them, for its facets and for the terms in its texts, and they seldom change: to read them anew each
time was a quarter of the work on a page. A change is seen in each process, and at once, by the number of concepts, the
newest of them and the latest moment at which one was saved: one small query.
"""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, Max

from portal.vocabulary.models.concepts import Concept, ConceptLabel

State = tuple[int, int | None, datetime | None]
"""How many concepts there are, the newest one, and when one was last saved."""
WORD: Final = ("pk", "language", "text", "closeness", "sort_order")


class ConceptSnapshot:
    """Gives the same concepts as long as none has changed. They are shared between requests, so nobody may write them.

    What does not count as a change is the page about a concept being deleted, which leaves the moment of saving as it
    was: a reader looks for that page among the visible ones anyway.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: State | None = None
        self._concepts: tuple[Concept, ...] = ()

    def __call__(self) -> tuple[Concept, ...]:
        """Every concept in order, with its other words and the page about it. One query, two after a change."""
        seen = _state() if self._concepts else None
        with self._lock:
            if seen is None or seen != self._seen:
                self._concepts = _read()
                moments = [concept.updated_at for concept in self._concepts]
                numbers = [concept.pk for concept in self._concepts]
                self._seen = (len(numbers), max(numbers, default=None), max(moments, default=None))
            return self._concepts


def _state() -> State:
    found = Concept.objects.aggregate(count=Count("pk"), newest=Max("pk"), saved=Max("updated_at"))
    return found["count"], found["newest"], found["saved"]


def _read() -> tuple[Concept, ...]:
    """The concepts in one query: a row for each word of each, which become one concept with its words."""
    found: dict[int, Concept] = {}
    rows = Concept.objects.select_related("about").annotate(**{f"word_{name}": F(f"labels__{name}") for name in WORD})
    for row in rows.order_by("order", "name_da", "pk", "labels__sort_order", "labels__pk"):
        concept: Any = found.setdefault(row.pk, row)
        if concept is row:
            concept._cluster_related_objects = {"labels": []}  # where Wagtail's clusters keep what is known already
        word = {name: getattr(row, f"word_{name}") for name in WORD}
        if word["pk"] is not None:
            concept._cluster_related_objects["labels"].append(ConceptLabel(concept=concept, **word))
    return tuple(found.values())


concepts = ConceptSnapshot()
