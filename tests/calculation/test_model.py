"""The calculation, against figures worked out by hand and against what must hold for every case."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calculation.setups import BENEFITS, COSTS, ORDINARY, SETUPS, THIRDS, town
from toolbox.calculation.inputs import (
    BenefitClass,
    BenefitLine,
    Case,
    Category,
    CostLine,
    Driver,
    Key,
    Municipality,
    Scope,
    amounts,
)
from toolbox.calculation.model import calculate, largest_outlay, payback, present_value, whole

ZERO = Decimal(0)


def near(left: Decimal, right: Decimal | float) -> bool:
    return abs(left - Decimal(right)) < Decimal("0.000001")


def test_two_municipalities_by_hand():
    """1000 kr. shared in year 0, 200 more for coordination; each saves 500 a year in years 1 and 2; rate 10 %."""
    case = Case(
        rate=Decimal("0.1"),
        years=2,
        municipalities=(town("A"), town("B")),
        costs=(
            CostLine("Udvikling", Category.DEVELOPMENT, Scope.SHARED, None, amounts(1000)),
            CostLine("Koordinering", Category.DEVELOPMENT, Scope.TOGETHER, None, amounts(200)),
        ),
        benefits=(
            BenefitLine("Besparelse", BenefitClass.CASH, Driver.MUNICIPALITY, "Leder", amounts(0, 500, 500, 500)),
        ),
    )
    result = calculate(case)
    saved = Decimal(500) / Decimal("1.1") + Decimal(500) / Decimal("1.21")
    for row in result.municipalities:
        assert row.outcome is not None
        assert near(row.outcome.npv_together, saved - 600)
        assert near(row.outcome.npv_alone, saved - 1000)
        assert near(row.outcome.gain, 400)
        assert near(row.outcome.payback_together or ZERO, Decimal("1.2"))
        assert row.outcome.payback_alone == 2
        assert row.outcome.largest_outlay == 600
    assert near(result.total.npv_together, 2 * saved - 1200)
    assert near(result.break_even or ZERO, 1200 / (2 * saved))


def test_time_counts_only_as_far_as_it_can_be_used():
    base = replace(ORDINARY, usable_share=ZERO)
    cash, half, full = (calculate(replace(base, usable_share=Decimal(share))) for share in ("0", "0.5", "1"))
    assert cash.total.npv_together == cash.total.npv_cash_together
    assert near(
        full.total.npv_together - cash.total.npv_together, 2 * (half.total.npv_together - cash.total.npv_together)
    )
    assert cash.total.npv_cash_together == full.total.npv_cash_together


def test_quality_never_enters_a_sum():
    without = replace(ORDINARY, benefits=tuple(line for line in BENEFITS if line.kind is not BenefitClass.QUALITY))
    assert calculate(without).total == calculate(ORDINARY).total


def test_a_driver_on_a_shared_line_means_nothing():
    odd = replace(COSTS[0], driver=Driver.CITIZEN)
    assert calculate(replace(ORDINARY, costs=(odd, *COSTS[1:]))).total == calculate(ORDINARY).total


def test_local_years_begin_with_the_municipalitys_own_start():
    late = calculate(replace(ORDINARY, years=10, municipalities=(town("A", start=3),))).municipalities[0].flow
    now = calculate(replace(ORDINARY, years=10, municipalities=(town("A"),))).municipalities[0].flow
    assert late.local[:3] == (ZERO,) * 3
    assert late.local[3:] == now.local[:8]
    assert late.cash[3:] == now.cash[:8]
    assert late.shared_together == now.shared_together


def test_nothing_is_counted_after_the_last_year():
    flow = calculate(replace(ORDINARY, years=2)).flow
    assert flow.net_together[3:] == (ZERO,) * 8
    assert flow.accumulated_together[2:] == (flow.accumulated_together[2],) * 9


def test_fixed_shares_that_do_not_add_up_are_divided_in_proportion():
    towns = (town("A", fixed_share=Decimal("0.2")), town("B", fixed_share=Decimal("0.6")))
    shares = [row.share for row in calculate(replace(ORDINARY, key=Key.FIXED, municipalities=towns)).municipalities]
    assert shares == [Decimal("0.25"), Decimal("0.75")]


def test_who_stays_out_pays_nothing_and_has_no_result():
    row = calculate(SETUPS["some_stay_out"]).municipalities[1]
    assert row.outcome is None
    assert set(row.flow.net_together) == {ZERO}


def test_thirds_that_come_out_even_are_paid_back():
    outcome = calculate(THIRDS).municipalities[0].outcome
    assert outcome is not None
    assert outcome.payback_together == 3


@pytest.mark.parametrize(
    ("net", "expected"),
    [
        ((5, 5), ZERO),
        ((0, 0), ZERO),
        ((-10, 20), Decimal("0.5")),
        ((-10, 5, 5), Decimal(2)),
        ((-10, 5), None),
        ((-10, 20, -20, 40), Decimal("2.25")),
        ((10, -20, 5), None),
        ((10, -20, 40), Decimal("1.25")),
    ],
)
def test_payback_is_the_last_time_the_running_sum_reaches_zero(net, expected):
    rows = amounts(*net)
    running = [sum(rows[: at + 1], ZERO) for at in range(len(rows))]
    assert payback(tuple(running), rows) == expected


def test_present_value_leaves_year_0_as_it_is():
    assert present_value(Decimal("0.25"), amounts(100, 125, "156.25")) == 300
    assert present_value(ZERO, amounts(1, 2, 3)) == 6


def test_the_largest_outlay_is_never_negative():
    assert largest_outlay(amounts(5, 6)) == 0
    assert largest_outlay(amounts(-5, -7, 3)) == 7


def test_halves_are_rounded_away_from_zero_like_excel():
    assert [whole(Decimal(value)) for value in ("0.5", "1.5", "-0.5", "-1.5", "2.4999")] == [1, 2, -1, -2, 2]


def test_an_empty_case_has_an_answer():
    result = calculate(Case())
    assert result.total.npv_together == 0
    assert result.break_even is None


money = st.decimals(min_value=0, max_value=10**7, places=2)
share = st.decimals(min_value=0, max_value=1, places=3)
rows = st.lists(money, max_size=11).map(lambda values: amounts(*values))
towns = st.builds(
    Municipality,
    name=st.just("Kommune"),
    takes_part=st.booleans(),
    target_group=st.integers(0, 5000).map(Decimal),
    uptake=share,
    local_start=st.integers(0, 10),
    fixed_share=share,
    inhabitants=st.integers(0, 200_000).map(Decimal),
)
costs = st.builds(
    CostLine,
    category=st.sampled_from(Category),
    scope=st.sampled_from(Scope),
    driver=st.sampled_from(Driver),
    amounts=rows,
)
benefits = st.builds(
    BenefitLine,
    kind=st.sampled_from(BenefitClass),
    driver=st.sampled_from(Driver),
    owner=st.just("Leder"),
    amounts=rows,
)
cases = st.builds(
    Case,
    rate=st.decimals(min_value=0, max_value="0.15", places=4),
    years=st.integers(1, 10),
    hour_value=money,
    usable_share=share,
    key=st.sampled_from(Key),
    municipalities=st.lists(towns, max_size=8).map(tuple),
    costs=st.lists(costs, max_size=6).map(tuple),
    benefits=st.lists(benefits, max_size=6).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(cases)
def test_what_holds_for_every_case(case):
    result = calculate(case)
    paid = sum((row.share for row in result.municipalities), ZERO)
    assert paid == 0 or near(paid, 1)
    tolerance = Decimal("0.001")
    if paid:
        shared = sum(result.flow.shared_together, ZERO)
        whole_cost = sum((result.sums.shared[t] + result.sums.together_only[t] for t in range(case.years + 1)), ZERO)
        assert abs(shared - whole_cost) < tolerance
    assert abs(result.total.npv_together - (result.pv_benefits - result.pv_costs)) < tolerance
    for row in result.municipalities:
        if row.outcome is None:
            continue
        assert row.outcome.largest_outlay >= 0
        back = row.outcome.payback_together
        assert back is None or 0 <= back <= case.years
        assert (back is None) == (row.flow.accumulated_together[-1] < 0)


@settings(max_examples=30, deadline=None)
@given(cases)
def test_alone_is_together_for_the_only_one_when_coordination_is_free(case):
    alone = replace(
        case,
        municipalities=(town("A", fixed_share=Decimal(1)),),
        costs=tuple(line for line in case.costs if line.scope is not Scope.TOGETHER),
    )
    row = calculate(alone).municipalities[0]
    assert row.outcome is not None
    assert near(row.outcome.gain, 0)
