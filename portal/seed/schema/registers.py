"""Files of entries that pages refer to: sources, points to verify, values of facets, terms."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from portal.core import dates
from portal.core.models import Source
from portal.vocabulary.models import ConceptKind

from .base import Key, Line120, Line255, PageKey, PointCode, Strict, Text, longest


def _dated(text: str) -> str:
    if not dates.is_partial(text):
        raise PydanticCustomError("seed_dated", "is not a year, year-month or year-month-day that exists")
    return text


class SourceItem(Strict):
    """A work that texts refer to by its code, as in ``[S3]``."""

    ref: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{1,3}$")]
    title: Annotated[Text, longest(300)]
    publisher: Annotated[str, Field(min_length=1, max_length=255)]
    date: Annotated[str, AfterValidator(_dated)] | None = None
    date_note: Line255 | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)] | None = None
    also_at: list[Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]] = []
    checked: dt.date | None = None
    seen: Literal[tuple(Source.Seen.values)]  # type: ignore[valid-type]
    sponsored: bool = False


class PointItem(Strict):
    """A question that editors must settle, for any number of pages."""

    point: Annotated[str, StringConstraints(pattern=r"^V\d{1,2}$")]
    text: Text


class LabelItem(Strict):
    """Another word for a term."""

    text: Annotated[str, Field(min_length=1, max_length=120)]
    weight: Literal["full", "near", "former", "loose", "hidden"]


class LabelsItem(Strict):
    """Other words in each language."""

    da: list[LabelItem] = []
    sv: list[LabelItem] = []

    def of(self, language: str) -> list[LabelItem]:
        """The words of ``language``."""
        return self.sv if language == "sv" else self.da


class FacetItem(Strict):
    """A value of a facet."""

    key: Key
    kind: Literal[tuple(kind for kind in ConceptKind.values if kind != ConceptKind.TERM)]  # type: ignore[valid-type]
    name: Line120
    order: Annotated[int, Field(ge=1, le=999)]
    description: Text | None = None
    labels: LabelsItem = LabelsItem()
    about: PageKey | None = None
    """The page that says most about it."""


class TermItem(Strict):
    """A term of the glossary."""

    key: Key
    about: PageKey | None = None
    """The page that says most about it: questions with the term lead there."""
    name: Line120
    en: Annotated[str, Field(max_length=120)] = ""
    labels: LabelsItem = LabelsItem()
    definition: Text | None = None
    verify: PointCode | None = None
