"""A list page may be shown by something better than its own view, such as a search within the list.

Pages know this module only; who registers here is the settings' business (``INSTALLED_APPS``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

Preset = Mapping[str, tuple[str, ...]]
"""Values per facet that a list is limited to."""
Renderer = Callable[[Any, HttpRequest, Preset], HttpResponse | None]
"""Shows a list; None when it cannot at the moment."""

_renderers: list[Renderer] = []


def register_listing(renderer: Renderer) -> None:
    """Have lists shown by ``renderer``. The last one registered is asked first."""
    if renderer not in _renderers:
        _renderers.insert(0, renderer)


def unregister_listing(renderer: Renderer) -> None:
    """Have lists show their own view again, for tests."""
    if renderer in _renderers:
        _renderers.remove(renderer)


class NoSuchPage(Http404):
    """A list has no page of the number that an address asks for."""


def page_number(request: HttpRequest) -> int:
    """The page of a list that an address asks for, from 1; the last one given counts.

    Raises:
        NoSuchPage: what the address gives is no number of a page.
    """
    given = (request.GET.getlist("page") or [""])[-1]
    if not given:
        return 1
    if not re.fullmatch(r"0*[1-9][0-9]{0,8}", given):
        raise NoSuchPage("no number of a page")
    return int(given)


def only_page(request: HttpRequest) -> None:
    """Hold an address to the one page that a list has.

    Raises:
        NoSuchPage: the address asks for another one.
    """
    if page_number(request) > 1:
        raise NoSuchPage("the list has one page")


def render(page: Any, request: HttpRequest, preset: Preset) -> HttpResponse | None:
    """The list as a registered renderer shows it; None when there is none, or none can, and in previews.

    Raises:
        NoSuchPage: the list has none of the number that the address asks for.
    """
    page_number(request)
    if getattr(request, "is_preview", False):
        return None
    for renderer in _renderers:
        response = renderer(page, request, preset)
        if response is not None:
            return response
    return None
