"""How editors find and edit sources, points to verify, and the header and footer."""

from __future__ import annotations

import copy
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from portal.core.languages import DANISH, shown
from portal.core.models import Navigation, Source, VerificationPoint


class InEditorsLanguage:
    """A list whose columns of Danish texts are columns of Swedish ones for who has the admin in Swedish."""

    @cached_property
    def columns(self) -> list[Any]:
        """The list's columns."""
        return [_shown_in(shown(), column) for column in super().columns]  # type: ignore[misc]


def _shown_in(language: str, column: Any) -> Any:
    """The column, or its like for the same text in ``language``."""
    if not column.name.endswith(f"_{DANISH}"):
        return column
    mine = copy.copy(column)
    mine.name = mine.accessor = f"{column.name.removesuffix(DANISH)}{language}"
    mine.sort_key = mine.name if column.sort_key else None
    mine.header = Column.Header(mine)
    return mine


class TranslatedSnippets(SnippetViewSet):
    """Snippets whose way from the front page is in the language of who reads it.

    Wagtail 8 translates the first step once, at start, in the language of the server (``breadcrumbs_items``).
    """

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Addresses and names of the steps above a list."""
        home, *others = super().breadcrumbs_items
        return [{**home, "label": _("Home")}, *others]


class UsesIndex(IndexView):
    """A list that says how often each item is used."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Adds ``use_count``."""
        return super().get_base_queryset().annotate(use_count=ReferenceIndex.usage_count_subquery(self.model))

    def get_table(self, object_list: Any) -> Any:
        """Gives each item the address of the list of its uses, which the column links to."""
        for item in object_list:
            item.usage_url = reverse(self.model.snippet_viewset.get_url_name("usage"), args=[quote(item.pk)])
        return super().get_table(object_list)


def uses_column() -> UsageCountColumn:
    """The column of :class:`UsesIndex`."""
    return UsageCountColumn("use_count", label=_("Uses"), sort_key="use_count", width="10%")


class SourceIndex(InEditorsLanguage, UsesIndex):
    """The list of sources."""


class PointIndex(InEditorsLanguage, IndexView):
    """The list of points to verify."""


class _SourceColumns:
    """What tells one source from another."""

    @property
    def columns(self) -> list[Any]:
        """Code and title, publisher, date."""
        return [
            *super().columns,  # type: ignore[misc]
            Column("dated", label=_("Date"), width="12%"),
        ]


class SourceChoose(_SourceColumns, ChooseView):
    """The chooser of sources."""


class SourceChooseResults(_SourceColumns, ChooseResultsView):
    """Its results."""


class SourceChooser(SnippetChooserViewSet):
    """Chooses a source."""

    choose_view_class = SourceChoose
    choose_results_view_class = SourceChooseResults


class SourceViewSet(TranslatedSnippets):
    """Sources."""

    model = Source
    icon = "openquote"
    menu_label = _("Sources")
    menu_order = 200
    index_view_class = SourceIndex
    chooser_viewset_class = SourceChooser
    chooser_per_page = 20
    list_display = [
        "ref",
        Column("title_da", label=_("Title"), sort_key="title_da", width="40%"),
        Column("publisher", label=_("Publisher"), sort_key="publisher"),
        Column("dated", label=_("Date"), sort_key="dated"),
        DateColumn("checked_on", label=_("Last checked"), sort_key="checked_on"),
        uses_column(),
    ]
    list_filter = ["seen", "sponsored"]
    list_export = ["ref", "title_da", "title_sv", "publisher", "dated", "url", "seen", "sponsored", "checked_on"]
    ordering = ["ref"]
    list_per_page = 50
    copy_view_enabled = False


class VerificationPointViewSet(TranslatedSnippets):
    """Points to verify."""

    model = VerificationPoint
    icon = "warning"
    menu_label = _("Points to verify")
    menu_order = 300
    index_view_class = PointIndex
    list_display = [
        "code",
        Column("text_da", label=_("What to check"), width="60%"),
        Column("open_marks", label=_("Open on pages"), sort_key="open_marks"),
    ]
    search_backend_name = None
    search_fields = ["code", "text_da", "text_sv"]
    list_export = ["code", "text_da", "text_sv", "open_marks"]
    export_headings = {"open_marks": _("Open on pages")}
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[VerificationPoint]:
        """With the number of pages on which each point is open."""
        points = VerificationPoint.objects.annotate(open_marks=Count("marks", filter=Q(marks__settled_on=None)))
        return points.order_by(Length("code"), "code")


class NavigationViewSet(TranslatedSnippets):
    """The header and footer of each language."""

    model = Navigation
    icon = "bars"
    menu_label = _("Header and footer")
    menu_order = 400
    ordering = ["locale__language_code"]
    list_display = ["locale", Column("tagline", label=_("One sentence about the portal"), width="60%")]
    copy_view_enabled = False
