"""Contexts of the home page and the standard pages."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.contexts import Card, Heading, Link, Markup, ProcessLine, Review


@dataclass(frozen=True, slots=True)
class HomeContext:
    """``pages/home_page.html``."""

    hero_title: str
    hero_lead: str
    search_placeholder: str
    line_title: str
    line_intro: str
    line: ProcessLine
    start_title: str
    start_intro: str
    start: tuple[Card, ...]
    cases_title: str
    cases: tuple[Card, ...]
    all_cases: Link | None
    network_title: str
    network_text: str
    network: Link | None
    network_members: tuple[str, ...]
    companies_title: str
    companies_intro: str
    companies: tuple[Card, ...]
    all_entries: Link | None


@dataclass(frozen=True, slots=True)
class EditorsContact:
    """How the editors are reached. Both may be empty: then the page says that nobody can be reached yet."""

    mailbox: str
    phone: str


@dataclass(frozen=True, slots=True)
class StandardContext:
    """``pages/standard_page.html``: about, accessibility, privacy and the like."""

    title: str
    lead: str
    body: Markup
    contents: tuple[Heading, ...]
    review: Review
    children: tuple[Link, ...]
    contact: EditorsContact | None = None
    """None where the page is not about getting in touch."""


@dataclass(frozen=True, slots=True)
class SectionContext:
    """``pages/section_page.html``: a heading with the pages under it."""

    title: str
    lead: str
    body: Markup
    cards: tuple[Card, ...]
