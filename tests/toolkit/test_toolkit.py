"""The reader's own list, from its address alone: what is on it, what is not there, its files and its ticks."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from cases.models import CasePage
from tests.pages.portal import fetch, foreign, warm_up, words
from toolbox.models import GuidePage, TemplatePage
from toolbox.toolkit.finding import MOST, ticked, wanted

pytestmark = pytest.mark.usefixtures("seeded")
both_languages = pytest.mark.parametrize("language", ["da", "sv"])
URL = {"da": "/da/min-vaerktoejskasse/", "sv": "/sv/min-verktygslada/"}
KEYS = ("hjoerring-findr", "behovsafdaekning", "faelles-business-case-ark", "business-case-beregner")


def listed(client: Client, language: str, *keys: str) -> BeautifulSoup:
    """The page of a list."""
    response = client.get(URL[language], {"v": ",".join(keys)} if keys else {})
    assert response.status_code == 200
    assert not response.cookies
    return BeautifulSoup(response.content.decode(), "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    """Titles of the cards, in order."""
    return [words(tag) for tag in soup.select(".toolkit .card h3")]


def notices(soup: BeautifulSoup) -> str:
    """What is said above the list."""
    return " ".join(words(tag) for tag in soup.select(".toolkit > .msg:not(.kept)"))


@both_languages
def test_the_list_stands_in_its_address(client: Client, language: str) -> None:
    """Guides, cases, templates and tools in the order of the address, each with a link, without a script."""
    soup = listed(client, language, *KEYS)
    pages = [Page.objects.get(slug=slug, locale__language_code=language) for slug in _slugs(language)]
    assert titles(soup) == [page.title for page in pages]
    assert [tag["href"] for tag in soup.select(".toolkit .card h3 a")] == [page.url for page in pages]
    assert notices(soup) == ""
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex, nofollow"
    assert soup.select_one('meta[name="description"]')["content"] == words(soup.select_one(".lead"))
    assert soup.select_one('link[rel="canonical"]')["href"].endswith(URL[language])
    assert parse_qs(urlsplit(str(soup.select_one("#share")["value"])).query) == {"v": [",".join(KEYS)]}
    other = str(soup.select_one(".langs a")["href"])
    assert parse_qs(urlsplit(other).query) == {"v": [",".join(KEYS)]}
    for tag in soup.select("main p, main button, main label, main h2"):
        assert not foreign(words(tag), language)


def _slugs(language: str) -> tuple[str, ...]:
    if language == "da":
        return "hjoerring-findr", "behovsafdaekning", "faelles-business-case-ark", "regn-business-case"
    return "hjoerring-findr", "behovsanalys", "gemensam-kalkyl-ark", "rakna-business-case"


@both_languages
def test_it_says_truly_where_the_list_is(client: Client, language: str) -> None:
    """It stands in the address, and may be somebody else's; only without one it is surely the reader's own."""
    own, any_ones = (words(listed(client, language, *keys).select_one(".lead")) for keys in ((), KEYS))
    for lead in (own, any_ones):
        assert {"da": "adresse", "sv": "adress"}[language] in lead
        assert {"da": "kun ", "sv": "bara "}[language] not in lead
    yours = {"da": "du lægger", "sv": "du lägger"}[language]
    assert yours in own
    assert yours not in any_ones
    theirs = words(listed(client, language, *KEYS).select_one("[data-theirs]"))
    assert {"da": "delt med dig", "sv": "delat med dig"}[language] in theirs


@both_languages
def test_an_empty_list_says_how_it_is_filled(client: Client, language: str) -> None:
    soup = listed(client, language)
    assert soup.select_one(".empty a[href]")
    assert not soup.select("#share, #note, [data-zip]")
    assert soup.select_one("noscript")


def test_each_entry_can_be_taken_out_without_a_script(client: Client) -> None:
    soup = listed(client, "da", *KEYS)
    without = str(soup.select_one('[data-remove="behovsafdaekning"]')["href"])
    assert parse_qs(urlsplit(without).query) == {"v": [",".join(key for key in KEYS if key != "behovsafdaekning")]}
    assert soup.select_one("#" + urlsplit(without).fragment)["tabindex"] == "-1", "focus stays at the list"
    last = listed(client, "da", "behovsafdaekning")
    assert last.select_one("[data-remove]")["href"] == URL["da"]


@both_languages
def test_what_is_not_there_is_said(client: Client, language: str) -> None:
    """Unknown, withdrawn, private and expired pages all look the same to readers."""
    case = CasePage.objects.get(key="hjoerring-findr", locale__language_code=language)
    case.unpublish()
    template = TemplatePage.objects.get(key="faelles-business-case-ark", locale__language_code=language)
    PageViewRestriction.objects.create(page=template, restriction_type="login")
    for page in case.get_translations():
        page.unpublish()
    for page in template.get_translations():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    soup = listed(client, language, *KEYS, "findes-ikke")
    assert len(titles(soup)) == 2
    for key in ("hjoerring-findr", "faelles-business-case-ark", "findes-ikke"):
        assert key in notices(soup)
    assert template.title not in words(soup.main)
    made = zipped(client, language, *KEYS)
    assert not any("business-case" in name for name in made.namelist())


def test_what_is_in_the_other_language_only_leads_there(client: Client) -> None:
    GuidePage.objects.get(key="behovsafdaekning", locale__language_code="da").unpublish()
    soup = listed(client, "da", *KEYS)
    link = soup.select_one("#elsewhere ~ ul a")
    assert (link["href"], link["lang"]) == ("/sv/verktygslada/behovsanalys/", "sv")
    assert notices(soup) == ""
    alone = listed(client, "da", "behovsafdaekning")
    assert alone.select_one("#elsewhere")
    assert not alone.select(".empty")


@pytest.mark.parametrize(
    "value",
    [
        "æøå",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "a b",
        "x" * 500,
        "'; DROP TABLE",
        "%00",
        "\x00",
        "-",
        "A-B",
        ",,,",
        "🦊",
    ],
)
@both_languages
def test_nothing_in_the_address_is_an_error(client: Client, value: str, language: str) -> None:
    for values in (value, f"{value},behovsafdaekning"):
        response = client.get(URL[language], {"v": values})
        assert response.status_code == 200
        soup = BeautifulSoup(response.content.decode(), "html.parser")
        assert not soup.select("main script")
        assert len(titles(soup)) == ("behovsafdaekning" in values)
        if value.strip(","):
            assert notices(soup)
    zipped(client, language, "behovsafdaekning", t=value)


def test_a_page_that_cannot_be_kept_is_not_found_by_its_key(client: Client) -> None:
    soup = listed(client, "da", "privatliv", "cases", "processen")
    assert titles(soup) == []


def test_a_list_has_an_end(client: Client) -> None:
    many = [f"noegle-{number}" for number in range(MOST + 500)]
    soup = listed(client, "da", "behovsafdaekning", *many)
    assert str(MOST) in notices(soup)
    assert len(titles(soup)) == 1
    assert wanted([",".join(many)]).too_many == 500


def test_keys_are_read_once_and_in_order() -> None:
    found = wanted([" b,a ,,b", "c,Ø"])
    assert (found.keys, found.unreadable, found.too_many) == (("b", "a", "c"), 1, 0)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("a.0.2,b-c.1", {"a": (0, 2), "b-c": (1,)}),
        ("a", {"a": ()}),
        ("a.x0123abcd.3,b.xyz.x0.X0123ABCD", {"a": ("x0123abcd", 3), "b": ()}),
        ("a.x.1.-2.99999.٣", {"a": (1,)}),
        ("Æ.1,,.2", {}),
        ("a." + "1." * 1000, {"a": (1,) * 200}),
    ],
)
def test_ticks_are_read(value: str, read: dict[str, tuple[int | str, ...]]) -> None:
    assert ticked([value]) == read


def zipped(client: Client, language: str, *keys: str, t: str = "") -> zipfile.ZipFile:
    """The zip of a list."""
    response = client.get(f"{URL[language]}filer.zip", {"v": ",".join(keys), **({"t": t} if t else {})})
    assert response.status_code == 200
    assert response["content-type"] == "application/zip"
    assert response["x-robots-tag"] == "noindex, nofollow"
    assert not response.cookies
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


@both_languages
def test_the_zip_has_the_checklists_with_their_ticks(client: Client, language: str) -> None:
    """Boxes are empty without a script, and ticked as the browser says with one."""
    guide = GuidePage.objects.get(key="behovsafdaekning", locale__language_code=language)
    points = [str(block.value) for block in guide.checklist]
    for ticks, expected in (("", []), ("behovsafdaekning.0.2.77", [0, 2])):
        made = zipped(client, language, *KEYS, t=ticks)
        name = next(name for name in made.namelist() if name.endswith(".html"))
        soup = BeautifulSoup(made.read(name).decode(), "html.parser")
        assert [words(tag) for tag in soup.select("li")] == points
        assert [at for at, box in enumerate(soup.select("input")) if box.has_attr("checked")] == expected
        assert soup.html["lang"] == language
        text = next(made.read(name).decode() for name in made.namelist() if name.endswith(".txt"))
        assert guide.title in soup.h2.get_text()
        assert f"?v={','.join(KEYS)}" in text
    assert made.testzip() is None


def test_a_list_without_files_leads_back(client: Client) -> None:
    response = client.get(f"{URL['da']}filer.zip", {"v": "hjoerring-findr,x"})
    assert response.status_code == 302
    assert response["location"] == f"{URL['da']}?v=hjoerring-findr,x"
    assert not listed(client, "da", "hjoerring-findr").select("[data-zip]")


@both_languages
def test_pages_that_can_be_kept_say_so(client: Client, language: str) -> None:
    """The button is there for scripts; its link to the list works without."""
    for key in KEYS:
        page = next(page for page in _kept(key) if page.locale.language_code == language)
        soup = BeautifulSoup(client.get(page.url).content.decode(), "html.parser")
        button = soup.select_one("main [data-put]")
        assert button["data-put"] == key
        assert button.has_attr("inert")  # until the script that makes it work has come; its place is kept
        assert soup.select_one("main a[data-toolkit]")["href"] == URL[language]
        assert [tag["src"] for tag in soup.select("script[src]") if "toolkit" in tag["src"]]
    for url in (f"/{language}/", {"da": "/da/privatliv/", "sv": "/sv/integritet/"}[language]):
        soup = BeautifulSoup(client.get(url).content.decode(), "html.parser")
        assert not soup.select("[data-put]")
        assert soup.select_one(".feet a[data-toolkit]")["href"] == URL[language]


def _kept(key: str) -> list[Page]:
    from toolbox.models import CalculatorPage

    models = (GuidePage, TemplatePage, CasePage, CalculatorPage)
    return [page for model in models for page in model.objects.filter(key=key).select_related("locale")]


@both_languages
def test_no_more_queries_with_a_longer_list(client: Client, language: str) -> None:
    warm_up()
    every = [
        key for model in (GuidePage, TemplatePage, CasePage) for key in model.objects.values_list("key", flat=True)
    ]
    few = fetch(client, f"{URL[language]}?v={','.join(KEYS)}")
    many = fetch(client, f"{URL[language]}?v={','.join(dict.fromkeys(every))}")
    assert many.queries == few.queries
    assert len(many.queries) <= 10
    assert len(fetch(client, URL[language]).queries) <= 10


@both_languages
def test_on_paper_the_list_says_where_its_pages_are(client: Client, language: str) -> None:
    soup = listed(client, language, ",".join(KEYS))
    items = soup.select("main ul.grid > li")
    assert items
    for item in items:
        assert item.select_one(".printed").get_text(strip=True) == f"http://testserver{item.select_one('h3 a')['href']}"
    assert soup.select_one("#share")["value"] in [
        p.get_text().split()[-1] for p in soup.select("main > div > .printed")
    ]
    assert soup.select_one(".note-of").has_attr("hidden")
