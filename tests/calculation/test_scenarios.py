"""Scenarios, the matrix, and what tips the result."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.calculation.setups import ORDINARY, SETUPS
from toolbox.calculation.inputs import BenefitClass, Category
from toolbox.calculation.model import calculate
from toolbox.calculation.scenarios import CATEGORIES, Assumption, matrix, scenario_results, tippings

CENT = Decimal("0.01")


def test_the_expected_scenario_is_the_case_itself():
    result = calculate(ORDINARY)
    expected = scenario_results(result)[1]
    assert abs(expected.outcome.npv_together - result.total.npv_together) < CENT
    assert abs(expected.outcome.npv_alone - result.total.npv_alone) < CENT


def test_the_usual_scenarios_are_fields_of_the_matrix():
    result = calculate(ORDINARY)
    cautious, expected, favourable = (one.outcome.npv_together for one in scenario_results(result))
    fields = matrix(result)
    assert abs(fields[2][1] - cautious) < CENT
    assert abs(fields[1][2] - expected) < CENT
    assert abs(fields[0][3] - favourable) < CENT


@pytest.mark.parametrize("name", ["ordinary", "late_local_start", "ten_years_high_rate"])
def test_at_its_tipping_level_the_result_is_zero(name):
    case = SETUPS[name]
    for tipping in tippings(calculate(case)):
        if tipping.level is None:
            continue
        moved = _at(case, tipping.assumption, tipping.level)
        assert abs(calculate(moved).total.npv_together) < CENT, tipping.assumption


def _at(case, assumption, level):
    """The case with one assumption at a level."""
    if assumption is Assumption.USABLE_SHARE:
        return replace(case, usable_share=level)

    def scaled(line, hit):
        return replace(line, amounts=tuple(level * amount for amount in line.amounts)) if hit else line

    kinds = {Assumption.CASH: {BenefitClass.CASH}, Assumption.TIME: {BenefitClass.TIME}}
    hit_kinds = set(BenefitClass) if assumption is Assumption.ALL_BENEFITS else kinds.get(assumption, set())
    hit_costs = set(Category) if assumption is Assumption.ALL_COSTS else {CATEGORIES.get(assumption)}
    return replace(
        case,
        costs=tuple(scaled(line, line.category in hit_costs) for line in case.costs),
        benefits=tuple(scaled(line, line.kind in hit_kinds) for line in case.benefits),
    )


def test_the_greatest_swing_comes_first_after_the_usable_share():
    rows = tippings(calculate(ORDINARY))
    assert rows[0].assumption is Assumption.USABLE_SHARE
    swings = [row.swing for row in rows[1:]]
    assert swings == sorted(swings, reverse=True)


def test_an_empty_case_has_nothing_that_tips():
    assert tippings(calculate(SETUPS["empty"])) == ()


def test_without_an_hours_value_the_usable_share_tips_nothing():
    names = [row.assumption for row in tippings(calculate(replace(ORDINARY, hour_value=None)))]
    assert Assumption.USABLE_SHARE not in names
