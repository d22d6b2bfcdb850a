"""Cases as somebody would type them, and pages as somebody would read them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.test import Client

from tests.calculation.setups import ORDINARY, SETUPS
from tests.pages.portal import words
from toolbox.calculation.inputs import Case
from toolbox.calculation.validation import problems
from toolbox.calculator import address
from toolbox.calculator.writing import form_of

URL = {"da": "/da/vaerktoejskasse/regn-business-case/", "sv": "/sv/verktygslada/rakna-business-case/"}
READY = {name: case for name, case in SETUPS.items() if not problems(case)}
"""The set-ups that can be calculated; the others give a message instead of a result."""


def address_of(case: Case, language: Any, **more: str) -> str:
    """The address that carries a case."""
    return f"{URL[language]}?{urlencode({'case': address.written(form_of(case, language)), **more})}"


def opened(client: Client, url: str, status: int = 200) -> BeautifulSoup:
    """The parsed page."""
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.content.decode(), "html.parser")


def form_data(soup: BeautifulSoup, **changes: str) -> dict[str, str]:
    """What a browser sends of the form as it stands, with some fields typed anew. Dots are double underscores."""
    form, data = soup.select_one("#calculator"), dict[str, Any]()
    for tag in form.select("input[name], select[name]"):
        if tag.name == "select":
            chosen = tag.select_one("option[selected]") or tag.select_one("option")
            data[tag["name"]] = chosen["value"]
        elif tag.get("type") != "checkbox":
            data[tag["name"]] = tag["value"]
        elif tag.has_attr("checked"):
            data[tag["name"]] = "1"
    data |= {name.replace("__", "."): value for name, value in changes.items()}
    return {name: value for name, value in data.items() if value is not None}


def table(soup: BeautifulSoup, caption: str) -> list[list[str]]:
    """The texts of a table's body and foot, found by the id of its caption or region."""
    found = soup.select_one(f"#{caption}").find_parent("table")
    return [[words(cell) for cell in row.select("th, td")] for row in found.select("tbody tr, tfoot tr")]


def said_at(soup: BeautifulSoup, name: str) -> str:
    """The message beside a field."""
    field = soup.select_one(f'[name="{name}"]')
    ids = str(field.get("aria-describedby") or "").split()
    return " ".join(words(soup.select_one(f"#{one}")) for one in ids if one.endswith("-m"))


def value_of(soup: BeautifulSoup, name: str) -> str:
    """What stands in a field."""
    field = soup.select_one(f'[name="{name}"]')
    if field.name == "select":
        return str((field.select_one("option[selected]") or {"value": ""})["value"])
    return str(field["value"])


def sent(client: Client, language: str, data: dict[str, str], do: str = "calculate") -> tuple[str, BeautifulSoup]:
    """Where the form leads, and the page there."""
    response = client.post(URL[language], {**data, "do": do})
    assert response.status_code == 303
    assert not response.cookies
    target = response["location"]
    return target, opened(client, target)


def ordinary(client: Client, language: str, **changes: str) -> tuple[str, BeautifulSoup]:
    """An ordinary case with some fields typed anew, sent."""
    return sent(client, language, form_data(opened(client, address_of(ORDINARY, language)), **changes))
