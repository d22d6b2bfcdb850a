"""The calculator with a script and a slow line: nothing that is typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.calculator.typing_in import URL

pytestmark = pytest.mark.browser


@contextmanager
def under_way(page: Page, button: str) -> Iterator[None]:
    """Press a button whose answer comes only afterwards."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", hold)
    page.locator(f"button:not(.vh)[value={button}]").click()
    page.locator(".calculator[aria-busy=true]").wait_for()
    while not held:
        page.evaluate("0")  # lets the event through
    yield
    held[0].continue_()
    page.locator(".calculator:not([aria-busy])").wait_for()


def test_what_is_typed_while_an_answer_is_under_way_is_kept(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}{URL['da']}")
    page.fill("[name='municipalities.0.name']", "Før")
    with under_way(page, "add-municipalities"):
        page.fill("[name='municipalities.1.name']", "Imens")
        page.uncheck("[name='municipalities.1.takes_part']")
        page.select_option("[name=key]", "3")
        page.fill("[name=years]", "7")
        page.fill("[name='benefits.0.amounts.7']", "700")
        page.fill("[name=project]", "Skrevet imens")
    assert page.locator("[name='municipalities.2.name']").is_visible()
    kept = {
        "project": "Skrevet imens",
        "municipalities.0.name": "Før",
        "municipalities.1.name": "Imens",
        "key": "3",
        "benefits.0.amounts.7": "700",
    }
    assert {name: page.locator(f"[name='{name}']").input_value() for name in kept} == kept
    assert not page.locator("[name='municipalities.1.takes_part']").is_checked()
    assert page.evaluate("document.activeElement.name") == "project"
    draft = page.evaluate("JSON.parse(localStorage.getItem('samvaerk.calculator'))")
    assert kept.items() <= dict(draft).items()
    page.close()


def test_a_row_that_moves_up_meanwhile_takes_what_is_typed_in_it_along(browser: Browser, site: str) -> None:
    """And what is pressed meanwhile is done afterwards."""
    page = browser.new_page()
    page.goto(f"{site}{URL['sv']}")
    page.fill("[name='municipalities.0.name']", "Först")
    with under_way(page, "remove-municipalities-0"):
        page.fill("[name='municipalities.0.name']", "Borta")
        page.fill("[name='municipalities.1.name']", "Stannar")
        page.locator("button[value=add-benefits]").click()
    page.locator("[name='benefits.2.label']").wait_for()
    names = page.locator("[name^='municipalities.'][name$='.name']")
    assert [names.nth(at).input_value() for at in range(names.count())] == ["Stannar"]
    page.close()


def test_more_years_have_their_fields_at_once(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}{URL['da']}")
    page.fill("[name='benefits.1.amounts.5']", "5")
    page.fill("[name=years]", "10")
    last = page.get_by_label("År 10", exact=True)
    assert last.count() == page.locator("[name$='.amounts.5']").count()
    page.fill("[name='benefits.1.amounts.10']", "1000")
    assert page.locator("[name='benefits.1.amounts.6']").input_value() == ""
    page.locator("button[value=add-costs]").click()
    page.locator("[name='costs.13.label']").wait_for()
    assert page.locator("[name='benefits.1.amounts.10']").input_value() == "1000"
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{site}{URL['da']}")
    assert "felter til flere år" in page.locator("noscript").inner_html()
    plain.close()
