"""Where words break, how far rows stand apart, and what stands on a line of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.pages.portal import LANGUAGES

pytestmark = [pytest.mark.browser]

DIRECTORY = {"da": "/da/for-virksomheder/", "sv": "/sv/for-foretag/"}
GUIDE = {"da": "/da/vaerktoejskasse/behovsafdaekning/", "sv": "/sv/verktygslada/behovsanalys/"}
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
BROKEN_WORDS = """() => { const broken = [], range = document.createRange();
  for (const link of document.querySelectorAll('.ent h3 a')) {
    const node = link.firstChild;
    for (const word of node.data.matchAll(/[\\p{L}\\d]+/gu)) {
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      if (range.getClientRects().length > 1) broken.push(word[0]);
    }
  }
  return broken }"""
WIDEST_GAP = """() => Math.max(...[...document.querySelectorAll('.ent dl > div + div')].map(
  row => row.getBoundingClientRect().top - row.previousElementSibling.getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_the_directory_are_whole_and_its_rows_close(site: str, browser: Browser, language: str) -> None:
    page = browser.new_page(viewport=WIDE)
    try:
        page.goto(f"{site}{DIRECTORY[language]}")
        assert page.locator(".ent").count() > 20
        assert page.evaluate(BROKEN_WORDS) == []
        assert 0 < page.evaluate(WIDEST_GAP) < 16
    finally:
        page.close()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_out_of_an_explanation_stands_below_it(
    site: str, browser: Browser, viewport: ViewportSize, language: str
) -> None:
    page = browser.new_page(viewport=viewport)
    try:
        page.goto(f"{site}{GUIDE[language]}")
        page.locator("button.term").first.click()
        opened = page.locator(".pop:popover-open")
        boxes = [opened.locator(part).bounding_box() for part in (":scope > span >> nth=0", "a", "button")]
        said, link, close = [box for box in boxes if box]
        assert min(link["y"], close["y"]) >= said["y"] + said["height"]
        assert close["height"] >= 44
        assert close["x"] >= link["x"] + link["width"] or close["y"] >= link["y"] + link["height"]
    finally:
        page.close()
