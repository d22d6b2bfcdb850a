"""From a form or an address to a case: the good, the odd and the hostile."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolbox.calculation.inputs import SCENARIOS, BenefitClass, Category, Driver, Key, Scope
from toolbox.calculation.messages import problem_message
from toolbox.calculation.model import calculate
from toolbox.calculation.reading import read_case

FORM = {
    "project": "Fælles sensor",
    "currency": "SEK",
    "price_year": "2026",
    "rate": "3,5",
    "years": "5",
    "start_year": "2027",
    "hour_value": "1.287,50",
    "usable_share": "25 %",
    "key": "2",
    "municipalities": [
        {"name": "A", "target_group": "1 200", "uptake": "50"},
        {"name": "", "target_group": "", "takes_part": "1"},
        {"name": "B", "takes_part": "", "target_group": "80", "uptake": "12,5", "local_start": "2"},
    ],
    "costs": [{"label": "Drift", "category": "4", "scope": "L", "driver": "1", "amounts": ["0", "1.250,5", ""]}],
    "benefits": [{"label": "Tid", "kind": "T", "driver": "0", "owner": "Leder", "amounts": ["", "40"]}],
}


def codes(reading):
    return {problem.field: problem.code for problem in reading.problems}


def test_a_filled_form_is_read():
    reading = read_case(FORM, "da")
    case = reading.case
    assert reading.ready
    assert (case.currency, case.rate, case.hour_value, case.usable_share) == (
        "SEK",
        Decimal("0.035"),
        Decimal("1287.50"),
        Decimal("0.25"),
    )
    assert case.key is Key.TARGET_GROUP
    first, second = case.municipalities
    assert (first.name, first.takes_part, first.target_group, first.uptake) == (
        "A",
        True,
        Decimal(1200),
        Decimal("0.5"),
    )
    assert (second.name, second.takes_part, second.local_start) == ("B", False, 2)
    assert (case.costs[0].category, case.costs[0].scope, case.costs[0].driver) == (
        Category.OPERATION,
        Scope.LOCAL,
        Driver.CITIZEN,
    )
    assert case.costs[0].amounts[:3] == (Decimal(0), Decimal("1250.5"), Decimal(0))
    assert case.benefits[0].kind is BenefitClass.TIME
    assert case.scenarios == SCENARIOS
    calculate(case)


def test_an_empty_row_is_left_out_and_later_rows_keep_their_place():
    rows = [{"name": ""}, {"name": "A"}, {}, {"name": "B", "target_group": "x", "uptake": "150"}]
    reading = read_case({"municipalities": rows}, "da")
    assert reading.rows["municipalities"] == (1, 3)
    assert codes(reading) == {
        "municipalities.3.target_group": "not_a_number",
        "municipalities.3.uptake": "percent_between",
    }


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("rate", "abc", "not_a_percent"),
        ("rate", " ", "rate_missing"),
        ("years", "", "years_missing"),
        ("years", "fem", "not_a_whole_number"),
        ("start_year", "snart", "not_a_year"),
        ("rate", "16", "percent_between"),
        ("rate", "-1", "percent_between"),
        ("years", "0", "between"),
        ("years", "99", "between"),
        ("years", "2,5", "not_a_whole_number"),
        ("years", "-3", "between"),
        ("hour_value", "-100", "below_zero"),
        ("hour_value", "1,250", "ambiguous_number"),
        ("usable_share", "101", "percent_between"),
        ("key", "5", "choose"),
        ("currency", "USD", "choose"),
        ("price_year", "26", "between"),
        ("project", "x" * 200, "text_too_long"),
    ],
)
@pytest.mark.parametrize("language", ["da", "sv"])
def test_a_bad_value_is_named_beside_its_field(field, text, code, language):
    reading = read_case({**FORM, field: text}, language)
    assert codes(reading) == {field: code}
    message = problem_message(next(one for one in reading.problems if one.field == field), language)
    assert message
    assert "{" not in message


def test_negative_costs_and_benefits_are_refused():
    form = {
        **FORM,
        "costs": [{"label": "x", "scope": "S", "amounts": ["-5"]}],
        "benefits": [{"label": "y", "amounts": ["1", "-5"]}],
    }
    assert codes(read_case(form, "da")) == {"costs.0.amounts.0": "negative", "benefits.0.amounts.1": "negative"}


def test_a_negative_number_of_persons_is_no_amount():
    form = {**FORM, "municipalities": [{"name": "A", "target_group": "-5", "inhabitants": "-1"}]}
    assert codes(read_case(form, "da")) | {"key": ""} == {
        "municipalities.0.target_group": "below_zero",
        "municipalities.0.inhabitants": "below_zero",
        "key": "",
    }


def test_numbers_that_are_too_large_together_are_named():
    form = {
        **FORM,
        "municipalities": [{"name": "A", "target_group": "9999"}, {"name": "B", "target_group": "12"}],
        "costs": [{}, {"label": "x", "scope": "S", "amounts": ["5", "9999"]}],
    }
    found = read_case(form, "da").too_large()
    assert [one.field for one in found] == ["municipalities.0.target_group", "costs.1.amounts.1"]
    assert {one.code for one in found} == {"too_large_together"}


def test_a_local_start_before_the_project_is_refused():
    form = {**FORM, "key": "1", "municipalities": [{"name": "A", "local_start": "-1"}]}
    assert codes(read_case(form, "sv")) == {"municipalities.0.local_start": "between"}


def test_nobody_taking_part_is_a_problem():
    assert codes(read_case({}, "da")) == {"municipalities": "nobody_takes_part"}


@pytest.mark.parametrize(
    ("key", "field", "code"),
    [
        ("2", "target_group", "no_target_group"),
        ("3", "inhabitants", "no_inhabitants"),
        ("4", "fixed_share", "no_agreed_shares"),
    ],
)
def test_a_key_without_numbers_is_a_problem(key, field, code):
    """Otherwise nobody would pay the shared costs; one number of somebody who takes part is enough."""
    towns = [{"name": "A"}, {"name": "B"}, {"name": "C", "takes_part": "", field: "40"}]
    assert codes(read_case({**FORM, "key": key, "municipalities": towns}, "da")) == {"key": code}
    towns[1][field] = "30"
    assert read_case({**FORM, "key": key, "municipalities": towns}, "da").ready
    assert read_case({**FORM, "key": "1", "municipalities": [{"name": "A"}]}, "da").ready


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"municipalities": "x"}, "municipalities"),
        ({"costs": {"a": 1}}, "costs"),
        ({"benefits": ["x"]}, "benefits.0"),
        ({"costs": [{"label": "x", "amounts": "12"}]}, "costs.0.amounts"),
        ({"costs": [{"label": "x", "amounts": ["1"] * 12}]}, "costs.0.amounts"),
        ({"project": ["x"]}, "project"),
        ({"rate": {"x": 1}}, "rate"),
    ],
)
def test_an_address_that_was_tampered_with_is_reported_and_skipped(form, field):
    assert codes(read_case({**FORM, **form}, "da")).get(field) == "tampered"


@pytest.mark.parametrize(("name", "most"), [("municipalities", 8), ("costs", 20), ("benefits", 20)])
def test_more_rows_than_there_is_room_for(name, most):
    reading = read_case({**FORM, name: [{"name": "A", "label": "A"}] * (most + 5)}, "da")
    assert codes(reading)[name] == "too_many"
    assert len(getattr(reading.case, name)) == most


def test_scenarios_are_typed_in_per_cents():
    reading = read_case({**FORM, "scenarios": [{"benefits": "50", "costs": "150"}, {}, {"benefits": "0"}]}, "da")
    assert reading.case.scenarios[0].benefits == Decimal("0.5")
    assert reading.case.scenarios[1] == SCENARIOS[1]
    assert codes(reading) == {"scenarios.2.benefits": "percent_between"}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*FORM, "amounts", "name", "label"]), inner, max_size=5)
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(FORM)), junk), st.sampled_from(["da", "sv"]))
def test_nothing_that_is_sent_makes_it_fail(form, language):
    reading = read_case(form, language)
    calculate(reading.case)
    for problem in reading.problems:
        assert "{" not in problem_message(problem, language)
