"""Atom feeds: what is new in a section, in one language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.addresses import absolute
from portal.core.kinds import kind_name, kind_of
from portal.core.reading import SITE_NAME
from portal.core.visibility import visible_in

NEWEST = 30
"""Entries in a feed."""


class Newest(Atom1Feed):
    """A feed without entries has changed when its section has, and not each time somebody asks."""

    def latest_post_date(self) -> datetime:
        """Day and time of the newest entry, or of the section."""
        since: datetime | None = self.feed["since"]
        return since if since and not self.items else super().latest_post_date()


class SectionFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """The pages under one section, or under the whole of one language, newest first.

    The section is named by its slug; without one the feed has every page of the language.
    """

    feed_type = Newest

    def get_object(self, request: HttpRequest, language: str, section: str = "") -> dict[str, Any]:
        """The section's page.

        Raises:
            Http404: no visible section of that name in that language, or one without pages below it, such as the
                glossary.
        """
        depth = 3 if section else 2
        pages = visible_in(language).filter(depth=depth)
        page = pages.filter(slug=section).first() if section else pages.first()
        if page is None or (section and not page.numchild):
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

    def feed_extra_kwargs(self, obj: dict[str, Any]) -> dict[str, Any]:
        """When the section itself was published."""
        return {"since": obj["page"].last_published_at}

    def link(self, obj: dict[str, Any]) -> str:
        """Address of the section."""
        return absolute(obj["request"], obj["page"].url)

    def feed_url(self, obj: dict[str, Any]) -> str:
        """Address of the feed."""
        return absolute(obj["request"], obj["request"].path)

    def items(self, obj: dict[str, Any]) -> list[tuple[Page, str]]:
        """The newest visible pages below the section, with their complete addresses."""
        below = visible_in(obj["language"]).filter(path__startswith=obj["page"].path).exclude(pk=obj["page"].pk)
        newest = below.order_by("-last_published_at", "-pk")[:NEWEST]
        return [(page, absolute(obj["request"], page.url or "")) for page in newest]

    def item_title(self, item: tuple[Page, str]) -> str:
        """Title of the page."""
        return str(item[0].title)

    def item_description(self, item: tuple[Page, str]) -> str:
        """Summary of the page."""
        return str(item[0].search_description)

    def item_link(self, item: tuple[Page, str]) -> str:
        """Address of the page."""
        return item[1]

    def item_pubdate(self, item: tuple[Page, str]) -> datetime | None:
        """First publication."""
        return item[0].first_published_at

    def item_updateddate(self, item: tuple[Page, str]) -> datetime | None:
        """Latest publication."""
        return item[0].last_published_at

    def item_categories(self, item: tuple[Page, str]) -> tuple[str, ...]:
        """The page's type."""
        return (kind_name(kind_of(item[0])),)

    def feed_copyright(self, obj: dict[str, Any]) -> str:
        """Terms of reuse."""
        return _("CC BY 4.0 unless a page says otherwise")
