"""Contexts of the directory and its entry-point pages."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.contexts import Article, Card, Fact, Link


@dataclass(frozen=True, slots=True)
class Person:
    """A named contact, shown only while its legal basis holds."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class OrganisationContext:
    """``organisations/organisation_page.html``, for organisations, programmes and networks alike."""

    article: Article
    facts: tuple[Fact, ...]
    """Type and country, themes, status."""
    company: tuple[Fact, ...]
    """For companies: what they get, when to write, what to send, reply time, errands accepted."""
    municipality: tuple[Fact, ...]
    details: tuple[Fact, ...]
    """What belongs to a programme or a network only."""
    mailbox: str
    """Role mailbox, or empty."""
    phone: str
    """The function's telephone, or empty."""
    website: str
    person: Person | None
    verified: str
    """One sentence: when and against what the entry was checked."""
    members: tuple[Link, ...]
    memberships: tuple[Link, ...]
    cases: tuple[Card, ...]
    missing: tuple[Fact, ...] = ()
    """Ways of getting in touch that we do not have, in words."""


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """An entry point in the list."""

    title: str
    url: str
    place: str
    """Type and country."""
    rows: tuple[Fact, ...]
    """Themes, write when, what to send."""
    closed: str
    """One sentence when the door is known to be closed or its status is unknown; empty otherwise."""


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The entry points for a company at one stage: idea, prototype or in operation."""

    anchor: str
    title: str
    text: str
    foot: str
    rows: tuple[DirectoryRow, ...]
    """Those that are not described under a stage before this one; of a long group the first."""
    described: tuple[Link, ...]
    """Those that are."""
    more: int = 0
    """How many more there are at this stage; the search has them all."""
    folded: tuple[DirectoryRow, ...] = ()
    """The other rows of a long group, behind a click."""


@dataclass(frozen=True, slots=True)
class DirectoryContext:
    """``organisations/directory_page.html``."""

    title: str
    lead: str
    before_you_write: tuple[str, ...]
    stages: tuple[StageGroup, ...]
    others: tuple[tuple[str, tuple[Link, ...]], ...]
    """Records that are no door for companies, grouped by type: municipalities, knowledge institutions …; those without
    a type last.
    """
    closed: tuple[DirectoryRow, ...]
    """Doors that are closed, with nothing about when to write."""
    guides: tuple[Card, ...]
    more: int = 0
    """How many entry points are not on the page."""
    search_url: str = ""
    """A search among all entry points."""
