"""The texts of a page one by one, each under a path that stays the same when the page is saved again.

A path is the field's name; inside a stream field it goes on with the block's id and the name of the part:
``steps.6f0c….title``. Wagtail keeps block ids when it copies a page for translation, so both languages use the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, ClassVar

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

SEPARATOR = " → "
ORDER_LINE = 70
"""Length at which the first words of a block are cut where the order of blocks is shown."""
_OF_EVERY_PAGE = ("title", "search_description", "seo_title")


@dataclass(frozen=True, slots=True)
class Prose:
    """One text of a page."""

    label: str
    """Where an editor finds it, in the active language."""
    text: str
    """The text as an editor reads it, without markup."""
    sum: str
    """Checksum; for the order of blocks the blocks' ids. Empty for an empty text."""
    order: bool = False
    """Whether this is the order of a stream field's blocks instead of a text."""
    chosen: bool = False
    """Whether it is the name of something that was chosen, which is the same thing in both languages."""


def texts(page: Page) -> dict[str, Prose]:
    """Every text of the page that its language has for itself, by path."""
    found: dict[str, Prose] = {}
    for field in text_fields(type(page)):
        label = _("Summary") if field.name == "search_description" else capfirst(str(field.verbose_name))
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            parts = list(_of_block(value.stream_block, value, field.name, label))
            found[field.name] = _order(value, label, parts)
            found.update(parts)
        elif isinstance(field, RichTextField):
            found[field.name] = _prose(label, readable(value or ""))
        else:
            found[field.name] = _prose(label, value or "")
    return found


def text_fields(model: type[Page]) -> list[models.Field[Any, Any]]:
    """The fields of a page type that hold texts of one language.

    Left out are facts with their home on the original, choices, and what belongs to the single page (its address, the
    note on its own newest change).
    """
    shared = {*getattr(model, "shared_fields", ()), *getattr(model, "untranslated_fields", ())}
    chosen = []
    for field in model._meta.concrete_fields:
        own = field.model is not Page or field.name in _OF_EVERY_PAGE
        prose = isinstance(field, models.CharField | models.TextField | StreamField) and not isinstance(
            field, models.SlugField
        )
        if own and prose and field.editable and not field.choices and field.name not in shared:
            chosen.append(field)
    return chosen


def top_field(path: str) -> str:
    """Name of the field that a path leads into."""
    return path.partition(".")[0]


def readable(markup: str) -> str:
    """Rich text as plain text in which headings, list items, bold type and link targets can still be told apart."""
    parser = _Reader()
    parser.feed(markup)
    parser.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(parser.parts)).strip()


def _of_block(block: Any, value: Any, path: str, label: str) -> Iterator[tuple[str, Prose]]:
    if isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, (value or {}).get(name), f"{path}.{name}", f"{label}{SEPARATOR}{_label(child)}")
    elif isinstance(block, blocks.BaseStreamBlock):
        for number, bound in enumerate(value or (), 1):
            yield from _of_block(
                bound.block, bound.value, f"{path}.{bound.id}", f"{label}{SEPARATOR}{number}. {_label(bound.block)}"
            )
    elif isinstance(block, blocks.ListBlock):
        for number, bound in enumerate(value.bound_blocks if value else (), 1):
            yield from _of_block(bound.block, bound.value, f"{path}.{bound.id}", f"{label}{SEPARATOR}{number}")
    elif isinstance(value, RichText):
        yield path, _prose(label, readable(value.source))
    elif value in (None, "", False):
        yield path, _prose(label, "")
    elif isinstance(value, models.Model):
        yield path, _prose(label, str(value), key=f"{value._meta.label}:{value.pk}")
    else:
        yield path, _prose(label, str(value))


def _label(block: Any) -> str:
    return str(block.label) or block.name


def _prose(label: str, text: str, *, key: str = "") -> Prose:
    clean = text.replace("\r\n", "\n").strip()
    counted = key or clean
    checksum = hashlib.sha256(counted.encode()).hexdigest()[:16] if counted else ""
    return Prose(label, clean, checksum, chosen=bool(key))


def _order(value: Any, label: str, parts: list[tuple[str, Prose]]) -> Prose:
    """The blocks of a stream field in order, as a list of their first words."""
    first: dict[str, str] = {}
    for path, prose in parts:
        identity = path.split(".")[1]
        if prose.text:
            first.setdefault(identity, prose.text)
    ids = [bound.id for bound in value]
    lines = [f"{number}. {_shortened(first.get(identity, ''))}" for number, identity in enumerate(ids, 1)]
    return Prose(label, "\n".join(lines), ",".join(ids), order=True)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= ORDER_LINE else line[: ORDER_LINE - 1].rstrip() + "…"


class _Reader(HTMLParser):
    """Writes rich text down as plain text."""

    _BEFORE: ClassVar[dict[str, str]] = {
        "p": "\n\n", "h2": "\n\n## ", "h3": "\n\n### ", "h4": "\n\n#### ", "ul": "\n", "ol": "\n", "li": "\n• ",
        "br": "\n", "hr": "\n\n—\n\n",
    }  # fmt: skip
    _AROUND: ClassVar[dict[str, str]] = {"b": "**", "strong": "**", "i": "_", "em": "_"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Mark what begins here."""
        self.parts.append(self._BEFORE.get(tag, self._AROUND.get(tag, "")))
        values = dict(attrs)
        if tag == "a":
            kind = values.get("linktype") or ""
            self._links.append(f"{kind} {values.get('id') or ''}".strip() if kind else values.get("href") or "")
        elif tag == "embed":
            self.parts.append(f"[{values.get('embedtype') or ''} {values.get('id') or values.get('url') or ''}]")

    def handle_endtag(self, tag: str) -> None:
        """Mark what ends here; a link's target follows its text."""
        self.parts.append(self._AROUND.get(tag, ""))
        if tag == "a" and self._links:
            self.parts.append(f" [{self._links.pop()}]")

    def handle_data(self, data: str) -> None:
        """Running text."""
        self.parts.append(data)
