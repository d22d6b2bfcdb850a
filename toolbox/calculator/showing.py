"""A result in words, tables and drawings, in the reader's language and to the krone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from toolbox.calculation.inputs import Case
from toolbox.calculation.model import MunicipalityResult, Outcome, outcome, whole
from toolbox.calculation.model import Result as Calculated
from toolbox.calculation.numbers import Language
from toolbox.calculation.scenarios import (
    BENEFIT_LEVELS,
    COST_LEVELS,
    Assumption,
    Tipping,
    matrix,
    scenario_results,
    tippings,
)
from toolbox.calculator import chart
from toolbox.calculator.contexts import Complaint, Figure, MatrixRow, Result, ResultRow, ScenarioRow, YearRow
from toolbox.calculator.typed import GROUP, typed_percent
from toolbox.calculator.words import choices, said

DASH: Final = "–"
MOST_TIPPINGS: Final = 5


def money(value: Decimal, language: Language) -> str:
    """A sum to the krone: 1.250 in Danish, 1 250 in Swedish, with a minus sign below zero."""
    return f"{whole(value):,}".replace(",", GROUP[language]).replace("-", "\u2212")


def percent(value: Decimal, language: Language) -> str:
    """A share with one decimal at most: 33,3 %."""
    return f"{typed_percent(round(value, 3), language)}\u00a0%".replace("-", "\u2212")


def exact(value: Decimal, language: Language) -> str:
    """A share as it was typed, with all its decimals, 4,25 %: rounded where it is shown, a rate is another one."""
    text = f"{(value * 100).normalize():f}".replace(".", ",").replace("-", "\u2212")
    whole_part, _, decimals = text.partition(",")
    return f"{int(whole_part):,}".replace(",", GROUP[language]) + (f",{decimals}" if decimals else "") + "\u00a0%"


def years(value: Decimal | None) -> str:
    """Years with one decimal; a dash where there are none."""
    return DASH if value is None else f"{round(value, 1):.1f}".replace(".", ",")


def shown(result: Calculated, warnings: tuple[Complaint, ...], language: Language) -> Result:
    """Everything that is shown of a result."""
    case = result.case
    together = outcome(case.rate, result.flow)
    towns = [town for town in result.municipalities if town.outcome is not None]
    last = case.years
    pairs = [
        (town.municipality.name, whole(town.outcome.npv_together), whole(town.outcome.npv_alone))
        for town in towns
        if town.outcome
    ]
    flow = list(
        zip(
            map(whole, result.flow.accumulated_together[: last + 1]),
            map(whole, result.flow.accumulated_alone[: last + 1]),
            strict=True,
        )
    )
    return Result(
        verdict=tuple(_verdict(result, together, language)),
        basis=_basis(case, language),
        figures=(
            Figure(_("Together"), _amount(result.total.npv_together, case, language)),
            Figure(_("Each alone"), _amount(result.total.npv_alone, case, language)),
            Figure(_("Worth of working together"), _amount(result.total.gain, case, language)),
            Figure(_("Paid back together, years"), years(together.payback_together)),
        ),
        rows=tuple(_row(town, language) for town in towns),
        total=_total(result, together, language),
        peaks=_peaks(result, together, language),
        bars=chart.bars(pairs, case.currency, language),
        curve=chart.curve(flow, case.currency, language),
        years=tuple(
            YearRow(
                year=str(year),
                together=money(result.flow.accumulated_together[year], language),
                alone=money(result.flow.accumulated_alone[year], language),
            )
            for year in range(last + 1)
        ),
        break_even=_break_even(result, language),
        tippings=tuple(_tippings(result, language)),
        scenarios=tuple(_scenarios(result, language)),
        levels=tuple(percent(level, language) for level in BENEFIT_LEVELS),
        matrix=tuple(
            MatrixRow(
                level=percent(level, language),
                cells=tuple((money(value, language), whole(value) < 0) for value in row),
            )
            for level, row in zip(COST_LEVELS, matrix(result), strict=True)
        ),
        warnings=warnings,
    )


def _amount(value: Decimal, case: Case, language: Language) -> str:
    return f"{money(value, language)}\u00a0{case.currency}"


def _size(value: Decimal, case: Case, language: Language) -> str:
    """The amount without its sign, for sentences that say the sign in words."""
    return _amount(abs(value), case, language)


def _verdict(result: Calculated, together: Outcome, language: Language) -> Iterator[str]:
    """The answer in sentences."""
    case, total = result.case, result.total

    def size(value: Decimal) -> dict[str, str]:
        return {"amount": _size(value, case, language)}

    if whole(total.npv_together) >= 0:
        yield _("Together you end with a surplus of %(amount)s.") % size(total.npv_together)
    else:
        yield _("Together you end with a deficit of %(amount)s.") % size(total.npv_together)
    if case.taking_part > 1:
        if whole(total.npv_alone) >= 0:
            yield _("Each alone, you would end with a surplus of %(amount)s in all.") % size(total.npv_alone)
        else:
            yield _("Each alone, you would end with a deficit of %(amount)s in all.") % size(total.npv_alone)
    if whole(total.gain) > 0:
        yield _("Working together is worth %(amount)s.") % size(total.gain)
    elif whole(total.gain) < 0:
        yield _("Working together costs %(amount)s more than going alone.") % size(total.gain)
    if together.payback_together is None:
        yield _("The money is not earned back within the years that are counted.")
    elif together.largest_outlay:
        yield _("The money is earned back after %(years)s years.") % {"years": years(together.payback_together)}


def _basis(case: Case, language: Language) -> str:
    """What the figures rest on, in one line."""
    parts = [
        _("Present value of the years 0–%(last)s in %(currency)s") % {"last": case.years, "currency": case.currency},
        _("price level %(year)s") % {"year": case.price_year} if case.price_year else "",
        _("discount rate %(rate)s") % {"rate": exact(case.rate, language)},
        _("shared costs: %(key)s") % {"key": dict(choices("key"))[str(case.key.value)].lower()},
    ]
    return ", ".join(part for part in parts if part)


def _row(town: MunicipalityResult, language: Language) -> ResultRow:
    found = town.outcome
    assert found is not None
    return ResultRow(
        name=town.municipality.name,
        share=percent(town.share, language),
        npv_cash=money(found.npv_cash_together, language),
        npv=money(found.npv_together, language),
        npv_alone=money(found.npv_alone, language),
        gain=money(found.gain, language),
        payback=years(found.payback_together),
        payback_alone=years(found.payback_alone),
        outlay=money(found.largest_outlay, language),
    )


def _total(result: Calculated, together: Outcome, language: Language) -> ResultRow:
    total = result.total
    share = sum((row.share for row in result.municipalities), Decimal(0))
    return ResultRow(
        name=said("result", "sum", language),
        share=percent(share, language),
        npv_cash=money(total.npv_cash_together, language),
        npv=money(total.npv_together, language),
        npv_alone=money(total.npv_alone, language),
        gain=money(total.gain, language),
        payback=years(together.payback_together),
        payback_alone=years(together.payback_alone),
        outlay=money(total.largest_outlay, language),
    )


def _peaks(result: Calculated, together: Outcome, language: Language) -> str:
    """Why the largest outlays add up to more than is ever laid out; empty where they do not."""
    if whole(result.total.largest_outlay) == whole(together.largest_outlay):
        return ""
    if not whole(together.largest_outlay):
        return _(
            "The largest outlays do not fall in the same year: their sum is %(sum)s, but all together you are never "
            "out of pocket."
        ) % {"sum": _amount(result.total.largest_outlay, result.case, language)}
    return _(
        "The largest outlays do not fall in the same year: their sum is %(sum)s, but all together you are never out "
        "more than %(most)s."
    ) % {
        "sum": _amount(result.total.largest_outlay, result.case, language),
        "most": _amount(together.largest_outlay, result.case, language),
    }


def _break_even(result: Calculated, language: Language) -> str:
    """What part of the benefits is needed."""
    even = result.break_even
    if even is None:
        return _("No benefit in money or time is counted, so nothing can pay for the costs.")
    if not result.pv_costs:
        return _("No cost is counted, so there is nothing that the benefits have to pay for.")
    if even <= 1:
        return _("You come out even with %(level)s of the expected benefits.") % {"level": percent(even, language)}
    return _("You need %(level)s of the expected benefits to come out even.") % {"level": percent(even, language)}


def _tippings(result: Calculated, language: Language) -> Iterator[str]:
    """How far each assumption can move before the result changes its sign; nothing without both costs and benefits."""
    names = {
        Assumption.ALL_BENEFITS: _("All benefits"),
        Assumption.ALL_COSTS: _("All costs"),
        Assumption.CASH: _("Benefits in money"),
        Assumption.TIME: _("Benefits in time"),
        Assumption.USABLE_SHARE: _("The share of the time that can be used"),
        Assumption.DEVELOPMENT: _("Costs of development"),
        Assumption.TEST: _("Costs of the test"),
        Assumption.IMPLEMENTATION: _("Costs of implementation"),
        Assumption.OPERATION: _("Costs of operation"),
        Assumption.SCALING: _("Costs of scaling"),
    }
    if not result.pv_costs or not result.pv_benefits:
        return  # with one side of the scale empty nothing can tip it, and "zero at 0 %" says nothing
    # What tips nothing comes last: the paper has room for the first three.
    for tipping in sorted(tippings(result), key=_never_tips)[:MOST_TIPPINGS]:
        yield _tipping(names[tipping.assumption], tipping, result, language)


def _never_tips(tipping: Tipping) -> bool:
    """Whether even no hour, or every hour, being usable leaves the sign of the result as it is."""
    return tipping.assumption is Assumption.USABLE_SHARE and tipping.level is None


def _tipping(name: str, tipping: Tipping, result: Calculated, language: Language) -> str:
    values = {
        "name": name,
        "swing": _size(tipping.swing, result.case, language),
        "level": percent(tipping.level, language) if tipping.level is not None else "",
    }
    if tipping.assumption is Assumption.USABLE_SHARE:
        if tipping.level is None:
            return _("%(name)s: does not tip the result, whatever the share is.") % values
        return _("%(name)s: the result is zero at %(level)s.") % values
    if tipping.assumption is Assumption.ALL_BENEFITS:  # its zero is said above: the part of the benefits that is needed
        return _("%(name)s: a fifth up or down changes the result by %(swing)s.") % values
    if tipping.level is None:
        return (
            _("%(name)s: a fifth up or down changes the result by %(swing)s; this alone cannot bring it to zero.")
            % values
        )
    sentence = _(
        "%(name)s: a fifth up or down changes the result by %(swing)s; it is zero at %(level)s of what is expected."
    )
    return sentence % values


def _scenarios(result: Calculated, language: Language) -> Iterator[ScenarioRow]:
    for found in scenario_results(result):
        levels = {
            "benefits": exact(found.scenario.benefits, language),
            "costs": exact(found.scenario.costs, language),
        }
        yield ScenarioRow(
            name=said("sens", found.scenario.name, language),
            levels=_("benefits %(benefits)s, costs %(costs)s") % levels,
            npv=money(found.outcome.npv_together, language),
            npv_alone=money(found.outcome.npv_alone, language),
            gain=money(found.outcome.gain, language),
            payback=years(found.outcome.payback_together),
        )
