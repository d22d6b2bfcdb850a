"""The directory: which door to knock on, by where the company is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from portal.core import listing
from portal.core.contexts import Fact
from portal.core.kinds import content_types, kind_of
from portal.core.languages import sort_key
from portal.core.models import PortalPage
from portal.core.visibility import visible_in
from portal.organisations.contexts import DirectoryContext, DirectoryRow, StageGroup
from portal.vocabulary.models import Concept, ConceptKind, PageConcept
from portal.vocabulary.models.classified import ClassifiedPage
from portal.vocabulary.text import without_codes

from .entry_points import OrganisationPage
from .networks import NetworkPage
from .programmes import ProgrammePage

COMPANY = "virksomhed"
"""Key of the concept for readers who come from a company."""
MOST_IN_GROUP = 24
"""Entry points that a group shows at most, so that the page can still be read when there are hundreds. How many more
there are is said, and the search, which has pages, leads to them.
"""
IN_VIEW = 6
"""Entry points of a group that are in view before a reader asks for the others."""
LEAST_FOLDED = 3
"""Fewer than these are not worth a click."""
MOST_GUIDES = 12
"""Guides for companies that the directory shows at most, so that it does not grow with the portal."""


class StageBlock(blocks.StructBlock):
    """Words for the companies at one stage."""

    concept = blocks.CharBlock(label=_("stage"), help_text=_("Stable key of the stage in the vocabulary."))
    title = blocks.CharBlock(label=_("heading"))
    text = blocks.TextBlock(label=_("text"), rows=2)
    foot = blocks.CharBlock(label=_("small print"), required=False)

    class Meta:
        label = _("stage")
        icon = "user"


class DirectoryPage(PortalPage):
    """All entry points, each once: by the company's stage, the rest by type of organisation, the closed ones last."""

    has_article_facts = False
    template = "organisations/directory_page.html"
    not_searched = "a list of pages that are found by themselves"
    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = [
        "organisations.OrganisationPage",
        "organisations.ProgrammePage",
        "organisations.NetworkPage",
    ]

    before_you_write = StreamField(
        [("item", blocks.CharBlock(label=_("point")))], verbose_name=_("before you write"), blank=True
    )
    stages = StreamField([("stage", StageBlock())], verbose_name=_("stages"), blank=True)

    edit_handler = PortalPage.tabs([FieldPanel("before_you_write"), FieldPanel("stages")], article=False)

    class Meta:
        verbose_name = _("directory of entry points")

    reader = ClassifiedPage.reader

    def view(self, reader: Any) -> DirectoryContext:
        """The entry points of this language, in three queries whatever their number.

        Raises:
            Http404: the address asks for a further page of the list.
        """
        listing.only_page(reader.request)
        pages = self._entries(reader.language)
        guides = [p for p in reader.frame_pages.values() if kind_of(p) == "guide" and p.locale_id == self.locale_id]
        tags = reader.tags_for({page.translation_key for page in [*pages, *guides]})
        concepts = {page.pk: tags.get(page.translation_key, []) for page in pages}
        closed = [page for page in pages if page.current_status == page.Status.ENDED]
        pages = [page for page in pages if page.current_status != page.Status.ENDED]
        shown: set[int] = set()
        staged: set[int] = set()
        groups = []
        words = {block.value.get("concept"): block.value for block in self.stages}
        for stage in reader.of_kind(ConceptKind.COMPANY_STAGE):
            all_here = self._widest_first([page for page in pages if stage in concepts[page.pk]], concepts)
            described = self._by_name((page for page in all_here if page.pk in shown), reader.language)[:MOST_IN_GROUP]
            here = [page for page in all_here if page.pk not in shown][:MOST_IN_GROUP]
            shown.update(page.pk for page in here)
            staged.update(page.pk for page in all_here)
            said = words.get(stage.key, {})
            rows = tuple(self._row(page, concepts[page.pk], reader.language) for page in here)
            first = IN_VIEW if len(rows) >= IN_VIEW + LEAST_FOLDED else len(rows)
            groups.append(
                StageGroup(
                    anchor=stage.key,
                    title=said.get("title") or stage.name(reader.language),
                    text=said.get("text") or "",
                    foot=said.get("foot") or "",
                    rows=rows[:first],
                    described=reader.links(described),
                    more=len(all_here) - len(here) - len(described),
                    folded=rows[first:],
                )
            )
        rest = [page for page in pages if page.pk not in staged]
        others = [(name, here[:MOST_IN_GROUP]) for name, here in self._by_type(rest, concepts, reader)]
        more = len(pages) - len(shown) - sum(len(here) for _name, here in others) + len(closed[MOST_IN_GROUP:])
        return DirectoryContext(
            title=self.title,
            lead=self.summary,
            before_you_write=tuple(str(block.value) for block in self.before_you_write if block.value),
            stages=tuple(group for group in groups if group.rows or group.described),
            others=tuple((name, reader.links(here)) for name, here in others if here),
            closed=tuple(
                replace(self._row(page, concepts[page.pk], reader.language), rows=()) for page in closed[:MOST_IN_GROUP]
            ),
            guides=reader.cards(guides, tags),
            more=more,
            search_url=f"{reader.search_url}?{urlencode({'type': 'entry'})}",
        )

    def extra_frame_pages(self) -> Q:
        """The first guides for companies."""
        for_companies = PageConcept.objects.filter(concept__key=COMPANY).values("page__translation_key")
        guides = visible_in(self.language).filter(
            translation_key__in=for_companies, content_type__in=content_types("guide")
        )
        return Q(pk__in=guides.select_related(None).order_by("path").values("pk")[:MOST_GUIDES])

    def _entries(self, language: str) -> list[Any]:
        """Specific entry-point pages under this page, open doors first, each group by name; originals come along in
        the same queries.
        """
        here = visible_in(language).filter(path__startswith=self.path, depth=self.depth + 1)
        keys = here.order_by().values("translation_key")
        entries: list[Any] = []
        for model in (OrganisationPage, ProgrammePage, NetworkPage):
            versions = list(model.objects.filter(translation_key__in=keys).select_related("locale"))
            originals = {page.pk: page for page in versions}
            for page in versions:
                if page.locale.language_code == language and not page.alias_of_id:
                    page.original = originals.get(page.translated_from_id, page)
                    entries.append(page)
        rank = {"ongoing": 0, "unknown": 1, "ended": 2}
        return sorted(entries, key=lambda page: (rank[page.current_status.value], sort_key(page.title, language)))

    @staticmethod
    def _widest_first(pages: list[Any], concepts: dict[int, list[Concept]]) -> list[Any]:
        """Open doors that take the most kinds of errand first: a network or a cluster before one of its members."""
        takes = {pk: sum(c.kind == ConceptKind.ERRAND for c in known) for pk, known in concepts.items()}
        return sorted(pages, key=lambda page: (page.closed() != "", -takes[page.pk]))

    @staticmethod
    def _by_name(pages: Iterable[Any], language: str) -> list[Any]:
        """The pages in the order of the alphabet."""
        return sorted(pages, key=lambda page: sort_key(page.title, language))

    @staticmethod
    def _by_type(pages: list[Any], concepts: dict[int, list[Concept]], reader: Any) -> list[tuple[str, list[Any]]]:
        """The pages under the name of each one's first type of organisation, those without a type last."""
        kinds = reader.of_kind(ConceptKind.ORGANISATION_TYPE)
        by_kind: dict[Concept | None, list[Any]] = {kind: [] for kind in [*kinds, None]}
        for page in DirectoryPage._by_name(pages, reader.language):
            by_kind[next((kind for kind in kinds if kind in concepts[page.pk]), None)].append(page)
        return [(kind.name(reader.language) if kind else _now("Others"), here) for kind, here in by_kind.items()]

    def _row(self, page: Any, concepts: list[Concept], language: str) -> DirectoryRow:
        place = [
            c.name(language)
            for kind in (ConceptKind.ORGANISATION_TYPE, ConceptKind.COUNTRY)
            for c in concepts
            if c.kind == kind
        ]
        rows = [Fact(label=_now("Themes"), text=page.themes) if page.themes else None]
        rows += [
            page.state("write_when", page.write_when, label=_now("When")),
            page.state("send", page.send, label=_now("They want to know")),
        ]
        return DirectoryRow(
            title=page.title,
            url=page.url or "",
            place=", ".join(place),
            rows=tuple(replace(row, text=without_codes(row.text)) for row in rows if row),
            closed=page.closed(),
        )

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """A collection of organisations."""
        return {**super().json_ld(reader), "@type": "CollectionPage"}
