"""What a template's page says of guides and cases, and that what it touches on by law stands at the files."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.core.models import Relation
from portal.seed.validation import load_files
from tests.pages.portal import words
from tests.toolbox_pages.conftest import page_of
from toolbox.models import TemplatePage

pytestmark = pytest.mark.usefixtures("seeded")
both_languages = pytest.mark.parametrize("language", ["da", "sv"])
HONEST = {"da": "ved vi ikke, om skabelonen blev brugt", "sv": "vet vi inte om mallen användes"}
NONE = {"da": "Ingen af portalens cases hører", "sv": "Inget av portalens exempel hör"}


def opened(client: Client, page: TemplatePage) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def cards(soup: BeautifulSoup, heading: str) -> set[str]:
    found = soup.select_one(f"#{heading} + .grid")
    return {str(link["href"]) for link in found.select("h3 a")} if found else set()


def named_by_guides(template: str) -> set[str]:
    """Keys of the cases that the guides to a template name, as the content has them."""
    guides = [guide for guide in load_files().guides if template in guide.templates]
    return {case for guide in guides for case in guide.cases}


@both_languages
def test_the_cases_of_its_guides_stand_on_each_template(client: Client, language: str) -> None:
    from cases.models import CasePage

    with_cases = 0
    for page in TemplatePage.objects.filter(locale__language_code=language):
        expected = CasePage.objects.filter(key__in=named_by_guides(page.key), locale__language_code=language)
        soup = opened(client, page)
        assert cards(soup, "cases") == {case.url for case in expected}, page.key
        told = words(soup.select_one("main"))
        assert (HONEST[language] in told) == bool(expected)
        assert (NONE[language] in told) == (not expected)
        with_cases += bool(expected)
    assert with_cases > 8


def test_a_case_that_an_editor_ties_to_the_template_stands_there_too(client: Client) -> None:
    from cases.models import CasePage

    page = page_of()
    other = next(
        case
        for case in CasePage.objects.filter(locale__language_code="da")
        if case.key not in named_by_guides(page.key)
    )
    before = cards(opened(client, page), "cases")
    Relation.objects.create(source_id=page.original.pk, target_id=(other.original.pk))
    assert cards(opened(client, page), "cases") == before | {other.url}


@both_languages
def test_guides_are_counted_in_their_heading(client: Client, language: str) -> None:
    one, several = {"da": ("Guiden til den", "Guider til den"), "sv": ("Guiden till den", "Guider till den")}[language]
    seen = set()
    for page in TemplatePage.objects.filter(locale__language_code=language):
        soup = opened(client, page)
        if heading := soup.select_one("#guides"):
            assert words(heading) == (several if len(cards(soup, "guides")) > 1 else one)
            seen.add(words(heading))
    assert seen == {one, several}


@both_languages
def test_no_legal_advice_stands_before_the_files(client: Client, language: str) -> None:
    """On each template that touches on law, and on no other."""
    marked = 0
    for page in TemplatePage.objects.filter(locale__language_code=language):
        files = opened(client, page).select_one('section[aria-labelledby="files"]')
        first = files.select_one(".msg, .dl")
        mark = {"da": "Ikke juridisk rådgivning", "sv": "Inte juridisk rådgivning"}[language]
        assert (mark.lower() in words(first).lower()) == page.original.legal_note, page.key
        marked += page.original.legal_note
    assert marked >= 2
