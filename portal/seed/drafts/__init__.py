"""From the entries of the seed files to pages as plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from portal.seed.reading import Content
from portal.seed.schema import (
    CalculatorItem,
    CaseItem,
    GuideItem,
    HomeItem,
    OrganisationItem,
    PhaseItem,
    ProcessItem,
    SectionPageItem,
    StandardPageItem,
    TemplateItem,
    Upkeep,
)

from . import cases, organisations, pages, toolbox
from .base import ROWS, Draft, Ref, fingerprint
from .weaving import Weave

_MAKERS: Final[dict[type[Upkeep], Callable[[Any, Weave], Draft]]] = {
    HomeItem: pages.home,
    ProcessItem: toolbox.process,
    SectionPageItem: pages.section,
    PhaseItem: toolbox.phase,
    GuideItem: toolbox.guide,
    TemplateItem: toolbox.template,
    CalculatorItem: toolbox.calculator,
    CaseItem: cases.case,
    OrganisationItem: organisations.organisation,
    StandardPageItem: pages.standard,
}
"""How each kind of entry becomes a page, in the order in which the pages are written."""


def draft(item: Upkeep, weave: Weave | None = None) -> Draft:
    """The page that an entry becomes.

    Args:
        item: the entry.
        weave: what other files say; without it, only what the entry says itself.
    """
    if weave is None:
        weave = Weave()
        weave.add_relations([item])
    return _MAKERS[type(item)](item, weave)


def drafts(content: Content) -> list[Draft]:
    """Every page of the seed, parents before children."""
    weave = Weave.of(content)
    order = list(_MAKERS)
    items = sorted(content.pages, key=lambda item: order.index(type(item)))
    return [
        draft(item, weave)
        for item in items
        if not (isinstance(item, SectionPageItem) and item.key not in pages.SECTIONS)
    ]


__all__ = ["ROWS", "Draft", "Ref", "Weave", "draft", "drafts", "fingerprint"]
