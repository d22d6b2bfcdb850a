"""The checks, each of them passed and failed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.calculation.setups import BENEFITS, COSTS, ORDINARY, SETUPS, town
from toolbox.calculation.checks import CheckName, checks, empty_categories
from toolbox.calculation.inputs import Category, Key, amounts
from toolbox.calculation.model import calculate


def failed(case):
    return {check.name for check in checks(calculate(case)) if not check.passed}


def test_an_ordinary_case_passes_all():
    assert failed(ORDINARY) == set()


@pytest.mark.parametrize(
    ("check", "case"),
    [
        (CheckName.SHARES, SETUPS["nothing_to_divide_by"]),
        (CheckName.SEVERAL, SETUPS["one_municipality"]),
        (CheckName.OWNERS, replace(ORDINARY, benefits=(replace(BENEFITS[0], owner="  "),))),
        (
            CheckName.FIXED_SHARES,
            replace(ORDINARY, key=Key.FIXED, municipalities=(town("A", fixed_share=Decimal("0.5")), town("B"))),
        ),
        (CheckName.HOUR_VALUE, replace(ORDINARY, hour_value=None)),
        (CheckName.WHOLE_LIFE, replace(ORDINARY, costs=COSTS[:3])),
        (CheckName.COMPLETE_ROWS, replace(ORDINARY, benefits=(*BENEFITS, replace(BENEFITS[0], driver=None)))),
        (CheckName.COMPLETE_ROWS, replace(ORDINARY, costs=(*COSTS, replace(COSTS[0], category=None)))),
        (CheckName.WITHIN_YEARS, replace(ORDINARY, years=1)),
    ],
)
def test_one_mistake_fails_its_check(check, case):
    assert failed(case) == {check}


def test_sums_that_do_not_agree_are_noticed():
    result = calculate(ORDINARY)
    wrong = replace(result, pv_costs=result.pv_costs + 1)
    assert {check.name for check in checks(wrong) if not check.passed} == {CheckName.RECONCILED}


def test_a_row_without_amounts_asks_for_nothing():
    assert (
        failed(replace(ORDINARY, costs=(*COSTS, replace(COSTS[0], category=None, scope=None, amounts=amounts()))))
        == set()
    )


def test_the_categories_without_money_are_named():
    assert empty_categories(calculate(replace(ORDINARY, costs=COSTS[:4]))) == (Category.OPERATION, Category.SCALING)
