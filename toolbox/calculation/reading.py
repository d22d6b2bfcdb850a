"""From what was typed (a form, an address) to a case: nothing is lost, nothing raises, every field that could not
be read is named.

The raw form is nested dictionaries, lists and texts with the names of :class:`~toolbox.calculation.inputs.Case`;
codes are those of the enums (``"key": "2"``, ``"scope": "S"``), amounts are texts in the reader's language, per
cents are typed as per cents (``"3,5"``). Whatever else stands in an address that was tampered with is reported once
and skipped. Rows in which nothing is typed are left out; ``Reading.rows`` says where a row of the case stood in the
form, and the paths of all problems are the form's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from toolbox.calculation.inputs import (
    CURRENCIES,
    LINES,
    MUNICIPALITIES,
    SCENARIOS,
    YEARS,
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
    Scope,
)
from toolbox.calculation.numbers import Language, NumberError, parse_number
from toolbox.calculation.validation import Problem, largest, problems

Raw = Mapping[str, object]
Choice = TypeVar("Choice", bound=Enum)
YES = {"1", "on", "true", "ja", "yes"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The case as far as it could be read, and what stands in the way of calculating it."""

    case: Case
    problems: tuple[Problem, ...]
    rows: Mapping[str, tuple[int, ...]]
    """For ``municipalities``, ``costs`` and ``benefits``: the form's row number of each row of the case."""

    @property
    def ready(self) -> bool:
        """Whether the case can be calculated."""
        return not self.problems

    def too_large(self) -> tuple[Problem, ...]:
        """What to say, and where, if the numbers turn out to be too large to calculate with."""
        return tuple(_in_form(problem, self.rows) for problem in largest(self.case))


def read_case(raw: Raw, language: Language) -> Reading:
    """Read a form."""
    reader = _Reader(language)
    case = reader.case(raw)
    unread = {problem.field for problem in reader.problems}
    ranges = [reader.in_form(problem) for problem in problems(case)]
    found = (*reader.problems, *(problem for problem in ranges if problem.field not in unread))
    return Reading(case=case, problems=found, rows={name: tuple(rows) for name, rows in reader.rows.items()})


def _in_form(problem: Problem, rows: Mapping[str, Sequence[int]]) -> Problem:
    name, _, rest = problem.field.partition(".")
    row, _, rest = rest.partition(".")
    if name not in rows or not row:
        return problem
    return replace(problem, field=f"{name}.{rows[name][int(row)]}.{rest}")


class _Reader:
    """Reads one form and collects what it could not read."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.problems: list[Problem] = []
        self.rows: dict[str, list[int]] = {}
        self.unnamed: int | None = None
        """The first municipality that is ticked, and of which nothing else is known."""

    def case(self, raw: Raw) -> Case:
        """All fields of the form."""
        blank = Case()
        currency = self.text(raw, "currency", "") or blank.currency
        if currency not in CURRENCIES:
            self.say("currency", "choose", choices=", ".join(CURRENCIES))
            currency = blank.currency
        return Case(
            project=self.text(raw, "project", ""),
            currency=currency,
            price_year=self.whole(raw, "price_year", "", unread="not_a_year"),
            rate=self.number(raw, "rate", "", percent=True, empty=blank.rate, missing="rate_missing"),
            years=self.whole(raw, "years", "", empty=blank.years, missing="years_missing") or 0,
            start_year=self.whole(raw, "start_year", "", unread="not_a_year"),
            hour_value=self.number(raw, "hour_value", "") if self.text(raw, "hour_value", "", quiet=True) else None,
            usable_share=self.number(raw, "usable_share", "", percent=True),
            key=self.choice(raw, "key", "", Key) or blank.key,
            municipalities=tuple(
                self.municipality(row, at) for row, at in self.table(raw, "municipalities", MUNICIPALITIES)
            ),
            costs=tuple(self.cost(row, at) for row, at in self.table(raw, "costs", LINES)),
            benefits=tuple(self.benefit(row, at) for row, at in self.table(raw, "benefits", LINES)),
            scenarios=self.scenarios(raw),
        )

    def municipality(self, row: Raw, at: str) -> Municipality:
        """One municipality; it takes part unless the form says that it does not."""
        return Municipality(
            name=self.text(row, "name", at),
            takes_part=self.text(row, "takes_part", at).lower() in YES if "takes_part" in row else True,
            target_group=self.number(row, "target_group", at),
            uptake=self.number(row, "uptake", at, percent=True),
            local_start=self.whole(row, "local_start", at, empty=0) or 0,
            fixed_share=self.number(row, "fixed_share", at, percent=True),
            inhabitants=self.number(row, "inhabitants", at),
        )

    def cost(self, row: Raw, at: str) -> CostLine:
        """One cost line."""
        return CostLine(
            label=self.text(row, "label", at),
            category=self.choice(row, "category", at, Category),
            scope=self.choice(row, "scope", at, Scope),
            driver=self.choice(row, "driver", at, Driver),
            amounts=self.amounts(row, at),
        )

    def benefit(self, row: Raw, at: str) -> BenefitLine:
        """One benefit line."""
        return BenefitLine(
            label=self.text(row, "label", at),
            kind=self.choice(row, "kind", at, BenefitClass),
            driver=self.choice(row, "driver", at, Driver),
            owner=self.text(row, "owner", at),
            amounts=self.amounts(row, at),
        )

    def scenarios(self, raw: Raw) -> tuple[Scenario, ...]:
        """The three scenarios, with the usual levels where the form has none."""
        given = raw.get("scenarios")
        rows = list(given) if isinstance(given, Sequence) and not isinstance(given, str) else []
        found = []
        for index, scenario in enumerate(SCENARIOS):
            row = rows[index] if index < len(rows) and isinstance(rows[index], Mapping) else {}
            at = f"scenarios.{index}."
            missing = "level_missing"
            benefits = self.number(row, "benefits", at, percent=True, empty=scenario.benefits, missing=missing)
            costs = self.number(row, "costs", at, percent=True, empty=scenario.costs, missing=missing)
            found.append(replace(scenario, benefits=benefits, costs=costs))
        return tuple(found)

    def table(self, raw: Raw, name: str, most: int) -> list[tuple[Raw, str]]:
        """The rows in which something is typed, with the beginning of their paths."""
        given = raw.get(name, [])
        if not isinstance(given, Sequence) or isinstance(given, str):
            self.say(name, "tampered")
            given = []
        if len(given) > most:
            self.say(name, "too_many", most=str(most))
        rows: list[tuple[Raw, str]] = []
        for index, row in enumerate(given[:most]):
            if not isinstance(row, Mapping):
                self.say(f"{name}.{index}", "tampered")
            elif any(_typed(value) for field, value in row.items() if field != "takes_part"):
                rows.append((row, f"{name}.{index}."))
                self.rows.setdefault(name, []).append(index)
            elif self.unnamed is None and self.text(row, "takes_part", "", quiet=True).lower() in YES:
                self.unnamed = index
        return rows

    def amounts(self, row: Raw, at: str) -> tuple[Decimal, ...]:
        """The eleven years; what is missing at the end is 0."""
        given = row.get("amounts", [])
        if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > YEARS:
            self.say(f"{at}amounts", "tampered")
            given = []
        texts = {str(year): value for year, value in enumerate(given)}
        return tuple(self.number(texts, str(year), f"{at}amounts.") for year in range(YEARS))

    def text(self, row: Raw, name: str, at: str, *, quiet: bool = False) -> str:
        """A text without blanks around it; control characters do not belong in one."""
        value = row.get(name, "")
        if isinstance(value, bool | int):
            value = str(int(value))
        if not isinstance(value, str):
            if not quiet:
                self.say(f"{at}{name}", "tampered")
            return ""
        return "".join(sign for sign in value if sign.isprintable()).strip()

    def number(
        self, row: Raw, name: str, at: str, *, percent: bool = False, empty: Decimal = ZERO, missing: str = ""
    ) -> Decimal:
        """A number, or ``empty`` where nothing was typed or nothing could be read.

        Args:
            row: where it stands.
            name: of the field.
            at: path of the row.
            percent: whether it is typed as per cents.
            empty: what goes for a field that the form does not have.
            missing: what is said of a field that the form has and nothing stands in. Without it an empty field is
                ``empty``: no amount is an amount of 0, but no rate is not a rate of 3.5 %.
        """
        unread = "not_a_percent" if percent else "not_a_number"
        value = self._parsed(row, name, at, percent=percent, missing=missing, unread=unread)
        return empty if value is None else value

    def whole(
        self,
        row: Raw,
        name: str,
        at: str,
        *,
        empty: int | None = None,
        missing: str = "",
        unread: str = "not_a_whole_number",
    ) -> int | None:
        """A whole number, or ``empty``; the arguments are those of :meth:`number`."""
        value = self._parsed(row, name, at, percent=False, missing=missing, unread=unread)
        if value is None:
            return empty
        if value != value.to_integral_value():
            self.say(f"{at}{name}", unread)
            return empty
        return int(value)

    def _parsed(self, row: Raw, name: str, at: str, *, percent: bool, missing: str, unread: str) -> Decimal | None:
        try:
            value = parse_number(self._number_text(row, name, at), self.language, percent=percent)
        except NumberError as error:
            code = unread if error.code == "not_a_number" else error.code
            self.say(f"{at}{name}", code, **error.values)
            return None
        if value is None and missing and isinstance(row.get(name), str):
            self.say(f"{at}{name}", missing)
        return value

    def choice(self, row: Raw, name: str, at: str, kind: type[Choice]) -> Choice | None:
        """One of an enum's values, or nothing where nothing was chosen."""
        text = self.text(row, name, at)
        by_value = {str(member.value): member for member in kind}
        if text and text not in by_value:
            self.say(f"{at}{name}", "choose", choices=", ".join(by_value))
        return by_value.get(text)

    def say(self, path: str, code: str, **values: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(path, code, values))

    def in_form(self, problem: Problem) -> Problem:
        """The problem with the form's row number in its path."""
        if problem.code == "nobody_takes_part" and self.unnamed is not None:
            return Problem(f"municipalities.{self.unnamed}.name", "nobody_named")
        return _in_form(problem, self.rows)

    def _number_text(self, row: Raw, name: str, at: str) -> str:
        value = row.get(name, "")
        return value.strip() if isinstance(value, str) else self.text(row, name, at)


def _typed(value: object) -> bool:
    """Whether anything stands in a field or in one of a list of fields."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Sequence):
        return any(_typed(one) for one in value)
    return value is not None
