"""A reader that knows concepts: the process line, cards with their facets, and texts with terms and sources linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core import art
from portal.core.contexts import Card, Fact, Link, PhaseStep, ProcessLine
from portal.core.kinds import kind_name, kind_of
from portal.core.reading import Reader
from portal.core.spans import in_short
from portal.core.visibility import visible_in
from portal.vocabulary import snapshot
from portal.vocabulary.models.classified import PageConcept
from portal.vocabulary.models.concepts import Concept, ConceptKind
from portal.vocabulary.text import TextRenderer

NAMED_PHASES = 3
"""Phases that a card names at most; of more it gives the numbers only."""


class ConceptReader(Reader):
    """Adds two queries at most to what :class:`Reader` asks: all concepts, and the tags of this page and its
    neighbours.
    """

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """Every concept, with the page about it."""
        return snapshot.concepts()

    @cached_property
    def concept_by_id(self) -> dict[int, Concept]:
        """Every concept by id."""
        return {concept.pk: concept for concept in self.concepts}

    def of_kind(self, kind: ConceptKind) -> list[Concept]:
        """The concepts of one kind, in their order."""
        return [concept for concept in self.concepts if concept.kind == kind]

    # --- tags --------------------------------------------------------------------------------------------------------

    @cached_property
    def _tags(self) -> dict[UUID, list[Concept]]:
        """Concepts of this page and of every page that a card may be made of, by translation key."""
        keys = {page.translation_key for page in self.related_pages} | {self.page.translation_key}
        return self.tags_for(keys)

    def tags_for(self, keys: Iterable[UUID]) -> dict[UUID, list[Concept]]:
        """Concepts of the contents with the given translation keys, in one query."""
        tags: dict[UUID, list[Concept]] = {}
        rows = PageConcept.objects.filter(page__translation_key__in=list(keys)).order_by("sort_order", "pk")
        for key, concept_id in rows.values_list("page__translation_key", "concept_id"):
            tags.setdefault(key, []).append(self.concept_by_id[concept_id])
        return tags

    @cached_property
    def own_concepts(self) -> list[Concept]:
        """This page's concepts; in a preview, those of the draft."""
        if not hasattr(self.page, "concept_tags"):
            return []
        manager = self.page.shared("concept_tags")
        if manager.is_deferring:
            return [self.concept_by_id[tag.concept_id] for tag in manager.all()]
        return self._tags.get(self.page.translation_key, [])

    def own(self, kind: ConceptKind) -> list[Concept]:
        """This page's concepts of one kind."""
        return sorted((c for c in self.own_concepts if c.kind == kind), key=lambda c: c.order)

    def names(self, kind: ConceptKind) -> str:
        """Names of this page's concepts of one kind, as a list in words."""
        return ", ".join(concept.name(self.language) for concept in self.own(kind))

    # --- the process line --------------------------------------------------------------------------------------------

    def extra_frame_pages(self) -> Q:
        """The phase pages, which every process line links to."""
        keys = [concept.about.translation_key for concept in self.of_kind(ConceptKind.PHASE) if concept.about]
        return super().extra_frame_pages() | Q(translation_key__in=keys, locale__language_code=self.language)

    @cached_property
    def phase_pages(self) -> dict[int, Page]:
        """Page of each phase in this language, by the phase's number."""
        pages = {p.translation_key: p for p in self.frame_pages.values() if p.locale.language_code == self.language}
        return {
            c.order: pages[c.about.translation_key]
            for c in self.of_kind(ConceptKind.PHASE)
            if c.about and c.about.translation_key in pages
        }

    def line(self, *, current: Iterable[int] | None = None) -> ProcessLine | None:
        """The process line with this page's phases marked; None where no phase has a page.

        Args:
            current: numbers to mark instead of this page's own phases.
        """
        numbers = (
            tuple(current) if current is not None else tuple(concept.order for concept in self.own(ConceptKind.PHASE))
        )
        steps = []
        for concept in self.of_kind(ConceptKind.PHASE):
            page = self.phase_pages.get(concept.order)
            if page is not None:
                steps.append(
                    PhaseStep(
                        number=concept.order,
                        name=concept.name(self.language),
                        title=page.title,
                        question=concept.definition(self.language),
                        url=page.url or "",
                        current=concept.order in numbers,
                    )
                )
        return ProcessLine(steps=tuple(steps), current=numbers) if steps else None

    def phase_fact(self) -> Fact | None:
        """The fact-box row that says to which phases the page belongs."""
        phases = self.own(ConceptKind.PHASE)
        if not phases:
            return None
        links = tuple(
            Link(title=f"{concept.order} {concept.name(self.language)}", url=self.phase_pages[concept.order].url or "")
            for concept in phases
            if concept.order in self.phase_pages
        )
        text = "" if links else _phases(phases, self.language)
        return Fact(label=_("Phase"), text=text, links=links, phases=tuple(concept.order for concept in phases))

    # --- cards -------------------------------------------------------------------------------------------------------

    def cards(self, pages: Iterable[Page], tags: dict[UUID, list[Concept]] | None = None) -> tuple[Card, ...]:
        """A card for each page, with its foot made of its facets.

        Args:
            pages: pages of any type, in one language.
            tags: their concepts, where these are not this page's related pages.
        """
        pages = list(pages)
        known = self._tags if tags is None else tags
        return tuple(self._card(page, known.get(page.translation_key, [])) for page in pages)

    def _card(self, page: Page, concepts: list[Concept]) -> Card:
        kind = kind_of(page)
        language = page.locale.language_code
        in_order = sorted(concepts, key=lambda concept: concept.order)

        def named(wanted: ConceptKind) -> list[Concept]:
            return [concept for concept in in_order if concept.kind == wanted]

        phases, areas, countries = named(ConceptKind.PHASE), named(ConceptKind.AREA), named(ConceptKind.COUNTRY)
        in_words = []
        if phases:
            in_words = [" ".join((_("Phase"), _phases(phases, language)))]
        if kind == "case":
            in_words = [c.name(language) for c in (*areas[:2], *countries[:1])]
        elif kind == "entry":
            in_words = [c.name(language) for c in (*named(ConceptKind.ORGANISATION_TYPE)[:1], *countries[:1])]
        formats = [c.name(language) for c in named(ConceptKind.FORMAT)]
        return Card(
            kind=kind,
            kind_name=kind_name(kind),
            title=page.title,
            url=page.url or "",
            summary=page.search_description,
            foot=" · ".join(part for part in in_words if part),
            strong=" / ".join(formats) if kind == "template" else "",
            phases=tuple(c.order for c in phases),
            cloth=str(art.swatch(areas[0].key if areas else "", str(page.translation_key))) if kind == "case" else "",
            lang=language if language != self.language else "",
        )

    def related_cards(self, *kinds: Any) -> tuple[Card, ...]:
        """Cards of the related pages of the given types."""
        return self.cards(self.related_of(*kinds))

    def pages_about(self, concept: Concept) -> list[Page]:
        """Visible pages of this language that are classified with ``concept`` or are the page about it, twelve at
        most.
        """
        query = Q(translation_key__in=PageConcept.objects.filter(concept=concept).values("page__translation_key"))
        if concept.about:
            query |= Q(translation_key=concept.about.translation_key)
        pages = list(visible_in(self.language).filter(query).order_by("path")[:12])
        self._tags = self.tags_for(page.translation_key for page in pages)
        return pages

    # --- text --------------------------------------------------------------------------------------------------------

    def marked(self, fact: Fact) -> Fact:
        """The row with the source codes in its text turned into links."""
        if "[" not in fact.text or fact.html:
            return fact
        return replace(fact, html=self.text.inline(fact.text))

    @cached_property
    def text(self) -> TextRenderer:
        """Turns the page's texts into markup; a term is explained where it is first used."""
        explained = [
            (c, c.definition(self.language)) for c in self.concepts if c.in_glossary and c.definition(self.language)
        ]
        return TextRenderer(
            language=self.language,
            terms=[(c.key, [c.name(self.language), *c.acronyms(self.language)], said) for c, said in explained],
            source_numbers=self.source_numbers if hasattr(self.page, "page_sources") else {},
            own_title=self.page.title,
            page_url=self.url_of,
        )


def _phases(phases: list[Concept], language: str) -> str:
    """Numbers and names of a card's phases, such as ``2–3: Behov, Marked``; of many the numbers only."""
    numbers = in_short(phase.order for phase in phases)
    if len(phases) > NAMED_PHASES:
        return numbers
    return f"{numbers}: {', '.join(phase.name(language) for phase in phases)}"
