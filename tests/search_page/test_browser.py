"""The search page in a browser: results in place, history, suggestions by keyboard, and no finding of axe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.needs import chromium

pytestmark = [pytest.mark.browser]
SIZES = {1440: 900, 390: 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs an event loop in this thread
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield made
        made.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(seeded_live: None, indexed: None, live_server: Any) -> str:
    """Address of the portal."""
    return str(live_server.url)


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that fails the test when a script does."""
    errors: list[str] = []
    made = browser.new_page(viewport={"width": 1440, "height": 900})
    made.set_default_timeout(10_000)
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield made
    made.close()
    assert not errors


def test_results_change_in_place(page: Page, site: str) -> None:
    """A filter is applied without a new page; the count is announced, the focus stays, and back leads back."""
    page.goto(f"{site}/da/soeg/?q=demens")
    page.evaluate("window.stays = true")
    before = page.locator("#res").inner_text()
    page.locator("#f-type-case").check()
    page.locator("#apply").click()
    expect(page).to_have_url(f"{site}/da/soeg/?q=demens&type=case")
    expect(page.locator("#res")).not_to_have_text(before)
    expect(page.locator("#found")).to_have_text(page.locator("#res").inner_text())
    expect(page.locator("#f-type-case")).to_be_checked()
    assert page.evaluate("document.activeElement.id") == "apply"
    expect(page.locator(".langs a")).to_have_attribute("href", "/sv/sok/?q=demens&type=case")
    page.locator(".chip").click()
    expect(page).to_have_url(f"{site}/da/soeg/?q=demens")
    expect(page.locator("#res")).to_have_text(before)
    assert page.evaluate("document.activeElement.id") == "res"
    page.go_back()
    expect(page).to_have_url(f"{site}/da/soeg/?q=demens&type=case")
    expect(page.locator("#f-type-case")).to_be_checked()
    page.go_back()
    expect(page.locator("#res")).to_have_text(before)
    expect(page.locator("#f-type-case")).not_to_be_checked()
    page.locator("#q").fill("behov")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/da/soeg/?q=behov")
    assert page.evaluate("document.activeElement.id") == "q"
    expect(page).to_have_title("Søgning: behov – Samværk")
    assert page.evaluate("window.stays")


def test_field_and_history_follow_the_address(page: Page, site: str) -> None:
    """Back brings the words back into the field that has the focus; the same question again adds no step."""
    page.goto(f"{site}/sv/sok/?q=demens")
    steps = page.evaluate("history.length")
    for _ in range(2):
        with page.expect_response("**/sv/sok/?q=demens"):
            page.locator("#apply").click()
        page.locator("#q").focus()
        with page.expect_response("**/sv/sok/?q=demens"):
            page.keyboard.press("Enter")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    assert page.evaluate("history.length") == steps
    page.locator("#q").fill("qzxwvkpj")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/sv/sok/?q=qzxwvkpj")
    expect(page.locator("#res")).to_contain_text("qzxwvkpj")
    page.go_back()
    expect(page).to_have_url(f"{site}/sv/sok/?q=demens")
    expect(page.locator("#q")).to_have_value("demens")


def test_filters_outlive_a_new_question_and_ticks_a_link(page: Page, site: str) -> None:
    """Chosen filters stay with other words; ticks not yet applied come along with an order, a page or a chip."""
    page.goto(f"{site}/da/soeg/?q=test")
    page.locator("#f-type-guide").check()
    page.locator(".sort a").first.click()
    expect(page).to_have_url(f"{site}/da/soeg/?q=test&type=guide&sort=phase")
    expect(page.locator("#f-type-guide")).to_be_checked()
    page.locator("#q").fill("behov")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/da/soeg/?q=behov&type=guide")
    page.locator("#f-type-case").check()
    page.locator(".chip").click()
    expect(page).to_have_url(f"{site}/da/soeg/?q=behov&type=case")
    expect(page.locator("#f-type-case")).to_be_checked()
    expect(page.locator("#f-type-guide")).not_to_be_checked()
    page.goto(f"{site}/da/soeg/")
    page.locator("#f-type-term").check()
    page.locator(".pages a[rel=next]").click()
    expect(page).to_have_url(f"{site}/da/soeg/?type=term")


def test_groups_stay_as_they_were_left(page: Page, site: str) -> None:
    page.goto(f"{site}/da/soeg/?q=hjemmepleje")
    group = page.locator("details[id]:has(input[name=phase])").first
    group.locator("summary").click()
    expect(group).not_to_have_attribute("open", "")
    page.locator("#f-type-case").check()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/da/soeg/?q=hjemmepleje&type=case")
    expect(group).not_to_have_attribute("open", "")


def test_suggestions_by_keyboard(page: Page, site: str) -> None:
    """Arrow keys move, Escape closes and keeps the words, Enter takes the marked one."""
    page.goto(f"{site}/da/")
    field = page.locator("#hq")
    field.focus()
    field.press_sequentially("demen")
    options = page.locator("form.search:has(#hq) [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("demen")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    where = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != where)


def test_suggestions_by_click_on_the_search_page(page: Page, site: str) -> None:
    """A word that is clicked is searched for."""
    page.goto(f"{site}/sv/sok/")
    page.locator("#q").press_sequentially("upphandl")
    chosen = "OPI utan upphandling"
    word = page.locator("form.search:has(#q) [role=option]", has_text=chosen)
    expect(word).to_be_visible()
    word.click()
    expect(page.locator("#res")).to_contain_text(f"”{chosen}”")
    expect(page.locator("#q")).to_have_value(chosen)
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")


def test_filter_sheet_on_a_phone(page: Page, site: str) -> None:
    """The sheet opens, applies and closes; focus goes to the results."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/da/vaerktoejskasse/")
    expect(page.locator("#facets")).to_be_hidden()
    page.locator("#filter").click()
    page.locator("#f-type-template").check()
    page.locator("#apply").click()
    expect(page).to_have_url(f"{site}/da/vaerktoejskasse/?type=template")
    expect(page.locator("#facets")).to_be_hidden()
    expect(page.locator("#filter")).to_contain_text("1 valgt")
    assert page.evaluate("document.activeElement.id") == "res"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_clicks_are_reported_without_cookies(page: Page, site: str) -> None:
    """The beacon carries the words and the language, and nothing else."""
    page.goto(f"{site}/da/soeg/?q=demens")
    with page.expect_request("**/api/v1/clicked") as sent:
        page.locator(".hit h3 a").first.click()
    assert sent.value.post_data == "q=demens&lang=da"
    assert not page.context.cookies()


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/da/soeg/?q=behov&type=guide,template", "/sv/sok/?q=qzxwvkpj", "/da/soeg/?q=demmens", "/sv/exempel/"]
)
def test_axe(page: Page, site: str, width: int, scheme: Any, path: str) -> None:
    """No findings, with the filters and the suggestions open."""
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.emulate_media(color_scheme=scheme)
    page.goto(site + path)
    assert not findings(page)
    if page.locator("#filter").is_visible():
        page.locator("#filter").click()
        page.locator("#facets details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        assert not findings(page)
        page.locator(".shut").click()
    page.locator("#q").press_sequentially("n")
    page.locator("#q").fill("dem")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert not findings(page)


def findings(page: Page) -> list[str]:
    """What axe objects to."""
    return [
        f"{found['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]
