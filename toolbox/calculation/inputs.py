"""What a joint business case is calculated from: typed values without meaningless combinations where types can see to
it.

All numbers are :class:`~decimal.Decimal`, chosen over float on purpose: people type decimal notation ("0,1", "3,5
%"), the result is money that two municipalities check against each other, and a sum of typed amounts must be exactly
that sum. Division (shares, discounting) is carried out with 28 digits, so what Excel calculates in floating point
agrees to far less than a krone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum

YEARS = 11
"""Years 0 to 10: as many columns as there are in the workbook."""
MUNICIPALITIES = 8
LINES = 20
ZERO, ONE = Decimal(0), Decimal(1)
CURRENCIES = ("DKK", "SEK", "EUR")
DEFAULT_RATE = Decimal("0.035")
"""The Danish Ministry of Finance's real rate for years 0–35, 7 January 2021 (source R29). Swedish users set their
own.
"""


class Key(IntEnum):
    """How the shared costs are divided."""

    EQUAL = 1
    TARGET_GROUP = 2
    INHABITANTS = 3
    FIXED = 4


class Category(IntEnum):
    """What part of the solution's life a cost belongs to."""

    DEVELOPMENT = 1
    TEST = 2
    IMPLEMENTATION = 3
    OPERATION = 4
    SCALING = 5


class Scope(StrEnum):
    """Who pays a cost, and in which years it is counted."""

    SHARED = "S"
    """Paid once, whoever takes part; years are the project's."""
    TOGETHER = "K"
    """Arises only because several work together (coordination); years are the project's."""
    LOCAL = "L"
    """Paid by each municipality; years are counted from its own start."""


class Driver(IntEnum):
    """What a local cost or a benefit is multiplied by."""

    MUNICIPALITY = 0
    CITIZEN = 1
    """Each active citizen: the target group times the expected uptake."""


class BenefitClass(StrEnum):
    """The three kinds of benefit (money, time, quality: source R30)."""

    CASH = "C"
    TIME = "T"
    """Hours set free; they count as money only as far as they can really be used for something else."""
    QUALITY = "Q"
    """Measured, never priced: it does not enter any sum."""


class ScenarioName(StrEnum):
    """The three scenarios."""

    CAUTIOUS = "cautious"
    EXPECTED = "expected"
    FAVOURABLE = "favourable"


Amounts = tuple[Decimal, ...]
"""One amount for each of the years 0–10. An empty cell is 0."""
NOTHING: Amounts = (ZERO,) * YEARS


def amounts(*values: int | str | Decimal) -> Amounts:
    """Amounts of the first years; the years not given are 0."""
    if len(values) > YEARS:
        raise ValueError(f"{len(values)} amounts, but there are only {YEARS} years")
    given = tuple(Decimal(value) for value in values)
    return given + NOTHING[len(given) :]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and what is special to it."""

    name: str = ""
    takes_part: bool = False
    target_group: Decimal = ZERO
    uptake: Decimal = ZERO
    """Share of the target group that is expected to use the solution, 0–1."""
    local_start: int = 0
    """The project year in which the solution starts here: 0–10."""
    fixed_share: Decimal = ZERO
    """Used with :attr:`Key.FIXED` only."""
    inhabitants: Decimal = ZERO
    """Used with :attr:`Key.INHABITANTS` only."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost. Without scope, or local without driver, it is not counted, and a check says so."""

    label: str = ""
    category: Category | None = None
    scope: Scope | None = None
    driver: Driver | None = None
    amounts: Amounts = NOTHING

    @property
    def counted(self) -> bool:
        """Whether the line can enter a sum."""
        return self.scope is not None and (self.scope is not Scope.LOCAL or self.driver is not None)


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """A benefit in money (C), hours (T) or its own unit (Q), for each year after a municipality's own start."""

    label: str = ""
    kind: BenefitClass | None = None
    driver: Driver | None = None
    owner: str = ""
    """The role in daily operation that makes the benefit happen (source R31)."""
    amounts: Amounts = NOTHING

    @property
    def counted(self) -> bool:
        """Whether the line can enter a sum; quality is left out on purpose."""
        return self.kind is BenefitClass.QUALITY or (self.kind is not None and self.driver is not None)


@dataclass(frozen=True, slots=True)
class Scenario:
    """How far benefits and costs are from what is expected; 1 is as expected."""

    name: ScenarioName
    benefits: Decimal
    costs: Decimal


SCENARIOS = (
    Scenario(ScenarioName.CAUTIOUS, benefits=Decimal("0.75"), costs=Decimal("1.2")),
    Scenario(ScenarioName.EXPECTED, benefits=ONE, costs=ONE),
    Scenario(ScenarioName.FAVOURABLE, benefits=Decimal("1.2"), costs=Decimal("0.8")),
)
"""The portal's own starting points, not from a source: whoever fills in the case is meant to change them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A whole business case. The defaults are those of the empty workbook."""

    project: str = ""
    currency: str = "DKK"
    price_year: int | None = None
    rate: Decimal = DEFAULT_RATE
    years: int = 5
    """The last year that is counted (N), 1–10; year 0 is always counted."""
    start_year: int | None = None
    """The calendar year of year 0; used in headings only."""
    hour_value: Decimal | None = None
    usable_share: Decimal = ZERO
    """Share of the hours set free that can really be used for something else; 0 is the cautious start."""
    key: Key = Key.EQUAL
    municipalities: tuple[Municipality, ...] = ()
    costs: tuple[CostLine, ...] = ()
    benefits: tuple[BenefitLine, ...] = ()
    scenarios: tuple[Scenario, ...] = SCENARIOS

    @property
    def taking_part(self) -> int:
        """How many municipalities take part."""
        return sum(row.takes_part for row in self.municipalities)
