"""Where a page's reader is led: where to ask, the menu, the footer, each in the reader's language; and keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page

from cases.models import CasePage
from portal.core.models import Navigation
from portal.organisations.models import NetworkPage
from portal.pages.models import HomePage
from tests.pages.portal import LANGUAGES, OTHER, fetch, words
from toolbox.models import GuidePage, PhasePage, process

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_says_where_to_ask_whoever_takes_part(client: Client, language: str) -> None:
    network = NetworkPage.objects.get(key="furesoe-opi-netvaerk", translated_from=None)
    case: Any = CasePage.objects.get(key="hjoerring-findr", translated_from=None)
    case.participations = []
    case.contact_organisation = network
    case.save()
    here = {page.language: page for page in NetworkPage.objects.filter(translation_key=network.translation_key)}
    shown = CasePage.objects.get(translation_key=case.translation_key, locale__language_code=language)
    aside = fetch(client, shown.url).soup.select_one("aside.contact")
    assert aside is not None
    assert here[language].title in words(aside)
    assert aside.select_one("a")["href"] == here[language].url
    here[language].unpublish()
    assert fetch(client, shown.url).soup.select_one("aside.contact") is None


def linking_to(page: Page, language: str) -> Navigation:
    navigation = Navigation.objects.get(locale__language_code=language)
    navigation.menu = [("link", {"page": page, "title": "Genvej"})]
    navigation.footer = [("column", {"heading": "Veje", "links": [{"page": page, "title": "Genvej"}]})]
    return navigation


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_the_other_language_leads_to_the_page_in_this_one(client: Client, language: str) -> None:
    foreign = GuidePage.objects.filter(locale__language_code=OTHER[language])[0]
    own = GuidePage.objects.get(translation_key=foreign.translation_key, locale__language_code=language)
    navigation = linking_to(foreign, language)
    navigation.full_clean()
    navigation.save()
    soup = fetch(client, f"/{language}/").soup
    links = soup.select(".nav a") + [link for link in soup.select("footer nav a") if words(link) == "Genvej"]
    assert [link["href"] for link in links] == [own.url] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_what_this_language_lacks_is_refused_and_not_shown(client: Client, language: str) -> None:
    foreign = GuidePage.objects.filter(locale__language_code=OTHER[language])[0]
    GuidePage.objects.get(translation_key=foreign.translation_key, locale__language_code=language).delete()
    navigation = linking_to(Page.objects.get(pk=foreign.pk), language)
    with pytest.raises(ValidationError, match=Page.objects.get(pk=foreign.pk).title):
        navigation.full_clean()
    navigation.save()
    assert "Genvej" not in fetch(client, f"/{language}/").html


def test_the_process_page_says_the_same_in_both_languages(client: Client) -> None:
    shown = {}
    for language in LANGUAGES:
        page = PhasePage.objects.filter(locale__language_code=language)[0].get_parent()
        phases = fetch(client, page.url).view.phases
        shown[language] = [(phase.number, phase.gate, len(phase.guides), len(phase.templates)) for phase in phases]
    assert shown["sv"] == shown["da"]
    assert [gate for _number, gate, *_rest in shown["sv"]] == [f"B{number}" for number in range(1, 9)]


def test_what_readers_cannot_see_takes_no_place_on_the_process_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named(number: int) -> list[str]:
        phases = fetch(client, "/da/processen/").view.phases
        return [guide.title for phase in phases for guide in phase.guides if phase.number == number]

    number = next(number for number in range(1, 9) if len(named(number)) > 1)
    everything = named(number)
    monkeypatch.setattr(process, "PER_PHASE_AND_TYPE", 1)
    assert named(number) == everything[:1]
    GuidePage.objects.get(title=everything[0]).unpublish()
    assert named(number) == everything[1:2] != []


def test_a_key_is_free_for_one_content_only(client: Client) -> None:
    """A case with the slug of a guide, and a page on a slug that another one has left."""
    guide = GuidePage.objects.filter(locale__language_code="da", translated_from=None)[0]
    home = HomePage.objects.get(locale__language_code="da")
    parent = guide.get_parent()

    def made(slug: str, above: Page) -> str:
        page = GuidePage(title="Ny", slug=slug, search_description="x", when_to_use="x", live=False)
        return str(above.add_child(instance=page).key)

    assert made(guide.slug, home) == f"{guide.key}-2"
    old = guide.slug
    guide.slug = "et-nyt-navn"
    guide.save()
    assert made(old, parent) == f"{old}-3"
    assert made("aldrig-brugt", parent) == "aldrig-brugt"
