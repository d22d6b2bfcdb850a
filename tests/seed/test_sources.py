"""Sources are dated once, in words that fit the sentence, and lead to where they were seen."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from portal.core.contexts import SourceRow
from portal.core.models import PageSource, Source
from portal.seed.factories import own_content
from tests.pages.portal import words

pytestmark = pytest.mark.usefixtures("seeded")

LANGUAGES = ("da", "sv")
WITHOUT_PUBLIC_PAGE = {"S1", "S3"}
"""Articles whose publisher's page nobody has seen (docs: the register of the content)."""


def lines() -> dict[tuple[str, str], str]:
    """Publisher and date of each source as readers see them, by code and language."""
    found = {}
    for source in Source.objects.all():
        for language in LANGUAGES:
            with translation.override(language):
                found[source.ref, language] = f"{source.publisher}, {source.date_in_words(language)}."
    return found


def test_no_source_shows_its_year_twice() -> None:
    for place, line in lines().items():
        years = re.findall(r"\b(?:19|20)\d\d\b", line)
        assert len(years) == len(set(years)), (place, line)


def test_the_date_goes_on_in_the_middle_of_the_sentence() -> None:
    for place, line in lines().items():
        dated = line.rpartition(Source.objects.get(ref=place[0]).publisher)[2].lstrip(", ")
        assert dated[:1].islower() or dated[:1].isdigit() or dated[1:2].isupper(), (place, line)


def test_a_year_in_the_register_is_never_lost_behind_words() -> None:
    for source in Source.objects.exclude(dated=""):
        for language in LANGUAGES:
            assert source.dated[:4] in source.date_in_words(language), source.ref


@pytest.mark.parametrize(
    ("dated", "words_", "shown"),
    [
        ("2018", "December 2018", "december 2018"),
        ("", "Uden dato", "uden dato"),
        ("2021", "EU's avis, 2021", "EU's avis, 2021"),
        ("2022-12-02", "", "2. december 2022"),
        ("", "", "uden dato"),
    ],
)
def test_words_stand_instead_of_the_date(dated: str, words_: str, shown: str) -> None:
    with translation.override("da"):
        assert Source(dated=dated, date_note_da=words_).date_in_words("da") == shown


def test_every_source_leads_to_where_it_was_seen() -> None:
    without = {source.ref for source in Source.objects.all() if not source.url and not source.other_addresses}
    assert without == WITHOUT_PUBLIC_PAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_further_addresses_are_links_named_by_their_host(client: Client, language: str) -> None:
    use = PageSource.objects.filter(source__ref="R58", page__locale__language_code="da").select_related("page")[0]
    page = use.page.get_translations(inclusive=True).get(locale__language_code=language)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    found = {words(link): link["href"] for link in soup.select("ol.sources a")}
    for source in (one.source for one in use.page.page_sources.select_related("source")):
        assert not source.url or source.url in found.values()
        for address in source.other_addresses:
            assert address in found.values()
    assert found["lagen.nu"] == "https://lagen.nu/prop/2024/25:89"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("da", "Sidst kontrolleret 3. marts 2027."), ("sv", "Senast kontrollerad den 3 mars 2027.")],
)
def test_the_day_of_the_last_check_is_shown_where_it_is_known(client: Client, language: str, sentence: str) -> None:
    use = PageSource.objects.filter(page__locale__language_code="da").select_related("page", "source")[0]
    page = use.page.get_translations(inclusive=True).get(locale__language_code=language)
    assert sentence not in words(BeautifulSoup(client.get(page.url).content, "html.parser").main)
    use.source.checked_on = date(2027, 3, 3)
    use.source.save()
    assert sentence in words(BeautifulSoup(client.get(page.url).content, "html.parser").main)


def test_nobody_made_up_when_a_source_was_checked() -> None:
    """The register does not say when its sources were read, so the files must not either."""
    assert {item.checked for item in own_content().sources} == {None}
    assert not Source.objects.exclude(checked_on=None).exists()


def test_the_row_is_whole_without_addresses() -> None:
    html = render_to_string("parts/sources.html", {"sources": [SourceRow(1, "kilde-1", "Titel", "Udgiver", "2020")]})
    assert words(BeautifulSoup(html, "html.parser").select_one("li")) == "1 Titel . Udgiver, 2020.".replace(" .", ".")


def test_an_address_that_is_none_is_refused() -> None:
    source = Source.objects.all()[0]
    source.also_at = "https://kl.dk/\nkl punktum dk"
    with pytest.raises(ValidationError) as refused:
        source.full_clean()
    assert set(refused.value.message_dict) == {"also_at"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("da", "Kilder, som teksten ikke henviser til, ligger til grund for helheden."),
        ("sv", "Källor som texten inte hänvisar till ligger till grund för helheten."),
    ],
)
def test_every_source_is_referred_to_or_carries_the_whole(client: Client, language: str, sentence: str) -> None:
    """On every page with sources: no number in the text leads nowhere, and a source without one is explained."""
    originals = {use.page_id: use.page for use in PageSource.objects.select_related("page")}
    numbered = unnumbered = 0
    for original in originals.values():
        page = original.get_translations(inclusive=True).get(locale__language_code=language)
        main = BeautifulSoup(client.get(page.url).content, "html.parser").main
        listed = {f"#{row['id']}" for row in main.select("ol.sources > li")}
        if not listed:
            continue
        named = {link["href"] for link in main.select("a.ref")}
        assert named <= listed, page.url
        numbered += bool(named)
        if listed - named:
            unnumbered += 1
            assert sentence in words(main), page.url
    assert numbered > 10
    assert unnumbered > 10
