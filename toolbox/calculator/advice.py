"""What the checks have to say, each beside the fields that it is about. None of it stands in the way of calculating."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toolbox.calculation.checks import Check, CheckName, checks, empty_categories
from toolbox.calculation.inputs import ZERO, BenefitClass, Scope
from toolbox.calculation.messages import warning
from toolbox.calculation.model import Result
from toolbox.calculation.numbers import Language
from toolbox.calculation.reading import Reading
from toolbox.calculator.typed import typed_percent
from toolbox.calculator.words import choices

Note = tuple[str, str]
"""Path and sentence."""


def advice(result: Result, reading: Reading, language: Language) -> dict[str, str]:
    """Paths of fields, or of tables of the form, and what is said there, in the order of the checks."""
    found: dict[str, str] = {}
    for check in checks(result):
        if not check.passed:
            for path, sentence in _PLACES[check.name](result, reading, language, check):
                found[path] = f"{found[path]} {sentence}" if path in found else sentence
    return found


def for_readers(result: Result, reading: Reading, language: Language) -> tuple[str, ...]:
    """The same for who reads the result and fills in nothing: whole sentences that name no field."""
    said: list[str] = []
    for check in checks(result):
        if check.passed:
            continue
        if check.name is CheckName.COMPLETE_ROWS:
            said += _incomplete(result)
        else:
            said += [sentence for _path, sentence in _PLACES[check.name](result, reading, language, check)]
    return tuple(dict.fromkeys(said))


def _incomplete(result: Result) -> Iterator[str]:
    """How many rows with amounts are not in the sum, and how many are of no category."""
    case = result.case
    costs = [cost for cost in case.costs if any(cost.amounts)]
    benefits = [benefit for benefit in case.benefits if any(benefit.amounts)]
    outside = sum(not cost.counted for cost in costs) + sum(not benefit.counted for benefit in benefits)
    unsorted = sum(cost.category is None for cost in costs)
    if outside:
        yield ngettext(
            "%(count)s row with amounts is not in the sums: it does not say who pays or what it is counted per.",
            "%(count)s rows with amounts are not in the sums: they do not say who pays or what they are counted per.",
            outside,
        ) % {"count": outside}
    if unsorted:
        yield ngettext(
            "%(count)s cost belongs to no part of the solution's life, so nobody can see if one is without money.",
            "%(count)s costs belong to no part of the solution's life, so nobody can see if one is without money.",
            unsorted,
        ) % {"count": unsorted}


def _at(path: str) -> Callable[[Result, Reading, Language, Check], Iterator[Note]]:
    """The check's own sentence at one place."""

    def notes(_result: Result, _reading: Reading, language: Language, check: Check) -> Iterator[Note]:
        yield path, warning(check, language)

    return notes


def _owners(result: Result, reading: Reading, language: Language, check: Check) -> Iterator[Note]:
    for index, line in enumerate(result.case.benefits):
        if line.kind in {BenefitClass.CASH, BenefitClass.TIME} and not line.owner:
            yield f"benefits.{reading.rows['benefits'][index]}.owner", warning(check, language)


def _fixed_shares(result: Result, reading: Reading, language: Language, check: Check) -> Iterator[Note]:
    agreed = sum((row.fixed_share for row in result.case.municipalities if row.takes_part), ZERO)
    sentence = _(
        "The agreed shares add up to %(sum)s %%, not 100 %%. They were scaled to fit; agree on the right ones."
    ) % {"sum": typed_percent(round(agreed, 6), language)}
    for index, row in enumerate(result.case.municipalities):
        if row.takes_part:
            yield f"municipalities.{reading.rows['municipalities'][index]}.fixed_share", sentence


def _whole_life(result: Result, _reading: Reading, _language: Language, _check: Check) -> Iterator[Note]:
    names = dict(choices("category"))
    missing = [names[str(category.value)].lower() for category in empty_categories(result)]
    listed = missing[0] if len(missing) == 1 else _("%(first)s and %(last)s") % {
        "first": ", ".join(missing[:-1]), "last": missing[-1],
    }  # fmt: skip
    yield (
        "costs",
        _("There is no money for %(missing)s. That is how good solutions come to a stop after the test.")
        % {"missing": listed},
    )


def _complete_rows(result: Result, reading: Reading, _language: Language, _check: Check) -> Iterator[Note]:
    left_out = _("Choose, or the row is left out of the sum.")
    uncategorised = _("Choose, so that we can see whether the whole life has money.")
    for index, cost in enumerate(result.case.costs):
        at = f"costs.{reading.rows['costs'][index]}"
        if any(cost.amounts) and cost.scope is None:
            yield f"{at}.scope", left_out
        elif any(cost.amounts) and cost.scope is Scope.LOCAL and cost.driver is None:
            yield f"{at}.driver", left_out
        if any(cost.amounts) and cost.category is None:
            yield f"{at}.category", uncategorised
    for index, benefit in enumerate(result.case.benefits):
        at = f"benefits.{reading.rows['benefits'][index]}"
        if any(benefit.amounts) and benefit.kind is None:
            yield f"{at}.kind", left_out
        elif any(benefit.amounts) and not benefit.counted:
            yield f"{at}.driver", left_out


_PLACES: dict[CheckName, Callable[[Result, Reading, Language, Check], Iterator[Note]]] = {
    CheckName.SHARES: _at("key"),
    CheckName.RECONCILED: _at("key"),
    CheckName.SEVERAL: _at("municipalities"),
    CheckName.OWNERS: _owners,
    CheckName.FIXED_SHARES: _fixed_shares,
    CheckName.HOUR_VALUE: _at("hour_value"),
    CheckName.WHOLE_LIFE: _whole_life,
    CheckName.COMPLETE_ROWS: _complete_rows,
    CheckName.WITHIN_YEARS: _at("years"),
}
