"""Atom feeds: what is new in a section, in one language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.core.addresses import absolute
from portal.core.contexts import News
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
            Http404: no visible section of that name in that language, or one that nothing can be new in.
        """
        depth = 3 if section else 2
        pages = visible_in(language).filter(depth=depth)
        page = pages.filter(slug=section).first() if section else pages.first()
        if page is None or (section and not page.specific.has_news):
            raise Http404(section)
        return {"page": page, "language": language, "request": request}

    def title(self, obj: dict[str, Any]) -> str:
        """Name of the feed."""
        return (
            f"{obj['page'].title} – {SITE_NAME[obj['language']]}"
            if obj["page"].depth > 2
            else SITE_NAME[obj["language"]]
        )

    def author_name(self, obj: dict[str, Any]) -> str:
        """Who answers for all of it; Atom wants one (RFC 4287, 4.1.1)."""
        return SITE_NAME[obj["language"]]

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

    def items(self, obj: dict[str, Any]) -> list[tuple[News, str]]:
        """What is newest in the section, with complete addresses."""
        newest = obj["page"].specific.news(NEWEST)
        return [(news, absolute(obj["request"], news.url)) for news in newest]

    def item_title(self, item: tuple[News, str]) -> str:
        """Title of the entry."""
        return item[0].title

    def item_description(self, item: tuple[News, str]) -> str:
        """Its summary."""
        return item[0].summary

    def item_link(self, item: tuple[News, str]) -> str:
        """Its address."""
        return item[1]

    def item_pubdate(self, item: tuple[News, str]) -> datetime | None:
        """First publication."""
        return item[0].published

    def item_updateddate(self, item: tuple[News, str]) -> datetime | None:
        """Latest publication."""
        return item[0].updated

    def item_categories(self, item: tuple[News, str]) -> tuple[str, ...]:
        """What the entry is."""
        return (item[0].kind_name,)

    def feed_copyright(self, obj: dict[str, Any]) -> str:
        """Terms of reuse."""
        return _("CC BY 4.0 unless a page says otherwise")
