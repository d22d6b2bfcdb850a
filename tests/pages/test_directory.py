"""The directory of entry points: each of them once, and those that are closed last."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.test import Client

from portal.organisations.models import DirectoryPage, NetworkPage, OrganisationPage, ProgrammePage
from portal.organisations.models.directory import MOST_IN_GROUP
from portal.seed.factories import Factory, make
from portal.vocabulary.models import PageConcept
from tests.pages.portal import LANGUAGES, Answer, Portal, fetch, words

TYPES = (OrganisationPage, ProgrammePage, NetworkPage)
CLOSED = {"da": "Ikke længere åbne", "sv": "Inte längre öppna"}
UNTYPED = {"da": "Andre", "sv": "Andra"}


def directory(language: str) -> str:
    return str(DirectoryPage.objects.get(locale__language_code=language).url)


def listed(answer: Answer) -> list[str]:
    """Addresses of the entries with a row of their own and of those grouped by type, in order."""
    links = answer.main.select(".ent h3 a, #others + dl dd a")
    return [str(link["href"]) for link in links]


def groups(answer: Answer) -> dict[str, list[str]]:
    """What is grouped by type, by the name of the group."""
    rows = answer.main.select("#others + dl > div")
    return {words(row.dt): [str(link["href"]) for link in row.select("dd a")] for row in rows}


def closed_in(answer: Answer) -> list[str]:
    """What stands among the closed ones."""
    return [str(link["href"]) for link in answer.main.select("#closed + ul h3 a")]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_entry_stands_there_once(portal: Portal, seeded: None, language: str) -> None:
    answer = portal.by_url[directory(language)]
    counts = Counter(listed(answer))
    pages = [page for model in TYPES for page in model.objects.filter(locale__language_code=language)]
    assert counts == {page.url: 1 for page in pages}
    known = set(counts)
    for stage in answer.view.stages:
        above = {
            row.url
            for other in answer.view.stages[: answer.view.stages.index(stage)]
            for row in (*other.rows, *other.folded)
        }
        assert {link.url for link in stage.described} <= above & known
    assert any(stage.described for stage in answer.view.stages)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_closed_comes_last_and_no_stage_leads_there(portal: Portal, seeded: None, language: str) -> None:
    answer = portal.by_url[directory(language)]
    ended = {
        page.url
        for model in TYPES
        for page in model.objects.filter(locale__language_code=language)
        if page.current_status == page.Status.ENDED
    }
    assert len(ended) >= 2
    assert words(answer.main.select("h2")[-1]) == CLOSED[language]
    assert set(closed_in(answer)) == ended
    assert all(row.select("strong") and not row.select("dl") for row in answer.main.select("#closed + ul > li"))
    for stage in answer.view.stages:
        assert not ended & {one.url for one in (*stage.rows, *stage.folded, *stage.described)}


@pytest.mark.usefixtures("seeded", "own_lists")
@pytest.mark.parametrize("language", LANGUAGES)
def test_among_hundreds_each_group_is_short_and_says_what_it_leaves_out(client: Client, language: str) -> None:
    make(*(Factory(seed=number).organisation(number) for number in range(1, 311)))
    answer = fetch(client, directory(language))
    pages = [page for model in TYPES for page in model.objects.filter(locale__language_code=language)]
    assert len(pages) == 353
    here = set(listed(answer))
    assert len(here) == len(listed(answer))
    assert answer.view.more == len(pages) - len(here)
    assert str(answer.view.more) in words(answer.main)
    for stage in answer.view.stages:
        assert max(len(stage.rows) + len(stage.folded), len(stage.described)) <= MOST_IN_GROUP
    assert max(map(len, groups(answer).values())) <= MOST_IN_GROUP
    assert 0 < len(closed_in(answer)) <= MOST_IN_GROUP
    assert any(stage.more for stage in answer.view.stages)
    search = {"da": "/da/soeg/?type=entry", "sv": "/sv/sok/?type=entry"}[language]
    assert len(answer.main.select(f'a[href="{search}"]')) == 1 + sum(1 for stage in answer.view.stages if stage.more)


@pytest.mark.django_db
def test_nothing_is_left_out_while_there_are_few(portal: Portal, seeded: None) -> None:
    for language in LANGUAGES:
        answer = portal.by_url[directory(language)]
        assert answer.view.more == 0
        assert not answer.main.select('a[href*="type=entry"]')


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_without_a_type_and_a_stage_is_in_the_list(client: Client, language: str) -> None:
    page: Any = OrganisationPage.objects.get(key="innoba", translated_from=None)
    PageConcept.objects.filter(page=page).delete()
    here = OrganisationPage.objects.get(translation_key=page.translation_key, locale__language_code=language)
    assert groups(fetch(client, directory(language)))[UNTYPED[language]] == [here.url]


@pytest.mark.usefixtures("seeded")
def test_a_programme_moves_to_the_closed_ones_when_its_call_closes(client: Client) -> None:
    programme: Any = ProgrammePage.objects.get(key="velfaerdsteknologi-2026-2028", translated_from=None)
    for closes, closed in ((date(2020, 1, 1), True), (date(2120, 1, 1), False)):
        programme.closes_on = closes
        programme.save()
        assert (programme.url in closed_in(fetch(client, directory("da")))) == closed
