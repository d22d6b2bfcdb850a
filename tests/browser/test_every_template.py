"""Every template in a real browser: axe, sideways scrolling, layout shift, scripts, other hosts and cookies.

Each of the fourteen templates is opened in one language at every width and theme, and the languages alternate between
widths, so that both are seen at wide and narrow; that is 14 pages x 4 widths x 2 themes.
"""

from __future__ import annotations

import zipfile
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]

PAGES = {
    "da": (
        "/da/",
        "/da/processen/",
        "/da/processen/faelles-behov/",
        "/da/vaerktoejskasse/",
        "/da/vaerktoejskasse/test-i-drift/",
        "/da/vaerktoejskasse/opi-samarbejdsaftale/",
        "/da/cases/",
        "/da/cases/vaesteraas-fri-bevaegelse/",
        "/da/for-virksomheder/",
        "/da/for-virksomheder/dlsc/",
        "/da/begreber/",
        "/da/begreber/dpia/",
        "/da/tilgaengelighed/",
        "/da/findes-ikke/",
    ),
    "sv": (
        "/sv/",
        "/sv/processen/",
        "/sv/processen/gemensamma-behov/",
        "/sv/verktygslada/",
        "/sv/verktygslada/test-i-verksamheten/",
        "/sv/verktygslada/samverkansavtal-innovation/",
        "/sv/exempel/",
        "/sv/exempel/vasteras-rorelsefrihet/",
        "/sv/for-foretag/",
        "/sv/for-foretag/velfaerdsteknologi-2026-2028/",
        "/sv/begrepp/",
        "/sv/begrepp/dpia/",
        "/sv/tillganglighet/",
        "/sv/finns-inte/",
    ),
}
LANGUAGE_AT = {1440: "da", 768: "sv", 390: "da", 320: "sv"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHIFT = """() => new Promise(done => { let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 100) })"""


def problems(page: Page, path: str) -> list[str]:
    """What is wrong with the page as it stands."""
    found = [
        f"{path}: axe {v['id']} at {v['nodes'][0]['target']}"
        for v in Axe().run(page, options=RULES).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        found.append(f"{path}: scrolls sideways")
    shift = page.evaluate(SHIFT)
    if shift > 0.01:
        found.append(f"{path}: the layout shifts by {shift:.3f}")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_every_template_is_clean(browser: Browser, site: str, width: int, theme: Any) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on(
        "request",
        lambda request: (
            wrong.append(f"other host: {request.url}") if not request.url.startswith((site, "data:")) else None
        ),
    )
    for path in PAGES[LANGUAGE_AT[width]]:
        response = page.goto(f"{site}{path}")
        assert response is not None
        assert response.status == (404 if path.endswith(("findes-ikke/", "finns-inte/")) else 200), path
        wrong += problems(page, path)
    assert not context.cookies()
    context.close()
    assert wrong == []


@pytest.mark.parametrize("width", [1440, 390])
def test_clean_with_menu_and_term_open(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
    page.locator("button.term").first.click()
    assert page.locator(".pop:popover-open").count() == 1
    wrong = problems(page, "a term open")
    page.keyboard.press("Escape")
    assert page.locator(".pop:popover-open").count() == 0
    if width < 900:
        page.locator("button.menu").click()
        assert page.locator(".nav:popover-open").count() == 1
        wrong += problems(page, "the menu open")
        page.keyboard.press("Escape")
        assert page.locator(".nav:popover-open").count() == 0
    context.close()
    assert wrong == []


def test_large_text_does_not_scroll_sideways(browser: Browser, site: str) -> None:
    """400 % zoom of a screen 1280 wide is 320 pixels; and text alone at 200 % must fit a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    for path in PAGES["sv"]:
        page.goto(f"{site}{path}")
        page.add_style_tag(content="html { font-size: 200% }")
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), path
    context.close()


def test_every_template_works_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    for language in ("da", "sv"):
        for path in PAGES[language]:
            page.goto(f"{site}{path}")
            assert page.locator("h1").count() == 1, path
            assert page.locator("h1").is_visible(), path
            assert page.locator("main").inner_text().strip(), path
            assert page.locator(f'.langs a[hreflang="{"sv" if language == "da" else "da"}"]').count() == 1, path
    page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
    page.locator("button.menu").click()
    assert page.get_by_role("link", name="Cases").first.is_visible()
    page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
    box = page.locator(".check input").first
    box.check()
    assert box.is_checked()
    context.close()


def test_the_keyboard_reaches_everything(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "indhold"
    page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
    page.locator(".langs a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/sv/verktygslada/behovsanalys/")
    term = page.locator("button.term").first
    term.focus()
    page.keyboard.press("Enter")
    assert page.locator(".pop:popover-open").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".pop:popover-open").count() == 0
    assert page.evaluate("document.activeElement.className") == "term"
    context.close()


def test_print_leaves_out_what_paper_cannot_use(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 1000})
    page = context.new_page()
    page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".nav", ".langs", ".feet", ".toc"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".facts").first.is_visible()
    assert page.locator(".check input").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    context.close()


def test_ticks_are_remembered(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/da/vaerktoejskasse/behovsafdaekning/")
    page.locator(".check input").nth(1).check()
    page.reload()
    assert [box.is_checked() for box in page.locator(".check input").all()][:3] == [False, True, False]
    ticked = page.locator(".check li").nth(1).inner_text().strip()
    for path in ("vaerktoejskasse/behovsafdaekning/", "processen/faelles-behov/"):
        page.goto(f"{site}/da/{path}")
        with page.expect_download() as taken:
            page.locator("[data-kit]").click()
        with zipfile.ZipFile(taken.value.path()) as kit:
            lists = BeautifulSoup(kit.read("tjeklister.html"), "html.parser")
        assert [one.get_text(strip=True) for one in lists.select("li:has([checked])")] == [ticked]
    assert not context.cookies()
    context.close()
