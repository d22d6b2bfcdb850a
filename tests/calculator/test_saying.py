"""What the calculator says of figures, and that it says it once, unrounded, and only where it means something."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from tests.calculation.setups import ORDINARY, SETUPS
from tests.calculator.typing_in import READY, URL, address_of, form_data, opened, ordinary, said_at, sent
from tests.pages.portal import words
from toolbox.calculation.model import calculate, outcome, whole
from toolbox.calculation.numbers import Language
from toolbox.calculator.showing import _peaks

pytestmark = pytest.mark.usefixtures("seeded")
both_languages = pytest.mark.parametrize("language", ["da", "sv"])


@both_languages
@pytest.mark.parametrize("name", SETUPS)
def test_nothing_is_said_twice_above_the_form(client: Client, name: str, language: str) -> None:
    soup = opened(client, address_of(SETUPS[name], language))
    said = [words(tag).rpartition(words(tag.select("a")[-1]))[2] for tag in soup.select(".told > li")]
    assert len(said) == len(set(said))
    targets = [link["href"] for link in soup.select(".told a")]
    assert len(targets) == len(set(targets))
    assert all(soup.select_one(f'[id="{target[1:]}"]') for target in targets)


def test_what_is_wrong_is_listed_in_the_order_of_the_form(client: Client) -> None:
    """What is said of several fields stands where the first of them does, so each mistake here is another."""
    wrong = {"project": "x" * 200, "rate": "", "costs__1__amounts__2": "x", "costs__1__category": "77"}
    wrong |= {"municipalities__1__uptake": "300", "scenarios__1__costs": "", "benefits__0__amounts__1": "-1"}
    _target, soup = ordinary(client, "da", **wrong)
    listed = [str(link["href"]).removeprefix("#") for link in soup.select(".wrong a")]
    fields = [str(field["id"]) for field in soup.select("#calculator [aria-invalid]")]
    assert listed == fields
    assert len(fields) == len(wrong)


@both_languages
@pytest.mark.parametrize(("typed", "shown"), [
    ("4,25", "4,25"), ("3,5", "3,5"), ("0", "0"), ("0,125", "0,125"), ("4.0625", "4,0625"), ("10", "10"),
])  # fmt: skip
def test_what_was_typed_as_per_cents_is_shown_unrounded(client: Client, typed: str, shown: str, language: str) -> None:
    """Rate and levels, with the result and on the paper: another rate is another result."""
    data = form_data(opened(client, address_of(ORDINARY, language)), rate=typed, scenarios__0__benefits="72,75")
    for do in ("calculate", "paper"):
        _target, soup = sent(client, language, data, do)
        rest = {"da": "rente", "sv": "ränta"}[language]
        assert f"{rest} {shown} %," in words(soup.main).replace("\xa0", " ")
        assert do == "paper" or "72,75 %" in words(soup.select_one(".result")).replace("\xa0", " ")


@both_languages
def test_an_untouched_form_asks_for_a_name(client: Client, language: str) -> None:
    """The municipalities are ticked already, so asking for a tick would be wrong; without one it is right."""
    untouched = form_data(opened(client, URL[language]))
    _target, soup = sent(client, language, untouched)
    assert {"da": "Skriv navnet på mindst én", "sv": "Skriv namnet på minst en"}[language] in said_at(
        soup, "municipalities.0.name"
    )
    assert [link["href"] for link in soup.select(".wrong a")] == ["#f-municipalities-0-name"]
    unticked = {name: value for name, value in untouched.items() if not name.endswith("takes_part")}
    _target, soup = sent(client, language, unticked)
    assert [link["href"] for link in soup.select(".wrong a")] == ["#municipalities"]


@both_languages
@pytest.mark.parametrize(("key", "field"), [("2", "target_group"), ("3", "inhabitants"), ("4", "fixed_share")])
def test_a_key_without_numbers_gives_no_result(client: Client, key: str, field: str, language: str) -> None:
    """Nobody would pay the shared costs, and working together would seem to be worth all of them."""
    none = {f"municipalities__{at}__{field}": "" for at in range(3)}
    for do in ("calculate", "paper", "workbook"):
        data = form_data(opened(client, address_of(ORDINARY, language)), key=key, **none)
        _target, soup = sent(client, language, data, do)
        assert not soup.select(".result, .paper")
        assert [link["href"] for link in soup.select(".wrong a")] == ["#f-key"]
        assert {"da": "fælles omkostninger", "sv": "gemensamma kostnaderna"}[language] in said_at(soup, "key")


@both_languages
@pytest.mark.parametrize("empty", ["costs", "benefits"])
def test_nothing_tips_a_scale_with_one_side_empty(client: Client, empty: str, language: str) -> None:
    data = form_data(opened(client, address_of(ORDINARY, language)))
    bare = {name: "" if name.startswith(f"{empty}.") and ".amounts." in name else text for name, text in data.items()}
    _target, soup = sent(client, language, bare)
    tips = soup.select_one(".result h3:-soup-contains('lter regnestykket'), .result h3:-soup-contains('välter')")
    told = tips.find_next_sibling("div")
    assert words(told.select_one("strong"))
    assert not told.select("li")
    assert "0 %" not in words(told).replace("\xa0", " ")
    _target, both = sent(client, language, data)
    assert both.select(".result .prose li")


@both_languages
@pytest.mark.parametrize(("usable", "tips"), [("30", True), ("0", False)])
def test_what_tips_nothing_is_said_last(client: Client, usable: str, tips: bool, language: str) -> None:
    """And the part of the benefits that is needed once: the sentence above the list has it."""
    much = {"costs__0__amounts__0": "300000" if tips else "900000000"}
    _target, soup = ordinary(client, language, usable_share=usable, **much)
    told = soup.select_one(".result .prose:has(strong)")
    items = [words(item).replace("\xa0", " ") for item in told.select("li")]
    changed, never = {"da": ("ændrer resultatet med", "vælter ikke"), "sv": ("ändrar resultatet med", "välter inte")}[
        language
    ]
    assert changed in " ".join(items)
    assert not [item for item in items[:3] if never in item]
    assert bool([item for item in items if never in item]) <= (not tips)
    needed = words(told.strong).replace("\xa0", " ")
    level = next(word for word in needed.split() if word[0].isdigit())
    everything = {"da": "Alle gevinster", "sv": "Alla nyttor"}[language]
    assert not [item for item in items if item.startswith(everything) and f"{level} %" in item]


@both_languages
@pytest.mark.parametrize("name", READY)
def test_peaks_that_do_not_add_up_are_explained(client: Client, name: str, language: str) -> None:
    """Exactly where the sum of the municipalities' largest outlays is not the largest outlay of all."""
    found = calculate(READY[name])
    apart = whole(found.total.largest_outlay) != whole(outcome(found.case.rate, found.flow).largest_outlay)
    soup = opened(client, address_of(READY[name], language))
    told = {"da": "ikke i samme år", "sv": "inte samma år"}[language] in words(soup.select_one(".result"))
    assert told == apart


def test_some_set_up_has_peaks_apart_and_some_has_not() -> None:
    sums = {
        whole(found.total.largest_outlay) == whole(outcome(found.case.rate, found.flow).largest_outlay)
        for found in map(calculate, READY.values())
    }
    assert sums == {True, False}


@pytest.mark.parametrize(("language", "said"), [("da", "aldrig penge ude."), ("sv", "aldrig pengar ute.")])
def test_peaks_that_cancel_out_are_not_given_as_nothing(language: Language, said: str) -> None:
    """Where one has earned what another lays out, there is no largest outlay to name."""
    found = calculate(READY["ordinary"])
    together = replace(outcome(found.case.rate, found.flow), largest_outlay=Decimal("0.2"))
    with override(language):
        assert _peaks(found, together, language).endswith(said)


@both_languages
def test_the_example_says_that_it_is_one(client: Client, language: str) -> None:
    soup = opened(client, f"{URL[language]}?example=1")
    notice = words(soup.select_one("main .msg"))
    assert {"da": "opdigtede tal", "sv": "påhittade siffror"}[language] in notice
    data = form_data(soup)
    posted = [client.post(URL[language], {**data, "do": do})["location"] for do in ("calculate", "paper")]
    for url in (f"{URL[language]}?example=1&as=paper", *posted):
        there = opened(client, url)
        assert notice in words(there.main)
        assert {"da": "kommunernes egne", "sv": "kommunernas egna"}[language] not in words(there.main)
    for answer in (
        client.get(f"{URL[language]}?example=1&as=workbook"),
        client.post(URL[language], {**data, "do": "workbook"}),
    ):
        book = load_workbook(io.BytesIO(answer.content))
        first = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
        assert notice[:40] in first


@both_languages
def test_a_case_of_ones_own_is_not_called_invented(client: Client, language: str) -> None:
    _target, soup = ordinary(client, language)
    assert not soup.select("main .msg:not([hidden])")
    data = form_data(opened(client, f"{URL[language]}?example=1"), project="Vores egen")
    _target, paper = sent(client, language, data, "paper")
    assert {"da": "kommunernes egne", "sv": "kommunernas egna"}[language] in words(paper.select_one(".paper"))
    assert not paper.select(".paper .msg")
