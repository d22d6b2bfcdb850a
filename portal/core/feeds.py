"""Atom feeds: what is new in a section, in one language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.kinds import kind_name, kind_of
from portal.core.reading import SITE_NAME
from portal.core.visibility import visible_in

NEWEST = 30
"""Entries in a feed."""


class SectionFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """The pages under one section, or under the whole of one language, newest first.

    The section is named by its slug; without one the feed has every page of the language.
    """

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, language: str, section: str = "") -> dict[str, Any]:
        """The section's page.

        Raises:
            Http404: no visible section of that name in that language.
        """
        depth = 3 if section else 2
        pages = visible_in(language).filter(depth=depth)
        page = pages.filter(slug=section).first() if section else pages.first()
        if page is None:
            raise Http404(section)
        return {"page": page, "language": language, "request": request}

    def title(self, obj: dict[str, Any]) -> str:
        """Name of the feed."""
        return (
            f"{obj['page'].title} – {SITE_NAME[obj['language']]}"
            if obj["page"].depth > 2
            else SITE_NAME[obj["language"]]
        )

    def subtitle(self, obj: dict[str, Any]) -> str:
        """What the section holds."""
        return str(obj["page"].search_description)

    def link(self, obj: dict[str, Any]) -> str:
        """Address of the section."""
        return str(obj["page"].url)

    def items(self, obj: dict[str, Any]) -> list[Page]:
        """The newest visible pages below the section."""
        below = visible_in(obj["language"]).filter(path__startswith=obj["page"].path).exclude(pk=obj["page"].pk)
        return list(below.order_by("-last_published_at", "-pk")[:NEWEST])

    def item_title(self, item: Page) -> str:
        """Title of the page."""
        return str(item.title)

    def item_description(self, item: Page) -> str:
        """Summary of the page."""
        return str(item.search_description)

    def item_link(self, item: Page) -> str:
        """Address of the page."""
        return str(item.url)

    def item_pubdate(self, item: Page) -> datetime | None:
        """First publication."""
        return item.first_published_at

    def item_updateddate(self, item: Page) -> datetime | None:
        """Latest publication."""
        return item.last_published_at

    def item_categories(self, item: Page) -> tuple[str, ...]:
        """The page's type."""
        return (kind_name(kind_of(item)),)

    def feed_copyright(self, obj: dict[str, Any]) -> str:
        """Terms of reuse."""
        return _("CC BY 4.0 unless a page says otherwise")
