"""Addresses that belong to no page: the root, errors, robots.txt, the sitemap and the accessibility short cut."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import cache_control

from portal.core import listing
from portal.core.address_reading import AddressReader
from portal.core.addresses import absolute
from portal.core.languages import DANISH, LANGUAGES
from portal.core.reading import SITE_NAME
from portal.core.sitemap import PortalSitemap
from portal.core.visibility import visible_in


def root(request: HttpRequest) -> HttpResponse:
    """Go to the language of the browser, Danish when in doubt."""
    wanted = get_language_from_request(request)[:2]
    response = HttpResponseRedirect(f"/{wanted if wanted in LANGUAGES else DANISH}/")
    response["Vary"] = "Accept-Language"
    return response


@cache_control(max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; search results and the admin may not."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /da/soeg/",
        "Disallow: /sv/sok/",
        f"Sitemap: {absolute(request, '/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address, with its alternates in the other language."""
    response = django_sitemap(request, sitemaps={"pages": PortalSitemap(request)}, template_name="sitemap.xml")
    return response.render() if hasattr(response, "render") else response


def accessibility(request: HttpRequest) -> HttpResponse:
    """``/was`` leads to the Danish accessibility statement, as the rules recommend."""
    page = visible_in(DANISH).filter(slug="tilgaengelighed").first()
    return HttpResponsePermanentRedirect(page.url if page else f"/{DANISH}/")


def language_of(request: HttpRequest) -> str:
    """The language of the address, otherwise of the browser, otherwise Danish."""
    prefix = request.path_info.strip("/").split("/")[0]
    if prefix in LANGUAGES:
        return prefix
    wanted = get_language_from_request(request)[:2]
    return wanted if wanted in LANGUAGES else DANISH


def first_page(request: HttpRequest) -> str:
    """The address of the list that a request wanted a further page of."""
    kept = request.GET.copy()
    kept.pop("page", None)
    query = kept.urlencode(safe=",")
    return f"{request.path}?{query}" if query else request.path


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The designed 404 in the reader's language, with the way on."""
    language = language_of(request)
    with translation.override(language):
        reader = AddressReader(request, language)
        if reader.page is None:
            return HttpResponse(render_to_string("500.html", {"language": language}), status=404)
        meta = reader.meta(
            title=translation.gettext("The page was not found"),
            description=translation.gettext(
                "There is no page at this address. It may have moved, or the link may be misspelt."
            ),
            json_ld={},
        )
        meta = replace(meta, canonical="", alternates=(), robots="noindex")
        frame = reader.frame(meta=meta)
        body = render_to_string(
            "404.html",
            {
                "frame": frame,
                "page": reader.page,
                "request": request,
                "site_name": SITE_NAME[language],
                "first_page": first_page(request) if isinstance(exception, listing.NoSuchPage) else "",
                "query": request.GET.get("q", "")[:200],  # of a search with a page that is not there
            },
            request=request,
        )
    return HttpResponse(body, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The 500: neither database nor context is needed."""
    with translation.override(language_of(request)):
        return HttpResponse(render_to_string("500.html", {"language": language_of(request)}), status=500)
