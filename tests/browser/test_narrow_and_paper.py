"""The admin's lists on a telephone, and a checklist on paper."""

from __future__ import annotations

from typing import Literal

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


LONG_TITLES = (
    "/da/for-virksomheder/upphandlingsmyndigheten/",
    "/sv/for-foretag/upphandlingsmyndigheten/",
    "/da/tilgaengelighed/",
    "/sv/tillganglighet/",
)
BROKEN_WORDS = """() => { const h1 = document.querySelector('h1'), text = h1.firstChild, found = [];
  for (const { 0: word, index } of text.data.matchAll(/[^\\s-]+/g)) {
    const range = document.createRange(); range.setStart(text, index); range.setEnd(text, index + word.length);
    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word) }
  return found }"""
SIZES = """() => ['h1', 'main h2'].map(name => Math.max(...[...document.querySelectorAll(name)].map(one =>
  parseFloat(getComputedStyle(one).fontSize))))"""
PAPER = """() => ['.line-n', '.line-q', '.bead', '.lead'].map(name => {
  const style = getComputedStyle(document.querySelector(`.deep ${name}`));
  return [name, [style.color, style.backgroundColor]] })"""
Scheme = Literal["light", "dark"]
ON_PAPER = {
    ".bead": ["rgb(0, 0, 0)", "rgb(255, 255, 255)"],
    ".line-n": ["rgb(0, 0, 0)"],
    ".line-q": ["rgb(51, 51, 51)"],
    ".lead": ["rgb(51, 51, 51)"],
}


@pytest.mark.parametrize("own_font", [True, False])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_no_word_of_a_title_is_broken(site: str, browser: Browser, width: int, own_font: bool) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    try:
        if not own_font:  # it comes too late, and the machine's own takes its place
            page.route("**/*.woff2", lambda route: route.abort())
        for path in LONG_TITLES:
            page.goto(f"{site}{path}")
            assert page.evaluate(BROKEN_WORDS) == [], path
            title, heading = page.evaluate(SIZES)
            assert title >= 19, path
            assert title >= heading, path
    finally:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dark_field_is_black_on_white_on_paper(site: str, browser: Browser, scheme: Scheme) -> None:
    page = browser.new_page()
    try:
        page.emulate_media(media="print", color_scheme=scheme)
        for path in ("/da/processen/", "/sv/"):
            page.goto(f"{site}{path}")
            found = dict(page.evaluate(PAPER))
            for name, colours in ON_PAPER.items():
                assert found[name][: len(colours)] == colours, (path, name)
            # Drawings stand among the definitions, and are painted where they are used: their ground is the field's.
            gap = "getComputedStyle(document.querySelector('.deep .line')).getPropertyValue('--gap')"
            assert page.evaluate(gap) == "#fff"
    finally:
        page.close()


CONTACT_ORDER = """() => ['.facts', '.contact', '.sources'].map(name => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.top)] })"""


def test_the_way_in_comes_after_the_facts_and_beside_them_where_there_is_room(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    try:
        page.goto(f"{site}/da/for-virksomheder/dlsc/")
        facts, contact, sources = page.evaluate(CONTACT_ORDER)
        assert facts[1] < contact[1] < sources[1]
        page.set_viewport_size({"width": 1440, "height": 900})
        facts, contact, sources = page.evaluate(CONTACT_ORDER)
        assert contact[1] == facts[1]
        assert contact[0] > facts[0] == sources[0]
    finally:
        page.close()


@pytest.mark.parametrize("path", ["/da/vaerktoejskasse/test-i-drift/", "/sv/min-verktygslada/?v=test-i-drift"])
def test_what_is_ticked_is_ticked_on_paper(site: str, browser: Browser, path: str) -> None:
    page = browser.new_page()
    try:
        page.goto(f"{site}{path}")
        box = page.locator("ul.check input[type=checkbox]").first
        box.check()
        page.emulate_media(media="print")
        drawn = "box => { const tick = getComputedStyle(box, '::after'); return [tick.content, tick.borderStyle] }"
        assert box.evaluate(drawn) == ['""', "solid"]
        assert page.locator("ul.check input:not(:checked)").first.evaluate(drawn)[0] == "none"
    finally:
        page.close()


def test_the_last_box_of_a_checklist_is_not_alone_on_a_page(site: str, browser: Browser) -> None:
    page = browser.new_page()
    try:
        page.emulate_media(media="print")
        page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
        assert page.evaluate(LAST_BEFORE_END) == ["avoid", "auto"]
    finally:
        page.close()


@pytest.mark.parametrize(("path", "stages"), [("/da/for-virksomheder/", 3), ("/sv/for-foretag/", 3)])
def test_the_directory_is_short_on_a_telephone_and_whole_on_paper(
    site: str, browser: Browser, path: str, stages: int
) -> None:
    page = browser.new_page(viewport=NARROW)
    try:
        page.goto(f"{site}{path}")
        assert page.evaluate("document.documentElement.scrollHeight") < 8 * NARROW["height"] + 1000
        assert page.locator("h2:has(~ ul .ent)").count() >= stages
        behind = page.locator(".folded .ent h3 a")
        assert behind.count() > 0
        assert not behind.first.is_visible()
        page.locator(".folded > summary").first.press("Enter")
        assert behind.first.is_visible()
        assert page.locator(".ent dl > div + div").first.is_visible() is False, "one line of each, the rest on its page"
        page.reload()
        page.emulate_media(media="print")
        for each in page.locator(".ent h3 a, .ent dl > div").all():
            assert each.is_visible()
    finally:
        page.close()
