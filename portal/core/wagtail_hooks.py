"""What the portal adds to, and takes away from, Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from portal.core.editing.home import WAITING_TRANSLATIONS, WaitingItem, may_write
from portal.core.editing.pages import UP_TO_DATE, PortalPageViewSet, mark_up_to_date
from portal.core.editing.reports import TranslationReport
from portal.core.models import PortalPage

HIDDEN_PAGE_ACTIONS = {"localize-convert-to-alias", "localize-restart-translation"}
"""Actions of wagtail-localize that overwrite a translation with the original's text, or would put it on air."""


class WritersMenuItem(MenuItem):
    """A menu item for everybody who may write pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may."""
        return may_write(request)


@hooks.register("register_admin_viewset", order=1)
def register_pages() -> PortalPageViewSet:
    """Takes over from Wagtail's own viewset, which is registered before."""
    return PortalPageViewSet()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Addresses of the report and of marking a translation as up to date."""
    return [
        path("translations/", TranslationReport.as_view(), name="portal_translations_report"),
        path(
            "translations/results/",
            TranslationReport.as_view(results_only=True),
            name="portal_translations_report_results",
        ),
        path("translations/<int:page_id>/up-to-date/", mark_up_to_date, name="portal_up_to_date"),
    ]


@hooks.register("register_reports_menu_item")
def register_translation_report() -> MenuItem:
    """The report in the menu."""
    return WritersMenuItem(
        TranslationReport.page_title,
        reverse("portal_translations_report"),
        name="portal-translations",
        icon_name="globe",
        order=110,
    )


@hooks.register("construct_homepage_summary_items")
def add_waiting(request: HttpRequest, items: list[Any]) -> None:
    """Translations that wait for an editor, beside the numbers of pages, pictures and documents."""
    items.append(WaitingItem(request, WAITING_TRANSLATIONS))


@hooks.register("construct_reports_menu")
def hide_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail-localize's own report says "up to date" of every translation that is edited as a page."""
    items[:] = [item for item in items if item.url != reverse("wagtail_localize:translations_report")]


@hooks.register("before_bulk_action")
def hold_back(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """The page editor asks for what is missing; publishing many pages from the list does not, so it is asked here."""
    pages = [page for page in objects if isinstance(page, Page)] if action_type == "publish" else []
    if pages and action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [child for page in pages for child in page.get_descendants().not_live()]
    drafts = [page.specific.get_latest_revision_as_object() for page in pages]
    reasons = [(page, page.obstacle()) for page in drafts if isinstance(page, PortalPage)]
    held = [f"{page.get_admin_display_title()}: {reason}" for page, reason in reasons if reason]
    for sentence in held:
        messages.error(request, sentence)
    return redirect(action.next_url or "wagtailadmin_explore_root") if held else None


@hooks.register("construct_help_menu")
def hide_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """What is new in Wagtail concerns the portal's developers."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


@hooks.register("construct_page_action_menu", order=1)
def hide_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take away the actions that would undo a translator's work."""
    items[:] = [item for item in items if item.name not in HIDDEN_PAGE_ACTIONS]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """The portal's style sheet for the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """The entry in the page's history."""

    @actions.register_action(UP_TO_DATE)
    class UpToDate(LogFormatter):
        """Which texts were marked."""

        label = gettext_lazy("Mark translation as up to date")

        def format_message(self, log_entry: Any) -> str:
            """One sentence."""
            return _("Marked as up to date with the original: %(texts)s") % {
                "texts": ", ".join(log_entry.data.get("texts", []))
            }
