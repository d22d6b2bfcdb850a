"""The pages that belong together with a page: their titles and summaries are about the same as the page itself.

A relation joins the originals of two contents; here it joins the contents, whatever version a reader sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from portal.core.models import PortalPage, Relation
from portal.core.visibility import visible
from portal.organisations.models import Participation


class Neighbours:
    """The neighbours of a batch of contents."""

    def __init__(self, keys: Iterable[UUID]) -> None:
        """Read the relations and the heads of the pages at their other ends.

        Args:
            keys: translation keys of the contents.
        """
        self._of = joined(keys)
        others = {other for found in self._of.values() for other in found}
        self._heads: dict[tuple[UUID, str], str] = {}
        pages = visible(Page.objects.filter(translation_key__in=others))
        for key, language, title, summary in pages.values_list(
            "translation_key", "locale__language_code", "title", "search_description"
        ):
            self._heads[key, language] = f"{title}. {summary}"
        self._keys = _stable_keys(others)

    def heads(self, key: UUID, language: str) -> str:
        """Title and summary of each neighbour in ``language``, one a line."""
        found = (self._heads.get((other, language), "") for other in sorted(self._of.get(key, ())))
        return "\n".join(filter(None, found))

    def keys(self, key: UUID) -> tuple[str, ...]:
        """The stable keys of the neighbours."""
        return tuple(sorted({self._keys[other] for other in self._of.get(key, ()) if other in self._keys}))


def _stable_keys(translation_keys: set[UUID]) -> dict[UUID, str]:
    """The stable key that all versions of a content have, one query for each type of page among them."""
    pages = Page.objects.filter(translation_key__in=translation_keys).order_by()
    types = pages.values_list("content_type", flat=True).distinct()
    models = {ContentType.objects.get_for_id(pk).model_class() for pk in types}
    found: dict[UUID, str] = {}
    for model in models:
        if model is not None and issubclass(model, PortalPage):
            rows = model._default_manager.filter(translation_key__in=translation_keys)
            found.update(rows.values_list("translation_key", "key"))
    return found


def joined(keys: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """For each content the contents that a relation or a participation joins it with, from either end."""
    wanted = set(keys)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for one, other in _pairs(wanted):
        if one != other:
            if one in wanted:
                found[one].add(other)
            if other in wanted:
                found[other].add(one)
    return found


def _pairs(keys: set[UUID]) -> Iterator[tuple[UUID, UUID]]:
    for model, near, far in ((Relation, "source", "target"), (Participation, "page", "organisation")):
        ends = f"{near}__translation_key", f"{far}__translation_key"
        from_here = model._default_manager.filter(**{f"{ends[0]}__in": keys})
        to_here = model._default_manager.filter(**{f"{ends[1]}__in": keys})
        yield from (pair for pair in (from_here | to_here).values_list(*ends) if all(pair))


def numbers(page_keys: Iterable[UUID]) -> list[int]:
    """Numbers of all pages, in both languages, that are neighbours of the contents."""
    others = {other for found in joined(page_keys).values() for other in found}
    return list(Page.objects.filter(translation_key__in=others).values_list("pk", flat=True))
