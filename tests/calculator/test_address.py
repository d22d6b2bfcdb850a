"""A form goes through an address and comes back; what somebody did to the address on the way does no harm."""

from __future__ import annotations

import base64
import json
import zlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.setups import ORDINARY, SETUPS
from toolbox.calculation.numbers import parse_number
from toolbox.calculation.reading import read_case
from toolbox.calculator import address
from toolbox.calculator.answering import calculated, empty_form, example_form
from toolbox.calculator.form import AMOUNTS, MOST, TABLES, Form, sent
from toolbox.calculator.typed import typed
from toolbox.calculator.writing import form_of, in_language


def packed(data: object) -> str:
    """An address as somebody could make it by hand."""
    body = zlib.compress(json.dumps(data).encode())
    return "1." + base64.urlsafe_b64encode(body).rstrip(b"=").decode()


def filled(form: Form) -> tuple[object, object]:
    """What is not empty in a form."""
    rows = {t: [{k: v for k, v in row.items() if v} for row in form.rows(t)] for t in TABLES}
    return {k: v for k, v in form.settings.items() if v}, rows


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize("name", SETUPS)
def test_a_form_comes_back_from_its_address(name, language):
    form = form_of(SETUPS[name], language)
    found = address.read(address.written(form))
    assert filled(found) == filled(form)
    assert not found.damaged
    assert address.written(found) == address.written(form)


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize("name", sorted(SETUPS.keys() - {"exact_thirds", "some_stay_out"}))
def test_what_is_typed_is_what_was_meant(name, language):
    """Two set-ups have more digits, or emptier rows, than a form takes; they are held by their results."""
    reading = read_case(form_of(SETUPS[name], language).raw(), language)
    assert reading.case == SETUPS[name]


@pytest.mark.parametrize("make", [empty_form, example_form])
def test_addresses_are_short(make):
    assert len(address.written(make("da"))) < 800
    assert len(address.written(form_of(ORDINARY, "da"))) < 800


def test_a_full_form_has_room():
    """Eight municipalities, twenty lines of each kind with eleven different amounts: still an address."""
    row = {name: str(12345 + 97 * at) for at, name in enumerate(AMOUNTS)}
    line = {"label": "Licens og drift af løsningen", "category": "4", "scope": "L", "driver": "1", **row}
    form = example_form("da")
    tables = {**form.tables, "costs": (line,) * 20, "benefits": (line,) * 20}
    assert len(address.written(Form("da", form.settings, tables))) < address.LONGEST_ADDRESS


@given(st.text(max_size=60))
def test_no_text_as_an_address_is_an_error(text):
    for parameter in (text, "1." + text):
        with pytest.raises(address.BrokenAddress):
            address.read(parameter)


def test_an_address_that_was_cut_is_not_read_by_halves():
    whole = address.written(example_form("da"))
    for end in range(len(whole)):
        with pytest.raises(address.BrokenAddress):
            address.read(whole[:end])


@pytest.mark.parametrize(
    "data",
    [
        None, {}, [], "x", ["da"], ["en", [], [], [], [], []], [[], [], [], [], [], []], ["da", [], [], [], []],
        0, [["da"], [], [], [], [], []],
    ],
)  # fmt: skip
def test_what_is_not_a_form_is_refused(data):
    with pytest.raises(address.BrokenAddress):
        address.read(packed(data))


@pytest.mark.parametrize(
    "data",
    [
        ["da", {}, [], [], [], []],
        ["da", ["a", 1], [], [], [], []],
        ["da", ["a"] * 99, [], [], [], []],
        ["da", [], [["A"]] * 99, [], [], []],
        ["da", [], "rows", [], [], []],
        ["da", [], [None, ["B"]], [], [], []],
        ["da", [], [["A", ["1"]]], [], [], []],
        ["da", [], [["A"] * 99], [], [], []],
    ],
)
def test_what_is_left_of_a_tampered_form_is_read(data):
    form = address.read(packed(data))
    assert form.damaged
    assert all(len(form.rows(table)) <= MOST[table] for table in TABLES)
    read_case(form.raw(), "da")


def test_a_bomb_is_not_unpacked():
    body = base64.urlsafe_b64encode(zlib.compress(b"[" * 50_000_000)).decode()
    with pytest.raises(address.BrokenAddress):
        address.read("1." + body)
    deep = base64.urlsafe_b64encode(zlib.compress(b"[" * 90_000)).decode()
    with pytest.raises(address.BrokenAddress):
        address.read("1." + deep)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**13), max_value=10**13, places=2))
def test_typed_numbers_are_read_as_they_were_meant(value):
    for language in ("da", "sv"):
        assert parse_number(typed(value, language), language) == value


@pytest.mark.parametrize(
    ("value", "da", "sv"),
    [
        ("1250.5", "1.250,5", "1\xa0250,5"),
        ("0.125", "0,1250", "0,1250"),
        ("1000000", "1.000.000", "1\xa0000\xa0000"),
        ("2.2222222222222222", "2,22222222222222", "2,22222222222222"),
        ("98765432109.87", "98.765.432.109,87", "98\xa0765\xa0432\xa0109,87"),
        ("0", "0", "0"),
        ("1E+3", "1.000", "1\xa0000"),
        ("-5", "-5", "-5"),
    ],
)
def test_numbers_are_typed_as_the_language_has_them(value, da, sv):
    assert typed(Decimal(value), "da") == da
    assert typed(Decimal(value), "sv") == sv


@pytest.mark.parametrize("name", sorted(SETUPS))
def test_the_other_language_means_the_same(name):
    """1.250 is a thousand in Danish and refused in Swedish, so the language switch writes it anew."""
    danish = form_of(SETUPS[name], "da")
    here = read_case(danish.raw(), "da")
    there = read_case(in_language(address.read(address.written(danish)), "sv").raw(), "sv")
    assert [p.field for p in there.problems] == [p.field for p in here.problems]
    assert (there.case.rate, there.case.years, there.case.hour_value) == (
        here.case.rate,
        here.case.years,
        here.case.hour_value,
    )
    if here.ready:
        assert calculated(there.case).total == calculated(here.case).total


def test_the_portals_own_words_are_translated_and_nobody_elses():
    form = in_language(empty_form("da"), "sv")
    assert form.rows("costs")[0]["label"] == "Projektledning"
    own = sent({"costs.0.label": "Vores egen post", "costs.0.amounts.0": "abc", "rate": "3,5"}, "da")
    there = in_language(own, "sv")
    assert there.rows("costs")[0] == {"label": "Vores egen post", "amounts.0": "abc"}
    assert there.settings["rate"] == "3,5"


def test_what_is_sent_is_read_field_by_field():
    form = sent(
        {
            "project": "P",
            "csrf": "x",
            "municipalities.0.name": "A",
            "municipalities.1.name": "B",
            "municipalities.1.takes_part": "1",
            "costs.2.amounts.10": "5",
        },
        "da",
    )
    assert form.settings == {"project": "P"}
    assert [row["takes_part"] for row in form.rows("municipalities")] == ["0", "1"]
    assert form.rows("costs") == ({}, {}, {"amounts.10": "5"})
    assert not form.damaged


@pytest.mark.parametrize(
    "name", ["costs.99.label", "costs.x.label", "costs.-1.label", "costs.0.nothing", "costs..label", "costs.٣.label"]
)
def test_what_the_form_does_not_have_is_left_out(name):
    form = sent({name: "x", "costs.0.label": "kept"}, "da")
    assert form.damaged
    assert form.rows("costs") == ({"label": "kept"},)
