"""The process model, its phases, guides and templates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import (
    AreaKey,
    AudienceKey,
    CaseKey,
    GuideKey,
    Key,
    Line120,
    Line160,
    Line255,
    OrganisationKey,
    PageItem,
    PhaseKey,
    Reference,
    Rich,
    SourceRef,
    Strict,
    TechnologyKey,
    TemplateKey,
    Text,
    TimeKey,
    longest,
)

Line200 = Annotated[Text, longest(200)]
Line300 = Annotated[Text, longest(300)]


class MappingItem(Strict):
    """How the process model relates to another one."""

    model: Text
    text: Text
    sources: list[SourceRef] = []


class ProcessItem(PageItem):
    """The page about the whole process model."""

    intro: Rich
    gate_rule: Rich
    roles: list[Line300]
    mappings: list[MappingItem]
    own_model_note: Text


class PhasePitfall(Strict):
    """A typical mistake, perhaps an example of a general one."""

    text: Text
    pitfall: Annotated[Key, Reference("pitfall")] | None = None


class PhaseItem(PageItem):
    """A phase with its gate."""

    number: Annotated[int, Field(ge=1, le=8)]
    question: Line160
    purpose: Text
    entry: Text
    exit: Text
    gate: Annotated[str, StringConstraints(pattern=r"^B[1-8]$")]
    leads: Line255
    roles: list[Line300]
    small_municipalities: Text
    duration: Text | None = None
    pitfalls: list[PhasePitfall]
    guides: list[GuideKey] = []
    templates: list[TemplateKey] = []
    audiences: list[AudienceKey] = []


class StepItem(Strict):
    """A numbered step."""

    title: Line120
    text: Text
    output: Line200 | None = None
    tool: TemplateKey | None = None


class GuideItem(PageItem):
    """A method guide."""

    number: Annotated[int, Field(ge=1)]
    phases: Annotated[list[PhaseKey], Field(min_length=1)]
    audiences: Annotated[list[AudienceKey], Field(min_length=1)]
    areas: list[AreaKey] = []
    technologies: list[TechnologyKey] = []
    time_facet: TimeKey | None = None
    audience_text: Line255
    outcome: Text
    when_to_use: Text
    when_not: Text
    participants: Text
    time_normal: Line160
    small_minimum: Text
    preparation: Text | None = None
    why: Rich
    steps: Annotated[list[StepItem], Field(min_length=1)]
    checklist: list[Line300]
    pitfalls: list[Text]
    tip: Rich | None = None
    country_dk: Rich | None = None
    country_se: Rich | None = None
    templates: list[TemplateKey] = []
    cases: list[CaseKey] = []
    organisations: list[OrganisationKey] = []


class CalculatorItem(PageItem):
    """The page of the calculator; its form is made elsewhere."""

    phases: Annotated[list[PhaseKey], Field(min_length=1)]
    audiences: list[AudienceKey] = []
    time_facet: TimeKey | None = None
    intro: Rich
    method: Rich


class PartItem(Strict):
    """A section, sheet or group of columns of a template."""

    heading: Text
    text: Text


class TemplateItem(PageItem):
    """A template, described; its files are made elsewhere."""

    number: Annotated[int, Field(ge=1)]
    format: Annotated[Literal["docx", "xlsx"], Reference("format")]
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    phases: Annotated[list[PhaseKey], Field(min_length=1)]
    audiences: list[AudienceKey] = []
    time_facet: TimeKey | None = None
    time_text: Line160 | None = None
    filled_by: Line255
    purpose: Text
    when_not: Text
    how_to: list[StepItem]
    small_minimum: Text
    contents: list[PartItem]
