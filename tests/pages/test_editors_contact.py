"""How the editors are reached: on the accessibility statement and where barriers are reported, from one place."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from portal.core.models import Navigation, VerificationMark
from portal.pages.models import StandardPage
from tests.pages.portal import LANGUAGES, words

pytestmark = pytest.mark.usefixtures("seeded")

STATEMENT = "tilgaengelighed"
PAGES = (STATEMENT, "meld-en-barriere")
NOBODY = {"da": "Endnu kan man hverken skrive eller ringe", "sv": "Ännu går det varken att skriva eller ringa"}
SUPERVISION = {"da": "digst.dk/digital-inklusion/webtilgaengelighed", "sv": "digg.se/tdosanmalan"}


def shown(client: Client, key: str, language: str) -> Tag:
    page = StandardPage.objects.get(key=key, locale__language_code=language)
    main = BeautifulSoup(client.get(page.url).content, "html.parser").main
    assert main is not None
    return main


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PAGES)
def test_without_a_mailbox_the_page_says_that_nobody_can_be_reached(client: Client, key: str, language: str) -> None:
    page = shown(client, key, language)
    assert NOBODY[language] in words(page.select_one("section:has(> #editors)"))
    assert not page.select('a[href^="mailto:"], a[href^="tel:"]')
    assert page.select_one('a[href="#editors"]')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PAGES)
def test_what_the_editors_fill_in_stands_on_both_pages(client: Client, key: str, language: str) -> None:
    Navigation.objects.filter(locale__language_code=language).update(
        contact_mailbox="redaktion@example.org", contact_phone="12 34 56 78"
    )
    page = shown(client, key, language)
    assert [one["href"] for one in page.select("#editors ~ p a")] == ["mailto:redaktion@example.org", "tel:12345678"]
    assert NOBODY[language] not in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_pages_do_not_speak_of_it(client: Client, language: str) -> None:
    assert not shown(client, "om", language).select("#editors")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_names_the_supervising_authority_with_its_address(client: Client, language: str) -> None:
    page = shown(client, STATEMENT, language)
    (link,) = [link for link in page.select("a[href]") if words(link).startswith(SUPERVISION[language])]
    target = urlsplit(str(link["href"]))
    assert (target.netloc.removeprefix("www.") + target.path).rstrip("/") == SUPERVISION[language]
    for doubt in ("Uppgiften kan", "kan ha flyttats", "kan være flyttet"):
        assert doubt not in words(page)


def test_the_editors_are_told_what_is_missing_before_the_opening() -> None:
    for key in PAGES:
        page = StandardPage.objects.get(key=key, translated_from=None)
        notes = [(mark.note_da, mark.note_sv) for mark in VerificationMark.objects.filter(page=page, settled_on=None)]
        assert any("postkasse" in danish and "brevlåda" in swedish for danish, swedish in notes), key


def test_an_editor_may_fill_it_in(admin_client: Client) -> None:
    record = Navigation.objects.get(locale__language_code="sv")
    form = admin_client.get(f"/admin/snippets/core/navigation/edit/{record.pk}/").content.decode()
    assert 'name="contact_mailbox"' in form
    assert 'name="contact_phone"' in form
