"""What the template of the toolkit is given."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.contexts import Card, Link


@dataclass(frozen=True, slots=True)
class Item:
    """A page on the list; ``without`` is the address of the list without it."""

    key: str
    card: Card
    without: str
    address: str
    """The page's whole address, for paper."""


@dataclass(frozen=True, slots=True)
class Points:
    """The checklist of a guide on the list; the browser has ticks for it under the guide's key."""

    key: str
    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToolkitContext:
    """``toolbox/toolkit.html``."""

    title: str
    lead: str
    items: tuple[Item, ...]
    notices: tuple[str, ...]
    """What could not be shown, and why."""
    elsewhere: tuple[Link, ...]
    """Pages of the list that there are in the other language only."""
    checklists: tuple[Points, ...]
    url: str
    """The list's own address, without what is on it."""
    share_url: str
    zip_url: str
    """Empty where there is neither a file nor a checklist."""
    toolbox: Link | None
    """Where there is something to put on an empty list."""
