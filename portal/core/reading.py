"""Everything a page's template needs from the database, in as few queries as there are kinds of things.

A :class:`Reader` belongs to one page and one request. It fetches the navigation, the pages that frame this one
(menu, footer, breadcrumb, translations) and the pages that belong together with it, each in one query, and turns them
into the values of ``portal.core.contexts``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core import dates
from portal.core.addresses import absolute
from portal.core.contexts import Column, Frame, Kind, Language, Link, Meta, Review, SourceRow
from portal.core.json_ld import as_script
from portal.core.kinds import kind_name, kind_of
from portal.core.languages import LANGUAGES, NAMES, OTHER
from portal.core.models.navigation import Navigation
from portal.core.models.relations import Relation
from portal.core.visibility import visible, visible_in

SITE_NAME = {"da": "Samværk", "sv": "Samverk"}
LICENCE_URL = {
    "da": "https://creativecommons.org/licenses/by/4.0/deed.da",
    "sv": "https://creativecommons.org/licenses/by/4.0/deed.sv",
}
ALIKE_PER_TYPE = 24
"""Pages of one type that a page shows at most of those that are only classified alike, so that it does not grow with
the portal. What editors have tied to it is shown whatever its number.
"""
UNTRANSLATED = "untranslated"
"""Query parameter by which the language switch tells the home page that the page left behind has no translation."""


class Reader:
    """Reads for one page and request. Every property costs at most one query, and only when it is used."""

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.language: str = page.language

    # --- neighbours --------------------------------------------------------------------------------------------------

    @cached_property
    def navigation(self) -> Navigation | None:
        """Menu and footer in the page's language."""
        return Navigation.objects.filter(locale__language_code=self.language).first()

    @cached_property
    def frame_pages(self) -> dict[int, Page]:
        """Pages of menu and footer, ancestors, this page's translations, and what it links to, by id."""
        linked = self.linked_ids() | (self.navigation.page_ids() if self.navigation else set())
        query = self.own_pages() | self.extra_frame_pages()
        if linked:
            keys = Page.objects.filter(pk__in=linked).values("translation_key")
            query |= Q(pk__in=linked) | Q(translation_key__in=keys, locale__language_code=self.language)
        return {
            found.pk: found for found in visible(Page.objects.filter(query)).select_related("locale", "content_type")
        }

    def own_pages(self) -> Q:
        """The page's ancestors and translations."""
        path, step = self.page.path, Page.steplen
        ancestors = [path[:end] for end in range(step * 2, len(path), step)]
        return Q(path__in=ancestors) | Q(translation_key=self.page.translation_key)

    def linked_ids(self) -> set[int]:
        """Ids of the pages that the page links to."""
        return set(self.page.linked_ids())

    def extra_frame_pages(self) -> Q:
        """The front pages, and what else the page's type wants."""
        wanted: Q = Q(depth=2) | self.page.extra_frame_pages()
        return wanted

    @cached_property
    def related_pages(self) -> list[Page]:
        """Visible pages in this language that belong together with this one, from both ends of each relation, and the
        newest of those that are classified alike; in the order of the page tree.
        """
        key = self.page.translation_key
        tied = (
            Q(
                translation_key__in=Relation.objects.filter(source__translation_key=key).values(
                    "target__translation_key"
                )
            )
            | Q(
                translation_key__in=Relation.objects.filter(target__translation_key=key).values(
                    "source__translation_key"
                )
            )
            | self.page.extra_related()
        )
        alike = self.page.classified_alike()
        pages = visible_in(self.language).exclude(translation_key=key).order_by("path")
        if alike is None:
            return list(pages.filter(tied))
        newest = (F("first_published_at").desc(nulls_last=True), F("path").desc())
        place = Window(RowNumber(), partition_by=[F("content_type"), F("untied")], order_by=newest)
        found = pages.filter(tied | alike).annotate(untied=Case(When(tied, then=0), default=1))
        return list(found.annotate(place=F("untied") * place).filter(place__lte=ALIKE_PER_TYPE))

    def related_of(self, *kinds: Kind) -> list[Page]:
        """Those of the related pages that are of the given types, one type after the other."""
        return [page for kind in kinds for page in self.related_pages if kind_of(page) == kind]

    # --- links -------------------------------------------------------------------------------------------------------

    def link(self, page: Page, *, title: str = "", current: bool = False) -> Link:
        """A link to a page of this language, with its type."""
        kind = kind_of(page)
        return Link(
            title=title or page.title, url=page.url or "", kind=kind, kind_name=kind_name(kind), current=current
        )

    def links(self, pages: Iterable[Page]) -> tuple[Link, ...]:
        """Links to ``pages``, in order."""
        return tuple(self.link(page) for page in pages)

    def linked(self, pk: int | None) -> Page | None:
        """The page of this language that a link or chooser on the page leads to; None where readers cannot see it.

        Args:
            pk: one of the page's ``linked_ids()`` or of the navigation's ``page_ids()``, in either language.
        """
        chosen = self.frame_pages.get(pk or 0)
        return self._frame_pages_here.get(chosen.translation_key) if chosen else None

    @cached_property
    def _frame_pages_here(self) -> dict[UUID, Page]:
        """The frame's pages of this language, by translation key."""
        return self.by_key(p for p in self.frame_pages.values() if p.locale.language_code == self.language)

    def url_of(self, pk: int) -> str:
        """Address of the page that a link in a text leads to; empty where readers cannot see it."""
        page = self.linked(pk)
        return (page.url or "") if page else ""

    def by_key(self, pages: Iterable[Page]) -> dict[UUID, Page]:
        """``pages`` by translation key."""
        return {page.translation_key: page for page in pages}

    # --- frame -------------------------------------------------------------------------------------------------------

    @cached_property
    def home(self) -> Page | None:
        """The home page of the page's language."""
        return next(
            (p for p in self.frame_pages.values() if p.depth == 2 and p.locale.language_code == self.language), None
        )

    @property
    def home_url(self) -> str:
        """Address of the home page of this language."""
        return (self.home.url if self.home else None) or f"/{self.language}/"

    @property
    def search_url(self) -> str:
        """Address of the search page of this language."""
        return reverse(f"search_{self.language}")

    def frame(
        self,
        *,
        meta: Meta | None = None,
        breadcrumbs: tuple[Link, ...] = (),
        languages: tuple[Language, ...] | None = None,
    ) -> Frame:
        """The page's frame.

        Args:
            meta: instead of the page's own, for sub-addresses of a page.
            breadcrumbs: added after the page itself, for sub-addresses; the last is current.
            languages: instead of the page's own language switch.
        """
        message, message_link = self._message()
        return Frame(
            meta=meta or self.meta(),
            home_url=self.home_url,
            languages=languages or self.languages(),
            menu=self._menu(),
            breadcrumbs=self._breadcrumbs(breadcrumbs),
            footer=self._footer(),
            tagline=self.navigation.tagline if self.navigation else "",
            search_url=self.search_url,
            message=message,
            message_link=message_link,
        )

    def languages(self, suffix: dict[str, str] | None = None) -> tuple[Language, ...]:
        """The language switch: the same page where it exists, otherwise that language's home page, which then says so.

        Args:
            suffix: what a sub-address adds to the page's address in each language.
        """
        versions = {
            p.locale.language_code: p
            for p in self.frame_pages.values()
            if p.translation_key == self.page.translation_key
        }
        homes = {p.locale.language_code: p.url for p in self.frame_pages.values() if p.depth == 2}
        entries = []
        for code in LANGUAGES:
            current = code == self.language
            version = self.page if current else versions.get(code)
            if version is not None:
                url = (version.url or "") + (suffix or {}).get(code, "")
            else:
                url = (homes.get(code) or f"/{code}/") + "?" + urlencode({UNTRANSLATED: self.language})
            entries.append(Language(code=code, name=NAMES[code], url=url, current=current, exists=version is not None))
        return tuple(entries)

    def _menu(self) -> tuple[Link, ...]:
        if self.navigation is None:
            return ()
        links = []
        for pk, title in self.navigation.menu_entries():
            page = self.linked(pk)
            if page is not None:
                links.append(self.link(page, title=title, current=self.page.path.startswith(page.path)))
        return tuple(links)

    def _footer(self) -> tuple[Column, ...]:
        if self.navigation is None:
            return ()
        columns = []
        for heading, entries in self.navigation.footer_entries():
            links = tuple(self.link(page, title=title) for pk, title in entries if (page := self.linked(pk)))
            if links:
                columns.append(Column(heading=heading, links=links))
        return tuple(columns)

    def _breadcrumbs(self, more: tuple[Link, ...]) -> tuple[Link, ...]:
        if self.page.depth <= 2 and not more:
            return ()
        above = sorted(
            (p for p in self.frame_pages.values() if self.page.path.startswith(p.path) and p.pk != self.page.pk),
            key=lambda p: p.depth,
        )
        trail = [Link(title=_("Home") if p.depth == 2 else p.title, url=p.url or "") for p in above]
        own_title = _("Home") if self.page.depth == 2 else self.page.title
        trail.append(Link(title=own_title, url=self.page.url or "", current=not more))
        return (*trail, *more)

    def _message(self) -> tuple[str, Link | None]:
        left = self.request.GET.get(UNTRANSLATED, "")
        if self.page.depth == 2 and left == OTHER[self.language]:
            return _(
                "The page you came from does not exist in this language yet. Here is the front page instead."
            ), None
        if getattr(self.page, "has_article_facts", False) and self.page.overdue:
            due = dates.full(self.page.shared("review_due"), self.language)
            return _("This page should have been read through by %(date)s. Some of it may have changed since.") % {
                "date": due
            }, None
        return "", None

    # --- head --------------------------------------------------------------------------------------------------------

    def absolute(self, url: str) -> str:
        """``url`` with scheme and host."""
        return absolute(self.request, url)

    def meta(
        self,
        *,
        title: str = "",
        description: str = "",
        path: str = "",
        languages: tuple[Language, ...] | None = None,
        json_ld: dict[str, Any] | None = None,
        breadcrumbs: tuple[Link, ...] = (),
    ) -> Meta:
        """Head of the page, or of a sub-address of it when the arguments say so.

        Args:
            title: of the sub-address.
            description: of the sub-address.
            path: the sub-address.
            languages: the language switch of the sub-address.
            json_ld: schema.org object of the sub-address; an empty one leaves the data out.
            breadcrumbs: those that the sub-address adds to the page's own.
        """
        page = self.page
        name = SITE_NAME[self.language]
        heading = title or page.seo_title or page.head_title
        alternates = [
            (entry.code, self.absolute(entry.url)) for entry in (languages or self.languages()) if entry.exists
        ]
        if len(alternates) > 1:
            alternates.append(("x-default", alternates[0][1]))
        data = json_ld if json_ld is not None else page.json_ld(self)
        return Meta(
            title=f"{heading} – {name}" if page.depth > 2 or title else f"{name}: {heading}",
            description=description or page.summary,
            canonical=self.absolute(path or page.url or ""),
            alternates=tuple(alternates),
            og_type="article" if getattr(page, "content_kind", "page") in {"guide", "case"} else "website",
            json_ld=as_script([data, *self._trail(self._breadcrumbs(breadcrumbs))]) if data else "",
            feeds=tuple(Link(title=title, url=url) for title, url in self.feeds()),
            picture=self.absolute(static(f"pictures/share-{self.language}.png")),
        )

    def feeds(self) -> list[tuple[str, str]]:
        """Title and address of each Atom feed of the page."""
        return list(self.page.feeds(self))

    def _trail(self, breadcrumbs: tuple[Link, ...]) -> list[dict[str, Any]]:
        """The breadcrumb as a schema.org object; none where there is no breadcrumb."""
        steps = [
            {"@type": "ListItem", "position": number, "name": step.title, "item": self.absolute(step.url)}
            for number, step in enumerate(breadcrumbs, start=1)
        ]
        return [{"@type": "BreadcrumbList", "itemListElement": steps}] if steps else []

    def authorship(self) -> dict[str, Any]:
        """Who wrote and publishes the page, and when, for its schema.org object."""
        page = self.page
        portal = {"@type": "Organization", "name": SITE_NAME[self.language], "url": self.absolute(self.home_url)}
        data: dict[str, Any] = {"author": portal, "publisher": portal}
        if page.first_published_at:
            data["datePublished"] = timezone.localtime(page.first_published_at).date().isoformat()
        if page.last_published_at:
            data["dateModified"] = timezone.localtime(page.last_published_at).date().isoformat()
        return data

    def section_feed(self, page: Any) -> list[tuple[str, str]]:
        """Title and address of a section's Atom feed."""
        return [(page.title, reverse("feed_section", args=[self.language, page.slug]))]

    # --- what articles share -----------------------------------------------------------------------------------------

    @cached_property
    def _page_sources(self) -> list[Any]:
        return list(self.page.shared("page_sources").select_related("source"))

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """The page's sources, numbered in their order."""
        rows = self._page_sources
        return tuple(
            SourceRow(
                number=number,
                anchor=f"kilde-{number}",
                title=row.source.title(self.language),
                publisher=row.source.publisher,
                dated=row.source.date_in_words(self.language),
                url=row.source.url,
                also_at=row.source.other_addresses,
                checked=dates.full(row.source.checked_on, self.language) if row.source.checked_on else "",
                sponsored=row.source.sponsored,
            )
            for number, row in enumerate(rows, start=1)
        )

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """Number of each source on this page, by its code."""
        rows = self._page_sources
        return {row.source.ref: number for number, row in enumerate(rows, start=1)}

    def review(self) -> Review:
        """The line about upkeep at the foot of the page."""
        original = self.page.original
        own = original.licence == "own"
        return Review(
            owner=original.responsible,
            reviewed=original.last_reviewed,
            due=original.review_due,
            overdue=self.page.overdue,
            change_note=self.page.change_note,
            licence=_("All rights reserved") if own else "CC BY 4.0",
            licence_url="" if own else LICENCE_URL[self.language],
            legal_note=_("This is not legal advice. Let your own lawyer and procurement officer decide.")
            if original.legal_note
            else "",
        )
