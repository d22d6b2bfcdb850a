"""The admin's lists on a telephone, and a checklist on paper."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Browser, ViewportSize

from portal.core.permissions import EDITORS

pytestmark = [pytest.mark.browser]

NARROW: ViewportSize = {"width": 390, "height": 844}
READABLE = 110
"""Pixels that a column needs for most words to stay whole."""
LAST_BEFORE_END = """() => { const items = document.querySelectorAll('ul.check > li');
  return [...items].slice(-2).map(item => getComputedStyle(item).breakAfter) }"""


def test_lists_of_the_admin_can_be_read_on_a_telephone(site: str, browser: Browser) -> None:
    editor = get_user_model().objects.create_user("redaktoer-i-test")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(editor)
    context = browser.new_context(viewport=NARROW)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page = context.new_page()
    try:
        for path, columns in (
            ("/admin/pages/3/", ("td.title",)),
            ("/admin/verification/", ("td.title", "td:nth-child(5)")),
        ):
            page.goto(f"{site}{path}")
            for column in columns:
                box = page.locator(f"table.listing tbody tr:first-child {column}").bounding_box()
                assert box is not None, (path, column)
                assert box["width"] >= READABLE, (path, column, box)
                assert box["x"] + box["width"] <= NARROW["width"] + 10, (path, column, box)
            # What has no room is scrolled to within the list, not cut off.
            scrolls = page.evaluate("getComputedStyle(document.querySelector('table.listing').parentElement).overflowX")
            assert scrolls == "auto"
    finally:
        context.close()


def test_the_last_box_of_a_checklist_is_not_alone_on_a_page(site: str, browser: Browser) -> None:
    page = browser.new_page()
    try:
        page.emulate_media(media="print")
        page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
        assert page.evaluate(LAST_BEFORE_END) == ["avoid", "auto"]
    finally:
        page.close()
