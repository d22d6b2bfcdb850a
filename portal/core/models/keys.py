"""Stable keys: names of contents that stay when a page's address changes."""

from __future__ import annotations

import itertools
from typing import Any

from django.apps import apps

KEY_LENGTH = 120


def free_key(page: Any) -> str:
    """The page's slug, with a number where another content of any type already has that key.

    A key outlives the slug that it was made of, so a free slug does not mean a free key.
    """
    from .page import PortalPage

    base = page.slug[: KEY_LENGTH - len("-9999")]
    taken: set[str] = set()
    for model in apps.get_models():
        if issubclass(model, PortalPage):
            others = model._default_manager.filter(key__startswith=base).exclude(translation_key=page.translation_key)
            taken.update(others.values_list("key", flat=True))
    numbered = (f"{base}-{number}" for number in itertools.count(2))
    return next(key for key in itertools.chain([page.slug], numbered) if key not in taken)
