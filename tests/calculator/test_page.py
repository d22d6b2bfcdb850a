"""The calculator as a reader meets it: the form, its mistakes, its rows, its exports, in both languages."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from openpyxl import load_workbook

from tests.calculation.setups import ORDINARY, SETUPS
from tests.calculator.test_address import packed
from tests.calculator.typing_in import URL, address_of, form_data, opened, ordinary, said_at, sent, table, value_of
from tests.pages.portal import fetch, foreign, warm_up, words
from toolbox.calculator import address

pytestmark = pytest.mark.usefixtures("seeded")
both_languages = pytest.mark.parametrize("language", ["da", "sv"])


@both_languages
def test_the_form_begins_with_what_is_usual(client: Client, language: str) -> None:
    soup = opened(client, URL[language])
    assert not soup.select(".result, .wrong, .err, .advice, [aria-invalid]")
    assert len(soup.select('[name^="costs."][name$=".label"]')) == 13
    assert value_of(soup, "currency") == {"da": "DKK", "sv": "SEK"}[language]
    assert (value_of(soup, "rate"), value_of(soup, "years")) == ("3,5", "5")
    assert soup.select_one('meta[name="robots"]') is None
    assert not client.cookies
    form = soup.select_one("#calculator")
    assert (form["method"], form["action"]) == ("post", URL[language])
    assert not form.select("[name=csrfmiddlewaretoken]")


@both_languages
def test_it_calculates_without_storing(client: Client, language: str) -> None:
    target, soup = ordinary(client, language)
    assert urlsplit(target).fragment == "result"
    assert list(parse_qs(urlsplit(target).query)) == ["case"]
    assert soup.select_one("#result")
    assert len(soup.select(".result tbody tr")) > 3
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex, nofollow"
    assert soup.select_one('link[rel="canonical"]')["href"].endswith(URL[language])
    assert soup.select_one("#share")["value"].split("?")[1] == urlsplit(target).query
    other = soup.select_one(".langs a")
    assert urlsplit(str(other["href"])).query == urlsplit(target).query


def test_the_language_switch_takes_the_figures_along(client: Client) -> None:
    _target, soup = ordinary(client, "da")
    there = opened(client, str(soup.select_one(".langs a")["href"]))
    here, other = ([row[1:] for row in table(one, "by-town")] for one in (soup, there))
    assert [[cell.replace("\xa0", " ").replace(" ", ".") for cell in row] for row in other] == [
        [cell.replace("\xa0", " ").replace(" ", ".") for cell in row] for row in here
    ]
    assert value_of(there, "municipalities.0.name") == "Kommun A"
    assert value_of(there, "currency") == value_of(soup, "currency") == "DKK"


BAD = {
    "letters": ({"hour_value": "mange penge"}, "hour_value", ("Skriv et tal", "Skriv ett tal")),
    "letters in an amount": ({"costs__0__amounts__1": "12x"}, "costs.0.amounts.1", ("Skriv et tal", "Skriv ett tal")),
    "English": ({"hour_value": "1,250"}, "hour_value", ("to måder", "två sätt")),
    "years 0": ({"years": "0"}, "years", ("fra 1 til 10", "från 1 till 10")),
    "years 99": ({"years": "99"}, "years", ("fra 1 til 10", "från 1 till 10")),
    "half a year": ({"years": "2,5"}, "years", ("helt tal", "heltal")),
    "negative cost": (
        {"costs__2__amounts__0": "-5"},
        "costs.2.amounts.0",
        ("ikke være negativt", "inte vara negativt"),
    ),
    "negative benefit": ({"benefits__0__amounts__1": "-5"}, "benefits.0.amounts.1", ("negativt", "negativt")),
    "negative persons": (
        {"municipalities__0__target_group": "-5"},
        "municipalities.0.target_group",
        ("Tallet må ikke være negativt.", "Talet får inte vara negativt."),
    ),
    "no rate": ({"rate": ""}, "rate", ("Skriv renten", "Skriv räntan")),
    "blanks for a rate": ({"rate": "  "}, "rate", ("Skriv renten", "Skriv räntan")),
    "no years": ({"years": ""}, "years", ("hvor mange år", "hur många år")),
    "no level": ({"scenarios__2__benefits": ""}, "scenarios.2.benefits", ("100 er som", "100 är som")),
    "letters in per cents": ({"rate": "lav"}, "rate", ("Skriv en procent", "Skriv en procentsats")),
    "letters in a year": ({"price_year": "i år"}, "price_year", ("Skriv et årstal", "Skriv ett årtal")),
    "another choice that is none": ({"costs__0__category": "77"}, "costs.0.category", ("listen", "listan")),
    "rate": ({"rate": "350"}, "rate", ("fra 0 til 15", "från 0 till 15")),
    "uptake": ({"municipalities__1__uptake": "120"}, "municipalities.1.uptake", ("fra 0 til 100", "från 0 till 100")),
    "local start": (
        {"municipalities__0__local_start": "11"},
        "municipalities.0.local_start",
        ("0 til 10", "0 till 10"),
    ),
    "name": ({"municipalities__0__name": ""}, "municipalities.0.name", ("kommunens navn", "kommunens namn")),
    "scenario": ({"scenarios__0__costs": "0"}, "scenarios.0.costs", ("fra 1 til 500", "från 1 till 500")),
    "text without end": ({"project": "ord " * 1250}, "project", ("højst have 120", "högst 120")),
    "long text": ({"project": "x" * 300}, "project", ("højst have 120", "högst 120")),
    "too large": ({"costs__0__amounts__0": "9999999999999"}, "costs.0.amounts.0", ("for stort", "för stort")),
    "a choice that is none": ({"costs__0__scope": "X"}, "costs.0.scope", ("står på listen", "står i listan")),
}


@both_languages
@pytest.mark.parametrize("mistake", BAD)
def test_a_mistake_is_said_beside_its_field(client: Client, mistake: str, language: str) -> None:
    """In the reader's language, also above the form with a link, and everything that was typed is still there."""
    changes, name, messages = BAD[mistake]
    before = form_data(opened(client, address_of(ORDINARY, language)), **changes)
    target, soup = ordinary(client, language, **changes)
    assert urlsplit(target).fragment == "complaints"
    assert not soup.select(".result")
    said = said_at(soup, name)
    assert messages[language == "sv"] in said
    assert not foreign(said, language)
    field = soup.select_one(f'[name="{name}"]')
    assert field["aria-invalid"] == "true"
    links = soup.select(".wrong a")
    assert [link["href"] for link in links] == [f"#{field['id']}"]
    assert said in words(soup.select_one(".wrong li"))
    kept = {**form_data(soup), **({name: before[name]} if "choice that is none" in mistake else {})}
    assert {key: value for key, value in before.items() if value} == {
        key: value for key, value in kept.items() if value
    }


@pytest.mark.parametrize("typed", ["1.250,5", "1250,5", "1250.5", "1 250,5", "1,250.5", "1250,50 kr."])
@both_languages
def test_numbers_are_taken_as_people_type_them(client: Client, typed: str, language: str) -> None:
    _target, soup = ordinary(client, language, costs__0__amounts__0=typed)
    _target, plain = ordinary(client, language, costs__0__amounts__0="1250,5")
    assert table(soup, "by-town") == table(plain, "by-town")
    assert value_of(soup, "costs.0.amounts.0") == typed


def test_empty_rows_are_left_out(client: Client) -> None:
    data = form_data(opened(client, address_of(ORDINARY, "da")))
    data |= {"costs.12.label": " ", "costs.12.amounts.3": "", "municipalities.5.name": "", "benefits.9.owner": ""}
    _target, soup = sent(client, "da", data)
    _target, plain = ordinary(client, "da")
    assert table(soup, "by-town") == table(plain, "by-town")
    assert not soup.select(".err")


def test_a_mistake_after_an_empty_row_is_said_in_its_own_row(client: Client) -> None:
    data = form_data(opened(client, address_of(ORDINARY, "da")))
    data |= {"costs.9.label": "Sen", "costs.9.scope": "S", "costs.9.amounts.2": "x"}
    _target, soup = sent(client, "da", data)
    assert "Skriv et tal" in said_at(soup, "costs.9.amounts.2")


@both_languages
def test_shares_that_do_not_add_up(client: Client, language: str) -> None:
    """The message stands at each share, with the sum, and once above; the rest is calculated all the same."""
    shares = {f"municipalities__{at}__fixed_share": text for at, text in enumerate(("50", "20", "25"))}
    target, soup = ordinary(client, language, key="4", **shares)
    assert urlsplit(target).fragment == "result"
    for at, typed in enumerate(("50", "20", "25")):
        assert "95 %" in said_at(soup, f"municipalities.{at}.fixed_share")
        assert value_of(soup, f"municipalities.{at}.fixed_share") == typed
    told = soup.select_one('.warned li:has(a[href="#f-municipalities-0-fixed_share"])')
    assert len(told.select("a")) == 1
    assert {"da": "Aftalt andel, procent, alle kommuner", "sv": "Avtalad andel, procent, alla kommuner"}[
        language
    ] == words(told.a)
    assert words(soup.select_one(".warned")).count("95 %") == 1
    assert not soup.select("[aria-invalid]")
    right = ordinary(client, language, key="4", **{**shares, "municipalities__0__fixed_share": "55"})[1]
    assert not right.select('.warned a[href*="fixed_share"]')


@both_languages
def test_no_money_for_implementation_or_operation(client: Client, language: str) -> None:
    soup = opened(client, address_of(ORDINARY, language))
    assert not soup.select_one('.warned a[href="#costs"]')
    data = form_data(soup, **{f"costs__{at}__category": "1" for at in range(7)})
    _target, soup = sent(client, language, data)
    said = words(soup.select_one(".warned"))
    for name in {"da": ("implementering", "drift", "skalering"), "sv": ("införande", "drift", "skalning")}[language]:
        assert name in said
    assert said.count("#") == 0
    assert words(soup.select_one("#costs").find_parent("section").select_one(".msg")) in said


@both_languages
@pytest.mark.parametrize("name", SETUPS)
def test_every_set_up_is_answered_in_the_language(client: Client, name: str, language: str) -> None:
    soup = opened(client, address_of(SETUPS[name], language))
    for tag in soup.select(".result p, .result li, .wrong li, .advice, .err, label, legend, .msg"):
        assert not foreign(words(tag), language), tag
    assert bool(soup.select(".result")) != bool(soup.select(".wrong"))
    if name == "empty":
        assert soup.select_one('.wrong a[href="#municipalities"]')


def test_names_are_shown_as_they_were_written(client: Client) -> None:
    soup = opened(client, address_of(SETUPS["names_with_signs"], "da"))
    assert [row[0] for row in table(soup, "by-town")] == ["Å & Ø", 'Kommune "B"', "=A1", "I alt"]
    assert value_of(soup, "project") == '"Tryg" & <fri>'
    assert not soup.select("fri")
    exported = client.get(address_of(SETUPS["names_with_signs"], "da", **{"as": "workbook"}))
    assert exported["content-disposition"] == 'attachment; filename="tryg-fri-da.xlsx"'
    book = load_workbook(io.BytesIO(exported.content))
    assert book["Forudsætninger"]["A16"].data_type == "s"


@both_languages
def test_rows_are_added_and_removed_without_a_script(client: Client, language: str) -> None:
    soup = opened(client, URL[language])
    for wanted in (3, 4):
        button = soup.select_one('button[value="add-municipalities"]')
        assert words(button)
        target, soup = sent(client, language, form_data(soup, project="Kladde", rate="x"), str(button["value"]))
        assert urlsplit(target).fragment == f"f-municipalities-{wanted - 1}-name"
        assert len(soup.select('[name^="municipalities."][name$=".name"]')) == wanted
        assert value_of(soup, "project") == "Kladde"
        assert not soup.select(".err, .wrong")
    data = form_data(soup, municipalities__0__name="Første", municipalities__1__name="Anden")
    _target, soup = sent(client, language, data, "remove-municipalities-0")
    assert value_of(soup, "municipalities.0.name") == "Anden"
    assert len(soup.select('[name^="municipalities."][name$=".name"]')) == 3


def test_there_is_room_for_as_many_rows_as_in_the_workbook(client: Client) -> None:
    soup = opened(client, address_of(SETUPS["eight_municipalities_fixed_shares"], "da"))
    assert not soup.select_one('button[value="add-municipalities"]')
    assert "8 rækker" in words(soup.select_one("#municipalities").find_parent("section"))
    _target, again = sent(client, "da", form_data(soup), "add-municipalities")
    assert len(again.select('[name^="municipalities."][name$=".name"]')) == 8
    one = opened(client, address_of(SETUPS["one_municipality"], "da"))
    assert not one.select_one('button[value="remove-municipalities-0"]')
    _target, again = sent(client, "da", form_data(one), "remove-municipalities-0")
    assert value_of(again, "municipalities.0.name") == ""


@pytest.mark.parametrize(
    "do", ["", "add", "add-", "add-scenarios", "remove-costs", "remove-costs-99", "remove-x-0", "remove-costs-٣", "_"]
)
def test_a_button_that_is_none_does_no_harm(client: Client, do: str) -> None:
    data = form_data(opened(client, address_of(ORDINARY, "da")))
    _target, soup = sent(client, "da", data, do)
    assert form_data(soup) == data


@pytest.mark.parametrize("parameter", ["x", "1.", "1.xx", "2.abc", "1." + "A" * 5000, "%00", "1.eJyLBgAAXQBd"])
@both_languages
def test_a_broken_address_gives_an_empty_form(client: Client, parameter: str, language: str) -> None:
    for name in ("case", "draft"):
        soup = opened(client, f"{URL[language]}?{name}={parameter}")
        assert {"da": "kunne ikke læses", "sv": "gick inte att läsa"}[language] in words(soup.select_one("main .msg"))
        assert form_data(soup) == form_data(opened(client, URL[language]))


def test_what_is_left_of_a_tampered_address_is_used(client: Client) -> None:
    data = [
        "da",
        ["P", "DKK", "", "3,5", "5", "", "", "0", "1"],
        [["A", "1", "100", 7]],
        [["Drift"] + [None] * 3],
        [],
        [],
    ]
    soup = opened(client, f"{URL['da']}?case={packed(data)}")
    assert "sprunget over" in words(soup.select_one("main .msg"))
    assert value_of(soup, "municipalities.0.name") == "A"
    assert soup.select_one("#result")


def test_sums_beyond_all_measure_are_refused(client: Client) -> None:
    huge = "999999999999"
    changes = {
        "costs__5__amounts__1": huge,
        "municipalities__0__target_group": huge,
        "municipalities__0__uptake": "100",
    }
    _target, soup = ordinary(client, "da", **changes, hour_value=huge, usable_share="100", benefits__2__amounts__1=huge)
    for name in ("hour_value", "municipalities.0.target_group", "costs.5.amounts.1", "benefits.2.amounts.1"):
        assert "Dette er det største" in said_at(soup, name)
    assert not soup.select(".result")


def test_amounts_in_years_that_are_not_counted_can_still_be_seen(client: Client) -> None:
    soup = opened(client, address_of(SETUPS["every_check_fails"], "da"))
    assert value_of(soup, "costs.2.amounts.4") == "500"
    assert "Ret antallet af år" in said_at(soup, "years")
    assert "tæller rækken ikke med" in said_at(soup, "costs.0.scope")
    assert "tæller rækken ikke med" in said_at(soup, "costs.1.driver")
    assert "ejer" in said_at(soup, "benefits.1.owner")
    assert "times værdi" in said_at(soup, "hour_value")


def test_a_form_that_is_too_long_for_an_address_is_answered_at_once(client: Client) -> None:
    data = form_data(opened(client, address_of(ORDINARY, "da")))
    for table_name in ("costs", "benefits"):
        for at in range(20):
            letters = "".join(chr(0x4E00 + (at * 997 + n * 7919 + len(table_name)) % 20000) for n in range(110))
            data[f"{table_name}.{at}.label"] = letters
    response = client.post(URL["da"], {**data, "do": "calculate"})
    assert response.status_code == 200
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    assert soup.select_one("#result")
    assert not soup.select("#share")
    assert "Gem det som regneark" in words(soup.select_one(".take"))
    assert form_data(soup)["costs.19.label"] == data["costs.19.label"]
    assert soup.select_one('meta[name="robots"]')
    book = client.post(URL["da"], {**data, "do": "workbook"})
    assert load_workbook(io.BytesIO(book.content))["Omkostninger"]["A25"].value == data["costs.19.label"]
    paper = client.post(URL["da"], {**data, "do": "paper"})
    assert "Beslutningsoplæg" in paper.content.decode()


@both_languages
def test_who_never_lays_out_money_has_it_back_at_once(client: Client, language: str) -> None:
    """The tile says what the row of all together says; a dash would mean: never."""
    soup = opened(client, address_of(replace(ORDINARY, costs=()), language))
    assert "0,0" in table(soup, "by-town")[-1]
    assert words(soup.select("dl.key dd")[3]) == "0,0"


@both_languages
def test_a_paper_or_workbook_of_mistakes_is_not_made(client: Client, language: str) -> None:
    data = form_data(opened(client, address_of(ORDINARY, language)), rate="x")
    for do in ("paper", "workbook"):
        target, soup = sent(client, language, data, do)
        assert urlsplit(target).fragment == "complaints"
        assert said_at(soup, "rate")
    for kind in ("paper", "workbook", "nothing"):
        soup = opened(client, address_of(SETUPS["empty"], language, **{"as": kind}))
        assert soup.select_one(".wrong")


def test_drawings_are_described(client: Client) -> None:
    soup = opened(client, address_of(ORDINARY, "da"))
    for drawing in soup.select("svg.chart"):
        title, described = (soup.select_one(f"#{drawing[name]}") for name in ("aria-labelledby", "aria-describedby"))
        assert words(title)
        assert any(map(str.isdigit, words(described)))
    rows = [row[0] for row in table(soup, "by-town")[:-1]]
    assert all(name in words(soup.select_one("#bars-d")) for name in rows)


@both_languages
def test_no_more_queries_than_the_bare_page(client: Client, language: str) -> None:
    warm_up()
    bare = fetch(client, URL[language])
    assert len(bare.queries) <= 10
    for url in (
        f"{URL[language]}?example=1",
        f"{URL[language]}?case=x",
        address_of(SETUPS["every_check_fails"], language),
    ):
        assert fetch(client, url).queries == bare.queries
    assert len(fetch(client, f"{URL[language]}?example=1&as=paper").queries) <= 10


def test_it_is_found_and_linked(client: Client) -> None:
    for language, template, guide in (
        ("da", "/da/vaerktoejskasse/faelles-business-case-ark/", "/da/vaerktoejskasse/faelles-business-case/"),
        ("sv", "/sv/verktygslada/gemensam-kalkyl-ark/", "/sv/verktygslada/gemensam-kalkyl/"),
    ):
        for url in (template, guide):
            assert opened(client, url).select_one(f'main a[href="{URL[language]}"]'), url


def test_pages_may_be_posted_to_and_nothing_happens(client: Client) -> None:
    """The address of pages takes no token, since no page changes anything; what does has an address of its own."""
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/da/", {"x": "y"}).status_code == 405
    assert strict.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 403
    assert strict.post(URL["da"], form_data(opened(client, URL["da"]))).status_code == 303


def test_the_page_is_an_application_to_machines(client: Client) -> None:
    script = opened(client, URL["da"]).select_one('script[type="application/ld+json"]')
    assert script
    graph = {thing["@type"]: thing for thing in json.loads(str(script.string))["@graph"]}
    assert graph["WebApplication"]["isAccessibleForFree"] is True


def test_the_same_figures_have_the_same_address(client: Client) -> None:
    first, _soup = ordinary(client, "da")
    second, _soup = ordinary(client, "da")
    assert first == second
    assert address.read(parse_qs(urlsplit(first).query)["case"][0]).language == "da"
