"""Every value that the search templates are given."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.contexts import Kind, Link, ProcessLine
from search.ports import Segment


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FacetOption:
    """A value of a facet."""

    facet: str
    value: str
    label: str
    count: int
    unit: str
    """What is counted, in the form that the number asks for."""
    selected: bool

    @property
    def disabled(self) -> bool:
        """Whether choosing it would give nothing; what is chosen can always be taken back."""
        return not self.count and not self.selected


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet. ``folded`` are the options behind “show more”; a chosen one never is."""

    name: str
    label: str
    options: tuple[FacetOption, ...]
    folded: tuple[FacetOption, ...] = ()
    open: bool = True
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class HitRow:
    """One result. ``lang`` is set only where its texts are in the other language."""

    kind: Kind
    kind_name: str
    url: str
    title: tuple[Segment, ...]
    summary: tuple[Segment, ...]
    snippet: tuple[Segment, ...] = ()
    """A passage of the text that matched, where title and summary do not show why the result is one."""
    lang: str = ""
    language_tag: str = ""
    """Says in words which language it is in."""
    phases: tuple[int, ...] = ()
    phase_text: str = ""
    facts: tuple[str, ...] = ()
    """Areas, formats, country, evidence: one text each."""
    promoted: bool = False


@dataclass(frozen=True, slots=True)
class SortLink:
    """A way to sort."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place in the pagination; a gap has no address and no number."""

    number: int
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of the results; empty where there is one only."""

    pages: tuple[PageLink, ...] = ()
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A way on that is known to give results."""

    text: str
    url: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class EmptyState:
    """Nothing was found: ways on with their numbers, and a line to the editors."""

    offers: tuple[Offer, ...]
    write: Link | None


@dataclass(frozen=True, slots=True)
class SearchContext:
    """``search/search_page.html``."""

    title: str
    lead: str
    language: str
    query: str
    action: str
    """Where the forms go: the search page, or the list that is searched within."""
    field_name: str
    """What the search form is called among the page's landmarks; the header has another one, for the whole site."""
    heading: str
    """The number of results, in a sentence. Also announced to screen readers."""
    notices: tuple[str, ...]
    corrected_to: str
    insist_url: str
    """The same question without correction."""
    unknown: tuple[str, ...]
    suggestions: tuple[Link, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    groups: tuple[FacetGroup, ...]
    hidden: tuple[tuple[str, str], ...]
    """What the filter form hands on besides its boxes."""
    kept: tuple[tuple[str, str], ...]
    """What the search field hands on besides its words: the chosen filters."""
    sorts: tuple[SortLink, ...]
    promoted: tuple[HitRow, ...]
    hits: tuple[HitRow, ...]
    total: int
    pagination: Pagination
    empty: EmptyState | None
    feed_url: str

    @property
    def count(self) -> int:
        """How many filters are chosen."""
        return len(self.chips)


@dataclass(frozen=True, slots=True)
class UnavailableContext:
    """``search/unavailable.html``: the search is down."""

    title: str
    lead: str
    query: str
    line: ProcessLine | None
