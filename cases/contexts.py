"""Contexts of the case templates. ``Markup`` is safe HTML in which terms and source references are already links."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.contexts import Article, Card, Fact, Markup


@dataclass(frozen=True, slots=True)
class Evidence:
    """The badge of a case: level 1 to 4, its words and one sentence that gives the reason."""

    level: int
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect. ``kind`` is measured, experienced, expected or not_stated; ``kind_name`` says it in words."""

    kind: str
    kind_name: str
    area: str
    statement: Markup
    figures: tuple[Fact, ...]
    """Metric, baseline, value, number, period, each shown only where the source gives it."""
    source: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the story, with or without a heading of its own."""

    anchor: str
    heading: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one of the actors learned."""

    actor: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody says, in indirect speech unless there is written consent for the very words."""

    person: str
    role: str
    text: Markup
    direct: bool
    source: Markup


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An entry of the follow-up log."""

    months: int
    dated: str
    running: str
    note: Markup


@dataclass(frozen=True, slots=True)
class Reuse:
    """Somewhere else the solution is in use."""

    where: str
    url: str
    since: str
    adapted: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to ask: always a function, never a person."""

    name: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseContext:
    """``cases/case_page.html``."""

    article: Article
    evidence: Evidence
    sponsored: str
    """One sentence when the source was paid for; empty otherwise."""
    cloth: Markup
    facts: tuple[Fact, ...]
    """Who, what, goal, period, effect: always these five, in this order."""
    story: tuple[Section, ...]
    effects: tuple[Effect, ...]
    outside: Markup
    unknown: Markup
    takeaways: tuple[Markup, ...]
    difficulties: tuple[Markup, ...]
    lessons: tuple[Lesson, ...]
    quotes: tuple[Quote, ...]
    partners: tuple[Fact, ...]
    """Role and the organisations that have it."""
    details: tuple[Fact, ...]
    """Every other structured fact, with what is not stated shown as such."""
    reuse: tuple[Fact, ...]
    """What it takes to use the solution elsewhere."""
    follow_ups: tuple[FollowUp, ...]
    also_in_use: tuple[Reuse, ...]
    provenance: tuple[Fact, ...]
    contact: Contact | None
    guides: tuple[Card, ...]
    templates: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class CaseIndexContext:
    """``cases/case_index_page.html``: all cases, until search takes the list over."""

    title: str
    lead: str
    cards: tuple[Card, ...]
