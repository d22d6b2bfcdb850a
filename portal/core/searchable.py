"""What a page type offers to search, and nothing of how search works.

A page type is searchable when it has ``search_entries``; :class:`SearchablePage` gives it one made of all its texts, so
that a new type is found without a line of its own. Search knows this module and no feature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any, ClassVar, Protocol, runtime_checkable

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.core.blocks import Bilingual, ForReaders, raw_values
from portal.core.contexts import Kind


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing to be found: a page, or a part of a page that has an address of its own."""

    kind: Kind
    title: str
    summary: str
    body: str
    """Plain text of everything else that a reader sees."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facets that are no concepts: evidence, effect, status. The page's concepts are added by search."""
    suffix: str = ""
    """What the entry's address adds to the page's."""
    key: str = ""
    """Stable key, where it is not the page's."""
    prior: float = 1.0
    """How likely the entry is what a reader wants, before any question; above 0, at most 1."""
    changes_at: datetime | None = None
    """The next moment from which the entry says something else although nobody has edited the page, such as the end of
    a deadline; None when there is none to come. With a time zone. Search asks the page anew from then on; a moment that
    has been says nothing, and is left out."""


@runtime_checkable
class Searchable(Protocol):
    """A page type that can be found."""

    def search_entries(self) -> Iterable[SearchEntry]:
        """The page's entries, in its own language. Only asked of pages that anybody may read."""
        ...


class SearchablePage(models.Model):
    """Mixed into a page type: one entry with all its texts."""

    search_prior: ClassVar[float] = 1.0

    class Meta:
        abstract = True

    def search_entries(self) -> Iterator[SearchEntry]:
        """One entry for the page."""
        page: Any = self
        changes_at = self.search_changes_at()  # first: if it comes before the rest is read, the page is read again
        yield SearchEntry(
            kind=page.content_kind,
            title=page.title,
            summary=page.search_description,
            body=self.search_body(),
            facets=self.search_facets(),
            prior=self.search_prior,
            changes_at=changes_at,
        )

    def search_body(self) -> str:
        """Every text of the page besides title and summary."""
        return "\n\n".join(texts_of(self))

    def search_changes_at(self) -> datetime | None:
        """The next moment from which the entry says something else by itself."""
        return None

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """Facets that are no concepts."""
        return {}


_TAG = re.compile(r"<[^>]+>")
_REFERENCE = re.compile(r"\s*\[[A-Z]\d{1,3}(?:,\s*[A-Z]\d{1,3})*\]")
"""Codes of sources, such as ``[S3, R47]``."""
_CODE = re.compile(r"[A-Z]\d{1,3}")
"""A source's code that is a text of its own: readers see the source's number instead."""
_LEFT_OUT = frozenset(
    {"key", "slug", "change_note", "contact_role", "contact_name", "contact_basis", "mailbox", "phone", "responsible"}
)
"""Text fields that say nothing about the page's subject, or that must never be found by."""


def texts_of(page: Any) -> Iterator[str]:
    """Every text of a page in its language, from its own fields and from the facts of its original, without queries.

    Choosers in stream fields are left alone: they are ids here. Of a block that keeps more than readers see
    (``portal.core.blocks.ForReaders``) only what they see is taken.
    """
    language = page.language
    shared = set(page.shared_fields)
    for model_field in page._meta.concrete_fields:
        if model_field.model is Page or model_field.name in _LEFT_OUT or model_field.choices or model_field.is_relation:
            continue
        owner = page.original if model_field.name in shared else page
        value = getattr(owner, model_field.name)
        if isinstance(model_field, StreamField):
            block = model_field.stream_block
            for item, raw in zip(value.raw_data, raw_values(value), strict=True):
                yield from _texts_in(block.child_blocks[item["type"]], raw, language)
        elif isinstance(model_field, RichTextField):
            yield from _kept(_without_tags(value or ""))
        elif isinstance(model_field, models.CharField | models.TextField) and not isinstance(
            model_field, models.EmailField | models.URLField | models.SlugField
        ):
            yield from _kept(value)


def _texts_in(block: Any, raw: Any, language: str) -> Iterator[str]:
    if isinstance(block, ForReaders):
        raw = block.for_readers(raw)
    if raw in (None, "", [], {}):
        return
    if isinstance(block, Bilingual):
        yield from _kept(raw.get(language))
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _texts_in(child, raw.get(name), language)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            inner = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
            yield from _texts_in(block.child_block, inner, language)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _kept(_without_tags(str(raw)))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield from _kept(raw)


def _without_tags(markup: str) -> str:
    """Rich text as plain text; a tag parts words."""
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def _kept(text: Any) -> Iterator[str]:
    if isinstance(text, str) and (kept := _REFERENCE.sub("", text).strip()) and not _CODE.fullmatch(kept):
        yield kept
