"""Reads the seed files: from YAML to checked entries that know their file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from portal.seed.problems import Origin, Problem
from portal.seed.schema import (
    CalculatorItem,
    CaseItem,
    FacetItem,
    FooterItem,
    GuideItem,
    HomeItem,
    OrganisationItem,
    PhaseItem,
    PointItem,
    ProcessItem,
    SectionPageItem,
    SourceItem,
    StandardPageItem,
    Strict,
    TemplateItem,
    TermItem,
    Upkeep,
)

DATA: Final = Path(__file__).parent / "data"
"""The portal's own content."""

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMES: Final = {"key", "ref", "point", "kind"}
"""Fields by which other entries refer to one; to a facet by its kind as well."""
_LANGUAGE: Final = {"da": "Danish", "sv": "Swedish"}

T = TypeVar("T", bound=Strict)


class _Loader(_Safe):  # whichever of the two there is
    """Keeps the text of a value that looks like a date, a time or a number and is none, for the schema to judge."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except ValueError:  # 31 April, an hour 25
            del self.recursive_objects[node]
            self.constructed_objects[node] = node.value
            return node.value


@dataclass
class Content:
    """Every entry of the seed files, in the order in which the portal lists them."""

    sources: list[SourceItem] = field(default_factory=list)
    points: list[PointItem] = field(default_factory=list)
    facets: list[FacetItem] = field(default_factory=list)
    terms: list[TermItem] = field(default_factory=list)
    process: list[ProcessItem] = field(default_factory=list)
    phases: list[PhaseItem] = field(default_factory=list)
    guides: list[GuideItem] = field(default_factory=list)
    templates: list[TemplateItem] = field(default_factory=list)
    calculators: list[CalculatorItem] = field(default_factory=list)
    cases: list[CaseItem] = field(default_factory=list)
    organisations: list[OrganisationItem] = field(default_factory=list)
    home: list[HomeItem] = field(default_factory=list)
    sections: list[SectionPageItem] = field(default_factory=list)
    standard: list[StandardPageItem] = field(default_factory=list)
    footer: list[FooterItem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.nameless = False
        """Whether there are entries, or whole files, of which not even the names are known."""
        self._origins: dict[int, Origin] = {}

    def add(self, kind: str, item: Strict, origin: Origin) -> None:
        """Put an entry into the list ``kind`` and remember where it was read."""
        getattr(self, kind).append(item)
        self._origins[id(item)] = origin

    def origin(self, item: Strict) -> Origin:
        """Where ``item`` was read."""
        return self._origins[id(item)]

    def lacks(self, item: Strict, name: str) -> bool:
        """Whether a field of ``item`` was not as it should be, which has been told already."""
        return getattr(item, name) is None and not type(item).model_fields[name].is_required()

    def items(self) -> Iterator[Strict]:
        """Every entry of every file."""
        for part in fields(self):
            yield from getattr(self, part.name)

    @cached_property
    def pages(self) -> list[Upkeep]:
        """Every entry that becomes a page."""
        return [item for item in self.items() if isinstance(item, Upkeep)]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of file: where it lies, what its entries are, and whether one file holds a list of them."""

    name: str
    pattern: str
    item: type[Strict]
    many: bool = False


_KINDS: Final = (
    _Kind("sources", "sources.yaml", SourceItem, many=True),
    _Kind("points", "verification.yaml", PointItem, many=True),
    _Kind("facets", "facets.yaml", FacetItem, many=True),
    _Kind("terms", "vocabulary.yaml", TermItem, many=True),
    _Kind("process", "process.yaml", ProcessItem),
    _Kind("phases", "phases.yaml", PhaseItem, many=True),
    _Kind("home", "pages/home.yaml", HomeItem),
    _Kind("sections", "pages/sections.yaml", SectionPageItem, many=True),
    _Kind("footer", "pages/footer.yaml", FooterItem),
    _Kind("guides", "guides/*.yaml", GuideItem),
    _Kind("templates", "templates/*.yaml", TemplateItem),
    _Kind("calculators", "calculators/*.yaml", CalculatorItem),
    _Kind("cases", "cases/*.yaml", CaseItem),
    _Kind("organisations", "organisations.yaml", OrganisationItem, many=True),
    _Kind("standard", "pages/*.yaml", StandardPageItem),
)


def gather(folder: Path = DATA) -> tuple[Content, list[Problem]]:
    """Read every seed file, and find what is missing, is not YAML, or has a field that is unknown or of the wrong type.

    Returns:
        the entries and the problems. An entry with problems has None in the fields concerned, and may only be checked
        further.
    """
    content, problems, done = Content(), [], set()
    for kind in _KINDS:
        paths = sorted(path for path in folder.glob(kind.pattern) if path not in done)
        if not paths and "*" not in kind.pattern:
            problems.append(_whole(folder / kind.pattern, "is missing"))
            content.nameless = True
        for path in paths:
            done.add(path)
            problems += _read_file(content, kind, path)
    for name in ("guides", "templates", "phases"):
        getattr(content, name).sort(key=lambda item: item.number or 0)
    return content, problems


def _read_file(content: Content, kind: _Kind, path: Path) -> list[Problem]:
    content.nameless, before = True, content.nameless  # until the file is known to hold entries
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except UnicodeDecodeError as error:
        return [_whole(path, f"is not UTF-8 ({error.reason})")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [_whole(path, f"is not YAML: {error.problem}", line)]
    except yaml.YAMLError as error:
        return [_whole(path, f"is not YAML: {str(error).splitlines()[0]}")]
    if not isinstance(data, list if kind.many else dict):
        wanted = "a list of mappings" if kind.many else "one mapping"
        return [_whole(path, f"does not hold {wanted}")]
    content.nameless = before
    problems = list(_doubles(path, node))
    entries = enumerate(zip(data, node.value, strict=True)) if kind.many else [(0, (data, node))]
    for number, (entry, entry_node) in entries:
        name = entry.get("key") or entry.get("ref") or entry.get("point") if isinstance(entry, dict) else None
        origin = Origin(path, entry_node, f"{name or f'entry {number + 1}'}: " if kind.many else "")
        try:
            item = kind.item.model_validate(entry)
        except ValidationError as error:
            found = error.errors(include_url=False)
            problems += [_problem(origin, detail) for detail in found]
            rest = _rest(kind.item, entry, {str(detail["loc"][0]) for detail in found if detail["loc"]})
            if rest is None:
                content.nameless = True
            else:
                content.add(kind.name, rest, origin)
        else:
            content.add(kind.name, item, origin)
    return problems


def _rest(model: type[T], entry: Any, broken: set[str]) -> T | None:
    """What is whole of an entry with problems; None where it has no name that others could refer to."""
    if not isinstance(entry, dict) or broken & _NAMES:
        return None
    values: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if name in broken:
            values[name] = None
        elif name in entry:
            field: Any = Annotated[info.annotation, info]
            values[name] = TypeAdapter(field).validate_python(entry[name], strict=True)
        else:
            values[name] = info.get_default(call_default_factory=True)
    return model.model_construct(**values)


def _whole(path: Path, message: str, line: int = 1) -> Problem:
    return Problem(Origin(path, yaml.ScalarNode("", "")).file, line, "", message)


def _doubles(path: Path, node: yaml.Node) -> Iterator[Problem]:
    """Fields written twice in one mapping, of which YAML would silently keep the last."""
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield Problem(Origin(path, key).file, key.start_mark.line + 1, str(key.value), "is written twice")
            seen.add(key.value)
            children.append(value)
    elif isinstance(node, yaml.SequenceNode):
        children = node.value
    for child in children:
        yield from _doubles(path, child)


def _problem(origin: Origin, detail: Any) -> Problem:
    """A problem in words, from what pydantic found."""
    location, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    name = str(location[-1]) if location else ""
    if kind == "missing" and name in _LANGUAGE:
        return origin.problem(location[:-1], f"lacks the {_LANGUAGE[name]} text")
    if kind == "missing":
        return origin.problem(location, "is missing", absent=True)
    if kind.startswith("seed_"):
        return origin.problem((*location, *([context["field"]] if "field" in context else [])), detail["msg"])
    text = str(detail["msg"])
    message = {
        "extra_forbidden": "is not a field of this kind of entry",
        "string_too_short": "is empty",
        "too_short": "is empty",
        "string_pattern_mismatch": f"does not have the form {context.get('pattern')}",
    }.get(kind, f"is wrong: {text[:1].lower()}{text[1:]}")
    return origin.problem(location, message)
