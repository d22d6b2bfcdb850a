"""Turns the keys of drafts into numbers of the database."""

from __future__ import annotations

import re
import uuid
from typing import Any, Final

from wagtail.models import Page

from portal.core.languages import LANGUAGES
from portal.core.models import Source, VerificationPoint
from portal.seed.drafts import Ref
from portal.vocabulary.models import Concept

_KEYS: Final = uuid.UUID("0d8cf0f2-6f0f-4f0c-9a53-6e2f6f8f7c55")
_PAGE_LINK = re.compile(r'<a href="page:([^"]*)">(.*?)</a>', re.DOTALL)
_GONE: Final = object()


def translation_key(key: str) -> uuid.UUID:
    """What ties a page to its translation; made from its stable key, so that it is the same in every installation."""
    return uuid.uuid5(_KEYS, key)


class Registry:
    """Numbers of pages, concepts, sources and points by their keys."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], int] = {}
        self._rows: dict[str, dict[str, int]] = {}

    def load_registers(self) -> None:
        """Look up everything that is not a page."""
        self._rows = {
            "concept": dict(Concept.objects.values_list("key", "pk")),
            "source": dict(Source.objects.values_list("ref", "pk")),
            "point": dict(VerificationPoint.objects.values_list("code", "pk")),
        }

    def load_pages(self, keys: list[str]) -> dict[tuple[str, str], Page]:
        """Look up the pages with the given stable keys.

        Returns:
            the pages that exist, by key and language.
        """
        by_translation = {translation_key(key): key for key in keys}
        found = {}
        wanted = list(by_translation)
        for start in range(0, len(wanted), 500):
            pages = Page.objects.filter(translation_key__in=wanted[start : start + 500], alias_of=None).select_related(
                "locale"
            )
            for page in pages:
                found[by_translation[page.translation_key], page.locale.language_code] = page
        self.pages.update({name: page.pk for name, page in found.items()})
        return found

    def number(self, ref: Ref, language: str) -> int | None:
        """Number of what ``ref`` stands for; None when it is not there.

        Args:
            ref: the reference.
            language: of the text that refers.
        """
        if ref.kind != "page":
            return self._rows[ref.kind].get(ref.key)
        if ref.original:
            return next((pk for code in LANGUAGES if (pk := self.pages.get((ref.key, code)))), None)
        return self.pages.get((ref.key, language))

    def resolve(self, value: Any, language: str) -> Any:
        """``value`` with every reference replaced; a block that only is a reference goes with what it refers to."""
        if isinstance(value, Ref):
            return self.number(value, language)
        if isinstance(value, list):
            resolved = (self._block(one, language) for one in value)
            return [one for one in resolved if one is not _GONE]
        if isinstance(value, dict):
            return {name: self.resolve(one, language) for name, one in value.items()}
        if isinstance(value, str) and 'href="page:' in value:
            return _PAGE_LINK.sub(lambda match: self._link(match.group(1), match.group(2), language), value)
        return value

    def _block(self, one: Any, language: str) -> Any:
        resolved = self.resolve(one, language)
        lost = isinstance(one, dict) and isinstance(one.get("value"), Ref) and resolved["value"] is None
        return _GONE if lost else resolved

    def _link(self, key: str, text: str, language: str) -> str:
        pk = self.pages.get((key, language))
        return f'<a linktype="page" id="{pk}">{text}</a>' if pk else text
