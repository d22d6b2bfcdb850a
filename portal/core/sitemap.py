"""sitemap.xml with the alternates of each page, in a handful of queries whatever the number of pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from wagtail.models import Page

from portal.core.addresses import absolute
from portal.core.languages import LANGUAGES
from portal.core.visibility import visible


class PortalSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """All visible pages of both languages. A page type that has addresses below its own gives them as
    ``sub_addresses()``.
    """

    limit = 50_000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> list[dict[str, Any]]:
        """One entry per address, with its language and its alternates."""
        pages = visible(Page.objects.filter(depth__gt=1, locale__language_code__in=LANGUAGES)).select_related(
            "locale", "content_type"
        )
        entries = [entry for page in pages.order_by("path") for entry in self._of(page)]
        alternates: dict[Any, list[tuple[str, str]]] = {}
        for entry in entries:
            alternates.setdefault(entry["group"], []).append((entry["language"], entry["location"]))
        for entry in entries:
            entry["others"] = alternates[entry["group"]] if len(alternates[entry["group"]]) > 1 else []
        return entries

    def _of(self, page: Page) -> Iterator[dict[str, Any]]:
        base = {"language": page.locale.language_code, "lastmod": page.last_published_at}
        yield {**base, "location": page.url, "group": page.translation_key}
        model = page.content_type.model_class()
        for name in getattr(model, "sub_addresses", list)():
            yield {**base, "location": f"{page.url}{name}", "group": (page.translation_key, name)}

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Entries as Django's sitemap view renders them."""
        return [
            {
                "item": entry,
                "location": absolute(self.request, entry["location"]),
                "lastmod": entry["lastmod"],
                "changefreq": None,
                "priority": "",
                "alternates": [
                    {"location": absolute(self.request, url), "lang_code": code} for code, url in entry["others"]
                ],
            }
            for entry in self.paginator.page(page).object_list
        ]
