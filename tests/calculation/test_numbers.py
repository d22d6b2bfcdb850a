"""Numbers as they are typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.calculation.numbers import NumberError, parse_number


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250", "1250"),
        ("1250,5", "1250.5"),
        ("1250.5", "1250.5"),
        ("1 250,5", "1250.5"),
        ("1\u00a0250,5", "1250.5"),
        ("1\u202f250.5", "1250.5"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("1.250.000,75", "1250000.75"),
        ("0,250", "0.250"),
        ("0.125", "0.125"),
        ("12,50", "12.50"),
        ("1250.500", "1250.500"),
        ("-5", "-5"),
        ("\u22125,5", "-5.5"),
        ("  42 ", "42"),
        ("5 kr.", "5"),
        ("5 SEK", "5"),
        ("100 kr", "100"),
    ],
)
def test_forms_with_one_meaning(text, value, language):
    assert parse_number(text, language) == Decimal(value)


def test_one_point_before_three_digits_groups_in_danish_only():
    assert parse_number("1.250", "da") == 1250
    with pytest.raises(NumberError) as error:
        parse_number("1.250", "sv")
    assert error.value.code == "ambiguous_number"
    assert error.value.values == {"grouped": "1250", "decimal": "1,25"}


@pytest.mark.parametrize("language", ["da", "sv"])
def test_one_comma_before_three_digits_is_asked_about(language):
    with pytest.raises(NumberError) as error:
        parse_number("12,000", language)
    assert error.value.values == {"grouped": "12000", "decimal": "12,0"}


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1,,2",
        "1.2.3",
        "1,",
        ",5",
        "1 25",
        "1.25.000",
        "1.250,55.3",
        "1e5",
        "NaN",
        "Infinity",
        "\u0663",
        "0x10",
        "1_000",
        "--5",
        "kr",
        "%",
        "5 %",
    ],
)
def test_what_is_no_number(text, language):
    with pytest.raises(NumberError) as error:
        parse_number(text, language)
    assert error.value.code == "not_a_number"


def test_a_number_may_be_too_long():
    with pytest.raises(NumberError, match="number_too_long"):
        parse_number("1" * 16, "da")


@pytest.mark.parametrize(("text", "value"), [("3,5", "0.035"), ("3,5 %", "0.035"), ("100%", "1"), ("0", "0")])
def test_per_cents_are_typed_as_per_cents(text, value):
    assert parse_number(text, "sv", percent=True) == Decimal(value)


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_nothing_typed_is_nothing(text):
    assert parse_number(text, "da") is None


@given(st.text(max_size=30), st.sampled_from(["da", "sv"]))
def test_no_text_makes_it_fail_in_another_way(text, language):
    try:
        value = parse_number(text, language)
    except NumberError:
        return
    assert value is None or value.is_finite()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_is_printed_in_either_language_is_read_back(value):
    plain = f"{value:,.2f}"
    danish = plain.translate(str.maketrans(",.", ".,"))
    assert parse_number(danish, "da") == value
    assert parse_number(danish.replace(".", " "), "sv") == value
    assert parse_number(f"{value:f}", "sv") == value
