"""Deleting a branch of originals leaves the translations whole."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from cases.models import CasePage
from portal.core.models import Relation
from portal.organisations.models import Participation

pytestmark = pytest.mark.django_db


def in_language(slug: str, language: str) -> Page:
    return Page.objects.get(slug=slug, depth=3, locale__language_code=language)


@pytest.mark.parametrize("slug", ["vaerktoejskasse", "cases", "for-virksomheder"])
def test_a_danish_section_can_be_deleted(seeded: None, slug: str) -> None:
    section = in_language(slug, "da").specific
    keys = set(section.get_descendants().values_list("translation_key", flat=True))
    related = Relation.objects.count()
    section.delete()
    heirs = Page.objects.filter(translation_key__in=keys)
    assert heirs.count() == len(keys)
    assert 0 < Relation.objects.count() <= related
    existing = set(Page.objects.values_list("pk", flat=True))
    assert {r.target_id for r in Relation.objects.all()} <= existing
    assert {p.organisation_id for p in Participation.objects.all()} - {None} <= existing


def test_the_translation_becomes_the_original_with_its_facts(seeded: None) -> None:
    danish = CasePage.objects.get(key="hjoerring-findr", locale__language_code="da")
    tags = {tag.concept.key for tag in danish.concept_tags.all()}
    level = danish.evidence_level
    danish.delete()
    swedish = CasePage.objects.get(key="hjoerring-findr")
    assert swedish.is_original
    assert {tag.concept.key for tag in swedish.concept_tags.all()} == tags
    assert swedish.evidence_level == level
