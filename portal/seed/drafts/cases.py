"""Cases as pages."""

from __future__ import annotations

from typing import Any

from cases.models import CasePage
from portal.seed.drafts.base import Draft, Ref, both, per_language, rows, stream, upkeep
from portal.seed.drafts.toolbox import lines
from portal.seed.drafts.weaving import Weave
from portal.seed.schema import NOT_STATED, CaseItem, absent


def case(item: CaseItem, weave: Weave) -> Draft:
    """A case story with its facts."""
    concepts = [*weave.phases(item.key, item.phases), *item.areas, *item.technologies, *item.audiences, item.country]
    if item.legal_form != NOT_STATED:
        concepts.append(item.legal_form)
    children = rows(item, concepts, weave.relations(item.key))
    children["participations"] = [
        {
            "organisation": Ref("page", one.organisation, original=True) if one.organisation else None,
            "name_da": absent(one.name, "da"),
            "name_sv": absent(one.name, "sv"),
            "role": one.role,
            "note_da": absent(one.note, "da"),
            "note_sv": absent(one.note, "sv"),
        }
        for one in item.participants
    ]
    return Draft(model=CasePage, key=item.key, parent="cases", texts=_texts(item), shared=_shared(item), rows=children)


def _texts(item: CaseItem) -> dict[str, dict[str, Any]]:
    names = (
        "evidence_note", "problem", "solution", "outside", "unknown", "unit", "people_affected", "funding",
        "paid_by_after", "procurement_result", "preconditions", "integrations", "running_cost", "status_date",
    )  # fmt: skip
    facts, origin, key = item.facts, item.provenance, item.key
    return per_language(
        item, names, slug=item.slug.of,
        fact_who=facts.who.of, fact_what=facts.what.of, fact_goal=facts.goal.of,
        fact_period=lambda language: absent(facts.period, language),
        fact_effect=lambda language: absent(facts.effect, language),
        author=origin.author.of, payer=origin.payer.of, interest=origin.interest.of,
        story=lambda language: stream(
            key, "story", "part",
            [{"heading": absent(part.heading, language), "text": part.text.of(language)} for part in item.story],
        ),
        takeaways=lambda language: lines(key, "takeaways", item.takeaways, language),
        difficulties=lambda language: lines(key, "difficulties", item.difficulties, language),
        lessons=lambda language: stream(
            key, "lessons", "lesson",
            [{"actor": Ref("concept", one.actor), "text": one.text.of(language)} for one in item.lessons],
        ),
    )  # fmt: skip


def _shared(item: CaseItem) -> dict[str, Any]:
    key = item.key
    contact = Ref("page", item.contact_organisation, original=True) if item.contact_organisation else None
    silent = [name for name in CasePage.stateable if _answer(item, name) == NOT_STATED]
    return {
        **upkeep(item),
        "not_stated": silent,
        "status": item.status,
        "evidence_level": item.evidence_level,
        "sponsored": item.provenance.sponsored,
        "product_name": "" if item.product_name == NOT_STATED else item.product_name,
        "staff_hours": None if item.staff_hours == NOT_STATED else item.staff_hours,
        "contact_organisation": contact,
        "effects": stream(key, "effects", "effect", [_effect(one) for one in item.effects]),
        "quotes": stream(
            key, "quotes", "quote",
            [
                {
                    "person": one.person, "role": both(one.role), "text": both(one.text), "source": one.source,
                    "word_for_word": False, "consent_on": None, "consent_scope": "", "withdrawn_on": None,
                }
                for one in item.quotes
            ],
        ),
        "follow_ups": stream(
            key, "follow_ups", "follow_up",
            [
                {"months": one.months, "on": one.on.isoformat(), "running": one.running, "note": both(one.note)}
                for one in item.follow_ups
            ],
        ),
        "also_in_use": stream(
            key, "also_in_use", "place",
            [
                {
                    "organisation": Ref("page", one.organisation, original=True) if one.organisation else None,
                    "name": both(one.name), "since": one.since, "adapted": both(one.adapted),
                }
                for one in item.also_in_use_at
            ],
        ),
    }  # fmt: skip


def _answer(item: CaseItem, name: str) -> Any:
    """What the file says about a fact of ``CasePage.stateable``."""
    if name in {"fact_period", "fact_effect"}:
        return getattr(item.facts, name.removeprefix("fact_"))
    return getattr(item, name)


def _effect(one: Any) -> dict[str, Any]:
    return {
        "area": Ref("concept", one.area),
        "kind": one.kind,
        "statement": both(one.statement),
        "metric": both(one.metric),
        "baseline": None if one.baseline is None else str(one.baseline),
        "value": None if one.value is None else str(one.value),
        "unit": both(one.unit),
        "change": both(one.change),
        "n": one.n,
        "period": both(one.period),
        "source": one.source,
    }
