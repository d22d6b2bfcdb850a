"""What tips the result: scenarios, the matrix of benefits and costs, and how far single assumptions can move.

Optimism is the rule in such cases; halving the benefit and raising the price is the test of guide G7, step 7. All
of it rests on one property of the model: present value is linear in costs and in benefits, so a level of 75 % of
the benefits is 75 % of their value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from toolbox.calculation.inputs import ONE, ZERO, Amounts, BenefitClass, Case, Category, Scenario
from toolbox.calculation.model import Flow, Outcome, Result, calculate, flow, outcome, present_value

BENEFIT_LEVELS = (Decimal("0.5"), Decimal("0.75"), ONE, Decimal("1.2"))
COST_LEVELS = (Decimal("0.8"), ONE, Decimal("1.2"), Decimal("1.5"))


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """All who take part under one scenario."""

    scenario: Scenario
    flow: Flow
    outcome: Outcome


def scenario_result(result: Result, scenario: Scenario) -> ScenarioResult:
    """Costs and benefits of all years moved to the scenario's levels; shares, years and rate stay."""
    base = result.flow
    scaled = flow(
        shared_together=_times(scenario.costs, base.shared_together),
        shared_alone=_times(scenario.costs, base.shared_alone),
        local=_times(scenario.costs, base.local),
        cash=_times(scenario.benefits, base.cash),
        time=_times(scenario.benefits, base.time),
    )
    return ScenarioResult(scenario=scenario, flow=scaled, outcome=outcome(result.case.rate, scaled))


def scenario_results(result: Result) -> tuple[ScenarioResult, ...]:
    """The case's scenarios, in its order."""
    return tuple(scenario_result(result, scenario) for scenario in result.case.scenarios)


def matrix(result: Result) -> tuple[tuple[Decimal, ...], ...]:
    """Net present value together for each level of costs (rows) and benefits (columns): benefits less costs at
    those levels.
    """
    return tuple(
        tuple(benefit * result.pv_benefits - cost * result.pv_costs for benefit in BENEFIT_LEVELS)
        for cost in COST_LEVELS
    )


class Assumption(StrEnum):
    """An assumption that can tip the result."""

    ALL_BENEFITS = "all_benefits"
    ALL_COSTS = "all_costs"
    CASH = "cash"
    TIME = "time"
    USABLE_SHARE = "usable_share"
    DEVELOPMENT = "development"
    TEST = "test"
    IMPLEMENTATION = "implementation"
    OPERATION = "operation"
    SCALING = "scaling"


CATEGORIES = {
    Assumption.DEVELOPMENT: Category.DEVELOPMENT,
    Assumption.TEST: Category.TEST,
    Assumption.IMPLEMENTATION: Category.IMPLEMENTATION,
    Assumption.OPERATION: Category.OPERATION,
    Assumption.SCALING: Category.SCALING,
}


@dataclass(frozen=True, slots=True)
class Tipping:
    """How far one assumption alone can move before the joint result is zero.

    ``level`` is a factor on what is expected (0.8 = 80 %), for :attr:`Assumption.USABLE_SHARE` the share itself
    (0–1). It is missing where no level of this assumption alone changes the sign. ``swing`` is what a fifth more or
    less of it means in money.
    """

    assumption: Assumption
    present_value: Decimal
    level: Decimal | None
    swing: Decimal


def tippings(result: Result) -> tuple[Tipping, ...]:
    """Each assumption that has an amount, the one with the greatest swing first."""
    net, case = result.total.npv_together, result.case
    cash, time = present_value(case.rate, result.flow.cash), present_value(case.rate, result.flow.time)
    rows = [
        _tipping(Assumption.ALL_BENEFITS, result.pv_benefits, net),
        _tipping(Assumption.ALL_COSTS, -result.pv_costs, net),
        *([_tipping(Assumption.CASH, cash, net), _tipping(Assumption.TIME, time, net)] if cash and time else []),
        *(_tipping(name, -_category_value(result, category), net) for name, category in CATEGORIES.items()),
    ]
    usable = _usable_share(result)
    return (
        *([usable] if usable else []),
        *sorted((row for row in rows if row.present_value), key=lambda row: -row.swing),
    )


def _usable_share(result: Result) -> Tipping | None:
    """The share of the hours set free that must be usable for the joint result to come out even; asked only where
    there are hours.
    """
    case = result.case
    if not any(line.kind is BenefitClass.TIME and any(line.amounts) for line in case.benefits):
        return None
    full = present_value(case.rate, calculate(_with_share(result, ONE)).flow.time)
    if not full:
        return None
    rest = result.total.npv_together - full * case.usable_share
    level = -rest / full
    return Tipping(Assumption.USABLE_SHARE, full * case.usable_share, level if ZERO <= level <= ONE else None, full / 5)


def _with_share(result: Result, share: Decimal) -> Case:
    return replace(result.case, usable_share=share)


def _category_value(result: Result, category: Category) -> Decimal:
    """Present value of one category's costs for all who take part."""
    only = replace(result.case, costs=tuple(line for line in result.case.costs if line.category is category))
    return calculate(only).pv_costs


def _tipping(name: Assumption, value: Decimal, net: Decimal) -> Tipping:
    """The factor at which this value alone brings the net to zero: (value less net) over value."""
    level = (value - net) / value if value else None
    return Tipping(name, value, level if level is not None and level >= 0 else None, abs(value) / 5)


def _times(factor: Decimal, row: Amounts) -> Amounts:
    return tuple(factor * amount for amount in row)
