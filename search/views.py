"""The search page, the lists that are searches with a preset, the feed of any search, and the OpenSearch page."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.address_reading import AddressReader
from portal.core.addresses import absolute
from portal.core.contexts import Frame, Language, Link
from portal.core.languages import LANGUAGES, NAMES, OTHER
from portal.core.listing import NoSuchPage, page_number
from portal.core.reading import Reader
from portal.core.templatetags.portal import in_quotes
from portal.core.visibility import visible_in
from search import counting, promotions, service
from search.asking import Asked, Preset, lenient
from search.contexts import SearchContext, UnavailableContext
from search.naming import Naming
from search.ports import EngineUnavailable, IndexMissing, Lang, Results, StaleIndex
from search.presenting import Place, present

logger = logging.getLogger(__name__)

TEMPLATE = "search/search_page.html"
SUGGESTING_PAGE = "foreslaa-indhold"
"""Danish address part of the page by which readers tell the editors what is missing."""
NOINDEX = "noindex, follow"


@dataclass
class Searching:
    """One question at one address: what the page, the lists and the feed have in common."""

    request: HttpRequest
    reader: Reader
    """Reads menu and footer, which surround the results."""
    lang: Lang
    title: str
    lead: str
    field_name: str
    url: str
    preset: Preset

    @cached_property
    def naming(self) -> Naming:
        """Names of facets and values."""
        return Naming(getattr(self.reader, "concepts", None))

    @cached_property
    def asked(self) -> Asked:
        """The question."""
        return lenient(self.request.GET, self.lang, self.naming.known, preset=self.preset)

    @cached_property
    def results(self) -> Results:
        """The engine's answer.

        Raises:
            EngineUnavailable: there is none.
        """
        return service.search(self.asked.query())

    @property
    def place(self) -> Place:
        """Where the question was asked."""
        return Place(
            title=self.title,
            lead=self.lead,
            field_name=self.field_name,
            url=self.url,
            feed_url=reverse(f"search_feed_{self.lang}"),
            search_url=reverse(f"search_{self.lang}"),
            other_url=reverse(f"search_{OTHER[self.lang]}"),
            write=None if self.results.total else writing_page(self.lang),
        )

    def titled(self, title: str, view: SearchContext) -> str:
        """``title`` with the order and the number of the page where they are not the usual ones, so that the titles of
        two addresses differ.
        """
        asked = self.asked
        order = next((link.label for link in view.sorts if link.current), "")
        if asked.order != asked.usual_sort and order:
            title = f"{title} ({order.lower()})"
        if asked.page > 1:
            title = _("%(title)s, page %(number)d") % {"title": title, "number": asked.page}
        return title

    def view(self) -> SearchContext:
        """What the template shows.

        Raises:
            EngineUnavailable: there is no answer.
            NoSuchPage: the results have none of the number that the address asks for.
        """
        asked = self.asked
        if page_number(self.request) > max(self.results.pages, 1):
            raise NoSuchPage("fewer pages")
        recommended = promotions.recommended(asked)
        return present(asked, self.results, self.naming, self.place, promoted=recommended, ask=service.search)


def search(request: HttpRequest, language: Lang) -> HttpResponse:
    """The search page of one language."""
    searching = _at_search_page(request, language)
    if searching is None:
        from portal.core.views import not_found

        return not_found(request)
    try:
        view = searching.view()
    except EngineUnavailable as error:
        return unavailable(searching, error)
    query = urlencode(searching.asked.parameters(), safe=",", errors="replace")
    plain, switch = _languages(language, ""), _languages(language, f"?{query}" if query else "")
    title = _("Search: %(words)s") % {"words": view.query} if view.query else searching.title
    data = {
        "@type": "SearchResultsPage",
        "name": title,
        "description": searching.lead,
        "inLanguage": language,
        "url": request.build_absolute_uri(searching.url),
    }
    meta = searching.reader.meta(
        title=searching.titled(title, view),
        description=searching.lead,
        path=searching.url,
        languages=plain,
        json_ld=data,
        breadcrumbs=(Link(title=searching.title, url=searching.url, current=True),),
    )
    meta = replace(meta, robots=NOINDEX, feeds=(Link(title=_("Newest results of this search"), url=view.feed_url),))
    frame = searching.reader.frame(
        meta=meta, languages=switch, breadcrumbs=(Link(title=searching.title, url=searching.url, current=True),)
    )
    return _answer(searching, view, frame)


def listing(page: Any, request: HttpRequest, preset: Preset) -> HttpResponse | None:
    """A list page as a search within ``preset``; None when the engine gives no answer, so that the page shows its own.

    Args:
        page: the list's page.
        request: the reader's.
        preset: what the list is limited to.
    """
    searching = Searching(
        request,
        page.reader(request),
        page.language,
        title=page.title,
        lead=page.summary,
        field_name=_("Search in %(title)s") % {"title": in_quotes(page.title)},
        url=page.url or "",
        preset=preset,
    )
    try:
        view = searching.view()
    except EngineUnavailable as error:
        _log(error)
        return None
    query = urlencode(searching.asked.parameters(), safe=",", errors="replace")
    languages = searching.reader.languages(dict.fromkeys(LANGUAGES, f"?{query}" if query else ""))
    title = searching.titled(page.title, view)
    meta = searching.reader.meta(title="" if title == page.title else title)
    if query:
        meta = replace(meta, robots=NOINDEX)
    frame = searching.reader.frame(meta=meta, languages=languages)
    return _answer(searching, view, frame)


def feed(request: HttpRequest, language: Lang) -> HttpResponse:
    """The results of a search as an Atom feed, newest first."""
    from search.feeds import write

    searching = _at_search_page(request, language)
    if searching is None:
        from portal.core.views import not_found

        return not_found(request)
    asked = replace(searching.asked, sort="newest")
    try:
        results = service.search(asked.query())
    except EngineUnavailable as error:
        _log(error)
        response = HttpResponse(
            _("The search is down at the moment."), content_type="text/plain; charset=utf-8", status=503
        )
        response["Retry-After"] = "60"
        return response
    return write(request, asked, results, searching.naming)


def opensearch(request: HttpRequest, language: Lang) -> HttpResponse:
    """How browsers search the portal."""
    context = {
        "language": language,
        "page": absolute(request, reverse(f"search_{language}")),
        "feed": absolute(request, reverse(f"search_feed_{language}")),
        "own": absolute(request, reverse(f"opensearch_{language}")),
        "icon": absolute(request, static("favicon.svg")),
    }
    response = render(
        request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response


def unavailable(searching: Searching, error: EngineUnavailable) -> HttpResponse:
    """The search is down: says so, keeps the question, and offers the phases as a way on."""
    _log(error)
    reader = searching.reader
    languages = _languages(searching.lang, "")
    meta = reader.meta(
        title=searching.title, description=searching.lead, path=searching.url, languages=languages, json_ld={}
    )
    frame = reader.frame(
        meta=replace(meta, robots=NOINDEX),
        languages=languages,
        breadcrumbs=(Link(title=searching.title, url=searching.url, current=True),),
    )
    view = UnavailableContext(
        title=_("The search is down"),
        lead=_("We are working on it. Everything else is where it was: the phases below lead to all of it."),
        query=searching.asked.text,
        line=reader.page.specific.reader(searching.request).line(current=()),
    )
    context = {"page": reader.page, "view": view, "frame": frame}
    response = render(searching.request, "search/unavailable.html", context, status=503)
    response["Retry-After"] = "60"
    return response


def writing_page(lang: Lang) -> Link | None:
    """The page by which readers tell the editors what is missing."""
    versions = Page.objects.filter(slug=SUGGESTING_PAGE).values("translation_key")
    page = visible_in(lang).filter(translation_key__in=versions).first()
    return Link(title=page.title, url=page.url or "") if page else None


def _at_search_page(request: HttpRequest, language: Lang) -> Searching | None:
    reader = AddressReader(request, language)
    if reader.page is None:
        return None
    return Searching(
        request,
        reader,
        language,
        title=_("Search"),
        lead=_("Search everything here: guides, templates, cases, entry points, phases and terms."),
        field_name=_("Search guides, cases, templates and entry points"),
        url=reverse(f"search_{language}"),
        preset={},
    )


def _languages(language: Lang, suffix: str) -> tuple[Language, ...]:
    """The language switch of the search page: the same question in the other language."""
    return tuple(
        Language(
            code=code,
            name=NAMES[code],
            url=reverse(f"search_{code}") + suffix,
            current=code == language,
            exists=True,
        )
        for code in LANGUAGES
    )


def _answer(searching: Searching, view: SearchContext, frame: Frame) -> HttpResponse:
    response = TemplateResponse(
        searching.request, TEMPLATE, {"page": searching.reader.page, "view": view, "frame": frame}
    )
    if view.query and searching.asked.page == 1:
        limited = searching.asked.filters or searching.asked.preset  # nothing found then says nothing about the words
        found = bool(view.total or view.promoted or limited)
        counting.after(response, lang=searching.lang, text=view.query, found=found)
    return response


def _log(error: EngineUnavailable) -> None:
    hint = " Run manage.py search_rebuild." if isinstance(error, StaleIndex | IndexMissing) else ""
    logger.error("The search does not answer: %s%s", error, hint)
