"""Set-ups of the joint business case that the model and the workbook must agree on, the awkward ones among them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from toolbox.calculation.inputs import (
    ONE,
    ZERO,
    BenefitClass,
    BenefitLine,
    Case,
    Category,
    CostLine,
    Driver,
    Key,
    Municipality,
    Scenario,
    ScenarioName,
    Scope,
    amounts,
)

EACH, CITIZEN = Driver.MUNICIPALITY, Driver.CITIZEN


def town(
    name: str,
    target: int = 100,
    uptake: str = "0.5",
    start: int = 0,
    *,
    takes_part: bool = True,
    fixed_share: Decimal = ZERO,
) -> Municipality:
    """A municipality that takes part unless told otherwise."""
    return Municipality(
        name=name,
        takes_part=takes_part,
        target_group=Decimal(target),
        uptake=Decimal(uptake),
        local_start=start,
        fixed_share=fixed_share,
        inhabitants=Decimal(target) * 90,
    )


COSTS = (
    CostLine("Projektledelse", Category.DEVELOPMENT, Scope.SHARED, None, amounts(300_000, 250_000)),
    CostLine("Koordinering", Category.DEVELOPMENT, Scope.TOGETHER, None, amounts(50_000, 50_000, 25_000)),
    CostLine("Test", Category.TEST, Scope.LOCAL, EACH, amounts("12345.67")),
    CostLine("Oplæring", Category.IMPLEMENTATION, Scope.LOCAL, EACH, amounts(40_000, 10_000, 5_000, 5_000)),
    CostLine("Udstyr", Category.IMPLEMENTATION, Scope.LOCAL, CITIZEN, amounts("1999.95")),
    CostLine("Drift", Category.OPERATION, Scope.LOCAL, CITIZEN, amounts(0, 900, 900, 900, 900, 900)),
    CostLine("Udbredelse", Category.SCALING, Scope.TOGETHER, None, amounts(0, 0, 75_000)),
)
BENEFITS = (
    BenefitLine("Kørsel", BenefitClass.CASH, CITIZEN, "Driftsleder", amounts(0, 2500, 3000, 3000, 3000, 3000)),
    BenefitLine("Møder", BenefitClass.CASH, EACH, "Driftsleder", amounts(0, 15_000, 15_000)),
    BenefitLine("Tid", BenefitClass.TIME, CITIZEN, "Driftsleder", amounts(0, "7.5", 12, 12, 12, 12)),
    BenefitLine("Vagter", BenefitClass.TIME, EACH, "Driftsleder", amounts(0, 40)),
    BenefitLine("Tryghed", BenefitClass.QUALITY, CITIZEN, "", amounts(5, 5, 5)),
)
TOWNS = (town("Kommune A", 120), town("Kommune B", 211, "0.45", 1), town("Kommune C", 64, "0.6"))
ORDINARY = Case(
    project="Prøve",
    price_year=2026,
    start_year=2027,
    hour_value=Decimal("287.5"),
    usable_share=Decimal("0.3"),
    key=Key.TARGET_GROUP,
    municipalities=TOWNS,
    costs=COSTS,
    benefits=BENEFITS,
)
THIRDS = Case(
    municipalities=(town("A"), town("B"), town("C")),
    rate=Decimal(0),
    costs=(CostLine("Udvikling", Category.DEVELOPMENT, Scope.SHARED, None, amounts(1000)),),
    benefits=(BenefitLine("Besparelse", BenefitClass.CASH, CITIZEN, "x", amounts(0, *["2.2222222222222222"] * 3)),),
)
BROKEN = Case(
    years=2,
    key=Key.FIXED,
    municipalities=(town("A", fixed_share=Decimal("0.3")),),
    costs=(
        CostLine("Uden omfang", Category.TEST, None, None, amounts(100)),
        CostLine("Uden driver", Category.TEST, Scope.LOCAL, None, amounts(100)),
        CostLine("For sent", Category.TEST, Scope.SHARED, None, amounts(0, 0, 0, 0, 500)),
    ),
    benefits=(
        BenefitLine("Uden klasse", None, EACH, "x", amounts(0, 70)),
        BenefitLine("Uden ejer", BenefitClass.TIME, EACH, "", amounts(0, 70)),
    ),
)

SETUPS: dict[str, Case] = {
    "ordinary": ORDINARY,
    "zero_rate": replace(ORDINARY, rate=Decimal(0)),
    "no_benefit": replace(ORDINARY, benefits=()),
    "no_cost": replace(ORDINARY, costs=()),
    "one_municipality": replace(ORDINARY, municipalities=(TOWNS[1],)),
    "eight_municipalities_fixed_shares": replace(
        ORDINARY,
        key=Key.FIXED,
        municipalities=tuple(
            town(f"Kommune {letter}", 40 + 31 * at, "0.37", at % 4, fixed_share=Decimal("0.125"))
            for at, letter in enumerate("ABCDEFGH")
        ),
    ),
    "one_year": replace(ORDINARY, years=1),
    "ten_years_high_rate": replace(
        ORDINARY,
        years=10,
        rate=Decimal("0.15"),
        costs=(*COSTS, CostLine("Udskiftning", Category.OPERATION, Scope.LOCAL, EACH, amounts(*[1000] * 11))),
        benefits=(
            *BENEFITS,
            BenefitLine("Lager", BenefitClass.CASH, EACH, "Driftsleder", amounts(*[0] * 5, *[9000] * 6)),
        ),
    ),
    "late_local_start": replace(
        ORDINARY, municipalities=(town("A", start=5), town("B", start=10), town("C", start=3)), years=6
    ),
    "some_stay_out": replace(
        ORDINARY,
        key=Key.INHABITANTS,
        municipalities=(TOWNS[0], town("Ude", takes_part=False), TOWNS[2], Municipality(), town("Sidst", 17, "1")),
    ),
    "nothing_to_divide_by": replace(ORDINARY, municipalities=(town("A", 0), town("B", 0))),
    "exact_thirds": THIRDS,
    "paid_back_twice": replace(
        THIRDS,
        costs=(CostLine("Udskiftning", Category.OPERATION, Scope.LOCAL, EACH, amounts(100, 0, 0, 500)),),
        benefits=(BenefitLine("Besparelse", BenefitClass.CASH, EACH, "x", amounts(0, 90, 90, 90, 190, 290)),),
    ),
    "every_check_fails": BROKEN,
    "large_and_small": replace(
        ORDINARY,
        hour_value=Decimal("0.01"),
        usable_share=ONE,
        costs=(*COSTS, CostLine("Stor", Category.SCALING, Scope.SHARED, None, amounts("98765432109.87"))),
    ),
    "own_scenarios": replace(
        ORDINARY,
        scenarios=(
            Scenario(ScenarioName.CAUTIOUS, Decimal("0.01"), Decimal(5)),
            Scenario(ScenarioName.EXPECTED, Decimal("0.9"), Decimal("1.1")),
            Scenario(ScenarioName.FAVOURABLE, Decimal(5), Decimal("0.01")),
        ),
    ),
    "names_with_signs": replace(
        ORDINARY, project='"Tryg" & <fri>', municipalities=(town("Å & Ø"), town('Kommune "B"'), town("=A1"))
    ),
    "empty": Case(),
}
