"""The fixed address of a term, so that texts can link to it without fetching the glossary page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from portal.core.routing import serve


def term(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """Serve a term through the glossary page of its language.

    Raises:
        Http404: no glossary page, or no such term.
    """
    return serve(request, request.path_info.removeprefix(f"/{language}/"))
