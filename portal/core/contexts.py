"""What templates are given: small, typed, documented values. No template looks anything up by itself.

Every page type turns its fields into one of the ``*Context`` dataclasses of its app; the base template gets a
:class:`Frame`. A component template (``templates/parts/*.html``) takes exactly one of the types below.
All texts are plain strings that the template escapes, except ``Markup`` fields, which hold finished safe HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.safestring import SafeString

from portal.core.spans import in_short

Markup = SafeString
Kind = Literal["guide", "case", "template", "entry", "phase", "term", "page", "tool"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link. ``lang`` is set only when the target is in the other language; ``kind`` and its name say what it
    leads to.
    """

    title: str
    url: str
    lang: str = ""
    kind: Kind | Literal[""] = ""
    kind_name: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One content item in a list, of any type."""

    kind: Kind
    kind_name: str
    title: str
    url: str
    summary: str
    foot: str = ""
    """One line under the summary: phase, partners or host."""
    strong: str = ""
    """Set in bold before the foot: file formats of a template."""
    phases: tuple[int, ...] = ()
    """Numbers of the phases, sewn as stitches on guide cards."""
    cloth: str = ""
    """Ready SVG of the care area's cloth, for cases."""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One bead on the process line."""

    number: int
    name: str
    title: str
    question: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """The eight phases and where this page belongs. ``current`` holds the numbers of the page's phases, first is
    main.
    """

    steps: tuple[PhaseStep, ...]
    current: tuple[int, ...] = ()

    @property
    def now(self) -> PhaseStep | None:
        """The first phase that the page belongs to."""
        return next((step for step in self.steps if step.number in self.current[:1]), None)

    @property
    def numbers(self) -> str:
        """The numbers of the page's phases in words, such as ``2–3``."""
        return in_short(self.current)

    @property
    def names(self) -> str:
        """The names of the page's phases; of a single one its whole title."""
        mine = [step for step in self.steps if step.number in self.current]
        return ", ".join(step.name if len(mine) > 1 else step.title or step.name for step in mine)


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a fact box. ``stated`` is false where the source does not say; then ``text`` says so in words."""

    label: str
    text: str
    stated: bool = True
    links: tuple[Link, ...] = ()
    phases: tuple[int, ...] = ()
    html: Markup | Literal[""] = ""
    """Used instead of ``text`` when the value has inline markup."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A numbered source at the foot of a page."""

    number: int
    anchor: str
    title: str
    publisher: str
    dated: str
    """Date in words, or that there is none."""
    url: str = ""
    also_at: tuple[str, ...] = ()
    """Further addresses, each shown by its host."""
    checked: str = ""
    """Day on which somebody last looked at the source; empty where it is not known."""
    sponsored: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """One entry of the language switch. ``exists`` is false where this page has no translation: then ``url`` is
    that language's home page.
    """

    code: str
    name: str
    url: str
    current: bool
    exists: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A footer column: heading and links."""

    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class News:
    """An entry of a feed."""

    title: str
    summary: str
    url: str
    kind_name: str
    published: datetime | None
    """First publication; None where it is not kept."""
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Meta:
    """What search engines, feeds and social media read."""

    title: str
    """Of the browser tab: the page's title and the portal's name."""
    description: str
    canonical: str
    """Absolute address without a query string; empty where there is no page at the address."""
    alternates: tuple[tuple[str, str], ...] = ()
    """(language code or x-default, absolute address), both directions."""
    og_type: str = "website"
    json_ld: Markup | Literal[""] = ""
    """A finished script element, or nothing."""
    feeds: tuple[Link, ...] = ()
    robots: str = ""
    picture: str = ""
    """Absolute address of the picture beside a shared link."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: header, menu, language switch, breadcrumb, footer, head."""

    meta: Meta
    home_url: str
    languages: tuple[Language, ...]
    menu: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    """From the home page to this page; the last is the page itself (current, no link)."""
    footer: tuple[Column, ...]
    tagline: str
    search_url: str
    show_search: bool = True
    message: str = ""
    """One sentence above the content: what the language switch could not do, or that the page is older than its
    review date.
    """
    message_link: Link | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The line at the foot of an article: who keeps it, when it was read through, what changed, under which licence."""

    owner: str
    reviewed: date | None
    due: date | None
    overdue: bool
    change_note: str
    licence: str
    licence_url: str
    legal_note: str = ""
    """``Not legal advice``, where law is touched; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the page's own table of contents."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """What guide, case, template, phase and entry-point pages have in common."""

    kind: Kind
    kind_name: str
    title: str
    lead: str
    line: ProcessLine | None
    sources: tuple[SourceRow, ...]
    related: tuple[Link, ...]
    review: Review
    keep: str = ""
    """Stable name under which readers can put the page on a list of their own; empty where they cannot."""
