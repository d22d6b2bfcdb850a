"""The report on translations, and what the portal's reports have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from portal.core.editing.todo import NO_PAGE_IN, out_of_date
from portal.core.languages import LANGUAGES, NAMES, shown, sort_key
from portal.core.models import PortalPage, TranslationState

WIDE = "portal-wide"
"""Class of cells that are shown only where the screen has room for them (``admin.css``)."""


class PortalReport(ReportView, ABC):
    """A report for everybody who may write pages. Its rows are plain objects, made after filtering."""

    model = Page
    any_permission_required = ["add", "change", "publish"]
    default_ordering = None

    def get_filtered_queryset(self) -> Sequence[Any]:
        """The rows."""
        return self.rows(self.filter_queryset(self.get_base_queryset()))

    @abstractmethod
    def rows(self, found: QuerySet[Any]) -> Sequence[Any]:
        """Turn what the filters left into rows."""

    @property
    def chosen(self) -> dict[str, Any]:
        """The values of the filters."""
        return self.filters.form.cleaned_data if self.filters and self.filters.is_valid() else {}


def portal_pages() -> QuerySet[Page]:
    """Every page of the portal that is no alias."""
    return Page.objects.filter(depth__gt=1, alias_of=None).select_related("locale", "content_type")


def edit_url(page_id: int) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page_id])


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """A page that lacks a translation, or whose translation waits for an editor."""

    title: str
    url: str
    kind: str
    language: str
    status: str
    changed: int
    original: str
    original_url: str
    updated: datetime | None


class TranslationFilters(WagtailFilterSet):
    """Filters of the report on translations."""

    class State:
        """Values of the filter by state."""

        MISSING, CHANGED, DRAFT = "missing", "changed", "draft"

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="keep",
        choices=[
            (State.CHANGED, gettext_lazy("The original has changed")),
            (State.DRAFT, gettext_lazy("Not published yet")),
            (State.MISSING, gettext_lazy("Missing")),
        ],
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language of the translation"), method="keep", choices=list(NAMES.items())
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def keep(self, queryset: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        """Both filters are applied to the rows."""
        return queryset


class TranslationReport(PortalReport):
    """“Translations to be brought up to date”."""

    page_title = gettext_lazy("Translations to be brought up to date")
    header_icon = "globe"
    index_url_name = "portal_translations_report"
    index_results_url_name = "portal_translations_report_results"
    filterset_class = TranslationFilters
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), get_url=lambda row: row.url),
        Column("kind", label=gettext_lazy("Type"), classname=WIDE),
        Column("language", label=gettext_lazy("Language")),
        Column("status", label=gettext_lazy("State")),
        TitleColumn("original", label=gettext_lazy("Original"), get_url=lambda row: row.original_url, classname=WIDE),
        DateColumn("updated", label=gettext_lazy("Original updated"), classname=WIDE),
    ]
    list_export = ["title", "kind", "language", "status", "changed", "original", "updated"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "kind": gettext_lazy("Type"),
        "language": gettext_lazy("Language"),
        "status": gettext_lazy("State"),
        "changed": gettext_lazy("Texts changed"),
        "original": gettext_lazy("Original"),
        "updated": gettext_lazy("Original updated"),
    }

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "samvaerk-translations"

    def get_base_queryset(self) -> QuerySet[Page]:
        """Originals and translations alike."""
        return portal_pages().order_by("title")

    def rows(self, found: QuerySet[Page]) -> Sequence[TranslationRow]:
        """Changed translations first, then drafts, then what is missing; each by title."""
        changed = dict(TranslationState.objects.values_list("page_id", "changed_fields"))
        versions: dict[Any, list[Page]] = defaultdict(list)
        for page in found:
            model = page.content_type.model_class()
            if model is not None and issubclass(model, PortalPage):
                versions[page.translation_key].append(page)
        ranked = [row for pages in versions.values() for row in self._of_one(pages, changed)]
        state, language = self.chosen.get("state"), self.chosen.get("language")
        order = [TranslationFilters.State.CHANGED, TranslationFilters.State.DRAFT, TranslationFilters.State.MISSING]
        kept = [
            (found, row) for found, code, row in ranked if state in {None, "", found} and language in {None, "", code}
        ]
        alphabet = shown()
        kept.sort(key=lambda one: (order.index(one[0]), sort_key(one[1].title, alphabet)))
        return [row for _state, row in kept]

    def _of_one(self, pages: list[Page], changed: dict[int, int]) -> list[tuple[str, str, TranslationRow]]:
        original = min(pages, key=lambda page: (page.pk in changed, page.pk))
        by_language = {page.locale.language_code: page for page in pages}
        rows = []
        for code in LANGUAGES:
            page = by_language.get(code)
            count = changed.get(page.pk, 0) if page else 0
            if page is None:
                rows.append(
                    (TranslationFilters.State.MISSING, code, _row(original, original, code, NO_PAGE_IN[code]()))
                )
            elif page.pk != original.pk and count:
                rows.append(
                    (TranslationFilters.State.CHANGED, code, _row(page, original, code, out_of_date(count), count))
                )
            elif page.pk != original.pk and not page.live:
                rows.append((TranslationFilters.State.DRAFT, code, _row(page, original, code, _("Not published yet"))))
        return rows


def _row(page: Page, original: Page, code: str, status: str, changed: int = 0) -> TranslationRow:
    return TranslationRow(
        title=page.get_admin_display_title(),
        url=edit_url(page.pk),
        kind=capfirst(str(page.content_type.name)),
        language=NAMES[code],
        status=status,
        changed=changed,
        original=original.get_admin_display_title(),
        original_url=edit_url(original.pk),
        updated=original.latest_revision_created_at or original.last_published_at,
    )
