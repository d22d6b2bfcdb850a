"""All concepts as they are at the moment, read anew only when one of them has changed.

Every page needs them, for its facets and for the terms in its texts, and they seldom change: to read them anew each
time was a quarter of the work on a page. A change is seen in each process, and at once, by the number of concepts, the
newest of them and the latest moment at which one was saved: one small query.
"""

from __future__ import annotations

import threading
from typing import Any

from django.db.models import Count, Max

from portal.vocabulary.models.concepts import Concept


class ConceptSnapshot:
    """Gives the same concepts as long as none has changed. They are shared between requests, so nobody may write them.

    What does not count as a change is the page about a concept being deleted, which leaves the moment of saving as it
    was: a reader looks for that page among the visible ones anyway.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Any = None
        self._concepts: tuple[Concept, ...] = ()

    def __call__(self) -> tuple[Concept, ...]:
        """Every concept in order, with its other words and the page about it. One query, three after a change."""
        seen = Concept.objects.aggregate(Count("pk"), Max("pk"), Max("updated_at"))
        with self._lock:
            if seen != self._seen:
                self._concepts = tuple(
                    Concept.objects.select_related("about").prefetch_related("labels").order_by("order", "name_da")
                )
                self._seen = seen
            return self._concepts


concepts = ConceptSnapshot()
