"""Pages that change, and what a reader finds of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Page, PageViewRestriction

from search import service
from search.ports import Lang, Query

WORD = {"da": "snurretopgalop", "sv": "snurrgaloppen"}
"""Words that nothing else in the portal has."""
Committing = Callable[..., Any]


def found(lang: Lang = "da", text: str = "") -> set[str]:
    """Uids that a reader of a language is given."""
    return {hit.uid for hit in service.search(Query(text or WORD[lang], lang, size=100, correct=False)).hits}


def publish(page: Page) -> None:
    page.save_revision().publish()


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
