"""What all seed files have in common: strict mappings, texts in two languages, references to other entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from portal.core.languages import LANGUAGES

NOT_STATED: Final = "not_stated"
"""The bare word for a fact that the source does not state."""

_INTERNAL = re.compile(r"⚠|‖|\(recalled\)")
_RICH_TAGS: Final = frozenset({"p", "ul", "ol", "li", "strong", "em", "a", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a string as a key: of a type of page, a kind of concept, any ``page``, a ``source`` or a ``point``."""

    kind: str


class Strict(BaseModel):
    """A mapping whose fields are all known, and whose values are of exactly the right type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Text(Strict):
    """A text in Danish and Swedish, both needed."""

    da: str = Field(min_length=1)
    sv: str = Field(min_length=1)

    @model_validator(mode="after")
    def _public(self) -> Text:
        for language in LANGUAGES:
            found = _INTERNAL.search(self.of(language))
            if found:
                raise PydanticCustomError(
                    "seed_internal", "holds “{mark}”, which is for writers only", {"mark": found.group()}
                )
        return self

    def of(self, language: str) -> str:
        """The text in ``language``."""
        return self.sv if language == "sv" else self.da


class Rich(Text):
    """A text with simple markup."""

    @model_validator(mode="after")
    def _simple(self) -> Rich:
        for language in LANGUAGES:
            checker = _Tags()
            checker.feed(self.of(language))
            checker.close()
            if checker.unknown:
                raise PydanticCustomError(
                    "seed_markup", "uses the element <{tag}>, which is not allowed", {"tag": checker.unknown[0]}
                )
            if checker.open:
                raise PydanticCustomError(
                    "seed_markup", "does not close the element <{tag}>", {"tag": checker.open[-1]}
                )
        return self


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.unknown: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in _RICH_TAGS:
            self.unknown.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.remove(tag)


def longest(limit: int) -> AfterValidator:
    """A validator that holds both languages of a text to ``limit`` characters."""

    def check(text: Text) -> Text:
        for language in LANGUAGES:
            length = len(text.of(language))
            if length > limit:
                raise PydanticCustomError(
                    "seed_too_long", "has {length} characters in “{language}”; at most {limit} fit",
                    {"length": length, "language": language, "limit": limit},
                )  # fmt: skip
        return text

    return AfterValidator(check)


def _state(value: Any) -> str:
    return NOT_STATED if isinstance(value, str) else "text"


Line120 = Annotated[Text, longest(120)]
Line160 = Annotated[Text, longest(160)]
Line255 = Annotated[Text, longest(255)]
Line400 = Annotated[Text, longest(400)]
Stated = Annotated[
    Annotated[Text, Tag("text")] | Annotated[Literal["not_stated"], Tag(NOT_STATED)], Discriminator(_state)
]
Stated255 = Annotated[
    Annotated[Line255, Tag("text")] | Annotated[Literal["not_stated"], Tag(NOT_STATED)], Discriminator(_state)
]
Stated400 = Annotated[
    Annotated[Line400, Tag("text")] | Annotated[Literal["not_stated"], Tag(NOT_STATED)], Discriminator(_state)
]

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
PageKey = Annotated[Key, Reference("page")]
SourceRef = Annotated[str, Reference("source")]
PointCode = Annotated[str, Reference("point")]
GuideKey = Annotated[Key, Reference("guide")]
TemplateKey = Annotated[Key, Reference("template")]
CaseKey = Annotated[Key, Reference("case")]
OrganisationKey = Annotated[Key, Reference("organisation")]
PhaseKey = Annotated[Key, Reference("phase")]
AreaKey = Annotated[Key, Reference("area")]
TechnologyKey = Annotated[Key, Reference("technology")]
AudienceKey = Annotated[Key, Reference("audience")]
CountryKey = Annotated[Key, Reference("country")]
TimeKey = Annotated[Key, Reference("time")]
FormatKey = Annotated[Key, Reference("format")]


class Slug(Strict):
    """The last part of a page's address in each language."""

    da: Key
    sv: Key

    def of(self, language: str) -> str:
        """The slug in ``language``."""
        return self.sv if language == "sv" else self.da


class Verify(Strict):
    """Something that editors must check before the text can be trusted."""

    point: PointCode | None = None
    note: Text


class Upkeep(Strict):
    """Fields of every page: its name, what it gives the reader, and who looks after it when."""

    key: Key
    title: Line255
    summary: Annotated[Text, longest(280)]
    sources: list[SourceRef] = []
    related: list[PageKey] = []
    verify: list[Verify] = []
    legal_note: bool = False
    last_reviewed: date
    review_due: date
    change_note: Line255

    @model_validator(mode="after")
    def _dates(self) -> Upkeep:
        if self.review_due < self.last_reviewed:
            raise PydanticCustomError("seed_dates", "is before last_reviewed", {"field": "review_due"})
        for language in LANGUAGES:
            if len(self.summary.of(language)) < 60:
                raise PydanticCustomError(
                    "seed_short",
                    "in “{language}” is shorter than 60 characters",
                    {"field": "summary", "language": language},
                )
        return self


class PageItem(Upkeep):
    """A page with an address of its own choice."""

    slug: Slug


def absent(value: Text | str | None, language: str) -> str:
    """The text in ``language``, empty where there is none or the source does not state it."""
    return value.of(language) if isinstance(value, Text) else ""
