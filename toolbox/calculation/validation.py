"""What a case must hold to be calculated, said as structured values: which field, and which message.

Paths are those of :class:`~toolbox.calculation.inputs.Case`, with numbers counted from 0: ``rate``,
``municipalities.2.uptake``, ``costs.0.amounts.3``. :mod:`toolbox.calculation.messages` has the sentence for each
code in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal

from toolbox.calculation.inputs import (
    CURRENCIES,
    LINES,
    MUNICIPALITIES,
    ONE,
    YEARS,
    ZERO,
    BenefitLine,
    Case,
    CostLine,
    Key,
)
from toolbox.calculation.model import weight

HIGHEST_RATE = Decimal("0.15")
HIGHEST_AMOUNT = Decimal(10) ** 12
HIGHEST_LEVEL = Decimal(5)
CALENDAR = (2000, 2100)
LONGEST_TEXT = 120
NO_WEIGHTS = {
    Key.TARGET_GROUP: "no_target_group",
    Key.INHABITANTS: "no_inhabitants",
    Key.FIXED: "no_agreed_shares",
}
"""What is missing where nobody who takes part counts anything in the key."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in one field that must be put right before the case is calculated."""

    field: str
    code: str
    values: dict[str, str] = dataclass_field(default_factory=dict)
    """What the message names: ``low``, ``high``, ``most`` …, ready to print."""


def problems(case: Case) -> tuple[Problem, ...]:
    """Everything that is out of range, in the order of the form."""
    return tuple(_problems(case))


def largest(case: Case) -> tuple[Problem, ...]:
    """Where the largest of the numbers stands that are multiplied: each is allowed, but not what comes of them."""
    numbers = {"hour_value": case.hour_value or ZERO}
    for index, town in enumerate(case.municipalities):
        numbers[f"municipalities.{index}.target_group"] = town.target_group
    tables: tuple[tuple[str, Sequence[CostLine | BenefitLine]], ...] = (
        ("costs", case.costs),
        ("benefits", case.benefits),
    )
    for name, lines in tables:
        for index, line in enumerate(lines):
            numbers |= {f"{name}.{index}.amounts.{year}": amount for year, amount in enumerate(line.amounts)}
    most = max(numbers.values())
    return tuple(Problem(path, "too_large_together") for path, number in numbers.items() if number == most)


def _problems(case: Case) -> Iterator[Problem]:
    yield from _text("project", case.project)
    if case.currency not in CURRENCIES:
        yield Problem("currency", "choose", {"choices": ", ".join(CURRENCIES)})
    yield from _years("price_year", case.price_year)
    yield from _percent("rate", case.rate, HIGHEST_RATE)
    if not 1 <= case.years <= YEARS - 1:
        yield Problem("years", "between", {"low": "1", "high": str(YEARS - 1)})
    yield from _years("start_year", case.start_year)
    yield from _amount("hour_value", case.hour_value or ZERO, "below_zero")
    yield from _percent("usable_share", case.usable_share, ONE)
    # Without weights nobody would pay the shared costs, and working together would look like a gain of all of them.
    if case.taking_part and not any(weight(case.key, row) for row in case.municipalities):
        yield Problem("key", NO_WEIGHTS[case.key])
    yield from _municipalities(case)
    yield from _lines(case)
    for index, scenario in enumerate(case.scenarios):
        yield from _level(f"scenarios.{index}.benefits", scenario.benefits)
        yield from _level(f"scenarios.{index}.costs", scenario.costs)


def _municipalities(case: Case) -> Iterator[Problem]:
    if len(case.municipalities) > MUNICIPALITIES:
        yield Problem("municipalities", "too_many", {"most": str(MUNICIPALITIES)})
    if not case.taking_part:
        yield Problem("municipalities", "nobody_takes_part")
    for index, row in enumerate(case.municipalities):
        path = f"municipalities.{index}"
        if row.takes_part and not row.name.strip():
            yield Problem(f"{path}.name", "name_missing")
        yield from _text(f"{path}.name", row.name)
        yield from _amount(f"{path}.target_group", row.target_group, "below_zero")
        yield from _percent(f"{path}.uptake", row.uptake, ONE)
        if not 0 <= row.local_start < YEARS:
            yield Problem(f"{path}.local_start", "between", {"low": "0", "high": str(YEARS - 1)})
        yield from _percent(f"{path}.fixed_share", row.fixed_share, ONE)
        yield from _amount(f"{path}.inhabitants", row.inhabitants, "below_zero")


def _lines(case: Case) -> Iterator[Problem]:
    tables: tuple[tuple[str, Sequence[CostLine | BenefitLine]], ...] = (
        ("costs", case.costs),
        ("benefits", case.benefits),
    )
    for name, lines in tables:
        if len(lines) > LINES:
            yield Problem(name, "too_many", {"most": str(LINES)})
        for index, line in enumerate(lines):
            yield from _text(f"{name}.{index}.label", line.label)
            for year, amount in enumerate(line.amounts):
                yield from _amount(f"{name}.{index}.amounts.{year}", amount)
    for index, benefit in enumerate(case.benefits):
        yield from _text(f"benefits.{index}.owner", benefit.owner)


def _text(path: str, text: str) -> Iterator[Problem]:
    if len(text) > LONGEST_TEXT:
        yield Problem(path, "text_too_long", {"most": str(LONGEST_TEXT)})


def _years(path: str, year: int | None) -> Iterator[Problem]:
    low, high = CALENDAR
    if year is not None and not low <= year <= high:
        yield Problem(path, "between", {"low": str(low), "high": str(high)})


def _percent(path: str, value: Decimal, high: Decimal) -> Iterator[Problem]:
    if not ZERO <= value <= high:
        yield Problem(path, "percent_between", {"low": "0", "high": f"{high * 100:.0f}"})


def _level(path: str, value: Decimal) -> Iterator[Problem]:
    if not ZERO < value <= HIGHEST_LEVEL:
        yield Problem(path, "percent_between", {"low": "1", "high": f"{HIGHEST_LEVEL * 100:.0f}"})


def _amount(path: str, value: Decimal, negative: str = "negative") -> Iterator[Problem]:
    if value < ZERO:
        yield Problem(path, negative)
    elif value > HIGHEST_AMOUNT:
        yield Problem(path, "too_large")
