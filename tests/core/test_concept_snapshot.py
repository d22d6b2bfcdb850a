"""Concepts are read once, and anew at the next request after a change."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.vocabulary.models import Concept
from portal.vocabulary.snapshot import ConceptSnapshot

pytestmark = pytest.mark.django_db
GUIDE = "/da/vaerktoejskasse/test-i-drift/"


def test_nothing_changed_is_read_once(seeded: None, django_assert_num_queries: Any) -> None:
    concepts = ConceptSnapshot()
    first = concepts()
    with django_assert_num_queries(1):
        again = concepts()
    assert again is first
    assert len(first) == Concept.objects.count() > 100


def test_all_is_read_in_one_query(seeded: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        words = {c.key: [(w.pk, w.language, w.text, w.closeness) for w in c.labels.all()] for c in ConceptSnapshot()()}
    assert words == {
        c.key: [(w.pk, w.language, w.text, w.closeness) for w in c.labels.all()]
        for c in Concept.objects.prefetch_related("labels")
    }
    assert [c.key for c in ConceptSnapshot()()] == [c.key for c in Concept.objects.order_by("order", "name_da", "pk")]


def test_a_changed_a_new_and_a_deleted_concept_are_seen(seeded: None) -> None:
    concepts = ConceptSnapshot()
    before = {concept.key: concept for concept in concepts()}
    phase = Concept.objects.get(key="udvikling-og-test")
    phase.name_da = "Afprøvning"
    phase.save()
    new = Concept.objects.create(kind=phase.kind, key="noegle", name_da="Nøgle", name_sv="Nyckel", order=99)
    after = {concept.key: concept for concept in concepts()}
    assert after["udvikling-og-test"].name_da == "Afprøvning" != before["udvikling-og-test"].name_da
    assert after.keys() - before.keys() == {"noegle"}
    new.delete()
    assert {concept.key for concept in concepts()} == before.keys()


def test_readers_see_a_new_explanation_at_once(client: Client, seeded: None) -> None:
    client.get(GUIDE)
    term = Concept.objects.get(key="hypotese")
    term.definition_da = "En antagelse, som testen kan vise er forkert."
    term.save()
    assert term.definition_da in client.get(GUIDE).content.decode()
