"""Pages that belong to many others: what editors tied is all there, what is only classified alike is the newest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import CasePage
from portal.core.models import Relation
from portal.core.reading import ALIKE_PER_TYPE
from portal.organisations.models import OrganisationPage, Participation
from portal.seed.factories import Factory, make
from tests.pages.portal import LANGUAGES, fetch
from toolbox.models import GuidePage, PhasePage

pytestmark = pytest.mark.usefixtures("seeded")
MANY = ALIKE_PER_TYPE + 6
PHASE = "faelles-behov"


def shown(client: Client, url: str) -> list[str]:
    """Addresses of the cards, and of the names under them from the 25th on, by which a page stays light."""
    main = fetch(client, url).main
    assert len(main.select("#cases + .grid .card, #guides + .grid .card")) <= ALIKE_PER_TYPE
    return [str(link["href"]) for link in main.select(".card h3 a, .more a")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_of_an_organisation_is_shown(client: Client, language: str) -> None:
    factory = Factory()
    organisation = OrganisationPage.objects.get(key="furesoe-kommune", translated_from=None)
    made = make(*(factory.case(number, participants=[]) for number in range(1, MANY + 1)))
    for versions in made:
        Participation.objects.create(page=versions["da"], organisation=organisation, role="municipality")
    here = OrganisationPage.objects.get(translation_key=organisation.translation_key, locale__language_code=language)
    assert {versions[language].url for versions in made} <= set(shown(client, here.url))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_that_a_case_is_tied_to_is_shown(client: Client, language: str) -> None:
    factory = Factory()
    made = make(*(factory.guide(number, cases=[]) for number in range(1, MANY + 1)))
    case: Any = CasePage.objects.get(key="odder-vr", translated_from=None)
    for versions in made:
        Relation.objects.create(source=case, target=versions["da"])
    url = CasePage.objects.get(key="odder-vr", locale__language_code=language).url
    assert {versions[language].url for versions in made} <= set(shown(client, url))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phase_shows_the_newest_of_those_that_are_only_about_the_same(client: Client, language: str) -> None:
    factory = Factory()
    made = make(*(factory.guide(number, cases=[], phases=[PHASE]) for number in range(1, MANY + 1)))
    hours = {versions[language].pk: number for number, versions in enumerate(made)}
    for page in GuidePage.objects.filter(locale__language_code=language):
        # The made-up ones are the newer the later they were made; the seed's are older than all of them.
        age = timedelta(hours=100 - hours[page.pk]) if page.pk in hours else timedelta(days=99)
        GuidePage.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - age)
    phase = PhasePage.objects.get(key=PHASE, locale__language_code=language)
    old = GuidePage.objects.filter(key="test-i-drift", locale__language_code=language).get()
    Relation.objects.create(source=phase.original, target=old.original)
    answer = fetch(client, phase.url)
    links = [card.url for card in answer.view.guides]
    newest = [versions[language].url for versions in made][-ALIKE_PER_TYPE:]
    assert set(links) == {*newest, old.url}


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phase_leads_to_the_search_for_everything_of_it(client: Client, language: str) -> None:
    for phase in PhasePage.objects.filter(locale__language_code=language):
        answer = fetch(client, phase.url)
        link = answer.main.select_one(f'article a[href="{answer.view.search_url}"]')
        assert link is not None
        found = fetch(client, str(link["href"]))
        assert found.status == 200
        assert len(found.view.chips) == 1
        chosen = {option.value for group in found.view.groups for option in group.options if option.selected}
        assert chosen == {phase.key}
        mine = [*answer.view.guides, *answer.view.templates, *answer.view.cases, *answer.view.entries]
        assert found.view.total >= len({card.url for card in mine}) > 0
