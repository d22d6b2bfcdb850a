"""The editors' words for each concept, as the engines want them. A new synonym works with the next question."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from django.db import connection
from django.utils import translation
from wagtail.models import Page

from portal.core.kinds import content_types
from portal.vocabulary.models import Concept as ConceptModel
from portal.vocabulary.models import ConceptKind, ConceptLabel, PageConcept
from search.naming import STATUSES, Naming, facet_name
from search.ports import CLOSENESS, Concept, Form, Lang, Vocabulary

LANGUAGES: Final[tuple[Lang, ...]] = get_args(Lang)
TYPES: Final[Mapping[str, str]] = {
    "vejledning": "guide",
    "case": "case",
    "skabelon": "template",
    "indgang": "entry",
    "fase": "phase",
}
"""Stable keys of the concepts that name a type of page, and the type."""
ENGLISH: Final = 0.8
"""Weight of the English name, which is typed in both languages, and offered in none."""
WISHED_KINDS: Final = frozenset({ConceptKind.FORMAT, ConceptKind.COUNTRY})
"""Kinds whose concepts say what a reader wants to have or where it is from, as types and statuses do. The others say
what a page is about, and stand in its texts."""


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
        seen = _state()
        with self._lock:
            if seen != self._seen:
                self._vocabulary, self._seen = read(), seen
            return self._vocabulary


def _state() -> Any:
    """What differs as soon as a concept or a word of one is added, saved or taken away.

    Every question asks it first, and Django would take longer to write this query than the database to answer it.
    """
    concepts, labels = (connection.ops.quote_name(model._meta.db_table) for model in (ConceptModel, ConceptLabel))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT COUNT(*) FROM {concepts}), (SELECT MAX(updated_at) FROM {concepts}),"  # noqa: S608 - names of tables
            f" (SELECT COUNT(*) FROM {labels}), (SELECT MAX(id) FROM {labels})"
        )
        return cursor.fetchone()


def read() -> Vocabulary:
    """Every concept with its names, its other words and the page about it; the phases by their numbers; and the names
    of the statuses.
    """
    concepts = list(ConceptModel.objects.prefetch_related("labels").order_by("key"))
    keys = _page_keys(concepts)
    found = [
        Concept(
            key=concept.key,
            forms=tuple(_forms(concept)),
            classifies=tuple(_classified(concept)),
            about=keys.get(concept.about_id, ""),
            only_explained=concept.in_glossary and not concept.about_id and concept.kind == ConceptKind.TERM,
        )
        for concept in concepts
    ]
    return Vocabulary((*found, *_numbered(concepts), *map(_status, STATUSES)))


def _numbered(concepts: Iterable[ConceptModel]) -> Iterator[Concept]:
    """The phases as readers count them, ``Fase 4``: what they ask for is the page of the phase, and what belongs to it.

    A concept of its own, since the name of the phase means more than the phase: who asks for ``aftale`` wants one.
    """
    pages = dict(
        PageConcept.objects.filter(concept__kind=ConceptKind.PHASE, page__content_type__in=content_types("phase"))
        .order_by("-page_id")  # the original is older than its translation; both have the same key
        .values_list("concept_id", "page_id")
    )
    keys = {page.pk: str(getattr(page, "key", "")) for page in Page.objects.filter(pk__in=pages.values()).specific()}
    for concept in concepts:
        if concept.kind == ConceptKind.PHASE:
            yield Concept(
                key=f"phase-{concept.key}",
                forms=tuple(_numbers(concept)),
                classifies=((concept.kind, concept.key),),
                about=keys.get(pages.get(concept.pk), ""),
            )


def _numbers(concept: ConceptModel) -> Iterator[Form]:
    """The phase as the filter and the process line call it, with its number."""
    for lang in LANGUAGES:
        with translation.override(lang):
            yield Form(text=f"{facet_name(concept.kind)} {concept.order}", lang=lang, offered=False)


def _page_keys(concepts: Iterable[ConceptModel]) -> dict[int | None, str]:
    """The stable key of the page about each concept, by the page's number."""
    numbers = {concept.about_id for concept in concepts if concept.about_id}
    return {page.pk: str(getattr(page, "key", "")) for page in Page.objects.filter(pk__in=numbers).specific()}


def _forms(concept: ConceptModel) -> list[Form]:
    forms = [Form(text=concept.name(lang), lang=lang, name=True) for lang in LANGUAGES if concept.name(lang)]
    if concept.name_en:
        forms += [Form(text=concept.name_en, lang=lang, weight=ENGLISH, offered=False) for lang in LANGUAGES]
    forms.extend(
        Form(
            text=label.text,
            lang=label.language,
            weight=CLOSENESS[label.closeness],
            offered=label.closeness != ConceptLabel.Closeness.HIDDEN,
        )
        for label in concept.labels.all()
        if label.language in LANGUAGES
    )
    return forms


def _classified(concept: ConceptModel) -> Iterator[tuple[str, str]]:
    """Facets and values that a question with the concept's name wishes for."""
    if concept.kind in WISHED_KINDS:
        yield concept.kind, concept.key
    if concept.key in TYPES:
        yield "type", TYPES[concept.key]


def _status(status: str) -> Concept:
    """A status, which is no concept that editors can change: ``ukendt`` means what is marked so."""
    forms = []
    for lang in LANGUAGES:
        with translation.override(lang):
            forms.append(Form(text=str(Naming().label("status", status, lang)), lang=lang, name=True))
    return Concept(key=f"status-{status}", forms=tuple(forms), classifies=(("status", status),))
