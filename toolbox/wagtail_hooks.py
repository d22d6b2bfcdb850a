"""The report of downloads in the admin, and who may fetch a document at Wagtail's own address."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from portal.core.languages import NAMES
from portal.core.visibility import visible
from portal.core.wagtail_hooks import WritersMenuItem
from toolbox.models import FileVersion, Role, TemplatePage
from toolbox.models.shelf import is_behind, newest_to_fill_in
from toolbox.reports import DownloadReport, report_url


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Addresses of the report."""
    return [
        path("downloads/", DownloadReport.as_view(), name="portal_download_report"),
        path("downloads/results/", DownloadReport.as_view(results_only=True), name="portal_download_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_download_report() -> MenuItem:
    """The report in the menu."""
    return WritersMenuItem(
        DownloadReport.page_title,
        report_url(),
        name="portal-downloads",
        icon_name="download",
        order=130,
    )


@hooks.register("after_publish_page")
def tell_of_what_lags_behind(request: HttpRequest, page: Page) -> None:
    """Whoever has replaced a file is told that its PDF, or its example, still shows the one before."""
    if not isinstance(page, TemplatePage) or not page.is_original:
        return
    current = list(FileVersion.objects.of([page.translation_key]).current())
    for version in current:
        newest = newest_to_fill_in(current, version.language)
        if newest is not None and is_behind(version, newest):
            said = _("%(use)s, %(language)s, shows version %(old)s, but the file to fill in is version %(new)s now.")
            values = {
                "use": Role(version.role).label,
                "language": NAMES[version.language],
                "old": version.version,
                "new": newest.version,
            }
            messages.warning(request, said % values)


@hooks.register("before_serve_document", order=-1)
def refuse_what_no_page_offers(document: Any, request: HttpRequest) -> None:
    """A document has an address of Wagtail's from the moment it is uploaded. Readers get it there only when a page
    that they may see offers it, so that drafts and withdrawn pages keep their files to themselves.

    Raises:
        Http404: no such page does, and the reader is no editor.
    """
    match = request.resolver_match
    if match is None or match.view_name != "wagtaildocs_serve" or _may_edit(request, document) or _offered(document):
        return
    raise Http404("No page offers this document to readers")


def _may_edit(request: HttpRequest, document: Any) -> bool:
    policy = policy_registry.get_by_type(type(document))
    return bool(policy.user_has_any_permission_for_instance(request.user, ["change", "choose"], document))


def _offered(document: Any) -> bool:
    """Whether a visible page refers to the document, or had it as a version of a file."""
    links = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(type(document)),
        to_object_id=str(document.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    templates = FileVersion.objects.filter(document=document).values("template")
    pages = visible(Page.objects.all())
    return (
        pages.filter(translation_key__in=templates).exists()
        or pages.filter(pk__in=links.values_list(Cast("object_id", BigIntegerField()), flat=True)).exists()
    )
