"""The editors' words for each concept, as the engines want them. A new synonym works with the next question."""

from __future__ import annotations

import threading
from typing import Any, get_args

from django.db.models import Count, Max

from portal.vocabulary.models import Concept as ConceptModel
from portal.vocabulary.models import ConceptLabel
from search.ports import CLOSENESS, Concept, Form, Lang, Vocabulary


class EditorsVocabulary:
    """Gives the vocabulary of the moment, and the same object as long as no concept has changed.

    A change is seen by the number of concepts and words and the newest moment at which one was saved: one small query.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Any = None
        self._vocabulary = Vocabulary()

    def __call__(self) -> Vocabulary:
        """The vocabulary as the database has it."""
        concepts = ConceptModel.objects.aggregate(Count("pk"), Max("updated_at"))
        labels = ConceptLabel.objects.aggregate(Count("pk"), Max("pk"))
        seen = (*concepts.values(), *labels.values())
        with self._lock:
            if seen != self._seen:
                self._vocabulary, self._seen = read(), seen
            return self._vocabulary


def read() -> Vocabulary:
    """Every concept with its names and other words."""
    return Vocabulary(
        tuple(
            Concept(key=concept.key, forms=tuple(_forms(concept)))
            for concept in ConceptModel.objects.prefetch_related("labels").order_by("key")
        )
    )


def _forms(concept: ConceptModel) -> list[Form]:
    languages: tuple[Lang, ...] = get_args(Lang)
    forms = [Form(text=concept.name(lang), lang=lang, name=True) for lang in languages if concept.name(lang)]
    forms.extend(
        Form(text=label.text, lang=label.language, weight=CLOSENESS[label.closeness])
        for label in concept.labels.all()
        if label.language in languages
    )
    return forms
