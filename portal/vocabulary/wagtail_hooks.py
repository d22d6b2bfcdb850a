"""Registers the snippets and the report of what is to be verified with Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

from portal.core.editing.home import WaitingItem
from portal.core.wagtail_hooks import WritersMenuItem
from portal.vocabulary.reports import WAITING_POINTS, VerificationReport
from portal.vocabulary.viewsets import KnowledgeGroup


@hooks.register("register_admin_viewset")
def register_knowledge() -> KnowledgeGroup:
    """Concepts, sources, points to verify, header and footer."""
    return KnowledgeGroup()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("verification/", VerificationReport.as_view(), name="portal_verification_report"),
        path(
            "verification/results/",
            VerificationReport.as_view(results_only=True),
            name="portal_verification_report_results",
        ),
    ]


@hooks.register("construct_homepage_summary_items")
def add_waiting(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Points that wait for an editor."""
    items.append(WaitingItem(request, WAITING_POINTS))


@hooks.register("register_reports_menu_item")
def register_verification_report() -> MenuItem:
    """The report in the menu."""
    return WritersMenuItem(
        VerificationReport.page_title,
        reverse("portal_verification_report"),
        name="portal-verification",
        icon_name="warning",
        order=100,
    )
