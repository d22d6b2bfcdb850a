"""From the YAML of ``definitions`` to the types of ``structure``; what is missing or misspelt there stops the build
with its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from toolbox.files.structure import (
    About,
    Block,
    Bullets,
    Cell,
    CellKind,
    Colouring,
    Column,
    Document,
    Field,
    Guidance,
    Line,
    ListSheet,
    Note,
    OwnSheet,
    Paragraph,
    Section,
    Sheet,
    Source,
    Summary,
    Table,
    Template,
    Text,
    Ticks,
    Workbook,
)

FOLDER = Path(__file__).with_name("definitions")
NOT_TEMPLATES = {"common", "sources"}
SEPARATOR = "‖"


class DefinitionError(ValueError):
    """Something in a definition is missing, unknown or said in one language only."""


@cache
def templates() -> tuple[Template, ...]:
    """All templates, by their numbers."""
    paths = [path for path in FOLDER.glob("*.yaml") if path.stem not in NOT_TEMPLATES]
    return tuple(sorted(map(read_template, paths), key=lambda template: template.about.number))


def template(key: str) -> Template:
    """The template with this key."""
    found = [one for one in templates() if one.about.key == key]
    if not found:
        raise DefinitionError(f"There is no template {key!r}")
    return found[0]


def read_template(path: Path) -> Template:
    """One definition file."""
    data = _Part(_load(path), path.name)
    if data["key"] != path.stem:
        raise DefinitionError(f"{path.name}: the key must be the file's name")
    about = _about(data)
    made: Template = _workbook(about, data) if "sheets" in data else _document(about, data)
    data.done()
    return made


def read_common() -> tuple[dict[str, Text], dict[str, tuple[Text, ...]]]:
    """The texts and lists of every file."""
    data = _Part(_load(FOLDER / "common.yaml"), "common.yaml")
    return _texts(data["texts"], "common.yaml"), _lists(data["lists"], "common.yaml")


def read_sources() -> list[Source]:
    """The register of sources."""
    rows = [
        _Part(row, "sources.yaml")
        for row in cast("list[Any]", yaml.safe_load((FOLDER / "sources.yaml").read_text("utf-8")))
    ]
    return [
        Source(
            ref=row["ref"],
            title=row.text("title"),
            publisher=row["publisher"],
            year=row.get("year", ""),
            url=row.get("url", ""),
            sites=tuple(row.get("sites", ())),
            dated=row.optional("dated"),
        )
        for row in rows
    ]


class _Part(Mapping[str, Any]):
    """A mapping that knows its place, and which of its keys nobody asked for."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, dict):
            raise DefinitionError(f"{place}: expected names and values, not {data!r}")
        self._data, self.place, self._asked = data, place, set[str]()

    def __getitem__(self, name: str) -> Any:
        self._asked.add(name)
        if name not in self._data:
            raise DefinitionError(f"{self.place}: {name} is missing")
        return self._data[name]

    def __iter__(self) -> Any:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def get(self, name: str, default: Any = None) -> Any:
        self._asked.add(name)
        return self._data.get(name, default)

    def text(self, name: str) -> Text:
        return _text(self[name], f"{self.place}, {name}")

    def optional(self, name: str) -> Text | None:
        return self.text(name) if name in self else None

    def texts(self, name: str) -> tuple[Text, ...]:
        return tuple(_text(value, f"{self.place}, {name}") for value in self.get(name, ()))

    def done(self) -> None:
        unknown = set(self._data) - self._asked
        if unknown:
            raise DefinitionError(f"{self.place}: unknown {', '.join(sorted(unknown))}")


def _load(path: Path) -> object:
    return yaml.safe_load(path.read_text("utf-8"))


def _text(value: object, place: str) -> Text:
    parts = [part.strip() for part in str(value).split(SEPARATOR)]
    if len(parts) != 2 or not all(parts):
        raise DefinitionError(f"{place}: needs Danish {SEPARATOR} Swedish, and has {value!r}")
    return Text(*parts)


def _texts(data: object, place: str) -> dict[str, Text]:
    return {name: _text(value, f"{place}, {name}") for name, value in cast("dict[str, object]", data or {}).items()}


def _lists(data: object, place: str) -> dict[str, tuple[Text, ...]]:
    rows = cast("dict[str, list[object]]", data or {})
    return {name: tuple(_text(value, f"{place}, {name}") for value in values) for name, values in rows.items()}


def _about(data: _Part) -> About:
    dated = data["dated"]
    if not isinstance(dated, date):
        raise DefinitionError(f"{data.place}: dated must be a date")
    law = data.get("law", False)
    return About(
        key=data["key"],
        number=data["number"],
        title=data.text("title"),
        purpose=data.text("purpose"),
        minimum=data.text("minimum"),
        keywords=data.text("keywords"),
        phases=tuple(data["phases"]),
        version=data["version"],
        dated=dated,
        sources=tuple(data["sources"]),
        law=read_common()[0]["law"] if law is True else data.text("law") if law else None,
    )


def _document(about: About, data: _Part) -> Document:
    sections = tuple(_section(_Part(row, f"{data.place}, section {at}")) for at, row in enumerate(data["sections"], 1))
    return Document(
        about=about, sections=sections, compact=data.get("compact", False), sending=data.optional("sending")
    )


def _section(data: _Part) -> Section:
    blocks = tuple(_block(row, data.place) for row in data["blocks"])
    made = Section(
        heading=data.text("heading"),
        blocks=blocks,
        mark=data.get("mark"),
        new_page=data.get("new_page", False),
        beside=data.get("beside", False),
    )
    data.done()
    return made


def _block(row: object, place: str) -> Block:
    if not isinstance(row, dict) or len(row) != 1:
        raise DefinitionError(f"{place}: a block is one name and its content, not {row!r}")
    ((name, content),) = row.items()
    if name not in BLOCKS:
        raise DefinitionError(f"{place}: there is no block {name!r}")
    return BLOCKS[name](content, f"{place}, {name}")


def _field(content: object, place: str) -> Field:
    if content is None or isinstance(content, str):
        return Field(_text(content, place) if content else None)
    data = _Part(content, place)
    made = Field(label=data.optional("label"), lines=data["lines"])
    data.done()
    return made


def _table(content: object, place: str) -> Table:
    data = _Part(content, place)
    columns = tuple(_cell(row, place) for row in data["columns"])
    rows = tuple(tuple(_text(value, place) for value in row) for row in data.get("rows", ()))
    if any(len(row) >= len(columns) for row in rows):
        raise DefinitionError(f"{place}: a row leaves no cell to fill in")
    made = Table(
        name=data.text("name"), columns=columns, rows=rows, blank=data.get("blank", 0), roomy=data.get("roomy", False)
    )
    data.done()
    return made


def _cell(content: object, place: str) -> Cell:
    if isinstance(content, str):
        return Cell(heading=_text(content, place))
    data = _Part(content, place)
    options = data.texts("choose")
    kind: CellKind = "choice" if options else data.get("kind", "text")
    made = Cell(heading=data.text("heading"), kind=kind, options=options, width=data.get("width", 1))
    data.done()
    return made


def _items(content: object, place: str) -> tuple[Text, ...]:
    return tuple(_text(value, place) for value in cast("list[object]", content))


BLOCKS: dict[str, Callable[[Any, str], Block]] = {
    "text": lambda content, place: Paragraph(_text(content, place)),
    "guidance": lambda content, place: Guidance(_text(content, place)),
    "note": lambda content, place: Note(_text(content, place)),
    "country": lambda content, place: Note(_text(content, place), "country"),
    "bullets": lambda content, place: Bullets(_items(content, place)),
    "ticks": lambda content, place: Ticks(_items(content, place)),
    "field": _field,
    "line": lambda content, place: Line(tuple(_cell(row, place) for row in content)),
    "lines": lambda content, place: Line(tuple(_cell(row, place) for row in content), apart=True),
    "table": _table,
}


def _workbook(about: About, data: _Part) -> Workbook:
    sheets = tuple(_sheet(_Part(row, f"{data.place}, sheet {at}")) for at, row in enumerate(data["sheets"], 1))
    return Workbook(about=about, steps=data.texts("steps"), sheets=sheets, words=_texts(data.get("words"), data.place))


def _sheet(data: _Part) -> Sheet:
    made: Sheet
    if "columns" in data:
        made = ListSheet(
            key=data["key"],
            name=data.text("name"),
            about=data.text("about"),
            columns=tuple(_column(row, data.place) for row in data["columns"]),
            rows=data["rows"],
            filled=tuple(_filled(row, data.place) for row in data.get("filled", ())),
            colouring=tuple(Colouring(**row) for row in data.get("colouring", ())),
            summary=_summary(data.get("summary"), data.place),
        )
    else:
        made = OwnSheet(
            key=data["key"],
            name=data.text("name"),
            about=data.text("about"),
            texts=_texts(data.get("texts"), data.place),
            lists=_lists(data.get("lists"), data.place),
        )
    data.done()
    return made


def _filled(row: list[object] | dict[int, object], place: str) -> tuple[Text | int | None, ...]:
    """A row that stands there already: cell by cell, or only some columns by their numbers."""
    cells = [row.get(at) for at in range(1, max(row) + 1)] if isinstance(row, dict) else row
    return tuple(_value(value, place) for value in cells)


def _value(value: object, place: str) -> Text | int | None:
    return value if value is None or isinstance(value, int) else _text(value, place)


def _summary(content: object, place: str) -> Summary | None:
    if content is None:
        return None
    data = _Part(content, f"{place}, summary")
    rows = [dict(row, kind="formula") for row in data["columns"]]
    return Summary(rows=data["rows"], columns=tuple(_column(row, data.place) for row in rows))


def _column(content: object, place: str) -> Column:
    data = _Part(content, f"{place}, columns")
    options = data.texts("options")
    made = Column(
        heading=data.text("heading"),
        width=data["width"],
        kind="choice" if options else data.get("kind", "text"),
        help=data.optional("help"),
        options=options,
        number=data.get("number", False),
        suggest=data.get("suggest", ""),
        low=data.get("low"),
        high=data.get("high"),
        rule=data.get("rule", ""),
        formula=data.get("formula", ""),
        empty=data.get("empty", ""),
        percent=data.get("percent", False),
    )
    if (made.kind == "formula") != bool(made.formula):
        raise DefinitionError(f"{data.place}, {made.heading.da}: a formula, or another kind")
    data.done()
    return made
