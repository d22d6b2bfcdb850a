"""Editors who read the portal get from a page to its form; readers get nothing of it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_editor_gets_from_the_page_to_its_form(client: Client, seeded: None) -> None:
    client.force_login(get_user_model().objects.create_superuser("hanne", "hanne@example.org", "x"))
    html = client.get("/da/vaerktoejskasse/test-i-drift/").content.decode()
    assert "wagtail-userbar" in html
    assert "/edit/" in html


def test_readers_see_no_bar_and_get_no_cookie(client: Client, seeded: None) -> None:
    response = client.get("/da/vaerktoejskasse/test-i-drift/")
    assert "userbar" not in response.content.decode()
    assert not response.cookies
