"""From the keys in an address to the pages that the reader may see. Cases are found without knowing their app."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Page

from portal.core.contexts import Kind
from portal.core.languages import LANGUAGES
from portal.core.models import PortalPage
from portal.core.visibility import visible

KEPT: Final[tuple[Kind, ...]] = ("guide", "template", "case", "tool")
"""Types of pages that can be put on the list."""
LIST, TICKS = "v", "t"
MOST: Final = 60
"""Pages on one list. What is beyond is not looked up, and said."""
KEY: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LONGEST_KEY: Final = 120
POINT: Final = re.compile(r"[0-9]{1,3}|x[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for."""

    keys: tuple[str, ...]
    unreadable: int = 0
    """Parts of the address that are no keys."""
    too_many: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The pages of a list."""

    here: Mapping[str, Page]
    """By key, in the order of the list."""
    elsewhere: tuple[Page, ...] = ()
    """Those that there are in the other language only."""
    gone: tuple[str, ...] = ()
    """Keys of pages that there are no more, that are not public, or that never were."""


def wanted(values: Iterable[str]) -> Wanted:
    """Read the values of the parameter: keys with commas between them.

    Args:
        values: everything that the parameter was given.
    """
    parts = [part.strip() for value in values for part in value.split(",")]
    parts = [part for part in parts if part]
    keys = list(dict.fromkeys(part for part in parts if len(part) <= LONGEST_KEY and KEY.fullmatch(part)))
    unreadable = sum(len(part) > LONGEST_KEY or not KEY.fullmatch(part) for part in parts)
    return Wanted(tuple(keys[:MOST]), unreadable, len(keys[MOST:]))


def ticked(values: Iterable[str]) -> dict[str, tuple[int | str, ...]]:
    """What is ticked by the key of its guide: ``key.0.2`` numbers of points, ``key.x1a2b3c4d`` marks of their words
    (:func:`toolbox.kits.mark_of`), with commas between the guides. The rest is left out.
    """
    found: dict[str, tuple[int | str, ...]] = {}
    for part in (part for value in values for part in value.split(",")[:MOST]):
        key, *points = part.split(".")
        if KEY.fullmatch(key) and len(key) <= LONGEST_KEY:
            known = (one for one in points[:200] if POINT.fullmatch(one))
            found[key] = tuple(one if one.startswith("x") else int(one) for one in known)
    return found


def find(keys: Sequence[str], language: str) -> Found:
    """Look the keys up, in two queries."""
    if not keys:
        return Found({})
    names = {translation: key for key, translation in _names(keys)}
    pages = visible(Page.objects.filter(translation_key__in=names)).select_related("locale", "content_type")
    by_key: dict[str, dict[str, Page]] = {}
    for page in pages:
        by_key.setdefault(names[page.translation_key], {})[page.locale.language_code] = page
    here = {key: by_key[key][language] for key in keys if language in by_key.get(key, {})}
    elsewhere = [
        by_key[key][code] for key in keys if key not in here for code in LANGUAGES if code in by_key.get(key, {})
    ]
    return Found(here, tuple(elsewhere), tuple(key for key in keys if key not in by_key))


def _names(keys: Sequence[str]) -> QuerySet[Any, tuple[str, UUID]]:
    """Key and translation key of the pages with these keys, whatever type they are of, in one query."""
    models = [m for m in apps.get_models() if issubclass(m, PortalPage) and m.content_kind in KEPT]
    first, *others = (
        model._default_manager.filter(key__in=keys).order_by().values_list("key", "translation_key") for model in models
    )
    return first.union(*others)
