"""What stands in the calculator's form: texts as they were typed, in their rows.

A field's name is the path that :mod:`toolbox.calculation` uses for it: ``rate``, ``municipalities.2.uptake``,
``costs.0.amounts.3``. Within a row the rest of the path is the name: ``uptake``, ``amounts.3``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from toolbox.calculation.inputs import DEFAULT_RATE, LINES, MUNICIPALITIES, SCENARIOS, YEARS
from toolbox.calculation.numbers import Language
from toolbox.calculator.typed import typed_percent

Row = dict[str, str]
"""Name of a field in its row, and what stands in it. A field that is not there is empty."""

SETTINGS: Final = (
    "project",
    "currency",
    "price_year",
    "rate",
    "years",
    "start_year",
    "hour_value",
    "usable_share",
    "key",
)
AMOUNTS: Final = tuple(f"amounts.{year}" for year in range(YEARS))
TABLES: Final[dict[str, tuple[str, ...]]] = {
    "municipalities": (
        "name",
        "takes_part",
        "target_group",
        "uptake",
        "local_start",
        "fixed_share",
        "inhabitants",
    ),
    "costs": ("label", "category", "scope", "driver", *AMOUNTS),
    "benefits": ("label", "kind", "driver", "owner", *AMOUNTS),
    "scenarios": ("benefits", "costs"),
}
"""The fields of a row of each table, in the order of the address. A new field goes to the end."""
MOST: Final = {"municipalities": MUNICIPALITIES, "costs": LINES, "benefits": LINES, "scenarios": len(SCENARIOS)}
GROWING: Final = ("municipalities", "costs", "benefits")
"""Tables to which rows can be added."""
PERCENTS: Final = frozenset({"rate", "usable_share", "uptake", "fixed_share"})
NUMBERS: Final = frozenset(
    {"price_year", "years", "start_year", "hour_value", "target_group", "local_start", "inhabitants", *AMOUNTS}
)
LONGEST: Final = 10_000
"""More of a text than anybody types on purpose. What is longer than a field takes stays there, with a message beside
it, so that whoever pasted it can shorten it: the fields have no ``maxlength``, which would cut it without a word.
"""
SPACES: Final = frozenset("\u00a0\u202f\u2009")
"""Hard and thin spaces, which Python does not count among what can be printed."""
CURRENCY: Final[dict[Language, str]] = {"da": "DKK", "sv": "SEK"}
NEW_ROW: Final[dict[str, Row]] = {"municipalities": {"takes_part": "1"}, "costs": {}, "benefits": {}}


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that was typed."""

    language: Language
    """In which language its numbers were typed: 1.250 is not the same in both."""
    settings: Row = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    damaged: bool = False
    """Whether a part of the address or of what was sent could not be read, and was left out."""

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table."""
        return self.tables.get(table, ())

    def raw(self) -> dict[str, Any]:
        """The form as :func:`toolbox.calculation.reading.read_case` reads it."""
        made: dict[str, Any] = {name: self.settings.get(name, "") for name in SETTINGS}
        for table in TABLES:
            made[table] = [_nested(row) for row in self.rows(table)]
        made["scenarios"] = [
            {name: row.get(name, "") for name in TABLES["scenarios"]} for row in self.rows("scenarios")
        ]
        return made

    def with_row(self, table: str) -> Form:
        """With an empty row more, where there is room for one."""
        rows = self.rows(table)
        if table not in GROWING or len(rows) >= MOST[table]:
            return self
        return replace(self, tables={**self.tables, table: (*rows, dict(NEW_ROW[table]))})

    def without_row(self, table: str, index: int) -> Form:
        """Without a row; the table keeps one."""
        rows = self.rows(table)
        if table not in GROWING or not 0 <= index < len(rows):
            return self
        kept = rows[:index] + rows[index + 1 :] or (dict(NEW_ROW[table]),)
        return replace(self, tables={**self.tables, table: kept})

    @property
    def years_shown(self) -> int:
        """The last year with a field: the last that is counted, or the last in which something stands."""
        filled = (year for year in range(YEARS) for row in self._lines() if row.get(f"amounts.{year}", "").strip())
        wanted = self.settings.get("years", "").strip()
        last = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 3 else 5
        return max([min(max(last, 1), YEARS - 1), *filled])

    def _lines(self) -> Iterator[Row]:
        yield from self.rows("costs")
        yield from self.rows("benefits")


def blank(language: Language, usual: Iterable[Row]) -> Form:
    """The form to begin with: two municipalities, the usual cost lines without amounts, two benefits.

    Args:
        language: of the page.
        usual: the cost lines that are forgotten most easily.
    """
    return Form(
        language=language,
        settings={
            "currency": CURRENCY[language],
            "rate": typed_percent(DEFAULT_RATE, language),
            "years": "5",
            "usable_share": "0",
            "key": "1",
        },
        tables={
            "municipalities": tuple(dict(NEW_ROW["municipalities"]) for _ in range(2)),
            "costs": tuple(usual),
            "benefits": ({}, {}),
            "scenarios": usual_scenarios(language),
        },
    )


def place_in_form(path: str) -> tuple[int, int, int]:
    """Where a field stands in the form, to sort by: table, row and column; a table comes before its rows."""
    table, _dot, rest = path.partition(".")
    number, _dot, key = rest.partition(".")
    if table not in TABLES:
        return 0, 0, SETTINGS.index(table) if table in SETTINGS else -1
    columns = TABLES[table]
    row = int(number) if number.isdecimal() else -1
    return 1 + list(TABLES).index(table), row, columns.index(key) if key in columns else -1


def usual_scenarios(language: Language) -> tuple[Row, ...]:
    """The levels that the scenarios begin with."""
    return tuple(
        {"benefits": typed_percent(one.benefits, language), "costs": typed_percent(one.costs, language)}
        for one in SCENARIOS
    )


def sent(data: Mapping[str, str], language: Language) -> Form:
    """The form that a browser sent. Names that the form does not have are left out.

    Args:
        data: field names and values.
        language: of the page that it was sent from.
    """
    settings = {name: cleaned(data[name]) for name in SETTINGS if name in data}
    rows: dict[str, dict[int, Row]] = {table: {} for table in TABLES}
    damaged = False
    for name, value in data.items():
        table, _, rest = name.partition(".")
        number, _, key = rest.partition(".")
        if table not in TABLES:
            continue
        known = number.isascii() and number.isdigit() and len(number) < 3 and key in TABLES[table]
        if not known or int(number) >= MOST[table]:
            damaged = True
            continue
        rows[table].setdefault(int(number), {})[key] = cleaned(value)
    for row in rows["municipalities"].values():
        row["takes_part"] = "1" if row.get("takes_part") else "0"
    tables = {
        table: tuple(found.get(at, {}) for at in range(max(found, default=-1) + 1)) for table, found in rows.items()
    }
    return Form(language=language, settings=settings, tables=tables, damaged=damaged)


def cleaned(value: str) -> str:
    """A text of a sensible length without control characters; the spaces that group thousands stay."""
    return "".join(sign for sign in value[:LONGEST] if sign.isprintable() or sign in SPACES)


def _nested(row: Row) -> dict[str, Any]:
    amounts = [row.get(name, "") for name in AMOUNTS]
    return {**{name: value for name, value in row.items() if name not in AMOUNTS}, "amounts": amounts}
