"""The report of everything that editors still have to verify: points on pages, and concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from portal.core.editing.home import Waiting
from portal.core.editing.reports import WIDE, PortalReport, edit_url
from portal.core.editing.todo import to_verify
from portal.core.languages import DANISH, NAMES, shown, sort_key
from portal.core.models import VerificationMark, VerificationPoint
from portal.vocabulary.models import Concept


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something to verify."""

    title: str
    url: str
    kind: str
    languages: str
    code: str
    text: str
    responsible: str


class OpenPointFilters(WagtailFilterSet):
    """Filters of the report."""

    point = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Point"),
        queryset=VerificationPoint.objects.all(),
        null_label=gettext_lazy("No general point"),
        null_value="none",
    )
    where = django_filters.ChoiceFilter(
        label=gettext_lazy("Where"),
        method="keep",
        choices=[("pages", gettext_lazy("Pages")), ("concepts", gettext_lazy("Concepts"))],
    )

    class Meta:
        model = VerificationMark
        fields = ["point"]

    def keep(self, queryset: QuerySet[VerificationMark], name: str, value: str) -> QuerySet[VerificationMark]:
        """Concepts are no marks."""
        return queryset.none() if value == "concepts" else queryset


class VerificationReport(PortalReport):
    """“To be verified by the editors”."""

    page_title = gettext_lazy("To be verified by the editors")
    header_icon = "warning"
    index_url_name = "portal_verification_report"
    index_results_url_name = "portal_verification_report_results"
    filterset_class = OpenPointFilters
    columns = [
        TitleColumn("title", label=gettext_lazy("Page or concept"), get_url=lambda row: row.url),
        Column("kind", label=gettext_lazy("Type"), classname=WIDE),
        Column("languages", label=gettext_lazy("Languages"), classname=WIDE),
        Column("code", label=gettext_lazy("Point")),
        Column("text", label=gettext_lazy("What to check"), width="40%"),
        Column("responsible", label=gettext_lazy("Kept by"), classname=WIDE),
    ]
    list_export = ["title", "kind", "languages", "code", "text", "responsible"]
    export_headings = {
        "title": gettext_lazy("Page or concept"),
        "kind": gettext_lazy("Type"),
        "languages": gettext_lazy("Languages"),
        "code": gettext_lazy("Point"),
        "text": gettext_lazy("What to check"),
        "responsible": gettext_lazy("Kept by"),
    }

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "samvaerk-verification"

    def get_base_queryset(self) -> QuerySet[VerificationMark]:
        """The open marks, those of one page together."""
        marks = VerificationMark.objects.filter(settled_on=None).select_related("point", "page__content_type")
        return marks.order_by("page__title", "sort_order", "pk")

    def rows(self, found: QuerySet[VerificationMark]) -> Sequence[OpenPoint]:
        """Marks on pages first, then concepts; each by its name in the editor's language."""
        language = shown()
        marks = list(found)
        specific = {
            page.pk: page for page in Page.objects.filter(pk__in={mark.page_id for mark in marks}).specific(defer=False)
        }
        versions: dict[Any, dict[str, Page]] = defaultdict(dict)
        keys = {page.translation_key for page in specific.values()}
        others = Page.objects.filter(translation_key__in=keys, alias_of=None).select_related("locale")
        for page in others.order_by("locale__language_code"):
            versions[page.translation_key][page.locale.language_code] = page
        rows = [_of_mark(mark, specific[mark.page_id], versions, language) for mark in marks]
        rows.sort(key=lambda row: sort_key(row.title, language))
        if self.chosen.get("where") != "pages":
            rows += sorted(self._concepts(language), key=lambda row: sort_key(row.title, language))
        return rows

    def _concepts(self, language: str) -> list[OpenPoint]:
        """Concepts with something to verify: those of the chosen point, where one is chosen."""
        points = {point.code: point for point in VerificationPoint.objects.all()}
        open_ones = [
            (concept, points.get(concept.to_verify)) for concept in Concept.objects.exclude(to_verify="").order_by("pk")
        ]
        chosen = self.chosen.get("point")
        if chosen:
            open_ones = [(one, point) for one, point in open_ones if chosen == (point or "none")]
        return [_of_concept(concept, point, language) for concept, point in open_ones]


def _of_mark(mark: VerificationMark, page: Any, versions: dict[Any, dict[str, Page]], language: str) -> OpenPoint:
    """The page's name is that of its version in the editor's language; the point is settled on the original."""
    named = versions[page.translation_key]
    text = mark.note(language) or mark.note(DANISH) or (mark.point.text(language) if mark.point else "")
    return OpenPoint(
        title=named.get(language, page).get_admin_display_title(),
        url=edit_url(page.pk),
        kind=capfirst(str(page._meta.verbose_name)),
        languages=", ".join(NAMES.get(code, code) for code in named),
        code=mark.point.code if mark.point else _("Note"),
        text=text,
        responsible=getattr(page, "responsible", ""),
    )


def _of_concept(concept: Concept, point: VerificationPoint | None, language: str) -> OpenPoint:
    """A concept whose note is the code of a general point wants what that point says."""
    return OpenPoint(
        title=concept.name(language),
        url=reverse(concept.snippet_viewset.get_url_name("edit"), args=[quote(concept.pk)]),
        kind=f"{capfirst(str(Concept._meta.verbose_name))}: {concept.get_kind_display()}",
        languages=", ".join(NAMES.values()),
        code=point.code if point else _("Note"),
        text=point.text(language) if point else concept.to_verify,
        responsible="",
    )


def open_points() -> int:
    """Open marks, and concepts to verify: as many as the report shows."""
    marks = VerificationMark.objects.filter(settled_on=None).count()
    return marks + Concept.objects.exclude(to_verify="").count()


WAITING_POINTS = Waiting("portal_verification_report", "warning", 400, open_points, to_verify)
"""Points that are open on pages and concepts, on the admin's first page."""
