"""The report of downloads: how often each file of a template was taken, alone or in a kit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.core import dates
from portal.core.editing.reports import PortalReport, edit_url
from portal.core.languages import NAMES
from toolbox.models import DownloadCount, Role, TemplatePage

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Downloads:
    """A file with its numbers."""

    title: str
    url: str
    language: str
    use: str
    version: str
    alone: int
    in_kits: int
    last: date

    @property
    def last_day(self) -> str:
        """The day in words; there is no hour to count from."""
        return dates.full(self.last, (get_language() or "da")[:2])


class DownloadFilters(WagtailFilterSet):
    """Filters of the report."""

    role = django_filters.ChoiceFilter(field_name="file__role", label=gettext_lazy("Use"), choices=Role.choices)
    language = django_filters.ChoiceFilter(
        field_name="file__language", label=gettext_lazy("Language"), choices=list(NAMES.items())
    )
    days = django_filters.ChoiceFilter(
        label=gettext_lazy("Within"),
        method="leave",
        choices=[
            ("7", gettext_lazy("the last 7 days")),
            ("30", gettext_lazy("the last 30 days")),
            ("365", gettext_lazy("the last year")),
        ],
    )

    class Meta:
        model = DownloadCount
        fields: list[str] = []

    def leave(self, queryset: QuerySet[DownloadCount], name: str, value: str) -> QuerySet[DownloadCount]:
        """Applied when the days are added up."""
        return queryset


class DownloadReport(PortalReport):
    """“Downloads of templates”."""

    model = DownloadCount
    page_title = gettext_lazy("Downloads of templates")
    header_icon = "download"
    index_url_name = "portal_download_report"
    index_results_url_name = "portal_download_report_results"
    filterset_class = DownloadFilters
    columns = [
        TitleColumn("title", label=gettext_lazy("Template"), get_url=lambda row: row.url or None),
        Column("language", label=gettext_lazy("Language")),
        Column("use", label=gettext_lazy("Use")),
        Column("version", label=gettext_lazy("Version")),
        Column("alone", label=gettext_lazy("Downloads")),
        Column("in_kits", label=gettext_lazy("In kits")),
        Column("last_day", label=gettext_lazy("Last downloaded")),
    ]
    list_export = ["title", "language", "use", "version", "alone", "in_kits", "last"]
    export_headings = {
        "title": gettext_lazy("Template"),
        "language": gettext_lazy("Language"),
        "use": gettext_lazy("Use"),
        "version": gettext_lazy("Version"),
        "alone": gettext_lazy("Downloads"),
        "in_kits": gettext_lazy("In kits"),
        "last": gettext_lazy("Last downloaded"),
    }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say the headings in the editor's language: the exported file is written when that is over."""
        super().setup(request, *args, **kwargs)
        headings: dict[str, Any] = {name: str(heading) for name, heading in self.export_headings.items()}
        self.export_headings = headings

    @cached_property
    def permission_policy(self) -> Any:
        """Writers of pages may see it; the numbers belong to no page, and have no permissions of their own."""
        return policy_registry.get_by_type(Page)

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "samvaerk-downloads"

    def get_base_queryset(self) -> QuerySet[DownloadCount]:
        """Every count."""
        return DownloadCount.objects.order_by()

    def rows(self, found: QuerySet[DownloadCount]) -> Sequence[Downloads]:
        """Files by how often they were downloaded."""
        days = int(self.chosen.get("days") or USUAL_DAYS)
        recent = found.filter(day__gt=timezone.localdate() - timedelta(days=days))
        summed = list(
            recent.values("file", "file__template", "file__language", "file__role", "file__extension", "file__version")
            .annotate(alone_sum=Sum("alone"), kits_sum=Sum("in_kits"), last=Max("day"))
            .order_by("-alone_sum", "-kits_sum", "file")
        )
        pages = _pages({row["file__template"] for row in summed})
        return [_row(row, pages.get(row["file__template"])) for row in summed]


def _pages(templates: Iterable[Any]) -> dict[Any, Page]:
    """The page of each template, in the language of the admin where there is one."""
    wanted = (get_language() or "da")[:2]
    pages = TemplatePage.objects.filter(translation_key__in=list(templates), alias_of=None).select_related("locale")
    ordered = sorted(pages, key=lambda page: page.locale.language_code == wanted)
    return {page.translation_key: page for page in ordered}


def _row(row: Mapping[str, Any], page: Page | None) -> Downloads:
    language = row["file__language"]
    use, file_format = str(Role(row["file__role"]).label), f"({row['file__extension'].upper()})"
    return Downloads(
        title=page.title if page else str(row["file__template"]),
        url=edit_url(page.pk) if page else "",
        language=NAMES.get(language, language),
        use=use if use.endswith(file_format) else f"{use} {file_format}",
        version=row["file__version"],
        alone=row["alone_sum"],
        in_kits=row["kits_sum"],
        last=row["last"],
    )


def report_url() -> str:
    """Where the report is."""
    return reverse("portal_download_report")
