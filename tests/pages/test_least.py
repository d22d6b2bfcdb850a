"""Pages with the least that an editor can publish, and pages whose surroundings are gone: no gap, no hole, no error."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from cases.models import CaseIndexPage, CasePage
from portal.core.models import Navigation, PageSource, PortalPage, Relation
from portal.organisations.models import DirectoryPage, OrganisationPage
from portal.pages.models import HomePage
from portal.seed.factories import Factory, make
from portal.vocabulary.models import Concept, GlossaryPage, PageConcept
from tests.pages.portal import LANGUAGES, fetch, words
from tests.pages.test_every_page import LANDMARKS, RAW
from toolbox.models import CalculatorPage, GuidePage, PhasePage, ProcessPage, TemplatePage, ToolboxPage

pytestmark = pytest.mark.usefixtures("seeded", "own_lists")

TYPES = [model for model in apps.get_models() if issubclass(model, PortalPage)]
UNDER: dict[type[Page], type[Page]] = {
    PhasePage: ProcessPage,
    GuidePage: ToolboxPage,
    TemplatePage: ToolboxPage,
    CalculatorPage: ToolboxPage,
    CasePage: CaseIndexPage,
}
"""Where a page of the type belongs; anything else under the directory or the front page."""


def least(model: type[PortalPage], language: str) -> Any:
    """A published page with nothing but what the model wants, in its place in the tree, checked as an editor's is."""
    locale = Locale.objects.get(language_code=language)
    if model is HomePage:
        return _emptied(HomePage.objects.get(locale=locale))
    required: dict[str, Any] = {
        one.name: "Nødvendig tekst" if language == "da" else "Nödvändig text"
        for one in model._meta.get_fields()
        if isinstance(one, models.CharField | models.TextField)
        and not one.blank
        and one.model is model
        and not one.choices
    }
    if model is GuidePage:
        required["steps"] = [("step", {"title": "Gør" if language == "da" else "Gör", "text": "Det"})]
    page = model(title="Næsten tom", slug="naesten-tom", locale=locale, **required)
    entry = issubclass(model, DirectoryPage.allowed_subpage_models()[0].__mro__[1])
    above = UNDER.get(model, DirectoryPage if entry else HomePage)
    added = above.objects.get(locale=locale).add_child(instance=page)
    added.full_clean()
    return model.objects.get(pk=added.pk)


def _emptied(home: HomePage) -> HomePage:
    """There is one front page per language; this is the seeded one without all that it can do without."""
    for one in HomePage._meta.local_fields:
        if one.blank and one.name != "page_ptr":
            setattr(home, one.name, one.get_default())
    home.search_description = ""
    home.save()
    return HomePage.objects.get(pk=home.pk)


def whole(client: Client, url: str) -> BeautifulSoup:
    """The parsed page, which must have no hole."""
    answer = fetch(client, url)
    assert answer.status == 200
    soup = answer.soup
    for tag in soup.body.select(LANDMARKS):
        assert words(tag), f"empty {tag}"
    assert not RAW.search(words(soup.body)), RAW.search(words(soup.body))
    assert not soup.select('a[href=""], a:not([href]), img[src=""], [aria-labelledby=""], [id=""]')
    for tag in soup.select("dl"):
        assert tag.select("dt"), "a list without a row"
        assert len(tag.select("dt")) == len(tag.select("dd"))
    known = {str(tag["id"]) for tag in soup.select("[id]")}
    assert {str(tag["href"])[1:] for tag in soup.select('a[href^="#"], use[href^="#"]')} <= known
    assert len(soup.select("h1")) == 1
    json.loads(str(soup.select_one('script[type="application/ld+json"]').string))
    return soup


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_the_least_has_no_holes(client: Client, model: type[PortalPage], language: str) -> None:
    page = least(model, language)
    soup = whole(client, page.url)
    assert words(soup.h1) == {HomePage: page.hero_title if model is HomePage else ""}.get(model) or page.title
    assert soup.html["lang"] == language


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_the_least_page_is_listed_without_holes(client: Client, model: type[PortalPage]) -> None:
    """The card, the row and the link to it: no summary, no facets, no phase."""
    page = least(model, "da")
    if model is HomePage:
        return
    navigation = Navigation.objects.get(locale=page.locale)
    navigation.menu = [("link", {"page": page, "title": ""})]
    navigation.footer = [("column", {"heading": "Her", "links": [{"page": page, "title": ""}]})]
    navigation.save()
    guide = GuidePage.objects.filter(locale=page.locale).exclude(pk=page.pk)[0]
    Relation.objects.create(source=guide, target=page)
    for url in (guide.url, page.get_parent().url, "/da/", "/da/processen/"):
        soup = whole(client, url)
        assert page.title in [words(tag) for tag in soup.select(".nav a")]


def test_an_empty_portal_stands(client: Client) -> None:
    """Two front pages and nothing else: no content, no vocabulary, no menu."""
    Page.objects.filter(depth__gt=2).update(live=False)
    Navigation.objects.all().delete()
    PageConcept.objects.all().delete()
    Concept.objects.all().delete()
    for language in LANGUAGES:
        soup = whole(client, f"/{language}/")
        assert not soup.select(".line, .card, .nav, .feet nav, section")
        assert client.get(f"/{language}/findes-ikke/").status_code == 404
    assert client.get("/sitemap.xml").status_code == 200
    assert client.get("/da/feed/").status_code == 200
    assert client.get("/was/", follow=True).redirect_chain[-1][0] == "/da/"


@pytest.mark.parametrize("model", [ToolboxPage, CaseIndexPage, DirectoryPage, ProcessPage], ids=lambda m: m.__name__)
def test_an_empty_list_says_so(client: Client, model: type[PortalPage]) -> None:
    page = model.objects.get(locale__language_code="da")
    page.get_children().update(live=False)
    soup = whole(client, page.url)
    assert not soup.select(".card.k-case, .ent, .phases, #where, #others")
    if model in {ToolboxPage, CaseIndexPage}:
        assert "Her er ikke noget endnu." in words(soup.select_one(".empty"))


def test_an_empty_glossary_says_so(client: Client) -> None:
    Concept.objects.update(in_glossary=False, updated_at=timezone.now())  # as saving each of them does
    page = GlossaryPage.objects.get(locale__language_code="sv")
    soup = whole(client, page.url)
    assert soup.select_one(".empty")
    assert not soup.select(".az")


# --- surroundings that are gone --------------------------------------------------------------------------------------


def no_sources(page: Page) -> None:
    """The texts keep their codes, which then lead nowhere; they are the page's own words and stay."""
    PageSource.objects.filter(page=page).delete()


def no_relations(page: Page) -> None:
    Relation.objects.filter(source=page).delete()
    Relation.objects.filter(target=page).delete()


def no_facets(page: Page) -> None:
    PageConcept.objects.filter(page=page).delete()


def no_phases(page: Page) -> None:
    PhasePage.objects.update(live=False)


def no_organisations(page: Page) -> None:
    OrganisationPage.objects.exclude(translation_key=page.translation_key).update(live=False)


@pytest.mark.parametrize("take", [no_relations, no_facets, no_phases, no_organisations], ids=lambda f: f.__name__)
@pytest.mark.parametrize("model", [GuidePage, TemplatePage, CasePage, OrganisationPage], ids=lambda m: m.__name__)
def test_what_is_gone_leaves_no_hole(client: Client, model: type[Page], take: Callable[[Page], None]) -> None:
    pages = model.objects.filter(locale__language_code="da", translated_from=None)
    page = pages.order_by("path")[1]
    take(page)
    for one in (page, page.get_translations()[0]):
        whole(client, one.url)


def test_a_deleted_document_takes_its_link_along(client: Client) -> None:
    """A file that is missing on the disk is a broken link at worst, never a broken page."""
    page = TemplatePage.objects.filter(locale__language_code="da").order_by("path")[0]
    page.original.files.all().delete()
    soup = whole(client, page.url)
    assert not soup.select(".dl")
    assert soup.select_one("main .msg")


def test_empty_blocks_show_nothing(client: Client) -> None:
    """Rich text of nothing but an empty paragraph, and blocks without their optional parts."""
    guide = GuidePage.objects.filter(locale__language_code="da")[0]
    guide.why = guide.tip = guide.country_dk = guide.country_se = "<p></p>"
    guide.small_minimum = guide.preparation = " \n\n "
    guide.save()
    soup = whole(client, guide.url)
    assert not soup.select("#why, #tip, #countries, #small, #preparation")
    case = CasePage.objects.get(key="hjoerring-findr", locale__language_code="da")
    case.story = [("part", {"heading": "", "text": ""})]
    case.effects = [("effect", {"kind": "not_stated", "statement": {"da": "Ro", "sv": "Lugn"}})]
    case.lessons = [("lesson", {"text": "Vent"})]
    case.also_in_use = [("place", {})]
    case.outside = case.unknown = "<p> </p>"
    case.save()
    soup = whole(client, case.url)
    assert not soup.select("#also, #outside, #unknown")


# --- named persons ---------------------------------------------------------------------------------------------------


@pytest.fixture
def organisation() -> OrganisationPage:
    page: OrganisationPage = make(Factory().organisation(1))[0]["da"]
    page.contact_name, page.contact_role, page.contact_basis = "Navn Navnesen", "konsulent", "samtykke"
    return page


def test_a_person_without_an_end_or_a_basis_is_refused(organisation: OrganisationPage) -> None:
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    assert set(refused.value.message_dict) == {"contact_expires"}
    organisation.contact_expires, organisation.contact_basis = date(2027, 1, 1), ""
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    assert set(refused.value.message_dict) == {"contact_basis"}


def test_an_expired_person_leaves_no_gap(client: Client, organisation: OrganisationPage) -> None:
    organisation.contact_expires, organisation.mailbox, organisation.website = date(2027, 1, 1), "", ""
    organisation.save()
    with time_machine.travel("2026-12-31T12:00:00+01:00"):
        assert "Navn Navnesen" in words(whole(client, organisation.url).select_one(".contact"))
    with time_machine.travel("2027-01-01T00:00:00+01:00"):
        soup = whole(client, organisation.url)
        assert "Navnesen" not in soup.decode()
        assert words(soup.select_one(".contact h2")) == "Vi kender ikke vejen ind endnu"
        assert not soup.select(".contact a, .contact strong")
