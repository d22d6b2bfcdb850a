"""The form as fields to show: labels, choices, what was typed, and beside each field what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from django.utils.translation import gettext as _

from portal.core.contexts import Link
from toolbox.calculation.inputs import CURRENCIES
from toolbox.calculation.numbers import Language
from toolbox.calculator import words
from toolbox.calculator.contexts import Complaint, Field, Line, Option, Table
from toolbox.calculator.form import GROWING, MOST, SETTINGS, TABLES, Form, Row, usual_scenarios
from toolbox.calculator.writing import usual_rows

CHOICES: Final = frozenset({"currency", "key", "category", "scope", "driver", "kind"})
SHOWN_IF: Final = {
    ("municipalities", "fixed_share"): "if-fixed",
    ("municipalities", "inhabitants"): "if-inhabitants",
    ("costs", "driver"): "if-local",
}
"""Fields that matter only with one choice elsewhere. The style sheet hides them; what stands in them is sent all the
same.
"""
WIDE: Final = frozenset({"project", "name", "label", "scope", "kind", "owner"})


@dataclass(frozen=True, slots=True)
class Said:
    """What is said beside fields, by path."""

    wrong: Mapping[str, str] = field(default_factory=dict)
    """Stands in the way of calculating."""
    advice: Mapping[str, str] = field(default_factory=dict)
    """Does not."""

    def about(self, path: str) -> str:
        """The message for a field; empty where there is none."""
        return self.wrong.get(path) or self.advice.get(path, "")


def field_id(path: str) -> str:
    """The id of a field, or of a table of the form."""
    return path if path in GROWING or path == "scenarios" else "f-" + path.replace(".", "-")


def settings(form: Form, said: Said, language: Language) -> tuple[Field, ...]:
    """The fields above the tables."""
    return tuple(
        _field(
            name,
            words.setting_label(name, language),
            form.settings.get(name, ""),
            said,
            hint=words.setting_hint(name, language),
            css="wide" if name in WIDE else "",
        )
        for name in SETTINGS
    )


def tables(form: Form, said: Said, language: Language) -> tuple[Table, ...]:
    """The tables that rows can be added to."""
    return tuple(_table(name, form, said, language) for name in GROWING)


def scenarios(form: Form, said: Said, language: Language) -> tuple[tuple[str, Field, Field], ...]:
    """Name and levels of each scenario."""
    made = []
    for index, name in enumerate(("cautious", "expected", "favourable")):
        row = form.rows("scenarios")[index] if index < len(form.rows("scenarios")) else {}
        benefits, costs = (
            _field(f"scenarios.{index}.{key}", words.column_label("scenarios", key, language), row.get(key, ""), said)
            for key in TABLES["scenarios"]
        )
        made.append((words.said("sens", name, language), benefits, costs))
    return tuple(made)


def scenarios_closed(form: Form, said: Said, language: Language) -> bool:
    """Whether the scenarios have the levels that they begin with, and nothing is said about them."""
    told = any(path.startswith("scenarios") for path in (*said.wrong, *said.advice))
    return not told and form.rows("scenarios") == usual_scenarios(language)


def complaints(said: Mapping[str, str], form: Form, language: Language) -> tuple[Complaint, ...]:
    """What is said, as a list whose entries lead to the fields. What is said of several fields is said once."""
    paths: dict[str, list[str]] = {}
    for path, message in said.items():
        paths.setdefault(message, []).append(path)
    return tuple(
        Complaint(places=tuple(_places(about, form, language)), message=message) for message, about in paths.items()
    )


def _places(paths: Sequence[str], form: Form, language: Language) -> Iterator[Link]:
    """A link for each field, or one to the first where a message is about the same field of every municipality."""
    keys = {path.rpartition(".")[2] for path in paths}
    rows = [row for row in form.rows("municipalities") if row.get("takes_part") == "1" and row.get("name", "").strip()]
    if len(keys) == 1 and 1 < len(rows) == sum(path.startswith("municipalities.") for path in paths):
        label = words.column_label("municipalities", keys.pop(), language)
        yield Link(_("%(field)s, all municipalities") % {"field": label}, f"#{field_id(paths[0])}")
        return
    for path in paths:
        yield Link(place(path, form, language), f"#{field_id(path)}")


def place(path: str, form: Form, language: Language) -> str:
    """A field's name with the row that it stands in."""
    table, _dot, rest = path.partition(".")
    number, _dot, key = rest.partition(".")
    if table in SETTINGS:
        return words.setting_label(table, language)
    if table == "scenarios" and key:
        name = words.said("sens", ("cautious", "expected", "favourable")[int(number)], language)
        return f"{name}, {words.column_label(table, key, language)}"
    if not key or key not in TABLES.get(table, ()):
        return words.table_words(table, language)[0] if table in GROWING else _("The form")
    row = _title(table, int(number), form.rows(table)[int(number)], language)
    return f"{row}, {words.column_label(table, key, language)}"


def _table(name: str, form: Form, said: Said, language: Language) -> Table:
    title, intro, add, _one = words.table_words(name, language)
    rows = form.rows(name)
    usual = {_typed(row) for row in usual_rows(language)} if name == "costs" else set()
    return Table(
        anchor=name,
        title=title,
        intro=intro,
        message=said.about(name),
        lines=tuple(
            _line(name, index, row, form, said, language, usual=_typed(row) in usual) for index, row in enumerate(rows)
        ),
        add=f"add-{name}" if len(rows) < MOST[name] else "",
        add_label=add,
        full=_("There is room for %(most)d rows, as in the workbook. Put the smallest together in one.")
        % {"most": MOST[name]}
        if len(rows) >= MOST[name]
        else "",
    )


def _typed(row: Row) -> frozenset[tuple[str, str]]:
    """What stands in a row."""
    return frozenset((name, text.strip()) for name, text in row.items() if text.strip())


def _line(table: str, index: int, row: Row, form: Form, said: Said, language: Language, *, usual: bool) -> Line:
    """A row. One in which nobody has typed anything yet, and about which nothing is said, is ``usual`` and closed."""

    def one(key: str) -> Field:
        css = SHOWN_IF.get((table, key), "") or ("wide" if key in WIDE else "")
        path, label = f"{table}.{index}.{key}", words.column_label(table, key, language)
        return _field(path, label, row.get(key, ""), said, key=key, css=css)

    plain = [key for key in TABLES[table] if not key.startswith("amounts.")]
    years = [f"amounts.{year}" for year in range(form.years_shown + 1)] if len(plain) < len(TABLES[table]) else []
    made = tuple(one(key) for key in (*plain, *years))
    return Line(
        id=f"{table}-{index}",
        title=_title(table, index, row, language),
        fields=made[: len(plain)],
        years=made[len(plain) :],
        closed=usual and not any(field.message for field in made),
        remove=f"remove-{table}-{index}" if len(form.rows(table)) > 1 else "",
    )


def _title(table: str, index: int, row: Row, language: Language) -> str:
    """Kind, number and name of a row."""
    name = row.get("name" if table == "municipalities" else "label", "").strip()
    title = f"{words.table_words(table, language)[3]} {index + 1}"
    return f"{title}: {name}" if name else title


def _field(path: str, label: str, value: str, said: Said, *, key: str = "", hint: str = "", css: str = "") -> Field:
    key = key or path.rpartition(".")[2]
    kind: Literal["text", "number", "choice", "tick"] = "number"
    if key in CHOICES:
        kind = "choice"
    elif key == "takes_part":
        kind = "tick"
    elif key in words.PROSE:
        kind = "text"
    return Field(
        kind=kind,
        name=path,
        id=field_id(path),
        label=label,
        value=value,
        hint=hint,
        message=said.about(path),
        wrong=path in said.wrong,
        options=tuple(_options(key, value)) if kind == "choice" else (),
        css=css,
    )


def _options(key: str, value: str) -> Iterable[Option]:
    """The choices; an empty one first where nothing has to be chosen."""
    if key == "currency":
        yield from (Option(code, code, code == value) for code in CURRENCIES)
        return
    if key != "key":
        yield Option("", _("Choose"), not value)
    yield from (Option(code, label, code == value) for code, label in words.choices(key))
