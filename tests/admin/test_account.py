"""The generated logins and their own settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from portal.seed.management.commands.local_accounts import ensure_accounts

ACCOUNT = "wagtailadmin_account"


def shown(client: Client) -> dict[str, str]:
    """What the page's form holds, as a browser would send it back."""
    page = BeautifulSoup(client.get(reverse(ACCOUNT)).content, "html.parser")
    data = {}
    for field in page.select("main form input[name], main form select[name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            data[str(field["name"])] = str(chosen["value"]) if chosen else ""
        elif field.get("type") not in {"checkbox", "radio", "file", "password"} or field.has_attr("checked"):
            data[str(field["name"])] = str(field.get("value", ""))
    return data


@pytest.mark.parametrize("username", ["admin", "redaktoer"])
@pytest.mark.parametrize("language", ["da", "sv"])
def test_a_generated_login_can_change_nothing_but_the_language(
    seeded: None, client: Client, tmp_path: Path, username: str, language: str
) -> None:
    ensure_accounts(tmp_path / "logins.json")
    user = get_user_model().objects.get(username=username)
    client.force_login(user)
    response = client.post(reverse(ACCOUNT), shown(client) | {"locale-preferred_language": language})
    assert response.status_code == 302, response.context["panels_by_tab"]
    assert UserProfile.objects.get(user=user).preferred_language == language
    assert client.get(reverse(ACCOUNT)).content.decode().count(f'<html lang="{language}"') == 1


def test_a_login_from_before_gets_its_name_and_what_was_written_stays(seeded: None, tmp_path: Path) -> None:
    logins = tmp_path / "logins.json"
    ensure_accounts(logins)
    users = get_user_model().objects
    users.filter(username="redaktoer").update(first_name="", last_name="", email="")
    users.filter(username="admin").update(first_name="Ane", last_name="", email="")
    kept = json.loads(logins.read_text())
    ensure_accounts(logins)
    assert json.loads(logins.read_text()) == kept
    editor, admin = users.get(username="redaktoer"), users.get(username="admin")
    assert all([editor.first_name, editor.last_name, editor.email])
    assert (admin.first_name, admin.last_name, admin.email) == ("Ane", "", "")


def test_time_zones_are_those_that_browsers_know(seeded: None, admin_client: Client) -> None:
    page = BeautifulSoup(admin_client.get(reverse(ACCOUNT)).content, "html.parser")
    zones = [option["value"] for option in page.select('[name="locale-current_time_zone"] option') if option["value"]]
    assert {"Europe/Copenhagen", "Europe/Stockholm"} <= set(zones)
    assert all("/" in str(zone) for zone in zones)
