"""The filled example: four municipalities that do not exist, with round figures that are not measured anywhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from toolbox.calculation.inputs import (
    BenefitClass,
    BenefitLine,
    Case,
    Driver,
    Key,
    Municipality,
    amounts,
)
from toolbox.files.business_case.lines import USUAL, usual_costs
from toolbox.files.business_case.places import own_sheet
from toolbox.files.structure import Language, Workbook

AMOUNTS = {
    "management": amounts(300_000, 300_000, 100_000),
    "coordination": amounts(60_000, 60_000, 40_000, 20_000, 20_000, 20_000),
    "development": amounts(400_000, 200_000),
    "integration": amounts(150_000, 50_000),
    "test_hours": amounts(80_000),
    "training": amounts(60_000, 20_000, 10_000, 10_000, 10_000, 10_000),
    "equipment": amounts(2_500),
    "licence": amounts(0, 1_500, 1_500, 1_500, 1_500, 1_500),
    "support": amounts(20_000, 40_000, 40_000, 40_000, 40_000, 40_000),
    "law": amounts(100_000),
    "evaluation": amounts(50_000, 100_000, 50_000),
    "spreading": amounts(0, 0, 100_000, 60_000),
    "replacement": amounts(0, 0, 0, 0, 1_000),
}
TOWNS = (("A", 150, "0.6", 0), ("B", 220, "0.5", 0), ("C", 90, "0.6", 1), ("D", 180, "0.4", 2))
"""Letter, target group, uptake and local start."""
TEXTS = {
    "project": ("Eksempel: fælles løsning i hjemmeplejen", "Exempel: gemensam lösning i hemtjänsten"),
    "town": ("Kommune", "Kommun"),
    "driving": ("Færre ekstra kørsler", "Färre extra körningar"),
    "hours": ("Mindre tid til at lede og vente", "Mindre tid för att leta och vänta"),
    "safety": ("Borgernes tryghed, skala 1–5", "Brukarnas trygghet, skala 1–5"),
    "owner": ("Leder af hjemmeplejen", "Chef för hemtjänsten"),
}


def example(definition: Workbook, language: Language) -> Case:
    """The example in one language; the currency is the caller's."""
    texts = {name: pair[language == "sv"] for name, pair in TEXTS.items()}
    costs = own_sheet(definition, "costs")
    names = [name for name, *_ in USUAL]
    lines = tuple(
        replace(line, amounts=AMOUNTS[name]) for name, line in zip(names, usual_costs(costs, language), strict=True)
    )
    citizen = Driver.CITIZEN
    return Case(
        project=texts["project"],
        price_year=2026,
        start_year=2027,
        hour_value=Decimal(300),
        usable_share=Decimal("0.25"),
        key=Key.TARGET_GROUP,
        municipalities=tuple(
            Municipality(
                name=f"{texts['town']} {letter}",
                takes_part=True,
                target_group=Decimal(target),
                uptake=Decimal(uptake),
                local_start=start,
                inhabitants=Decimal(target * 200),
            )
            for letter, target, uptake, start in TOWNS
        ),
        costs=lines,
        benefits=(
            BenefitLine(
                texts["driving"], BenefitClass.CASH, citizen, texts["owner"], amounts(0, 3000, 4500, 4500, 4500, 4500)
            ),
            BenefitLine(texts["hours"], BenefitClass.TIME, citizen, texts["owner"], amounts(0, 15, 25, 25, 25, 25)),
            BenefitLine(texts["safety"], BenefitClass.QUALITY, citizen, texts["owner"]),
        ),
    )
