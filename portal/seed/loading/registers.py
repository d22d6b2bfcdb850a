"""Writes what pages refer to: sources, points to verify, concepts with their other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from django.db import models
from django.utils import timezone

from portal.core.languages import LANGUAGES
from portal.core.models import Source, VerificationPoint
from portal.seed.drafts import fingerprint
from portal.seed.loading.ledger import Ledger
from portal.seed.loading.report import Outcome
from portal.seed.models import SeededItem
from portal.seed.reading import Content
from portal.seed.schema import FacetItem, TermItem, Text, absent
from portal.vocabulary.models import Concept, ConceptKind, ConceptLabel

M = TypeVar("M", bound=models.Model)
Label = tuple[str, str, str]
"""Language, word, closeness."""

_ACRONYM_LENGTH: Final = 6


def write_registers(content: Content, ledger: Ledger) -> list[models.Model]:
    """Write every register.

    Returns:
        the objects that were made or changed.
    """
    sources = {item.ref: _source(item) for item in content.sources}
    points = {item.point: {"text_da": item.text.da, "text_sv": item.text.sv} for item in content.points}
    return [
        *_write(Source, "ref", SeededItem.Kind.SOURCE, sources, ledger),
        *_write(VerificationPoint, "code", SeededItem.Kind.POINT, points, ledger),
        *_write_concepts(content, ledger),
    ]


def _source(item: Any) -> dict[str, Any]:
    return {
        "title_da": item.title.da,
        "title_sv": item.title.sv,
        "publisher": item.publisher,
        "dated": item.date or "",
        "date_note_da": absent(item.date_note, "da"),
        "date_note_sv": absent(item.date_note, "sv"),
        "url": item.url or "",
        "also_at": "\n".join(item.also_at),
        "checked_on": item.checked,
        "seen": item.seen,
        "sponsored": item.sponsored,
    }


def _write(
    model: type[M], key_field: str, kind: SeededItem.Kind, rows: dict[str, dict[str, Any]], ledger: Ledger
) -> list[M]:
    """Write rows of a model without children, by natural key."""
    existing = {getattr(row, key_field): row for row in model._default_manager.all()}
    new: list[M] = []
    changed: list[M] = []
    for key, fields in rows.items():
        checksum, row = fingerprint(_filled(model, fields)), existing.get(key)
        outcome = ledger.decide(kind, key, "", checksum, present=row is not None)
        if outcome is Outcome.CREATED:
            new.append(model(**{key_field: key}, **fields))
        elif outcome is Outcome.UPDATED and row is not None:
            now = fingerprint(_filled(model, {name: getattr(row, name) for name in fields}))
            if not ledger.untouched(kind, key, "", now):
                continue
            for name, value in fields.items():
                setattr(row, name, value)
            changed.append(row)
        else:
            continue
        ledger.wrote(kind, key, "", checksum, checksum, outcome)
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(changed, list(next(iter(rows.values()))))
    return [*new, *changed]


def _filled(model: type[models.Model], fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something, so that one that a later version adds does not pass for an editor's work."""
    defaults: dict[str, Any] = {field.name: field.get_default() for field in model._meta.concrete_fields}
    return {name: value for name, value in fields.items() if value != defaults[name]}


# --- concepts --------------------------------------------------------------------------------------------------------


def concepts(content: Content) -> dict[str, tuple[dict[str, Any], list[Label]]]:
    """Fields and other words of every concept by its key, from facets, terms and phases together.

    A key in both files is one concept: a value of a facet that is also explained in the glossary. A phase is defined by
    the question that it answers.
    """
    facets = {item.key: item for item in content.facets}
    terms = {item.key: item for item in content.terms}
    questions = {item.key: item.question for item in content.phases}
    return {
        key: _concept(facets.get(key), terms.get(key), questions.get(key))
        for key in dict.fromkeys([*facets, *terms])
    }  # fmt: skip


def _concept(
    facet: FacetItem | None, term: TermItem | None, question: Text | None
) -> tuple[dict[str, Any], list[Label]]:
    named = facet or term
    assert named is not None
    definition = question if facet and facet.kind == ConceptKind.PHASE else None
    if definition is None:
        # A facet's description says what one finds there; where the glossary has the word, only it explains the word.
        definition = term.definition if term else named.description if isinstance(named, FacetItem) else None
    fields = {
        "kind": facet.kind if facet else ConceptKind.TERM.value,
        "in_glossary": term is not None,
        "order": facet.order if facet else 0,
        "name_da": named.name.da,
        "name_sv": named.name.sv,
        "name_en": term.en if term else "",
        "definition_da": absent(definition, "da"),
        "definition_sv": absent(definition, "sv"),
        "to_verify": (term.verify or "") if term else "",
    }
    return fields, _labels(named.name, [item for item in (term, facet) if item])


def _labels(name: Text, items: Sequence[TermItem | FacetItem]) -> list[Label]:
    """Other words for a concept, each once; the term's name among them where the facet calls it something else."""
    labels: dict[tuple[str, str], str] = {}
    for language in LANGUAGES:
        for item in items:
            if item.name.of(language).lower() != name.of(language).lower():
                labels[language, item.name.of(language)] = ConceptLabel.Closeness.FULL.value
            for label in item.labels.of(language):
                labels.setdefault((language, label.text), _closeness(label.text, label.weight))
    return [(language, text, closeness) for (language, text), closeness in labels.items()]


def _closeness(text: str, weight: str) -> str:
    """An abbreviation in capitals that means the same is an acronym."""
    short = len(text) <= _ACRONYM_LENGTH and text.isupper()
    return ConceptLabel.Closeness.ACRONYM.value if short and weight == "full" else weight


def _write_concepts(content: Content, ledger: Ledger) -> list[Concept]:
    kind = SeededItem.Kind.CONCEPT
    existing = {row.key: row for row in Concept.objects.prefetch_related("labels")}
    new, changed, relabelled = [], [], []
    wanted = concepts(content)
    for key, (fields, labels) in wanted.items():
        checksum, row = fingerprint([_filled(Concept, fields), labels]), existing.get(key)
        outcome = ledger.decide(kind, key, "", checksum, present=row is not None)
        if outcome is Outcome.CREATED:
            row = Concept(key=key, **fields)
            new.append(row)
        elif outcome is Outcome.UPDATED and row is not None:
            now = [_filled(Concept, {name: getattr(row, name) for name in fields}), _current(row.labels.all())]
            if not ledger.untouched(kind, key, "", fingerprint(now)):
                continue
            for name, value in fields.items():
                setattr(row, name, value)
            row.updated_at = timezone.now()  # by which running servers see the change
            changed.append(row)
        else:
            continue
        relabelled.append((row, labels))
        ledger.wrote(kind, key, "", checksum, checksum, outcome)
    Concept.objects.bulk_create(new)
    if changed:
        Concept.objects.bulk_update(changed, [*wanted[changed[0].key][0], "updated_at"])
        ConceptLabel.objects.filter(concept__in=changed).delete()
    ConceptLabel.objects.bulk_create(_label_rows(relabelled), batch_size=500)
    return [*new, *changed]


def _current(labels: Iterable[ConceptLabel]) -> list[Label]:
    return [
        (label.language, label.text, label.closeness)
        for label in sorted(labels, key=lambda label: label.sort_order or 0)
    ]


def _label_rows(concepts_and_labels: Sequence[tuple[Concept, list[Label]]]) -> list[ConceptLabel]:
    return [
        ConceptLabel(concept_id=concept.pk, language=language, text=text, closeness=closeness, sort_order=position)
        for concept, labels in concepts_and_labels
        for position, (language, text, closeness) in enumerate(labels)
    ]
