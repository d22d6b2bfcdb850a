"""The calculation itself. Every function says what it calculates and where that comes from.

Where nothing else is named, the formula is the portal's own and is printed in full in the workbook, sheet
»Beregning« / ”Beräkning”. The idea of a case that covers the whole life of a solution follows the business case
model of the Danish government, KL and Danske Regioner, December 2007 (source R27); that money for implementation
and spreading must be in it, the opinion article in Kommunal Sundhed (S2).

All amounts are fixed prices of one price level and the rate is real, so inflation is in neither. ``calculate``
answers for every well-typed case, also an empty one; ``validation.problems`` says whether the case makes sense,
``checks`` whether it is complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from toolbox.calculation.inputs import (
    NOTHING,
    ONE,
    YEARS,
    ZERO,
    Amounts,
    BenefitClass,
    Case,
    Driver,
    Key,
    Municipality,
    Scope,
)

MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class YearSums:
    """The lines of the case added up for each year 0–10."""

    shared: Amounts
    together_only: Amounts
    local: Amounts
    """Local costs of one municipality, whatever its size."""
    local_citizen: Amounts
    """Local costs of one active citizen."""
    cash: Amounts
    cash_citizen: Amounts
    hours: Amounts
    hours_citizen: Amounts


@dataclass(frozen=True, slots=True)
class Flow:
    """One municipality year by year, or all together. Costs are positive numbers, net is benefits less costs."""

    shared_together: Amounts
    shared_alone: Amounts
    local: Amounts
    cash: Amounts
    time: Amounts
    net_cash_together: Amounts
    net_together: Amounts
    net_alone: Amounts
    accumulated_together: Amounts
    accumulated_alone: Amounts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a flow comes to."""

    npv_cash_together: Decimal
    npv_together: Decimal
    npv_alone: Decimal
    payback_together: Decimal | None
    """Years until the outlay is earned back, or nothing if it is not within the period."""
    payback_alone: Decimal | None
    largest_outlay: Decimal

    @property
    def gain(self) -> Decimal:
        """What working together is worth: net present value together less alone."""
        return self.npv_together - self.npv_alone


@dataclass(frozen=True, slots=True)
class MunicipalityResult:
    """One municipality's share, flow and outcome; ``outcome`` is missing where it does not take part."""

    municipality: Municipality
    weight: Decimal
    share: Decimal
    active_citizens: Decimal
    flow: Flow
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Total:
    """All who take part, added up. ``largest_outlay`` adds the single ones, which need not fall in the same year."""

    npv_cash_together: Decimal
    npv_together: Decimal
    npv_alone: Decimal
    gain: Decimal
    largest_outlay: Decimal


@dataclass(frozen=True, slots=True)
class Result:
    """The whole answer."""

    case: Case
    sums: YearSums
    municipalities: tuple[MunicipalityResult, ...]
    total: Total
    flow: Flow
    """All who take part, year by year."""
    pv_costs: Decimal
    pv_benefits: Decimal

    @property
    def break_even(self) -> Decimal | None:
        """The part of the expected benefits that is needed to come out even: present value of costs over that of
        benefits.
        """
        return self.pv_costs / self.pv_benefits if self.pv_benefits else None


def calculate(case: Case) -> Result:
    """Calculate the case."""
    sums = year_sums(case)
    shares = dict(enumerate(fixed_shares(case)))
    rows = tuple(_municipality(case, sums, row, shares[index]) for index, row in enumerate(case.municipalities))
    outcomes = [row.outcome for row in rows if row.outcome]
    total = Total(
        npv_cash_together=sum((one.npv_cash_together for one in outcomes), ZERO),
        npv_together=sum((one.npv_together for one in outcomes), ZERO),
        npv_alone=sum((one.npv_alone for one in outcomes), ZERO),
        gain=sum((one.gain for one in outcomes), ZERO),
        largest_outlay=sum((one.largest_outlay for one in outcomes), ZERO),
    )
    flow = _together([row.flow for row in rows])
    costs, benefits = (flow.shared_together, flow.local), (flow.cash, flow.time)
    return Result(
        case=case,
        sums=sums,
        municipalities=rows,
        total=total,
        flow=flow,
        pv_costs=sum((present_value(case.rate, row) for row in costs), ZERO),
        pv_benefits=sum((present_value(case.rate, row) for row in benefits), ZERO),
    )


def year_sums(case: Case) -> YearSums:
    """Add up the lines for each year; quality (Q) never enters a sum, since it has no price (source R30)."""
    costs = [(line.scope, line.driver if line.scope is Scope.LOCAL else None, line.amounts) for line in case.costs]
    benefits = [(line.kind, line.driver, line.amounts) for line in case.benefits]
    return YearSums(
        shared=_add(row for scope, _, row in costs if scope is Scope.SHARED),
        together_only=_add(row for scope, _, row in costs if scope is Scope.TOGETHER),
        local=_add(row for _, driver, row in costs if driver is Driver.MUNICIPALITY),
        local_citizen=_add(row for _, driver, row in costs if driver is Driver.CITIZEN),
        cash=_add(row for kind, driver, row in benefits if (kind, driver) == (BenefitClass.CASH, Driver.MUNICIPALITY)),
        cash_citizen=_add(
            row for kind, driver, row in benefits if (kind, driver) == (BenefitClass.CASH, Driver.CITIZEN)
        ),
        hours=_add(row for kind, driver, row in benefits if (kind, driver) == (BenefitClass.TIME, Driver.MUNICIPALITY)),
        hours_citizen=_add(
            row for kind, driver, row in benefits if (kind, driver) == (BenefitClass.TIME, Driver.CITIZEN)
        ),
    )


def weight(key: Key, row: Municipality) -> Decimal:
    """What a municipality counts in the key: 1, its target group, its inhabitants or the agreed share; 0 if it does
    not take part.
    """
    if not row.takes_part:
        return ZERO
    return {
        Key.EQUAL: ONE,
        Key.TARGET_GROUP: row.target_group,
        Key.INHABITANTS: row.inhabitants,
        Key.FIXED: row.fixed_share,
    }[key]


def fixed_shares(case: Case) -> list[Decimal]:
    """Each municipality's share of the shared costs: its weight over the sum of weights. The shares add up to
    1; where no weight was given all are 0 and the shared costs in no sum, which ``validation.problems`` refuses.
    """
    weights = [weight(case.key, row) for row in case.municipalities]
    total = sum(weights, ZERO)
    return [value / total if total else ZERO for value in weights]


def active_citizens(row: Municipality) -> Decimal:
    """Citizens who use the solution: target group times expected uptake, if the municipality takes part."""
    return row.target_group * row.uptake if row.takes_part else ZERO


def present_value(rate: Decimal, row: Amounts) -> Decimal:
    """The sum of the years' amounts, each divided by (1 + rate) to the power of its year; year 0 is not discounted.

    The ordinary net present value, as in source R27. The rate that the case starts from is the Danish Ministry of
    Finance's (R29).
    """
    factor, value = ONE, ZERO
    for amount in row:
        value += amount / factor
        factor *= ONE + rate
    return value


def accumulate(row: Amounts) -> Amounts:
    """Running sums to a millionth, so that a flow that comes out exactly even is even, whatever the shares were."""
    running, rows = ZERO, []
    for amount in row:
        running += amount
        rows.append(running.quantize(MILLIONTH))
    return tuple(rows)


def crossings(accumulated: Amounts, net: Amounts) -> tuple[Decimal | None, ...]:
    """For each year the moment at which the accumulated flow reached zero within it: a straight line through the
    year.

    In year 0 the answer is 0 if nothing was laid out. Simple payback, that is without discounting: it says when the
    money is back, not whether it was worth it, and can disagree with the net present value. The workbook says so
    too.
    """
    rows: list[Decimal | None] = [ZERO if accumulated[0] >= 0 else None]
    for year in range(1, len(accumulated)):
        before, after = accumulated[year - 1], accumulated[year]
        rows.append(year - after / net[year] if before < 0 <= after else None)
    return tuple(rows)


def payback(accumulated: Amounts, net: Amounts) -> Decimal | None:
    """The last time the accumulated flow reached zero, if it is not below zero at the end."""
    found = [moment for moment in crossings(accumulated, net) if moment is not None]
    return max(found) if found and accumulated[-1] >= 0 else None


def largest_outlay(accumulated: Amounts) -> Decimal:
    """How much a municipality is out of pocket at the worst moment: the lowest accumulated net, as a positive
    number.
    """
    return -min(ZERO, *accumulated)


def outcome(rate: Decimal, flow: Flow) -> Outcome:
    """Net present values, payback and largest outlay of a flow."""
    return Outcome(
        npv_cash_together=present_value(rate, flow.net_cash_together),
        npv_together=present_value(rate, flow.net_together),
        npv_alone=present_value(rate, flow.net_alone),
        payback_together=payback(flow.accumulated_together, flow.net_together),
        payback_alone=payback(flow.accumulated_alone, flow.net_alone),
        largest_outlay=largest_outlay(flow.accumulated_together),
    )


def flow(*, shared_together: Amounts, shared_alone: Amounts, local: Amounts, cash: Amounts, time: Amounts) -> Flow:
    """Nets and running sums from the five rows of costs and benefits."""
    net_cash = tuple(c - s - own for c, s, own in zip(cash, shared_together, local, strict=True))
    net = tuple(n + t for n, t in zip(net_cash, time, strict=True))
    alone = tuple(c + t - s - own for c, t, s, own in zip(cash, time, shared_alone, local, strict=True))
    return Flow(
        shared_together=shared_together,
        shared_alone=shared_alone,
        local=local,
        cash=cash,
        time=time,
        net_cash_together=net_cash,
        net_together=net,
        net_alone=alone,
        accumulated_together=accumulate(net),
        accumulated_alone=accumulate(alone),
    )


def whole(value: Decimal) -> int:
    """A sum to the krone, halves away from zero as Excel shows them."""
    return int(value.quantize(ONE, ROUND_HALF_UP))


def _municipality(case: Case, sums: YearSums, row: Municipality, share: Decimal) -> MunicipalityResult:
    """One municipality: its part of the shared costs, its own costs and benefits counted from its own start."""
    active = active_citizens(row)
    hour = (case.hour_value or ZERO) * case.usable_share
    part = ONE if row.takes_part else ZERO

    def local(per_municipality: Amounts, per_citizen: Amounts, value: Decimal = ONE) -> Amounts:
        both = tuple(
            (one + each * active) * part * value for one, each in zip(per_municipality, per_citizen, strict=True)
        )
        return _until((ZERO,) * row.local_start + both, case.years)

    both = tuple(s + t for s, t in zip(sums.shared, sums.together_only, strict=True))
    own = flow(
        shared_together=_until(tuple(share * amount for amount in both), case.years),
        shared_alone=_until(tuple(part * amount for amount in sums.shared), case.years),
        local=local(sums.local, sums.local_citizen),
        cash=local(sums.cash, sums.cash_citizen),
        time=local(sums.hours, sums.hours_citizen, hour),
    )
    return MunicipalityResult(
        municipality=row,
        weight=weight(case.key, row),
        share=share,
        active_citizens=active,
        flow=own,
        outcome=outcome(case.rate, own) if row.takes_part else None,
    )


def _together(flows: list[Flow]) -> Flow:
    return flow(
        shared_together=_add(one.shared_together for one in flows),
        shared_alone=_add(one.shared_alone for one in flows),
        local=_add(one.local for one in flows),
        cash=_add(one.cash for one in flows),
        time=_add(one.time for one in flows),
    )


def _add(rows: Iterable[Amounts]) -> Amounts:
    return tuple(sum(column, ZERO) for column in zip(NOTHING, *rows, strict=True))


def _until(row: Amounts, last: int) -> Amounts:
    """The row's years 0–10, with nothing after the last year that counts."""
    return tuple(amount if year <= last else ZERO for year, amount in enumerate(row[:YEARS]))
