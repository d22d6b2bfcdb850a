"""Two languages, one portal: the switch, the front door, and how each language writes dates, figures and lists."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cases.models import CasePage
from portal.core.models import PageSource, Source
from portal.pages.models import StandardPage
from portal.vocabulary.models import Concept
from tests.pages.portal import HOST, LANGUAGES, OTHER, Answer, Portal, nothing, words
from toolbox.models import GuidePage

NAMES = {"da": "Dansk", "sv": "Svenska"}
ALPHABET = {"da": "abcdefghijklmnopqrstuvwxyzæøå", "sv": "abcdefghijklmnopqrstuvwxyzåäö"}
MESSAGE = {
    "da": r"findes ikke på dansk endnu.* forsiden",
    "sv": r"finns inte på svenska än.* startsidan",
}

both_languages = pytest.mark.parametrize("language", LANGUAGES)


def soup_of(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


# --- the switch ------------------------------------------------------------------------------------------------------


@both_languages
def test_the_switch_leads_to_the_same_page_and_back(portal: Portal, language: str) -> None:
    other = OTHER[language]

    def astray(answer: Answer) -> str:
        link = answer.soup.select_one(f'.langs a[hreflang="{other}"][lang="{other}"]')
        if link is None or words(link) != NAMES[other]:
            return f"no switch: {link}"
        there = portal.by_url.get(str(link["href"]))
        if there is None or (there.kind, there.thing) != (answer.kind, answer.thing):
            return f"the switch leads to {link['href']}"
        back = there.soup.select_one(f'.langs a[hreflang="{language}"]')
        return "" if back and back["href"] == answer.url else "the way back leads elsewhere"

    nothing(portal.of(language), astray)


@both_languages
def test_the_switch_names_the_language_that_one_reads(portal: Portal, language: str) -> None:
    def unmarked(answer: Answer) -> str:
        entries = answer.soup.select('.langs [aria-current="true"]')
        return "" if [words(tag) for tag in entries] == [NAMES[language]] and entries[0].name == "span" else "not said"

    nothing(portal.of(language), unmarked)


@pytest.mark.usefixtures("seeded")
@both_languages
def test_an_untranslated_page_leads_to_the_front_page_and_says_so(client: Client, language: str) -> None:
    home = Page.objects.get(depth=2, locale__language_code=language)
    page = home.add_child(instance=StandardPage(title="Alene", slug="alene", body="<p>x</p>", locale=home.locale))
    soup, other = soup_of(client, page.url), OTHER[language]
    link = soup.select_one(f'.langs a[hreflang="{other}"]')
    assert words(link) == {"da": "Svenska bara startsidan", "sv": "Dansk kun forsiden"}[language]
    assert link["href"] == f"/{other}/?untranslated={language}"
    assert [tag["hreflang"] for tag in soup.select("link[hreflang]")] == [language]
    there = soup_of(client, link["href"])
    assert there.html["lang"] == other
    assert re.search(MESSAGE[other], words(there.select_one("main .msg")))
    assert there.select_one('link[rel="canonical"]')["href"] == f"{HOST}/{other}/"


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("query", ["", "?untranslated=", "?untranslated=en", "?untranslated=da", "?x=sv"])
def test_the_front_page_says_nothing_unasked(client: Client, query: str) -> None:
    """On the Danish front page, only a reader who comes from Swedish is told anything."""
    assert not soup_of(client, f"/da/{query}").select("main .msg")


@pytest.mark.usefixtures("seeded")
@both_languages
def test_a_text_is_never_served_under_the_other_language(client: Client, portal: Portal, language: str) -> None:
    """The address of a page behind the other language's prefix leads nowhere, unless it is a page there too."""
    for answer in portal.of(language):
        swapped = f"/{OTHER[language]}{answer.url[3:]}"
        if swapped not in portal.by_url and answer.kind != "Term":
            assert client.get(swapped).status_code == 404, swapped


@pytest.mark.usefixtures("seeded")
def test_the_section_names_are_those_that_were_decided(portal: Portal) -> None:
    for language, names in (
        ("da", "processen vaerktoejskasse cases for-virksomheder begreber"),
        ("sv", "processen verktygslada exempel for-foretag begrepp"),
    ):
        assert {f"/{language}/{name}/" for name in names.split()} <= portal.by_url.keys()


@both_languages
def test_addresses_are_spelled_in_ascii(portal: Portal, language: str) -> None:
    nothing(portal.of(language), lambda answer: not re.fullmatch(r"/(da|sv)/([a-z0-9-]+/)*", answer.url))


# --- the front door --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "da"),
        ("", "da"),
        ("da", "da"),
        ("sv", "sv"),
        ("sv-SE,sv;q=0.9", "sv"),
        ("sv-FI", "sv"),
        ("da-DK,sv;q=0.9", "da"),
        ("sv;q=0.8, da;q=0.9", "da"),
        ("en-GB,en;q=0.9", "da"),
        ("en, sv;q=0.1", "sv"),
        ("nb-NO,nb;q=0.9,no;q=0.8", "da"),
        ("*", "da"),
        (",;q=,,=", "da"),
        ("x" * 10_000, "da"),
        ("sv\u00e5", "da"),
    ],
)
def test_the_root_goes_to_the_language_of_the_browser(client: Client, accepted: str | None, language: str) -> None:
    response = client.get("/", headers={} if accepted is None else {"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


@pytest.mark.usefixtures("seeded")
def test_the_language_of_a_page_is_that_of_its_address(client: Client) -> None:
    """Whatever the browser asks for, and whatever was read before."""
    for language in (*LANGUAGES, *LANGUAGES):
        response = client.get(f"/{language}/", headers={"accept-language": OTHER[language]})
        assert response["Content-Language"] == language
        assert f'<html lang="{language}">' in response.content.decode()


def test_pages_may_be_kept_by_caches_whatever_the_browser_asks_for(portal: Portal) -> None:
    """The address decides the language, so nothing else about the request may tell answers apart."""
    nothing(portal.answers, lambda answer: "accept-language" in answer.headers.get("vary", "").lower() and "varies")


# --- dates, figures, lists -------------------------------------------------------------------------------------------


@both_languages
def test_the_glossary_follows_the_alphabet(portal: Portal, language: str) -> None:
    """æ ø å at the end in Danish, å ä ö in Swedish; the letters and the terms under each."""
    soup = portal.first_of_each_kind(language)["GlossaryPage"].soup
    letters = [words(tag).lower() for tag in soup.select("main section > h2")]
    assert letters == sorted(letters, key=ALPHABET[language].index)
    assert len(letters) == len(set(letters)) > 15
    jumps = [words(tag).lower() for tag in soup.select("main .az a")]
    assert jumps == letters
    for section in soup.select("main section:has(> h2)"):
        terms = [words(tag).lower() for tag in section.select("h3")]
        assert all(term[0] == words(section.h2).lower() for term in terms)
        keys = [[ALPHABET[language].find(letter) for letter in term] for term in terms]
        assert keys == sorted(keys), terms


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("language", "names", "order"),
    [
        ("da", ("Ålborg", "Ærø", "Zebra", "Øl"), ["Zebra", "Ærø", "Øl", "Ålborg"]),
        ("sv", ("Öland", "Zebra", "Ångest", "Ärta"), ["Zebra", "Ångest", "Ärta", "Öland"]),
    ],
)
def test_new_terms_find_their_place(client: Client, language: str, names: tuple[str, ...], order: list[str]) -> None:
    for number, name in enumerate(names):
        Concept.objects.create(key=f"nyt-{number}", name_da=name, name_sv=name, in_glossary=True)
    glossary = {"da": "/da/begreber/", "sv": "/sv/begrepp/"}[language]
    found = [words(tag) for tag in soup_of(client, glossary).select(".gloss h3")]
    assert [name for name in found if name in names] == order
    targets = [tag["href"] for tag in soup_of(client, glossary).select(".az a")]
    assert len(targets) == len(set(targets)), "Å and A lead to one place"


@pytest.mark.usefixtures("seeded")
def test_the_directory_follows_the_alphabet(portal: Portal) -> None:
    for language in LANGUAGES:
        soup = portal.first_of_each_kind(language)["DirectoryPage"].soup
        alphabet = ALPHABET[language]
        groups = [[words(tag).lower() for tag in rows.select("dd a")] for rows in soup.select("dl.list > div")]
        assert sum(map(len, groups)) >= 10
        for names in groups:
            keys = [[alphabet.find(letter) for letter in name] for name in names]
            assert keys == sorted(keys), names


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("language", "day", "due"),
    [("da", "1. marts 2026", "2. februar 2031"), ("sv", "1 mars 2026", "2 februari 2031")],
)
def test_dates_in_words(client: Client, language: str, day: str, due: str) -> None:
    GuidePage.objects.filter(translated_from=None).update(
        last_reviewed=date(2026, 3, 1), review_due=date(2031, 2, 2), responsible="Redaktionen"
    )
    Source.objects.update(dated="2025-10-09", date_note_da="", date_note_sv="")
    page = GuidePage.objects.filter(locale__language_code=language)[0]
    soup = soup_of(client, page.url)
    assert {day, due} <= set(re.findall(r"\d+\.? [a-z]+ \d{4}", words(soup.select("article > .small")[-1])))
    assert {"da": "9. oktober 2025", "sv": "9 oktober 2025"}[language] in words(soup.select_one(".sources"))


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("language", "amount", "hours", "effect"),
    [
        ("da", "1.250.000 DKK", "12.345", "1.234,5 timer"),
        ("sv", "1\xa0250\xa0000 DKK", "12\xa0345", "1\xa0234,5 timmar"),
    ],
)
def test_figures(client: Client, language: str, amount: str, hours: str, effect: str) -> None:
    case = CasePage.objects.get(key="hjoerring-findr", locale__language_code="da")
    case.amount, case.currency, case.staff_hours = Decimal(1_250_000), "DKK", 12_345
    case.not_stated = [name for name in case.not_stated if name not in {"funding", "staff_hours"}]
    measured = {
        "kind": "measured",
        "statement": {"da": "Færre timer", "sv": "Färre timmar"},
        "metric": {"da": "timer", "sv": "timmar"},
        "unit": {"da": "timer", "sv": "timmar"},
        "value": Decimal("1234.50"),
    }
    case.effects = [("effect", measured)]
    case.save()
    text = soup_of(client, CasePage.objects.get(key=case.key, locale__language_code=language).url).main.get_text("|")
    for figure in (amount, hours, effect):
        assert figure in text


@pytest.mark.usefixtures("seeded")
@both_languages
def test_words_inside_shared_facts_exist_in_both_languages(client: Client, language: str) -> None:
    """Effects, quotes and follow-ups are kept once, on the original; each language shows its own words."""
    case = CasePage.objects.get(key="hjoerring-findr", locale__language_code="da")
    case.follow_ups = [
        (
            "follow_up",
            {"months": 6, "on": date(2026, 5, 4), "running": "no", "note": {"da": "Ikke mere", "sv": "Inte längre"}},
        )
    ]
    said = {"da": "Det virker", "sv": "Det fungerar"}
    case.quotes = [("quote", {"person": "A. Leder", "role": {"da": "leder", "sv": "chef"}, "text": said})]
    case.save()
    text = words(soup_of(client, CasePage.objects.get(key=case.key, locale__language_code=language).url).main)
    mine = {
        "da": ("Ikke mere", "4. maj 2026", "Bruges ikke længere", "leder"),
        "sv": ("Inte längre", "4 maj 2026", "Används inte längre", "chef"),
    }
    assert [word for word in (*mine[language], said[language]) if word not in text] == []
    assert said[OTHER[language]] not in text


def test_an_explanation_in_one_language_is_refused() -> None:
    with pytest.raises(ValidationError, match="definition_sv"):
        Concept(key="x", name_da="x", name_sv="x", definition_da="Kun på dansk").clean()


@pytest.mark.usefixtures("seeded")
def test_the_names_of_facets_are_in_the_language_of_the_page(client: Client) -> None:
    """Kinds, phases, areas and countries on cards and in facts."""
    for language, expected in (("da", {"Case", "Guide", "Skabelon"}), ("sv", {"Exempel", "Guide", "Mall"})):
        page = Page.objects.filter(content_type__model="phasepage", locale__language_code=language).order_by("path")[1]
        soup = soup_of(client, page.url)
        assert expected <= {words(tag) for tag in soup.select(".card .kind")}


@pytest.mark.usefixtures("seeded")
@both_languages
def test_a_page_past_its_review_says_so_in_its_language(client: Client, language: str) -> None:
    GuidePage.objects.filter(translated_from=None).update(review_due=date(2020, 1, 2), last_reviewed=None)
    page = GuidePage.objects.filter(locale__language_code=language)[0]
    message = words(soup_of(client, page.url).select_one("main .msg"))
    assert {"da": "2. januar 2020", "sv": "2 januari 2020"}[language] in message
    assert timezone.localdate() > date(2020, 1, 2)


@pytest.mark.usefixtures("seeded")
def test_a_source_shows_its_title_in_the_language_of_the_page(client: Client) -> None:
    row = PageSource.objects.select_related("source").exclude(source__title_sv="")[0]
    row.source.title_da, row.source.title_sv = "Den danske titel", "Den svenska titeln"
    row.source.save()
    original = row.page.specific
    for page in (original, *original.get_translations()):
        shown = words(soup_of(client, urlsplit(page.url).path).select_one(".sources"))
        assert ({"da": "Den danske titel", "sv": "Den svenska titeln"}[page.locale.language_code] in shown) is True
