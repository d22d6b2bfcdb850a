"""The search page. Until the search engine is in place it keeps the question and offers the phases as ways on."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.contexts import Language, Link, ProcessLine
from portal.core.languages import LANGUAGES, NAMES
from portal.core.visibility import visible_in

LONGEST_QUERY = 200
"""Characters of a question that are kept; nobody types more, and a page should not echo more."""


@dataclass(frozen=True, slots=True)
class SearchContext:
    """``search/placeholder.html``."""

    title: str
    lead: str
    query: str
    line: ProcessLine | None


def search(request: HttpRequest, language: str) -> HttpResponse:
    """The search page of one language."""
    home = visible_in(language).filter(depth=2).first()
    page = home.specific if home else None
    if page is None:
        from portal.core.views import not_found

        return not_found(request)
    reader = page.reader(request)
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    languages = tuple(
        Language(code=code, name=NAMES[code], url=reverse(f"search_{code}"), current=code == language, exists=True)
        for code in LANGUAGES
    )
    title = _("Search")
    url = reverse(f"search_{language}")
    meta = reader.meta(
        title=title,
        description=_("Search guides, cases, templates and entry points."),
        path=url,
        languages=languages,
        json_ld={},
    )
    frame = reader.frame(meta=meta, languages=languages, breadcrumbs=(Link(title=title, url=url, current=True),))
    view = SearchContext(
        title=title,
        lead=_("The search is being built. Until then the phases lead to everything."),
        query=query,
        line=reader.line(current=()),
    )
    return render(request, "search/placeholder.html", {"page": page, "frame": frame, "view": view})
