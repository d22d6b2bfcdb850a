"""Contexts of the toolbox's templates. ``Markup`` is safe HTML in which terms and source references are already
links.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.contexts import Article, Card, Fact, Link, Markup


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered step: verb-first title, text, and optionally what comes out of it and the tool for it."""

    title: str
    text: Markup
    output: str = ""
    tool: Link | None = None


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A typical mistake; ``tag`` is the name of the general pitfall it is an example of, where it has one."""

    text: Markup
    tag: str = ""


@dataclass(frozen=True, slots=True)
class CountryNote:
    """What holds in one country only."""

    code: str
    country: str
    text: Markup


@dataclass(frozen=True, slots=True)
class ProcessContext:
    """``toolbox/process_page.html``: the whole model on one page."""

    article: Article
    intro: Markup
    own_model_note: Markup
    gate_rule: Markup
    phases: tuple[PhaseSummary, ...]
    roles: tuple[str, ...]
    mappings: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class PhaseSummary:
    """A phase on the process page: purpose, gate and what is at hand."""

    number: int
    title: str
    url: str
    question: str
    purpose: str
    gate: str
    guides: tuple[Link, ...]
    templates: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PhaseContext:
    """``toolbox/phase_page.html``."""

    article: Article
    number: int
    question: str
    facts: tuple[Fact, ...]
    purpose: Markup
    entry: Markup
    gate: str
    exit: Markup
    gate_questions: Markup
    small_municipalities: Markup
    roles: tuple[str, ...]
    pitfalls: tuple[Pitfall, ...]
    guides: tuple[Card, ...]
    templates: tuple[Card, ...]
    kit_url: str
    """Address of the zip with everything of the phase; empty where there is nothing to pack."""
    search_url: str
    """A search for everything of the phase; the page itself shows the newest of each type."""
    cases: tuple[Card, ...]
    entries: tuple[Card, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class GuideContext:
    """``toolbox/guide_page.html``."""

    article: Article
    facts: tuple[Fact, ...]
    why: Markup
    small_minimum: Markup
    preparation: Markup
    steps: tuple[Step, ...]
    tip: Markup
    countries: tuple[CountryNote, ...]
    pitfalls: tuple[Pitfall, ...]
    checklist: tuple[Markup, ...]
    checklist_id: str
    """Stable name under which the browser remembers the ticks."""
    templates: tuple[Card, ...]
    kit_url: str
    """Address of the zip with the guide's checklist and templates; empty where there is nothing to pack."""
    cases: tuple[Card, ...]
    entries: tuple[Card, ...]
    next_phase: Link | None


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    title: str
    """Link text that names the file."""
    url: str
    format: str
    """DOCX, XLSX, PDF …"""
    size: str
    language: str
    lang: str
    """Set when the file is in the other language."""
    version: str
    date: str
    """Day of the version, in words."""
    preview: bool = False
    """Whether it opens in the browser instead of being saved."""
    note: str = ""
    """Says of a file that shows an older version than the one to fill in that it does."""


@dataclass(frozen=True, slots=True)
class Version:
    """An entry of a template's changelog."""

    version: str
    date: str
    note: str
    files: tuple[Link, ...] = ()
    """Files of this version that newer ones have replaced, at addresses of their own."""


@dataclass(frozen=True, slots=True)
class TemplateContext:
    """``toolbox/template_page.html``. Without files, ``missing`` says so in one sentence."""

    article: Article
    files: tuple[File, ...]
    other_files: tuple[File, ...]
    """The same in the other language."""
    missing: str
    facts: tuple[Fact, ...]
    purpose: Markup
    when_not: Markup
    how_to: tuple[Step, ...]
    small_minimum: Markup
    contents: tuple[tuple[str, Markup], ...]
    """Heading and text of each section, sheet or column group."""
    versions: tuple[Version, ...]
    """Newest first."""
    guides: tuple[Card, ...]
    cases: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A guide's checklist in a kit."""

    title: str
    url: str
    points: tuple[tuple[str, bool], ...]
    """Text of each point, and whether it is ticked."""


@dataclass(frozen=True, slots=True)
class PackedTemplate:
    """What a kit has of a template."""

    title: str
    url: str
    files: tuple[tuple[str, str], ...]
    """Name in the zip and version of each file."""
    other_language: str = ""
    """The language of the files, where it is not the kit's."""


@dataclass(frozen=True, slots=True)
class KitText:
    """``toolbox/kit/readme.txt`` and ``toolbox/kit/checklists.html``: what is in a zip. Addresses are complete."""

    title: str
    lang: str
    url: str
    home: str
    note: str
    templates: tuple[PackedTemplate, ...]
    checklists: tuple[Checklist, ...]
    others: tuple[Link, ...]
    """Pages that belong to it and have nothing to pack."""


@dataclass(frozen=True, slots=True)
class ToolboxGroup:
    """A phase's guides and templates in the toolbox list."""

    number: int
    title: str
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ToolboxContext:
    """``toolbox/toolbox_page.html``: everything by phase, until search takes the list over."""

    title: str
    lead: str
    groups: tuple[ToolboxGroup, ...]
