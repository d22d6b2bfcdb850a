"""What readers see of a page and its translation: two texts, one set of facts, nothing published by being translated.

How the two are tied in the editor is held by ``tests/admin/test_translation.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from cases.models import CasePage
from portal.core.models import PageSource, PortalPage, Relation, Source
from portal.core.prose import text_fields
from portal.organisations.models import NetworkPage, OrganisationPage, Participation, ProgrammePage
from portal.pages.models import SectionPage, StandardPage
from portal.vocabulary.models import Concept, PageConcept
from tests.pages.portal import HOST, words
from toolbox.models import GuidePage, TemplatePage

pytestmark = pytest.mark.usefixtures("seeded", "own_lists")

TYPES = [GuidePage, TemplatePage, CasePage, OrganisationPage, ProgrammePage, NetworkPage, StandardPage]


def page_in(model: type[Any], key: str, language: str) -> Any:
    return model.objects.get(key=key, locale__language_code=language)


def publish(page: PortalPage) -> None:
    page.save_revision(clean=False).publish()


def take_texts(made: PortalPage, old: PortalPage) -> None:
    """Write into a new translation what the one before it said."""
    for field in text_fields(type(made)):
        setattr(made, field.name, getattr(old, field.name))


@dataclass
class Reading:
    """What readers get."""

    client: Client

    def soup(self, page: Page) -> BeautifulSoup:
        """The page, which must be there."""
        response = self.client.get(page.url)
        assert response.status_code == 200, page.url
        return BeautifulSoup(response.content, "html.parser")

    def text(self, page: Page) -> str:
        """What the page itself says."""
        return words(self.soup(page).main)

    def status(self, page: Page) -> int:
        """Whether the page is there."""
        return self.client.get(page.url).status_code

    def switch(self, page: Page) -> str:
        """Where the language switch leads."""
        return str(self.soup(page).select_one(".langs a")["href"])


@pytest.fixture
def reading(client: Client) -> Reading:
    return Reading(client)


@pytest.fixture
def danish() -> CasePage:
    return page_in(CasePage, "hjoerring-findr", "da")


@pytest.fixture
def swedish() -> CasePage:
    return page_in(CasePage, "hjoerring-findr", "sv")


# --- being translated ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_new_translation_is_a_draft_that_nobody_meets(reading: Reading, model: type[PortalPage]) -> None:
    """Until it is published; then the switch leads there and back, and its facts are those of the original."""
    swedish = Locale.objects.get(language_code="sv")
    original = model.objects.filter(locale__language_code="da", translated_from=None).order_by("path")[0]
    old = original.get_translation(swedish)
    facts = {name: getattr(original, name).count() for name in original.shared_relations}
    old.delete()
    before = reading.text(original)
    translate_object(original, [swedish])
    made = model.objects.get(translation_key=original.translation_key, locale=swedish)
    assert (made.live, made.key, made.translated_from_id, made.alias_of_id) == (False, original.key, original.pk, None)
    assert made.get_parent().translation_key == original.get_parent().translation_key
    assert reading.status(made) == 404
    assert reading.switch(original) == "/sv/?untranslated=da"
    assert f"{HOST}{made.url}" not in reading.client.get("/sitemap.xml").content.decode()
    assert reading.text(original) == before
    take_texts(made, old)
    made.title = "Översatt rubrik"
    made.search_description = "En sammanfattning som någon har skrivit på svenska."
    publish(made)
    assert reading.switch(original) == made.url
    assert reading.switch(made) == original.url
    assert words(reading.soup(made).h1) == "Översatt rubrik"
    assert {name: made.shared(name).count() for name in made.shared_relations} == facts
    assert len(reading.soup(made).select(".sources li")) == len(reading.soup(original).select(".sources li"))


def test_a_new_translation_below_a_draft_waits_for_it(reading: Reading) -> None:
    """A section that has not been translated yet is made as a draft too, and shows nothing."""
    home = Page.objects.get(depth=2, locale__language_code="da")
    section = home.add_child(instance=SectionPage(title="Ny del", slug="ny-del", locale=home.locale))
    child = section.add_child(
        instance=StandardPage(title="Ny side", slug="ny-side", body="<p>x</p>", locale=home.locale)
    )
    swedish = Locale.objects.get(language_code="sv")
    translate_object(section, [swedish])
    translate_object(child, [swedish])
    made = StandardPage.objects.get(translation_key=child.translation_key, locale=swedish)
    assert (reading.status(made), reading.status(made.get_parent())) == (404, 404)
    assert reading.status(child) == 200


def test_what_readers_see_while_a_translation_is_edited(reading: Reading, swedish: CasePage) -> None:
    """The published text, until the new one is published."""
    before = reading.text(swedish)
    swedish.fact_goal = "Ett helt nytt mål"
    swedish.save_revision()
    assert reading.text(swedish) == before
    swedish.get_latest_revision().publish()
    assert "Ett helt nytt mål" in reading.text(swedish)


# --- texts are the page's own ----------------------------------------------------------------------------------------


def test_publishing_danish_changes_no_swedish_word(reading: Reading, danish: CasePage, swedish: CasePage) -> None:
    before = reading.text(swedish)
    danish.title, danish.search_description, danish.fact_goal = "Ny titel", "Ny opsummering", "Et nyt mål"
    danish.story = [("part", {"heading": "Ny", "text": "Helt ny historie"})]
    danish.unknown, danish.change_note = "<p>Ny uvished</p>", "Skrevet om"
    publish(danish)
    assert "Helt ny historie" in reading.text(danish)
    assert reading.text(swedish) == before


def test_publishing_swedish_changes_nothing_danish(reading: Reading, danish: CasePage, swedish: CasePage) -> None:
    before = reading.text(danish)
    swedish.title, swedish.fact_goal = "Ny rubrik", "Nytt mål"
    swedish.evidence_level, swedish.amount, swedish.sponsored = 1, 17, True
    swedish.page_sources.set([])
    swedish.concept_tags.set([])
    publish(swedish)
    assert "Nytt mål" in reading.text(swedish)
    assert reading.text(danish) == before


# --- facts are shared ------------------------------------------------------------------------------------------------


def evidence(page: CasePage) -> None:
    page.evidence_level = 4 if page.evidence_level != 4 else 3


def sponsored(page: CasePage) -> None:
    page.sponsored = not page.sponsored


def amount(page: CasePage) -> None:
    page.amount, page.currency = 987_654, "SEK"
    page.not_stated = [name for name in page.not_stated if name != "funding"]


def review(page: CasePage) -> None:
    page.last_reviewed, page.responsible = date(2026, 6, 5), "Redaktion 4711"


def effects(page: CasePage) -> None:
    said = {"da": "Noget helt nyt", "sv": "Något helt nytt"}
    page.effects = [("effect", {"kind": "expected", "statement": said})]


def phases(page: CasePage) -> None:
    page.concept_tags.set([PageConcept(concept=Concept.objects.get(key="drift-og-skalering"))])


def sources(page: CasePage) -> None:
    page.page_sources.set([PageSource(source=Source.objects.order_by("-pk")[0])])


def partners(page: CasePage) -> None:
    page.participations.set([Participation(name_da="Firmaet", name_sv="Firman", role="company")])


@pytest.mark.parametrize(
    "change", [evidence, sponsored, amount, review, effects, phases, sources, partners], ids=lambda f: f.__name__
)
def test_a_fact_shows_in_both_languages_at_once(
    reading: Reading, danish: CasePage, swedish: CasePage, change: Any
) -> None:
    """When the original is published, not before; the translation needs no publication of its own."""
    before = {page.pk: reading.text(page) for page in (danish, swedish)}
    change(danish)
    danish.save_revision(clean=False)
    assert {page.pk: reading.text(page) for page in (danish, swedish)} == before, "a draft shows"
    danish.get_latest_revision().publish()
    for page in (danish, swedish):
        assert reading.text(page) != before[page.pk], page.language


def test_a_relation_shows_at_both_ends_in_both_languages(reading: Reading) -> None:
    guide = GuidePage.objects.filter(locale__language_code="da", translated_from=None)[0]
    network = page_in(NetworkPage, "furesoe-opi-netvaerk", "da")
    Relation.objects.create(source=guide, target=network)
    for language in ("da", "sv"):
        one = page_in(GuidePage, guide.key, language)
        other = page_in(NetworkPage, network.key, language)
        assert reading.soup(one).select(f'main a[href="{other.url}"]')
        assert reading.soup(other).select(f'main a[href="{one.url}"]')


# --- when one of the two goes ----------------------------------------------------------------------------------------


def test_a_withdrawn_original_leaves_the_translation_whole(
    reading: Reading, danish: CasePage, swedish: CasePage
) -> None:
    """With all its facts and neighbours; only the way to the other language is gone."""
    before = reading.soup(swedish)
    danish.unpublish()
    assert reading.status(danish) == 404
    after = reading.soup(swedish)
    assert words(after.main) == words(before.main)
    assert [tag["href"] for tag in after.select("main a")] == [tag["href"] for tag in before.select("main a")]
    assert reading.switch(swedish) == "/da/?untranslated=sv"
    assert [tag["hreflang"] for tag in after.select("link[hreflang]")] == ["sv"]


def test_a_withdrawn_translation_leaves_the_original_whole(
    reading: Reading, danish: CasePage, swedish: CasePage
) -> None:
    before = reading.text(danish)
    swedish.unpublish()
    assert reading.status(swedish) == 404
    assert reading.text(danish) == before
    assert reading.switch(danish) == "/sv/?untranslated=da"


@pytest.mark.parametrize("gone", ["da", "sv"])
def test_a_deleted_page_leaves_the_other_whole(reading: Reading, gone: str) -> None:
    """The one that stays keeps its facts, its neighbours and its place in their lists."""
    kept = "sv" if gone == "da" else "da"
    page = page_in(CasePage, "hjoerring-findr", kept)
    before = reading.soup(page)
    guides = [str(tag["href"]) for tag in before.select(".card a")]
    assert guides
    page_in(CasePage, "hjoerring-findr", gone).delete()
    after = reading.soup(page)
    assert words(after.main) == words(before.main)
    assert sorted(tag["href"] for tag in after.select("main a")) == sorted(
        tag["href"] for tag in before.select("main a")
    )
    assert all(f'href="{page.url}"' in reading.client.get(url).content.decode() for url in guides)


@pytest.mark.parametrize("gone", ["da", "sv"])
def test_a_deleted_organisation_stays_where_its_other_language_is_named(reading: Reading, gone: str) -> None:
    """Among those who take part, as the one to ask, as a member, and behind the term that it explains."""
    kept = "sv" if gone == "da" else "da"
    network = page_in(NetworkPage, "furesoe-opi-netvaerk", gone)
    case = page_in(CasePage, "furesoe-netvaerk", "da")
    case.contact_organisation = page_in(NetworkPage, "furesoe-opi-netvaerk", "da")
    case.participations.add(Participation(organisation=case.contact_organisation, role="network"))
    case.save()
    concept = Concept.objects.filter(in_glossary=True, about=None)[0]
    concept.about = case.contact_organisation
    concept.save()
    places = [page_in(CasePage, case.key, kept).url, page_in(OrganisationPage, "dtu", kept).url]
    places.append({"da": "/da/begreber/", "sv": "/sv/begrepp/"}[kept] + f"{concept.key}/")
    url = page_in(NetworkPage, network.key, kept).url
    network.delete()
    for place in places:
        assert f'href="{url}"' in reading.client.get(place).content.decode(), place
    soup = reading.soup(page_in(CasePage, case.key, kept))
    assert soup.select(f'#partners + dl a[href="{url}"]')
    assert soup.select(f'.contact a[href="{url}"]')


def test_a_withdrawn_section_does_not_withdraw_its_translation(reading: Reading) -> None:
    section = Page.objects.get(slug="cases", depth=3, locale__language_code="da")
    translation = section.get_translation(Locale.objects.get(language_code="sv"))
    section.specific.unpublish()
    assert (reading.status(section), reading.status(translation)) == (404, 200)
