"""From an address to a page in two queries, whatever the depth of the tree.

Wagtail walks the tree from the site's root, two queries a level. The address of a page is stored whole
(``Page.url_path``), so the page, or the nearest routable ancestor of a sub-address, is found at once. Serving
itself, with its hooks for privacy, stays Wagtail's.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from portal.core.languages import LANGUAGES
from portal.core.models import PortalPage
from portal.core.visibility import expired


@csrf_exempt  # no page changes anything when it is posted to, and a token would need a cookie
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at ``path`` (without the language prefix) in the language of the address.

    Raises:
        Http404: there is no live page of the portal at that address.
    """
    request._wagtail_route_for_request = find(request, path)  # type: ignore[attr-defined]  # Wagtail's own place for it
    return wagtail_serve(request, path)


def find(request: HttpRequest, path: str) -> RouteResult | None:
    """The page that answers ``path``, or None. A translation comes with its original already fetched."""
    language = (get_language() or "")[:2]
    root = next((r for r in Site.get_site_root_paths() if r.language_code == language), None)
    if root is None or language not in LANGUAGES:
        return None
    parts = [part for part in path.split("/") if part]
    addresses = [root.root_path + "".join(f"{part}/" for part in parts[:count]) for count in range(len(parts) + 1)]
    found = (
        Page.objects.filter(url_path__in=addresses, locale__language_code=language)
        .order_by("-depth")
        .values_list("url_path", "content_type_id", "translation_key", "pk", "depth")
        .first()
    )
    if found is None:
        return None
    url_path, content_type_id, translation_key, pk, _depth = found
    page = _with_original(content_type_id, translation_key, pk)
    if page is None:
        return None
    rest = [part for part in path.split("/") if part][url_path.count("/") - root.root_path.count("/") :]
    try:
        result = page.route(request, rest)
    except Http404:
        return None
    return result


def _with_original(content_type_id: int, translation_key: object, pk: int) -> Page | None:
    """The specific page, and in the same query its translations, so that a translation need not fetch its original."""
    from django.contrib.contenttypes.models import ContentType

    model = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None or not issubclass(model, PortalPage):
        return None
    versions = {
        page.pk: page
        for page in model._default_manager.filter(translation_key=translation_key).select_related(*model.fetched_with)
    }
    page = versions.get(pk)
    if page is not None and page.translated_from_id in versions:
        page.original = versions[page.translated_from_id]
    if page is None or page.alias_of_id or expired(page):
        return None
    return page
