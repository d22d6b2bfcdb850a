"""Home, section and standard pages."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.core.blocks import RICH_FEATURES
from portal.core.contexts import Card, Heading, ProcessLine
from portal.core.languages import sort_key
from portal.core.models import PortalPage, Relation
from portal.core.reading import SITE_NAME
from portal.core.searchable import SearchablePage
from portal.core.visibility import visible_in
from portal.pages.contexts import EditorsContact, HomeContext, SectionContext, StandardContext
from portal.pages.headings import with_anchors
from portal.vocabulary.models import ClassifiedPage, PageConcept

_MUNICIPALITY = re.compile(r"(?i)s?\s+kommune?\b.*$")
"""The word for municipality at the end of a name, with what follows it in brackets."""


class BeginBlock(blocks.StructBlock):
    """A way into the directory for a company."""

    title = blocks.CharBlock(label=_("heading"))
    text = blocks.TextBlock(label=_("text"), rows=2)
    foot = blocks.CharBlock(label=_("small print"), required=False)
    anchor = blocks.CharBlock(
        label=_("stage"), required=False, help_text=_("Stable key of the stage in the vocabulary.")
    )

    class Meta:
        label = _("way in")
        icon = "arrow-right"


class HomePage(PortalPage):
    """The front page of one language."""

    template = "pages/home_page.html"
    not_searched = "what it shows is found by itself"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    has_article_facts = False

    hero_title = models.CharField(_("promise"), max_length=120)
    hero_lead = models.TextField(_("introduction"), blank=True)
    search_placeholder = models.CharField(_("example in the search field"), max_length=60, blank=True)
    line_title = models.CharField(_("heading over the process line"), max_length=120, blank=True)
    line_intro = models.TextField(_("introduction to the process line"), blank=True)
    start_title = models.CharField(_("heading of the ways to begin"), max_length=120, blank=True)
    start_intro = models.TextField(_("introduction to the ways to begin"), blank=True)
    start = StreamField(
        [("page", blocks.PageChooserBlock(label=_("page")))], verbose_name=_("ways to begin"), blank=True, max_num=3
    )
    cases_title = models.CharField(_("heading over the cases"), max_length=120, blank=True)
    network_title = models.CharField(_("heading of the network"), max_length=120, blank=True)
    network_text = models.TextField(_("about the network"), blank=True)
    network = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("the network's page")
    )
    companies_title = models.CharField(_("heading for companies"), max_length=120, blank=True)
    companies_intro = models.TextField(_("introduction for companies"), blank=True)
    companies = StreamField([("way", BeginBlock())], verbose_name=_("ways in for companies"), blank=True, max_num=3)

    edit_handler = PortalPage.tabs(
        [
            MultiFieldPanel(
                [FieldPanel("hero_title"), FieldPanel("hero_lead"), FieldPanel("search_placeholder")], heading=_("Top")
            ),
            MultiFieldPanel([FieldPanel("line_title"), FieldPanel("line_intro")], heading=_("Process line")),
            MultiFieldPanel(
                [FieldPanel("start_title"), FieldPanel("start_intro"), FieldPanel("start")], heading=_("Begin here")
            ),
            FieldPanel("cases_title"),
            MultiFieldPanel(
                [FieldPanel("network_title"), FieldPanel("network_text"), PageChooserPanel("network")],
                heading=_("Network"),
            ),
            MultiFieldPanel(
                [FieldPanel("companies_title"), FieldPanel("companies_intro"), FieldPanel("companies")],
                heading=_("Companies"),
            ),
        ],
        article=False,
    )

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    reader = ClassifiedPage.reader

    @property
    def head_title(self) -> str:
        """The promise says more than the word for front page."""
        return self.hero_title

    def view(self, reader: Any) -> HomeContext:
        """The front page as the template reads it. Newest cases first, three of them."""
        start_ids = [block["value"] for block in self.start.raw_data]
        sections = {
            p.content_type.model: p
            for p in reader.frame_pages.values()
            if p.depth == 3 and p.path.startswith(self.path)
        }
        cases_index, directory = sections.get("caseindexpage"), sections.get("directorypage")
        newest = (
            visible_in(reader.language).filter(path__startswith=cases_index.path, depth=cases_index.depth + 1)
            if cases_index
            else Page.objects.none()
        )
        cases = list(newest.order_by("-first_published_at", "path")[:3])
        begin = {
            page.pk: page for page in visible_in(reader.language).filter(pk__in=[*start_ids, self.network_id or 0])
        }
        tags = reader.tags_for({page.translation_key for page in [*cases, *begin.values()]})
        network = begin.get(self.network_id or 0)
        members = self._municipalities(network, reader.language) if network else ()
        return HomeContext(
            hero_title=self.hero_title,
            hero_lead=self.hero_lead,
            search_placeholder=self.search_placeholder,
            line_title=self.line_title or _now("The process model in eight phases"),
            line_intro=self.line_intro,
            line=reader.line(current=()) or ProcessLine(steps=()),
            start_title=self.start_title or _now("Begin here"),
            start_intro=self.start_intro,
            start=reader.cards([begin[pk] for pk in start_ids if pk in begin], tags),
            cases_title=self.cases_title or _now("Cases"),
            cases=reader.cards(cases, tags),
            all_cases=reader.link(cases_index, title=_now("See all cases")) if cases_index else None,
            network_title=self.network_title if network else "",
            network_text=self.network_text,
            network=reader.link(network, title=_now("Read about the network")) if network else None,
            network_members=members,
            companies_title=self.companies_title or _now("For companies"),
            companies_intro=self.companies_intro,
            companies=tuple(self._way(block.value, directory) for block in self.companies if block.value.get("title"))
            if directory
            else (),
            all_entries=reader.link(directory, title=_now("See all entry points")) if directory else None,
        )

    @staticmethod
    def _municipalities(network: Page, language: str) -> tuple[str, ...]:
        """Names of the municipalities that run the network or are members of it, without the word for municipality."""
        key = network.translation_key
        roles = (Relation.Role.MEMBER_OF, Relation.Role.HOSTS)
        members = Relation.objects.filter(target__translation_key=key, role__in=roles)
        kind = PageConcept.objects.filter(concept__key="type-kommune").values("page__translation_key")
        pages = visible_in(language).filter(translation_key__in=members.values("source__translation_key"))
        names = [
            _MUNICIPALITY.sub("", title)
            for title in pages.filter(translation_key__in=kind).values_list("title", flat=True)
        ]
        return tuple(sorted(names, key=lambda name: sort_key(name, language)))

    def extra_frame_pages(self) -> models.Q:
        """The sections: the front page shows what is in them, whether the menu leads to them or not."""
        return models.Q(path__startswith=self.path, depth=self.depth + 1)

    def feeds(self, reader: Any) -> list[tuple[str, str]]:
        """Everything new in this language."""
        return [(SITE_NAME[self.language], reverse("feed", args=[self.language]))]

    def _way(self, value: Any, directory: Page) -> Card:
        anchor = value.get("anchor") or ""
        url = f"{directory.url}#{anchor}" if anchor else directory.url or ""
        return Card(
            kind="entry",
            kind_name="",
            title=value["title"],
            url=url,
            summary=value.get("text") or "",
            foot=value.get("foot") or "",
        )

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """The website with its search."""
        target = f"{reader.absolute(reader.search_url)}?q={{search_term_string}}"
        return {
            "@type": "WebSite",
            "name": SITE_NAME[self.language],
            "description": self.summary,
            "inLanguage": self.language,
            "url": reader.absolute(self.url or ""),
            "potentialAction": {
                "@type": "SearchAction",
                "target": target,
                "query-input": "required name=search_term_string",
            },
        }


class SectionPage(PortalPage):
    """A heading with the pages under it."""

    template = "pages/section_page.html"
    has_article_facts = False
    not_searched = "a list of pages that are found by themselves"

    body = RichTextField(_("text"), features=RICH_FEATURES, blank=True)

    edit_handler = PortalPage.tabs([FieldPanel("body")], article=False)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    reader = ClassifiedPage.reader

    def view(self, reader: Any) -> SectionContext:
        """The section with a card for each page under it."""
        pages = list(
            visible_in(reader.language).filter(path__startswith=self.path, depth=self.depth + 1).order_by("path")
        )
        tags = reader.tags_for(page.translation_key for page in pages)
        return SectionContext(
            title=self.title, lead=self.summary, body=reader.text.rich(self.body), cards=reader.cards(pages, tags)
        )


class StandardPage(SearchablePage, PortalPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """About, accessibility, privacy and the like."""

    template = "pages/standard_page.html"
    search_prior = 0.7

    shared_fields = (*PortalPage.shared_fields, "shows_contact")

    body = RichTextField(_("text"), features=RICH_FEATURES)
    shows_contact = models.BooleanField(
        _("ends with how to reach the editors"),
        default=False,
        help_text=_("The mailbox and telephone are kept with the header and footer of each language."),
    )

    edit_handler = PortalPage.tabs([FieldPanel("body")], [FieldPanel("shows_contact")])

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    reader = ClassifiedPage.reader

    def view(self, reader: Any) -> StandardContext:
        """The page with anchors on its headings."""
        body, contents = with_anchors(reader.text.rich(self.body), reader.language)
        contact = self._contact(reader) if self.shared("shows_contact") else None
        if contact:
            contents = (*contents, Heading(anchor="editors", title=_now("Contact the editors")))
        children = (
            visible_in(reader.language).filter(path__startswith=self.path, depth=self.depth + 1)
            if self.numchild
            else []
        )
        return StandardContext(
            title=self.title,
            lead=self.summary,
            body=body,
            contents=contents,
            review=reader.review(),
            children=reader.links(children),
            contact=contact,
        )

    @staticmethod
    def _contact(reader: Any) -> EditorsContact:
        kept = reader.navigation
        return EditorsContact(kept.contact_mailbox if kept else "", kept.contact_phone if kept else "")
