"""The cost lines that stand in the empty workbook, without amounts: the posts that are forgotten most easily."""

from __future__ import annotations

from toolbox.calculation.inputs import Category, CostLine, Driver, Scope
from toolbox.files.structure import Language, OwnSheet

USUAL: tuple[tuple[str, Category, Scope, Driver | None], ...] = (
    ("management", Category.DEVELOPMENT, Scope.SHARED, None),
    ("coordination", Category.DEVELOPMENT, Scope.TOGETHER, None),
    ("development", Category.DEVELOPMENT, Scope.SHARED, None),
    ("integration", Category.DEVELOPMENT, Scope.SHARED, None),
    ("test_hours", Category.TEST, Scope.LOCAL, Driver.MUNICIPALITY),
    ("training", Category.IMPLEMENTATION, Scope.LOCAL, Driver.MUNICIPALITY),
    ("equipment", Category.IMPLEMENTATION, Scope.LOCAL, Driver.CITIZEN),
    ("licence", Category.OPERATION, Scope.LOCAL, Driver.CITIZEN),
    ("support", Category.OPERATION, Scope.LOCAL, Driver.MUNICIPALITY),
    ("law", Category.DEVELOPMENT, Scope.SHARED, None),
    ("evaluation", Category.TEST, Scope.SHARED, None),
    ("spreading", Category.SCALING, Scope.TOGETHER, None),
    ("replacement", Category.OPERATION, Scope.LOCAL, Driver.CITIZEN),
)


def usual_costs(costs: OwnSheet, language: Language) -> tuple[CostLine, ...]:
    """The usual lines in one language."""
    return tuple(
        CostLine(label=costs.texts[name][language], category=category, scope=scope, driver=driver)
        for name, category, scope, driver in USUAL
    )
