"""Wagtail's page explorer and page editor with the portal's marks (a ``PageViewSet``, new in Wagtail 8)."""

from __future__ import annotations

import copy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.usage import ContentTypeUseView, UsageView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex
from wagtail.models.reference_index import ReferenceGroups

from portal.core import staleness
from portal.core.editing.reports import WIDE
from portal.core.editing.todo import Todo, out_of_date, to_verify, todos
from portal.core.models import PortalPage

CHANGES_ANCHOR = "translation-changes"
VERIFY_ANCHOR = "points-to-verify"
UP_TO_DATE = "samvaerk.up_to_date"
"""Name of the entry in the page's history."""


NOT_WHEN_NARROW = frozenset({"latest_revision_created_at", "type"})
"""Columns that a telephone has no room for: the page's own screen says the same."""


def wide_only(column: Any) -> Any:
    """The column, shown only where the screen has room for it."""
    found = copy.copy(column)
    found.classname = " ".join(filter(None, [column.classname, WIDE]))
    found.header = BaseColumn.Header(found)
    return found


class TodoColumn(BaseColumn):
    """What is open on the page."""

    cell_template_name = "core/admin/todo_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        """Adds ``tags``."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        todo = getattr(instance, "portal_todo", None)
        context["tags"] = todo.tags if todo else []
        return context


def with_todo(columns: list[Any]) -> list[Any]:
    """The columns with one more, before the page's status, and without two of them on a narrow screen."""
    columns = [wide_only(column) if column.name in NOT_WHEN_NARROW else column for column in columns]
    place = next((number for number, column in enumerate(columns) if column.name == "status"), len(columns))
    return [*columns[:place], TodoColumn("todo", label=gettext_lazy("To do"), width="18%"), *columns[place:]]


class _MarkedListing:
    """Looks up what is open on all pages of a listing at once."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Hangs ``portal_todo`` on each page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        pages = list(context["object_list"])
        found = todos(pages)
        for page in pages:
            page.portal_todo = found.get(page.pk)
        return context


class Explorer(_MarkedListing, ExplorableIndexView):
    """The explorer with the column “To do”."""

    base_columns = with_todo(ExplorableIndexView.base_columns)


class Search(_MarkedListing, SearchView):
    """The search among pages with the column “To do”."""

    columns = with_todo(SearchView.columns)


class PagesOfType(_MarkedListing, ContentTypeUseView):
    """The pages of one type with the column “To do”."""


def references_to(page: Page) -> ReferenceGroups:
    """What depends on a page, whichever language it was pointed out in: readers are led to the page of their own. The
    page's own translations do not count.
    """
    versions = list(Page.objects.filter(translation_key=page.translation_key))
    own = ReferenceIndex._get_base_content_type(Page)
    found = ReferenceIndex.get_references_to_in_bulk(versions)
    return found.exclude(
        base_content_type=own, object_id__in=[str(one.pk) for one in versions]
    ).group_by_source_object()


def say_where_listed(request: HttpRequest, page: Page) -> None:
    """Name the pages that show ``page`` because it is classified alike: nobody pointed it out there, so Wagtail counts
    no reference, and nobody has to take it away.
    """
    pages = page.listed_on() if page.live and isinstance(page, PortalPage) else ()
    links = [(reverse("wagtailadmin_pages:edit", args=[one.pk]), one.get_admin_display_title()) for one in pages]
    if links:
        listed = format_html_join(", ", '<a href="{}">{}</a>', links)
        messages.info(request, format_html(_("By its classification, readers also find it on: {}"), listed))


class Withdrawal(UnpublishView):
    """Asks before a page is unpublished, and says how much leads to it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks, and says where the page is listed."""
        say_where_listed(request, self.object)
        return super().get(request, *args, **kwargs)

    def get_usage(self) -> ReferenceGroups:
        """References to the page in either language."""
        return references_to(self.object)


class Deletion(DeleteView):
    """Asks before a page is deleted, and says how much leads to it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks, and says where the page is listed."""
        say_where_listed(request, self.page)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Counts references to the page in either language; only those to this very page can forbid it."""
        return super().get_context_data(**kwargs) | {"usage_count": references_to(self.page).count()}


class Usage(UsageView):
    """What leads to a page, in either language."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list, and where the page is listed."""
        say_where_listed(request, self.object)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ReferenceGroups:
        """References to the page in either language."""
        return references_to(self.object)


class Editor(EditView):
    """The page editor with what is open beside the page's name."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """One button for each kind of open work; it leads to the notice in the editor."""
        todo = todos([self.page]).get(self.page.pk) or Todo()
        buttons = []
        if todo.changed:
            label = _("Changed: %(count)d") % {"count": todo.changed}
            buttons.append(_mark(label, out_of_date(todo.changed), CHANGES_ANCHOR, "rotate", 10))
        if todo.points:
            label = _("To verify: %(count)d") % {"count": todo.points}
            buttons.append(_mark(label, to_verify(todo.points), VERIFY_ANCHOR, "warning", 20))
        return buttons


def _mark(label: str, sentence: str, anchor: str, icon: str, priority: int) -> HeaderButton:
    """A short label, because the header must keep room for the page's name; the sentence is its tooltip."""
    attrs = {"data-controller": "w-tooltip", "data-w-tooltip-content-value": sentence}
    return HeaderButton(label, url=f"#{anchor}", icon_name=icon, priority=priority, attrs=attrs)


class PortalPageViewSet(PageViewSet):
    """Takes the place of Wagtail's viewset for all page types."""

    index_view_class = Explorer
    edit_view_class = Editor
    delete_view_class = Deletion
    unpublish_view_class = Withdrawal
    usage_view_class = Usage
    search_view_class = Search
    content_type_use_view_class = PagesOfType


@require_POST
def mark_up_to_date(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say that a translation follows its original again: all of it, or the text named by ``path`` in the address.

    Raises:
        PermissionDenied: the user may not edit the page.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit() or not staleness.is_translation(page):
        raise PermissionDenied
    paths = request.GET.getlist("path") or None
    labels = [change.label for change in staleness.changes(page) if paths is None or change.path in paths]
    staleness.mark_up_to_date(page, user=request.user, paths=paths)
    if labels:
        log(instance=page, action=UP_TO_DATE, user=request.user, data={"texts": labels})
        messages.success(request, _("Marked as up to date: %(texts)s.") % {"texts": ", ".join(labels)})
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
