"""Case stories."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cases.blocks import EffectKind
from cases.models.case import CaseStatus
from portal.organisations.models import ParticipationRole

from .base import (
    NOT_STATED,
    AreaKey,
    AudienceKey,
    CountryKey,
    GuideKey,
    Key,
    Line120,
    Line160,
    Line255,
    Line400,
    OrganisationKey,
    PageItem,
    PhaseKey,
    Reference,
    Rich,
    SourceRef,
    Stated,
    Stated255,
    Strict,
    TechnologyKey,
    TemplateKey,
    Text,
)

Number = int | float


class ProvenanceItem(Strict):
    """Where the story comes from."""

    author: Line255
    payer: Line255
    interest: Line400
    sponsored: bool


class ParticipantItem(Strict):
    """An organisation's part in the case."""

    organisation: OrganisationKey | None = None
    name: Line160 | None = None
    role: Literal[tuple(ParticipationRole.values)]  # type: ignore[valid-type]
    note: Line255 | None = None

    @model_validator(mode="after")
    def _named(self) -> ParticipantItem:
        if (self.organisation is None) == (self.name is None):
            raise PydanticCustomError("seed_named", "needs either an organisation or a name")
        return self


class FactsItem(Strict):
    """The five answers of the fact box."""

    who: Text
    what: Text
    goal: Text
    period: Stated255
    effect: Stated


class SectionItem(Strict):
    """A part of the story."""

    heading: Line120 | None = None
    text: Text


class LessonItem(Strict):
    """What one of the actors learned."""

    actor: Annotated[Key, Reference("actor")]
    text: Text


class EffectItem(Strict):
    """One effect, and how it is known."""

    area: Annotated[Key, Reference("effect-area")]
    kind: Literal[tuple(EffectKind.values)]  # type: ignore[valid-type]
    metric: Text | None = None
    baseline: Number | None = None
    value: Number | None = None
    unit: Text | None = None
    change: Text | None = None
    n: Annotated[int, Field(ge=1)] | None = None
    period: Text | None = None
    source: SourceRef
    statement: Text

    @model_validator(mode="after")
    def _measured(self) -> EffectItem:
        if self.kind == EffectKind.MEASURED and (self.metric is None or (self.value is None and self.change is None)):
            raise PydanticCustomError("seed_measured", "is measured, so it needs a value or a change, and a metric")
        return self


class QuoteItem(Strict):
    """What somebody says, in indirect speech."""

    person: Annotated[str, Field(min_length=1, max_length=120)]
    role: Text
    text: Text
    source: SourceRef


class FollowUpItem(Strict):
    """An entry of the follow-up log."""

    months: Annotated[int, Field(ge=1, le=240)]
    on: date
    running: Literal["yes", "partly", "no"]
    note: Text


class AlsoInUseItem(Strict):
    """Somewhere else the solution is in use."""

    organisation: OrganisationKey | None = None
    name: Text | None = None
    since: Annotated[str, Field(max_length=40)] = ""
    adapted: Text | None = None


class CaseItem(PageItem):
    """A case story with its facts."""

    phases: Annotated[list[PhaseKey], Field(min_length=1)]
    areas: list[AreaKey] = []
    technologies: list[TechnologyKey] = []
    audiences: list[AudienceKey] = []
    country: CountryKey
    status: Literal[tuple(CaseStatus.values)]  # type: ignore[valid-type]
    status_date: Line160 | None = None
    evidence_level: Literal[1, 2, 3, 4]
    evidence_note: Line400
    provenance: ProvenanceItem
    participants: list[ParticipantItem]
    facts: FactsItem
    problem: Stated
    people_affected: Stated
    solution: Stated
    product_name: Annotated[str, Field(min_length=1, max_length=160)] = NOT_STATED
    unit: Stated255
    legal_form: Annotated[Key | Literal["not_stated"], Reference("legal-form")]
    funding: Stated
    paid_by_after: Stated
    staff_hours: Annotated[int, Field(ge=1)] | Literal["not_stated"]
    procurement_result: Stated
    running_cost: Stated
    preconditions: Stated
    integrations: Stated
    story: Annotated[list[SectionItem], Field(min_length=1)]
    outside: Rich | None = None
    unknown: Rich
    takeaways: list[Text]
    difficulties: list[Text] = []
    lessons: list[LessonItem] = []
    effects: list[EffectItem]
    quotes: list[QuoteItem] = []
    follow_ups: list[FollowUpItem] = []
    also_in_use_at: list[AlsoInUseItem] = []
    guides: list[GuideKey] = []
    templates: list[TemplateKey] = []
    contact_organisation: OrganisationKey | None = None
