"""Made-up pages: the same each time, like real ones, and refused in production."""

from __future__ import annotations

import io
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pydantic import ValidationError
from pytest_django import Settings
from wagtail.models import Page

from cases.models import CasePage
from portal.seed.factories import PREFIX, Factory, make
from toolbox.models import GuidePage


def test_the_same_seed_makes_the_same_pages() -> None:
    first, second, other = Factory(), Factory(), Factory(seed=8)
    made = [first.guide(1), first.case(2), first.template(3), first.organisation(4)]
    assert made == [second.guide(1), second.case(2), second.template(3), second.organisation(4)]
    assert made[0] != other.guide(1)


def test_a_field_may_be_chosen_and_is_checked() -> None:
    assert (
        Factory()
        .guide(steps=[{"title": {"da": "Gør", "sv": "Gör"}, "text": {"da": "Det", "sv": "Det"}}])
        .steps[0]
        .output
        is None
    )
    with pytest.raises(ValidationError, match="time_normal"):
        Factory().guide(time_normal="4 uger")


@pytest.mark.usefixtures("seeded")
def test_made_up_entries_become_pages_that_readers_can_open(client: Client) -> None:
    factory = Factory()
    for versions in make(factory.guide(1), factory.case(2), factory.template(3), factory.organisation(4)):
        assert versions["sv"].translated_from_id == versions["da"].pk
        for page in versions.values():
            Page.objects.get(pk=page.pk).specific.full_clean()
            assert client.get(page.url).status_code == 200


@pytest.mark.usefixtures("seeded")
def test_an_entry_without_a_place_is_an_error() -> None:
    make(Factory().guide(1))
    with pytest.raises(LookupError, match="syntetisk-1"):
        make(Factory().guide(1))


@pytest.mark.usefixtures("seeded")
def test_synthetic_pages_are_added_in_both_languages_and_the_tree_stays_sound() -> None:
    for _again in range(2):
        call_command("seed_synthetic", pages=9, stdout=io.StringIO())
    assert GuidePage.objects.filter(key__startswith=PREFIX).count() == 24
    assert CasePage.objects.filter(key__startswith=PREFIX).count() == 12
    assert Page.find_problems() == ([], [], [], [], [])
    for page in GuidePage.objects.filter(key__startswith=PREFIX):
        page.full_clean()
        assert page.url.endswith(f"/{page.slug}/")
    assert GuidePage.objects.filter(key__startswith=PREFIX).values("title").distinct().count() == 24


@pytest.mark.usefixtures("seeded")
def test_synthetic_pages_are_refused_where_they_do_not_belong(settings: Settings) -> None:
    with pytest.raises(CommandError, match="at least one"):
        call_command("seed_synthetic", pages=0)
    settings.ALLOW_SYNTHETIC = False
    with pytest.raises(CommandError, match="tests and benchmarks"):
        call_command("seed_synthetic", pages=1)


@pytest.mark.usefixtures("seeded")
def test_synthetic_pages_need_the_seed() -> None:
    for page in Page.objects.filter(depth=3):
        Page.objects.filter(pk=page.pk).update(translation_key=uuid.uuid4())  # not the seed's any more
    with pytest.raises(CommandError, match=r"Run manage\.py seed first"):
        call_command("seed_synthetic", pages=3, stdout=io.StringIO())
