"""Front page, sections, standard pages and footer."""

from __future__ import annotations

from typing import Annotated, Literal

from .base import Key, Line120, Line255, PageItem, PageKey, Reference, Rich, Strict, Text, Upkeep, longest

StageKey = Annotated[Key, Reference("company-stage")]
Line60 = Annotated[Text, longest(60)]
Line80 = Annotated[Text, longest(80)]


class BeginItem(Strict):
    """A page to begin with; ``kind`` is there for the reader of the file."""

    kind: Literal["guide", "template", "case", "entry"]
    key: PageKey


class WayItem(Strict):
    """A way into the directory for a company."""

    title: Text
    text: Text
    foot: Text | None = None
    anchor: StageKey


class HomeItem(Upkeep):
    """The front page."""

    hero_title: Line120
    hero_lead: Text
    search_placeholder: Line60
    line_title: Line120
    line_intro: Text
    start_title: Line120
    start_intro: Text
    start: list[BeginItem]
    cases_title: Line120
    network_title: Line120
    network_text: Text
    network_key: PageKey
    companies_title: Line120
    companies_intro: Text
    companies: list[WayItem]


class StageItem(Strict):
    """Words for the companies at one stage."""

    concept: StageKey
    title: Text
    text: Text
    foot: Text | None = None


SectionKey = Literal["processen", "vaerktoejskasse", "cases", "for-virksomheder", "begreber"]


class SectionPageItem(PageItem):
    """A section of the portal. The two lists are the directory's."""

    key: SectionKey
    menu_title: Line80
    before_you_write: list[Line255] = []
    stages: list[StageItem] = []


class StandardPageItem(PageItem):
    """About, accessibility, privacy and the like."""

    body: Rich
    show_in_footer: Literal["about", "accessibility", "help"] | None = None
    shows_contact: bool = False


class FooterLinkItem(Strict):
    """A link in the footer."""

    page: PageKey


class FooterColumnItem(Strict):
    """A heading and the links under it."""

    heading: Line60
    links: list[FooterLinkItem]


class FooterItem(Strict):
    """The foot of every page."""

    tagline: Line255
    columns: list[FooterColumnItem]
