"""Registers the report of searches with Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.core.wagtail_hooks import WritersMenuItem
from search.reports import SearchReport


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("searches/", SearchReport.as_view(), name="portal_search_report"),
        path("searches/results/", SearchReport.as_view(results_only=True), name="portal_search_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_search_report() -> MenuItem:
    """The report in the menu."""
    return WritersMenuItem(
        SearchReport.page_title,
        reverse("portal_search_report"),
        name="portal-searches",
        icon_name="search",
        order=120,
    )
