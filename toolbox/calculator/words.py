"""What the calculator calls things, in the reader's language. Most words are the workbook's own."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.utils.translation import gettext as _

from toolbox.calculation.inputs import (
    BenefitClass,
    Category,
    Driver,
    Key,
    Scope,
)
from toolbox.calculation.numbers import Language
from toolbox.files.business_case.book import KEY as WORKBOOK
from toolbox.files.business_case.example import TEXTS as EXAMPLE_TEXTS
from toolbox.files.business_case.lines import USUAL
from toolbox.files.business_case.places import own_sheet
from toolbox.files.reading import template
from toolbox.files.structure import Workbook

PROSE: Final = frozenset({"project", "name", "label", "owner"})
"""Fields with free text."""


@cache
def workbook() -> Workbook:
    """The definition of the workbook, which has most of the words."""
    found = template(WORKBOOK)
    assert isinstance(found, Workbook)
    return found


def said(sheet: str, name: str, language: Language) -> str:
    """A text of one of the workbook's sheets."""
    return own_sheet(workbook(), sheet).texts[name][language]


@cache
def _pairs() -> dict[str, tuple[str, str]]:
    """Texts that the portal itself puts into a form, with their translation."""
    costs = own_sheet(workbook(), "costs").texts
    pairs = [(costs[name]["da"], costs[name]["sv"]) for name, *_rest in USUAL]
    towns = [(f"{EXAMPLE_TEXTS['town'][0]} {letter}", f"{EXAMPLE_TEXTS['town'][1]} {letter}") for letter in "ABCDEFGH"]
    pairs += [*EXAMPLE_TEXTS.values(), *towns]
    return {text: pair for pair in pairs for text in pair}


def in_other_words(text: str, language: Language) -> str:
    """A text of the portal's own in ``language``; what somebody wrote stays as it is."""
    pair = _pairs().get(text)
    return pair[language == "sv"] if pair else text


def setting_label(name: str, language: Language) -> str:
    """Label of one of the settings."""
    return {
        "project": said("input", "project", language),
        "currency": said("input", "currency", language),
        "price_year": said("input", "price_year", language),
        "rate": _("Discount rate, per cent"),
        "years": said("input", "years", language),
        "start_year": said("input", "start_year", language),
        "hour_value": said("input", "hour", language),
        "usable_share": _("Share of that time that can really be used for something else, per cent"),
        "key": _("How the shared costs are divided"),
    }[name]


def setting_hint(name: str, language: Language) -> str:
    """What is good to know about a setting; empty for most."""
    notes = {
        "price_year": "price_year_note",
        "rate": "rate_note",
        "years": "years_note",
        "hour_value": "hour_note",
        "usable_share": "usable_note",
    }
    if name == "key":
        return _("Choose the one that you can explain.")
    return said("input", notes[name], language).replace(" (R29)", "") if name in notes else ""


def column_label(table: str, name: str, language: Language) -> str:
    """Label of a field in a row."""
    if name.startswith("amounts."):
        return _("Year %(number)s") % {"number": name.removeprefix("amounts.")}
    return {
        ("municipalities", "name"): _("Name of the municipality"),
        ("municipalities", "takes_part"): _("Takes part"),
        ("municipalities", "target_group"): said("input", "target", language),
        ("municipalities", "uptake"): _("Expected to use it, per cent"),
        ("municipalities", "local_start"): _("Starts here in year (0–10)").replace("0–10", "0\u2060–\u206010"),
        ("municipalities", "fixed_share"): _("Agreed share, per cent"),
        ("municipalities", "inhabitants"): _("Inhabitants"),
        ("costs", "label"): _("Cost"),
        ("costs", "category"): _("Category"),
        ("costs", "scope"): _("Who pays"),
        ("costs", "driver"): _("The amount is"),
        ("benefits", "label"): said("benefits", "benefit", language),
        ("benefits", "kind"): _("Kind"),
        ("benefits", "driver"): _("The value is"),
        ("benefits", "owner"): said("benefits", "owner", language),
        ("scenarios", "benefits"): _("Benefits, per cent of the expected"),
        ("scenarios", "costs"): _("Costs, per cent of the expected"),
    }[table, name]


def choices(name: str) -> tuple[tuple[str, str], ...]:
    """Values of a field to choose from, with their names; the field's own order."""
    found: dict[str, dict[object, str]] = {
        "category": {
            Category.DEVELOPMENT: _("Development"),
            Category.TEST: _("Test"),
            Category.IMPLEMENTATION: _("Implementation"),
            Category.OPERATION: _("Operation"),
            Category.SCALING: _("Scaling"),
        },
        "scope": {
            Scope.SHARED: _("All share it, paid once"),
            Scope.TOGETHER: _("Arises only because you work together"),
            Scope.LOCAL: _("Each municipality pays its own"),
        },
        "driver": {
            Driver.MUNICIPALITY: _("per municipality"),
            Driver.CITIZEN: _("per active citizen"),
        },
        "kind": {
            BenefitClass.CASH: _("Money: the budget changes"),
            BenefitClass.TIME: _("Time: hours set free"),
            BenefitClass.QUALITY: _("Quality: measured, not priced"),
        },
        "key": {
            Key.EQUAL: _("Equal parts"),
            Key.TARGET_GROUP: _("By target group"),
            Key.INHABITANTS: _("By inhabitants"),
            Key.FIXED: _("By agreed shares"),
        },
    }
    return tuple((str(getattr(value, "value", value)), label) for value, label in found[name].items())


def chosen(name: str, value: object) -> str:
    """Name of a chosen value."""
    return dict(choices(name))[str(getattr(value, "value", value))]


def table_words(table: str, language: Language) -> tuple[str, str, str, str]:
    """Title, introduction, label of the button that adds a row, and name of one row."""
    return {
        "municipalities": (
            _("Municipalities"),
            _("Active citizens are the target group times the part of it that is expected to use the solution."),
            _("Add a municipality"),
            _("Municipality"),
        ),
        "costs": (
            _("Costs"),
            _(
                "Take the whole life with you: also operation, replacement and reaching more municipalities. "
                "Costs that each municipality pays are counted from its own start."
            ),
            _("Add a cost"),
            _("Cost"),
        ),
        "benefits": (
            _("Benefits"),
            _(
                "Write each benefit once. Time that is also saved in the budget is money, not time. "
                "The years are counted from each municipality's own start."
            ),
            _("Add a benefit"),
            said("benefits", "benefit", language),
        ),
    }[table]
