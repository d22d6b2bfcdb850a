"""Fields have room for what stands in them, and a list of somebody else's stays theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page

from tests.calculation.setups import ORDINARY
from tests.calculator.typing_in import URL
from toolbox.calculation.inputs import LINES, MUNICIPALITIES, Category, Driver, Key, Scope, amounts
from toolbox.calculator import address
from toolbox.calculator.writing import form_of

pytestmark = pytest.mark.browser
CUT = """
() => [...document.querySelectorAll("#calculator :is(select, input[name*='.amounts.'])")].flatMap((field) => {
  const style = getComputedStyle(field), pen = document.createElement("canvas").getContext("2d");
  pen.font = style.font;
  const arrow = field.tagName === "SELECT" ? 14 : 0;
  const texts = field.tagName === "SELECT" ? [...field.options].map((option) => option.text) : [field.value];
  const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
  return field.offsetParent ? texts.filter((text) => pen.measureText(text).width > room) : [];
})
"""
"""Texts that are wider than their field: every choice of the menus, and the amounts that are typed."""


@pytest.mark.parametrize("width", [1440, 820, 390])
@pytest.mark.parametrize("language", ["da", "sv"])
def test_menus_and_amounts_are_not_cut(browser: Browser, site: str, language: str, width: int) -> None:
    line = replace(
        ORDINARY.costs[0],
        category=Category.IMPLEMENTATION,
        scope=Scope.LOCAL,
        driver=Driver.CITIZEN,
        amounts=amounts(12_345_000, 12_345_000),
    )
    form = form_of(replace(ORDINARY, costs=(line,)), language)  # type: ignore[arg-type]  # a language
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{site}{URL[language]}?draft={address.written(form)}")
    assert page.locator("[name='costs.0.driver']").is_visible()
    assert page.evaluate(CUT) == []
    page.close()


LARGEST = amounts(98_765_432, 98_765_432)
OVERFLOWING = """
() => [...document.querySelectorAll(".paper th")].filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => cell.textContent)
"""


@pytest.mark.parametrize("name", ["Kommune", "Kommune med et navn, der er meget langt, også for en kommune, " * 2])
@pytest.mark.parametrize("language", ["da", "sv"])
def test_the_decision_paper_is_one_side_of_a4(browser: Browser, site: str, language: str, name: str) -> None:
    """Eight municipalities, large sums, and everything that can be missing."""
    towns = tuple(
        replace(ORDINARY.municipalities[0], name=f"{name[:117]} {number}", target_group=Decimal(12_000))
        for number in range(MUNICIPALITIES)
    )
    benefits = tuple(replace(line, owner="", amounts=LARGEST) for line in ORDINARY.benefits)
    costs = (replace(ORDINARY.costs[0], amounts=LARGEST),)
    case = replace(ORDINARY, project="Fælles løsning " * 7, municipalities=towns, costs=costs, benefits=benefits)
    page = browser.new_page()
    page.goto(f"{site}{URL[language]}?case={address.written(form_of(case, language))}&as=paper")  # type: ignore[arg-type]
    assert page.locator(".warned li").count() >= 2
    assert page.locator(".paper tbody tr").count() >= MUNICIPALITIES
    _one_side(page)


@pytest.mark.parametrize("roles", [2, 20])
@pytest.mark.parametrize("language", ["da", "sv"])
def test_many_benefits_do_not_push_the_decision_to_a_second_page(
    browser: Browser, site: str, language: str, roles: int
) -> None:
    """Eight long names with agreed shares of 90 per cent, and twenty benefits of 75 characters."""
    towns = tuple(
        replace(
            ORDINARY.municipalities[0],
            name=f"Kommunen med et langt navn, som fylder mere end andre, nummer {number}",
            fixed_share=Decimal("0.1125"),
        )
        for number in range(MUNICIPALITIES)
    )
    benefits = tuple(
        replace(
            ORDINARY.benefits[0],
            label=f"Gevinst {number:02} " + "af mindre kørsel mellem borgerne og færre forgæves besøg i hele året"[:64],
            owner=f"Enhedschef i hjemmeplejen nummer {number % roles}",
            amounts=LARGEST,
        )
        for number in range(LINES)
    )
    case = replace(ORDINARY, key=Key.FIXED, municipalities=towns, benefits=benefits, costs=ORDINARY.costs[:1])
    parameter = address.written(form_of(case, language))  # type: ignore[arg-type]  # a language
    page = browser.new_page()
    page.goto(f"{site}{URL[language]}?case={parameter}&as=paper")
    warned = page.locator(".warned li").all_inner_texts()
    assert any("90 %" in text.replace("\u00a0", " ") for text in warned)
    assert not any("nummer" in text for text in warned)
    owners = page.locator(".paper section p", has_text="nummer 0").inner_text()
    told = owners.count("hjemmeplejen")
    assert f"{10 if roles == 2 else roles - told} " in owners
    assert told == 2 if roles == 2 else 8 < told < 20
    _one_side(page)


def _one_side(page: Page) -> None:
    """Printed, no heading of the table is cut, and one page is enough."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})
    assert page.evaluate(OVERFLOWING) == []
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))
    assert len(pages) == 1
    page.close()


def test_lines_that_nobody_has_touched_are_closed(browser: Browser, site: str) -> None:
    """Without a script too; what is closed again is printed with what stands in it."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{site}{URL['da']}")
    closed = page.locator(".line-of details:not([open])")
    assert closed.count() == 13
    amount = page.locator("[name='costs.2.amounts.0']")
    page.locator("#l-costs-2").focus()
    page.keyboard.press("Enter")
    amount.fill("1250")
    page.keyboard.press("Shift+Tab")
    page.locator("#l-costs-2").click()
    page.emulate_media(media="print")
    assert amount.is_visible()
    assert not page.locator("[name='costs.3.amounts.0']").is_visible()
    page.emulate_media(media="screen")
    page.locator("button.btn[value=calculate]").click()
    assert closed.count() == 12
    assert amount.input_value() == "1250"
    page.locator("button[value=add-costs]").click()
    assert page.locator("[name='costs.13.label']").is_visible()
    context.close()


def test_taking_the_last_out_of_a_list_that_was_sent_does_not_show_ones_own(browser: Browser, site: str) -> None:
    base = f"{site}/da/min-vaerktoejskasse/"
    context = browser.new_context()
    page = context.new_page()
    page.goto(base)
    page.evaluate("localStorage.setItem('samvaerk.toolkit', JSON.stringify(['testplan']))")
    page.goto(f"{base}?v=risikolog")
    page.click("[data-remove]")
    page.wait_for_url(f"{base}?v=")
    assert page.locator(".empty").is_visible()
    assert page.evaluate("localStorage.getItem('samvaerk.toolkit')") == '["testplan"]'
    page.goto(base)
    page.wait_for_url(f"{base}?v=testplan")
    context.close()


def test_what_needs_a_script_is_shown_by_it_only(browser: Browser, site: str) -> None:
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{site}/da/min-vaerktoejskasse/?v=testplan")
        assert page.locator("#note").is_visible() == script
        page.goto(page.locator(".grid h3 a").first.evaluate("link => link.href"))
        assert page.locator("[data-put]").is_visible() == script
        assert page.locator("main [data-toolkit]").is_visible()
        context.close()
