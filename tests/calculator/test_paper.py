"""The decision paper: one page for who decides."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.calculation.setups import ORDINARY
from tests.calculator.typing_in import URL, address_of, form_data, opened, table
from tests.pages.portal import foreign, words

pytestmark = pytest.mark.usefixtures("seeded")
both_languages = pytest.mark.parametrize("language", ["da", "sv"])


@both_languages
def test_the_decision_paper_says_what_is_missing_to_who_reads_no_form(client: Client, language: str) -> None:
    """``Choose, or …`` helps beside a field only."""
    data = form_data(
        opened(client, address_of(ORDINARY, language)),
        costs__19__label="Penge uden ejer", costs__19__amounts__0="1000",
    )  # fmt: skip
    paper = opened(client, client.post(URL[language], {**data, "do": "paper"})["location"])
    warned = words(paper.select_one(".warned"))
    left_out = {"da": "1 række med beløb er ikke regnet med", "sv": "1 rad med belopp är inte medräknad"}
    assert left_out[language] in warned
    assert {"da": "1 omkostning hører ikke til", "sv": "1 kostnad hör inte till"}[language] in warned
    assert {"da": "Vælg", "sv": "Välj"}[language] not in warned


@both_languages
def test_the_decision_paper(client: Client, language: str) -> None:
    soup = opened(client, f"{URL[language]}?example=1&as=paper")
    assert words(soup.h1) == {
        "da": "Eksempel: fælles løsning i hjemmeplejen", "sv": "Exempel: gemensam lösning i hemtjänsten",
    }[language]  # fmt: skip
    assert len(table(soup, "by-town")) == 5
    assert soup.select_one(".verdict")
    assert len(soup.select(".chart")) == 2
    assert soup.select_one('meta[name="robots"]')
    assert not soup.select("form#calculator")
    for tag in soup.select(".paper p, .paper li, .paper dt"):
        assert not foreign(words(tag), language)
    data = form_data(opened(client, address_of(ORDINARY, language)))
    target = client.post(URL[language], {**data, "do": "paper"})["location"]
    assert parse_qs(urlsplit(target).query)["as"] == ["paper"]
    paper = opened(client, target)
    back = opened(client, str(paper.select_one(".paper-bar a")["href"]))
    assert form_data(back) == data
