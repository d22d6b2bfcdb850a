"""Fills in every field of a page and every part of its blocks, each with a mark that is found nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.formats import number_format
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.core import dates
from portal.core.blocks import Bilingual
from portal.core.models import PageSource
from portal.organisations.models import OrganisationPage
from portal.vocabulary.blocks import ConceptChooserBlock
from portal.vocabulary.models import Concept
from tests.admin.posting import page_form
from toolbox.models import GuidePage

LANGUAGE = "da"
FIRST_DAY = date(2041, 1, 1)
ALL_RIGHTS = "Alle rettigheder forbeholdes"
"""What readers see of the licence that is none."""
FIXED: dict[str, Any] = {
    "StageBlock.concept": "vi-har-en-ide",
    "AlsoInUseBlock.organisation": None,
    "FollowUpBlock.months": 18,
    "QuoteBlock.word_for_word": False,
    "QuoteBlock.withdrawn_on": None,
}
"""Parts that are no words of their own but decide whether the others are shown."""


@dataclass
class Filled:
    """What was written where."""

    page: Any
    marks: dict[str, str] = field(default_factory=dict)
    """What readers should see of each field or part, by its name: ``quotes.text``."""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def fields(self) -> None:
        """Every field of the editor's form that is no yes or no."""
        for name in page_form(self.page).fields:
            if name in {one.name for one in self.page._meta.concrete_fields}:
                self._field(self.page._meta.get_field(name))

    def _field(self, one: Any) -> None:
        name = one.name
        if isinstance(one, StreamField):
            raw = [
                {"type": kind, "value": self.block(block, name), "id": f"{name}-{kind}"}
                for kind, block in one.stream_block.child_blocks.items()
            ]
            setattr(self.page, name, StreamValue(one.stream_block, raw, is_lazy=True))
        elif one.choices:
            value, label = next((v, la) for v, la in reversed(one.flatchoices) if v != getattr(self.page, name) and v)
            self._put(name, value, ALL_RIGHTS if name == "licence" else str(label))
        elif isinstance(one, models.ForeignKey):
            chosen = self._another_page(OrganisationPage)
            self._put(name, chosen, chosen.title)
        elif isinstance(one, models.DateTimeField | models.BooleanField | models.JSONField):
            return
        elif isinstance(one, models.DateField):
            self._put(name, *self._day())
        elif isinstance(one, models.IntegerField | models.DecimalField):
            self._put(name, *self._figure())
        elif isinstance(one, models.URLField):
            word = self._word()
            self._put(name, f"https://{word}.example/", word)
        elif isinstance(one, models.EmailField):
            word = self._word()
            self._put(name, f"{word}@example.dk", word)
        elif isinstance(one, RichTextField):
            word = self._word()
            self._put(name, f"<p>{word}</p>", word)
        else:
            word = self._word()
            self._put(name, word, word)

    def block(self, block: Any, path: str) -> Any:
        """The stored value of a block with every part filled in."""
        part = f"{type(block).__name__}"
        if isinstance(block, Bilingual):
            self.marks[path] = self._word()
            return {"da": self.marks[path], "sv": "svenska"}
        if isinstance(block, blocks.BaseStructBlock):
            return {
                name: FIXED[f"{part}.{name}"] if f"{part}.{name}" in FIXED else self.block(child, f"{path}.{name}")
                for name, child in block.child_blocks.items()
            }
        if isinstance(block, blocks.ListBlock):
            return [{"type": "item", "value": self.block(block.child_block, path), "id": "1"}]
        if isinstance(block, ConceptChooserBlock):
            concept = Concept.objects.filter(kind=block.kind).last()
            self.marks[path] = concept.name(LANGUAGE)
            return concept.pk
        if isinstance(block, blocks.PageChooserBlock):
            page = self._another_page(GuidePage if "tool" in path or path == "start" else OrganisationPage)
            self.marks[path] = page.title
            return page.pk
        return self._simple(block, path)

    def _simple(self, block: Any, path: str) -> Any:
        if isinstance(block, blocks.ChoiceBlock):
            value, label = next((v, la) for v, la in block.field.choices if v)
            self.marks[path] = str(label)
            return value
        if isinstance(block, blocks.BooleanBlock):
            return True
        if isinstance(block, blocks.DateBlock):
            day, self.marks[path] = self._day()
            return day.isoformat()
        if isinstance(block, blocks.IntegerBlock | blocks.DecimalBlock):
            value, self.marks[path] = self._figure()
            return value
        if path.endswith(".source"):
            return PageSource.objects.filter(page=self.page)[0].source.ref
        if path == "companies.anchor":
            self.marks[path] = "#vi-har-en-ide"
            return "vi-har-en-ide"
        word = self.marks[path] = self._word()
        return f"<p>{word}</p>" if isinstance(block, blocks.RichTextBlock) else word

    def _put(self, name: str, value: Any, mark: str) -> None:
        setattr(self.page, name, value)
        self.marks[name] = mark

    def _word(self) -> str:
        return f"mærkeord{next(self._numbers)}x"

    def _figure(self) -> tuple[int, str]:
        value = 40_000 + 7 * next(self._numbers)
        with translation.override(LANGUAGE):
            return value, str(number_format(value, use_l10n=True, force_grouping=True))

    def _day(self) -> tuple[date, str]:
        day = FIRST_DAY + timedelta(days=next(self._numbers))
        return day, dates.full(day, LANGUAGE)

    def _another_page(self, model: type[Page]) -> Page:
        found = model.objects.filter(locale__language_code=LANGUAGE).exclude(pk=self.page.pk).order_by("-path")
        return found[next(self._numbers) % 20 % found.count()]
