"""Contexts of the toolkit's template, for the template tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.core.contexts import Card, Link
from toolbox.toolkit.contexts import Item, Points, ToolkitContext


def templates(*cards: Card) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    """Template name and the functions that make its full and its bare context."""
    full = ToolkitContext(
        title="Min værktøjskasse",
        lead="De guider, skabeloner og cases, du har lagt til side.",
        items=tuple(
            Item(f"noegle-{at}", card, f"/da/liste/?v={at}", f"https://portal.example/da/x/{at}/")
            for at, card in enumerate(cards)
        ),
        notices=("Én ting på listen findes ikke mere.",),
        elsewhere=(Link("Bara på svenska", "/sv/x/", lang="sv"),),
        checklists=(Points("noegle-0", "Fælles behovsafdækning", ("Nulpunkt", "Borgerstemme med")),),
        url="/da/liste/",
        share_url="https://portal.example/da/liste/?v=noegle-0",
        zip_url="/da/liste/filer.zip?v=noegle-0",
        toolbox=None,
    )
    bare = ToolkitContext("Min værktøjskasse", "", (), (), (), (), "/da/liste/", "", "", None)
    return {"toolbox/toolkit.html": (lambda: full, lambda: bare)}
