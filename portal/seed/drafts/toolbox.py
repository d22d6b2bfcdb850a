"""Process model, phases, guides and templates as pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.seed.drafts.base import Draft, Ref, per_language, rows, stream, upkeep
from portal.seed.drafts.weaving import Weave
from portal.seed.schema import CalculatorItem, GuideItem, PhaseItem, ProcessItem, TemplateItem, Text, absent
from portal.seed.schema.toolbox import StepItem
from toolbox.models import CalculatorPage, GuidePage, PhasePage, ProcessPage, TemplatePage


def lines(key: str, name: str, items: Sequence[Text], language: str) -> list[dict[str, Any]]:
    """A stream of single lines."""
    return stream(key, name, "item", [item.of(language) for item in items])


def _steps(key: str, name: str, items: Sequence[StepItem], language: str) -> list[dict[str, Any]]:
    return stream(
        key, name, "step",
        [
            {
                "title": step.title.of(language), "text": step.text.of(language),
                "output": absent(step.output, language),
                "tool": Ref("page", step.tool) if step.tool else None,
            }
            for step in items
        ],
    )  # fmt: skip


def process(item: ProcessItem, weave: Weave) -> Draft:
    """The page about the whole process model; it is the first section of the portal."""
    return Draft(
        model=ProcessPage,
        key=item.key,
        parent=weave.home,
        texts=per_language(
            item, ("intro", "own_model_note", "gate_rule"), slug=item.slug.of, show_in_menus=lambda language: True,
            roles=lambda language: lines(item.key, "roles", item.roles, language),
            mappings=lambda language: stream(
                item.key, "mappings", "mapping",
                [{"model": one.model.of(language), "text": one.text.of(language)} for one in item.mappings],
            ),
        ),
        shared=upkeep(item),
        rows=rows(item, (), weave.relations(item.key)),
    )  # fmt: skip


def phase(item: PhaseItem, weave: Weave) -> Draft:
    """A phase with its gate."""
    return Draft(
        model=PhasePage,
        key=item.key,
        parent="processen",
        texts=per_language(
            item, ("question", "purpose", "entry", "exit", "leads", "small_municipalities", "duration"),
            slug=item.slug.of,
            roles=lambda language: lines(item.key, "roles", item.roles, language),
            pitfalls=lambda language: stream(
                item.key, "pitfalls", "pitfall",
                [
                    {"text": one.text.of(language), "pitfall": Ref("concept", one.pitfall) if one.pitfall else None}
                    for one in item.pitfalls
                ],
            ),
        ),
        shared={**upkeep(item), "gate": item.gate},
        rows=rows(item, [item.key, *item.audiences], weave.relations(item.key)),
    )  # fmt: skip


def guide(item: GuideItem, weave: Weave) -> Draft:
    """A method guide."""
    countries = [code for code, text in (("dk", item.country_dk), ("se", item.country_se)) if text]
    concepts = [
        *weave.phases(item.key, item.phases), *item.audiences, *item.areas, *item.technologies,
        *([item.time_facet] if item.time_facet else []), "web", *countries,
    ]  # fmt: skip
    names = (
        "outcome", "when_to_use", "when_not", "audience_text", "participants", "time_normal", "small_minimum",
        "preparation", "why", "tip", "country_dk", "country_se",
    )  # fmt: skip
    return Draft(
        model=GuidePage,
        key=item.key,
        parent="vaerktoejskasse",
        texts=per_language(
            item, names, slug=item.slug.of,
            steps=lambda language: _steps(item.key, "steps", item.steps, language),
            checklist=lambda language: lines(item.key, "checklist", item.checklist, language),
            pitfalls=lambda language: stream(
                item.key, "pitfalls", "pitfall",
                [{"text": text.of(language), "pitfall": None} for text in item.pitfalls],
            ),
        ),
        shared=upkeep(item),
        rows=rows(item, concepts, weave.relations(item.key)),
    )  # fmt: skip


def template(item: TemplateItem, weave: Weave) -> Draft:
    """A template; its first version is what is described here."""
    concepts = [
        *weave.phases(item.key, item.phases), *item.audiences, item.format,
        *([item.time_facet] if item.time_facet else []),
    ]  # fmt: skip
    children = rows(item, concepts, weave.relations(item.key))
    first = {
        "version": item.version,
        "made_on": item.last_reviewed.isoformat(),
        "note": {"da": item.change_note.da, "sv": item.change_note.sv},
    }
    return Draft(
        model=TemplatePage,
        key=item.key,
        parent="vaerktoejskasse",
        texts=per_language(
            item, ("purpose", "when_not", "filled_by", "time_text", "small_minimum"), slug=item.slug.of,
            how_to=lambda language: _steps(item.key, "how_to", item.how_to, language),
            contents=lambda language: stream(
                item.key, "contents", "part",
                [{"heading": part.heading.of(language), "text": part.text.of(language)} for part in item.contents],
            ),
        ),
        shared={
            **upkeep(item),
            "version": item.version,
            "changelog": stream(item.key, "changelog", "version", [first]),
        },
        rows=children,
    )  # fmt: skip


def calculator(item: CalculatorItem, weave: Weave) -> Draft:
    """The page of the calculator."""
    concepts = [
        *weave.phases(item.key, item.phases), *item.audiences, "web",
        *([item.time_facet] if item.time_facet else []),
    ]  # fmt: skip
    return Draft(
        model=CalculatorPage,
        key=item.key,
        parent="vaerktoejskasse",
        texts=per_language(item, ("intro", "method"), slug=item.slug.of),
        shared=upkeep(item),
        rows=rows(item, concepts, weave.relations(item.key)),
    )
