"""Pages from which everything that belongs to them can be taken as one zip."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page
from wagtail.url_routing import RouteResult

KIT: Final = "kit.zip"
"""What the address of a kit adds to the page's."""


class KitPage(models.Model):
    """Mixed into a page type that has a kit."""

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page, or its kit."""
        page: Any = self
        if path_components == [KIT] and page.live:
            return RouteResult(self, kwargs={"kit": True})
        return super().route(request, path_components)  # type: ignore[misc]  # Wagtail's page comes after this mixin

    def serve(self, request: HttpRequest, *args: Any, kit: bool = False, **kwargs: Any) -> HttpResponseBase:
        """The page or, asked for, its kit.

        Raises:
            Http404: there is nothing to pack.
        """
        if not kit:
            return super().serve(request, *args, **kwargs)  # type: ignore[misc]
        from toolbox.downloads import serve_kit
        from toolbox.kits import kit_of
        from toolbox.toolkit.finding import TICKS, ticked

        page: Any = self
        ticks = ticked(request.GET.getlist(TICKS))
        made = kit_of(
            self.kit_pages(page.reader(request)),
            page.language,
            name=f"{page.slug}-{page.language}",
            title=page.title,
            url=page.url,
            absolute=request.build_absolute_uri,
            ticks=ticks,
        )
        if made is None:
            raise Http404(f"{self} has nothing to pack")
        response = serve_kit(request, made)
        if ticks:
            response["Cache-Control"] = "private, no-store"  # the ticks are the reader's own
        return response

    def kit_pages(self, reader: Any) -> list[Page]:
        """Templates and guides that the page shows, which are those that its reader may see."""
        return [*reader.related_of("template"), *reader.related_of("guide")]
