"""The report of searches that led nowhere: nothing was found, or nothing of it was opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Max, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.core.editing.reports import PortalReport
from portal.core.languages import NAMES
from search.models import SearchCount

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Words:
    """Words that were searched for, with their numbers."""

    title: str
    url: str
    language: str
    searches: int
    zero_results: int
    clicks: int
    last: date


class SearchFilters(WagtailFilterSet):
    """Filters of the report."""

    what = django_filters.ChoiceFilter(
        label=gettext_lazy("What happened"),
        method="leave",
        choices=[("zero", gettext_lazy("Nothing was found")), ("unclicked", gettext_lazy("Nothing was opened"))],
    )
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=list(NAMES.items()))
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
        model = SearchCount
        fields = ["language"]

    def leave(self, queryset: QuerySet[SearchCount], name: str, value: str) -> QuerySet[SearchCount]:
        """Applied when the days are added up."""
        return queryset


class DayColumn(Column):
    """A day. Which hour of it is known to nobody, so it is never “13 hours ago”."""

    def get_value(self, instance: Any) -> str:
        """“Today”, or the date."""
        day: date = super().get_value(instance)
        return _("Today") if day == timezone.localdate() else date_format(day)


class SearchReport(PortalReport):
    """“Searches that found nothing or were not clicked”."""

    model = SearchCount
    page_title = gettext_lazy("Searches that found nothing or were not clicked")
    header_icon = "search"
    index_url_name = "portal_search_report"
    index_results_url_name = "portal_search_report_results"
    filterset_class = SearchFilters
    columns = [
        TitleColumn("title", label=gettext_lazy("Words"), get_url=lambda row: row.url),
        Column("language", label=gettext_lazy("Language")),
        Column("searches", label=gettext_lazy("Searches")),
        Column("zero_results", label=gettext_lazy("Without results")),
        Column("clicks", label=gettext_lazy("Opened results")),
        DayColumn("last", label=gettext_lazy("Last searched")),
    ]
    list_export = ["title", "language", "searches", "zero_results", "clicks", "last"]
    export_headings = {
        "title": gettext_lazy("Words"),
        "language": gettext_lazy("Language"),
        "searches": gettext_lazy("Searches"),
        "zero_results": gettext_lazy("Without results"),
        "clicks": gettext_lazy("Opened results"),
        "last": gettext_lazy("Last searched"),
    }

    @cached_property
    def permission_policy(self) -> Any:
        """Writers of pages may see it; the numbers belong to no page, and have no permissions of their own."""
        return policy_registry.get_by_type(Page)

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "samvaerk-searches"

    def get_base_queryset(self) -> QuerySet[SearchCount]:
        """Every count."""
        return SearchCount.objects.order_by()

    def rows(self, found: QuerySet[SearchCount]) -> Sequence[Words]:
        """Words by language, those without results first, then by number of searches.

        Words that were searched for once only, ever, are left out: they may be about somebody, and are forgotten.
        """
        days = int(self.chosen.get("days") or USUAL_DAYS)
        recent = Q(day__gt=timezone.localdate() - timedelta(days=days))
        summed = (
            found.values("language", "query")
            .annotate(
                ever=Sum("count"),
                searches=Sum("count", filter=recent),
                zero=Sum("zero_results", filter=recent),
                opened=Sum("clicks", filter=recent),
                last=Max("day"),
            )
            .filter(ever__gt=1, searches__gt=0)
        )
        wanted = {"zero": Q(zero__gt=0), "unclicked": Q(zero=0, opened=0)}
        kept = summed.filter(wanted.get(self.chosen.get("what") or "", Q(zero__gt=0) | Q(opened=0)))
        return [_row(words) for words in kept.order_by("-zero", "-searches", "query", "language")]


def _row(words: Mapping[str, Any]) -> Words:
    language = words["language"]
    return Words(
        title=words["query"],
        url=f"{reverse(f'search_{language}')}?{urlencode({'q': words['query']})}",
        language=NAMES.get(language, language),
        searches=words["searches"],
        zero_results=words["zero"],
        clicks=words["opened"],
        last=words["last"],
    )
