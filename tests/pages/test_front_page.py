"""The front page: what leads on from it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.pages.portal import fetch, words

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.mark.parametrize(("language", "said"), [("da", "Læs om netværket"), ("sv", "Läs om nätverket")])
def test_the_button_under_the_network_says_what_it_does(client: Client, language: str, said: str) -> None:
    """The network's own name has two lines, and is the section's subject already."""
    button = fetch(client, f"/{language}/").soup.select_one("section[aria-labelledby=network] a.btn")
    assert words(button) == said
    assert fetch(client, str(button["href"])).template == "organisations/organisation_page.html"


def test_no_two_cases_beside_each_other_wear_the_same_cloth(client: Client) -> None:
    """Two of them are of one area."""
    cards = fetch(client, "/da/").soup.select("section[aria-labelledby=cases] .k-case")
    cloths = [str(card.select_one(".art svg")) for card in cards]
    assert len(cloths) == len(set(cloths)) == 3
    assert len({words(card.select_one(".foot")) for card in cards}) < 3
