"""From pages to documents, for a batch of pages in a handful of queries.

Search knows no feature: it asks a page for its entries (``portal.core.searchable``), and adds what all pages have,
such as concepts, language and address.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.utils import timezone, translation
from wagtail.models import Page

from portal.core.kinds import kind_name
from portal.core.languages import LANGUAGES
from portal.core.models import PortalPage
from portal.core.searchable import Searchable, SearchEntry
from portal.core.visibility import visible
from portal.vocabulary.models import Concept, ConceptKind, PageConcept
from search.engines.fields import checked
from search.indexing.neighbours import Neighbours
from search.naming import Naming, facet_name
from search.ports import Document, Lang, Translation

logger = logging.getLogger(__name__)

BATCH = 200
"""Pages that are read at a time: enough to share queries, few enough to keep memory flat."""
CONCEPT_FACETS = ("phase", "area", "technology", "audience", "country", "time", "format")
"""Facets whose values are concepts of the kind of the same name."""
SAID_FACETS = ("status",)
"""Other facets that readers see as labels: ``Status: unknown``."""


def uid(page_id: int, suffix: str = "") -> str:
    """Name of a document: the page's number, and for a part of a page the part's own address."""
    return f"page-{page_id}-{suffix.strip('/')}" if suffix else f"page-{page_id}"


def page_of(name: str) -> int:
    """Number of the page that a document was made of; the reverse of :func:`uid`, 0 for a name that is none."""
    number = name.removeprefix("page-").partition("-")[0]
    return int(number) if name.startswith("page-") and number.isdecimal() else 0


def searchable_models() -> list[type[PortalPage]]:
    """Page types whose pages are indexed."""
    from wagtail.models import get_page_models

    return [
        m
        for m in get_page_models()
        if issubclass(m, PortalPage) and hasattr(m, "search_entries") and not m.not_searched
    ]


def all_page_ids() -> list[int]:
    """Numbers of all pages that a reader may find, in the order of the tree."""
    types = ContentType.objects.get_for_models(*searchable_models()).values()
    pages = visible(Page.objects.filter(content_type__in=types, locale__language_code__in=LANGUAGES))
    return list(pages.order_by("path").values_list("pk", flat=True))


def documents(page_ids: Iterable[int]) -> Iterator[Document]:
    """Documents of those of the pages that a reader may find, a batch at a time."""
    ids = list(page_ids)
    concepts = {concept.pk: concept for concept in Concept.objects.all()}
    for start in range(0, len(ids), BATCH):
        yield from _batch(ids[start : start + BATCH], concepts)


def _batch(page_ids: list[int], concepts: dict[int, Concept]) -> Iterator[Document]:
    keys = set(visible(Page.objects.filter(pk__in=page_ids)).values_list("translation_key", flat=True))
    readable = set(visible(Page.objects.filter(translation_key__in=keys)).values_list("pk", flat=True))
    versions = _versions(keys)
    tags: dict[UUID, list[Concept]] = defaultdict(list)
    rows = PageConcept.objects.filter(page__translation_key__in=keys).order_by("sort_order", "pk")
    for key, concept_id in rows.values_list("page__translation_key", "concept_id"):
        if concept_id in concepts:
            tags[key].append(concepts[concept_id])
    wanted, neighbours = set(page_ids), Neighbours(keys)
    for key, pages in versions.items():
        public: list[Any] = [page for page in pages if page.pk in readable and isinstance(page, Searchable)]
        if wanted.isdisjoint(page.pk for page in public):
            continue
        made = {page.pk: {e.key or page.key: (page, e) for e in _entries(page)} for page in public}
        for page in public:
            if page.pk not in wanted:
                continue
            others = [found for pk, found in made.items() if pk != page.pk]
            for name, (_page, entry) in made[page.pk].items():
                other = next((found[name] for found in others if name in found), None)
                document = _document(page, entry, tags[key], other, neighbours)
                try:
                    yield checked(document)
                except ValueError:
                    logger.exception("%s is left out of the index.", document.uid)


def _versions(keys: set[UUID]) -> dict[UUID, list[Any]]:
    """Every version of the contents with the given translation keys, with its original, one query per page type."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    types = Page.objects.filter(translation_key__in=keys).order_by().values_list("content_type", flat=True).distinct()
    for type_id in types:
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not issubclass(model, PortalPage) or model.not_searched:
            continue
        pages = {p.pk: p for p in model._default_manager.filter(translation_key__in=keys).select_related("locale")}
        for page in pages.values():
            page.original = pages.get(page.translated_from_id or page.pk, page)
            found[page.translation_key].append(page)
    return found


def _entries(page: Any) -> list[SearchEntry]:
    """A page's entries. One page that cannot be read must not keep all others out of the index.

    A change that lay in the past already when the page was asked is none to come: kept, it would have the page read
    again every few seconds, for ever. One that comes while the page is read is kept, and has it read again.
    """
    asked_at = timezone.now()
    with translation.override(page.language):
        try:
            return [
                replace(entry, changes_at=None) if entry.changes_at and entry.changes_at <= asked_at else entry
                for entry in page.search_entries()
            ]
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Page %s cannot be read, and is left out of the index.", page.pk)
            return []


def _facets(entry: SearchEntry, concepts: list[Concept]) -> dict[str, tuple[str, ...]]:
    facets: dict[str, tuple[str, ...]] = {"type": (entry.kind,)}
    if entry.suffix:
        return facets
    for facet in CONCEPT_FACETS:
        values = tuple(concept.key for concept in concepts if concept.kind == facet)
        if values:
            facets[facet] = values
    return facets | {facet: values for facet, values in entry.facets.items() if values}


def _labels(entry: SearchEntry, concepts: list[Concept], language: Lang) -> str:
    """The names of type, concepts and status as readers see them."""
    with translation.override(language):
        names = [kind_name(entry.kind)]
        if not entry.suffix:
            names += [concept.name(language) for concept in concepts]
            for facet in SAID_FACETS:
                values = [Naming().label(facet, value, language) for value in entry.facets.get(facet, ())]
                names += [f"{facet_name(facet)}: {', '.join(values)}"] if values else []
    return " · ".join(dict.fromkeys(names))


def _document(
    page: Any,
    entry: SearchEntry,
    concepts: list[Concept],
    other: tuple[Any, SearchEntry] | None,
    neighbours: Neighbours,
) -> Document:
    language = page.language
    facets = _facets(entry, concepts)
    phases = sorted(concept.order for concept in concepts if concept.kind == ConceptKind.PHASE)
    translated = None
    if other is not None:
        their_page, their = other
        translated = Translation(
            lang=their_page.language,
            title=their.title,
            summary=their.summary,
            body=their.body,
            url=f"{their_page.url}{their.suffix}",
            labels=_labels(their, concepts, their_page.language),
        )
    document = Document(
        uid=uid(page.pk, entry.suffix),
        pk=_number(page, entry),
        key=entry.key or page.key,
        type=entry.kind,
        lang=language,
        title=entry.title,
        summary=entry.summary,
        body=entry.body,
        url=f"{page.url}{entry.suffix}",
        facets=facets,
        labels=_labels(entry, concepts, language),
        links="" if entry.suffix else neighbours.heads(page.translation_key, language),
        related=() if entry.suffix else neighbours.keys(page.translation_key),
        changed=page.last_published_at,
        phase=phases[0] if phases else None,
        translation=translated,
        prior=entry.prior,
        expires=page.expire_at,
        changes=entry.changes_at,
    )
    return replace(document, revision=_revision(document))


def _number(page: Any, entry: SearchEntry) -> int:
    """A number that decides between equals: a page's own, and for its parts one made of their names."""
    if not entry.suffix:
        return int(page.pk)
    digest = hashlib.sha256(entry.suffix.encode()).digest()
    return (1 << 32) + int.from_bytes(digest[:4], "big")


def _revision(document: Document) -> str:
    """A checksum of everything that is indexed."""
    shown = [
        document.key, document.type, document.title, document.summary, document.body, document.url, document.labels,
        sorted(document.facets.items()), document.links, document.related, str(document.changed), str(document.expires),
        str(document.changes), document.phase, document.prior,
        astuple(document.translation) if document.translation else None,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()[:16]
