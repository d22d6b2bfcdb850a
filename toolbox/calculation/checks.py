"""Whether a case is complete and hangs together: the rows of the workbook's sheet »Kontrol« / ”Kontroll”."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolbox.calculation.inputs import ZERO, BenefitClass, Category, Key
from toolbox.calculation.model import Result

TOLERANCE, CENT = Decimal("0.0001"), Decimal("0.01")


class CheckName(StrEnum):
    """The checks, in the workbook's order."""

    SHARES = "shares"
    RECONCILED = "reconciled"
    SEVERAL = "several"
    OWNERS = "owners"
    FIXED_SHARES = "fixed_shares"
    HOUR_VALUE = "hour_value"
    WHOLE_LIFE = "whole_life"
    COMPLETE_ROWS = "complete_rows"
    WITHIN_YEARS = "within_years"


@dataclass(frozen=True, slots=True)
class Check:
    """A check and whether the case passes it."""

    name: CheckName
    passed: bool


def checks(result: Result) -> tuple[Check, ...]:
    """Every check of the case, in order."""
    return tuple(Check(name, check(result)) for name, check in CHECKS.items())


def empty_categories(result: Result) -> tuple[Category, ...]:
    """Implementation, operation and scaling without an amount: pitfall P2, »Implementering uden penge« (source S2)."""
    needed = (Category.IMPLEMENTATION, Category.OPERATION, Category.SCALING)
    filled = {line.category for line in result.case.costs if any(line.amounts)}
    return tuple(category for category in needed if category not in filled)


def _shares(result: Result) -> bool:
    """The shares of the shared costs add up to 1."""
    return abs(sum((row.share for row in result.municipalities), ZERO) - 1) < TOLERANCE


def _reconciled(result: Result) -> bool:
    """The municipalities' results add up to the present value of all benefits less all costs."""
    return abs(result.total.npv_together - (result.pv_benefits - result.pv_costs)) < CENT


def _several(result: Result) -> bool:
    """At least two municipalities take part; with one there is nothing to share."""
    return result.case.taking_part >= 2


def _owners(result: Result) -> bool:
    """Every benefit in money or time has an owner (source R31)."""
    return all(
        line.owner.strip() for line in result.case.benefits if line.kind in {BenefitClass.CASH, BenefitClass.TIME}
    )


def _fixed_shares(result: Result) -> bool:
    """With fixed shares, those who take part have agreed on 100 % together."""
    agreed = sum((row.fixed_share for row in result.case.municipalities if row.takes_part), ZERO)
    return result.case.key is not Key.FIXED or abs(agreed - 1) < TOLERANCE


def _hour_value(result: Result) -> bool:
    """The value of an hour is filled in where hours are."""
    return (
        not any(line.kind is BenefitClass.TIME for line in result.case.benefits) or (result.case.hour_value or ZERO) > 0
    )


def _whole_life(result: Result) -> bool:
    """There is money for implementation, operation and scaling."""
    return not empty_categories(result)


def _complete_rows(result: Result) -> bool:
    """Every row with an amount says what it needs to be counted; otherwise it would be left out without a word."""
    costs = (line.category is not None and line.counted for line in result.case.costs if any(line.amounts))
    return all(costs) and all(line.counted for line in result.case.benefits if any(line.amounts))


def _within_years(result: Result) -> bool:
    """No amount stands in a year that is not counted."""
    rows = [line.amounts for line in result.case.costs] + [line.amounts for line in result.case.benefits]
    return not any(any(row[result.case.years + 1 :]) for row in rows)


CHECKS: dict[CheckName, Callable[[Result], bool]] = {
    CheckName.SHARES: _shares,
    CheckName.RECONCILED: _reconciled,
    CheckName.SEVERAL: _several,
    CheckName.OWNERS: _owners,
    CheckName.FIXED_SHARES: _fixed_shares,
    CheckName.HOUR_VALUE: _hour_value,
    CheckName.WHOLE_LIFE: _whole_life,
    CheckName.COMPLETE_ROWS: _complete_rows,
    CheckName.WITHIN_YEARS: _within_years,
}
