"""Checks across the seed files: keys that must exist, keys and slugs that must be unique, sources to be listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final, get_args, get_origin

from portal.core.languages import LANGUAGES
from portal.seed.problems import Location, Problem, SeedError
from portal.seed.reading import DATA, Content, gather
from portal.seed.schema import NOT_STATED, PageItem, Reference, SectionPageItem, Strict, Upkeep

CODES: Final = re.compile(r"\[((?:[A-Z]\d{1,3})(?:\s*,\s*[A-Z]\d{1,3})*)\]")
"""Source codes in running text: ``[S3]`` or ``[S0, S2]``."""
_PAGE_LINK = re.compile(r'href="page:([^"]*)"')

PARENT: Final = {
    "GuideItem": "vaerktoejskasse",
    "TemplateItem": "vaerktoejskasse",
    "CalculatorItem": "vaerktoejskasse",
    "CaseItem": "cases",
    "OrganisationItem": "for-virksomheder",
    "PhaseItem": "processen",
}
"""Key of the section under which each kind of page lies; the rest lie under the front page."""
_OVERLAP: Final = "processen"
"""The one section whose page has a file of its own; sections.yaml adds its text in the menu."""


def load_files(folder: Path = DATA) -> Content:
    """Read every seed file and check them against each other.

    Raises:
        SeedError: with every problem found.
    """
    content, problems = gather(folder)
    if not content.nameless:
        problems += check(content)
    if problems:
        raise SeedError(problems)
    return content


def check(content: Content) -> list[Problem]:
    """Problems that only show when the files are seen together."""
    return [*_doubles(content), *_references(content), *_sources(content), *_sections(content)]


def leaves(item: Strict, at: Location = ()) -> Iterator[tuple[Location, str, Reference | None]]:
    """Every string in an entry with its place, and what it refers to if it is a key."""
    for name, info in type(item).model_fields.items():
        marks = [mark for mark in info.metadata if isinstance(mark, Reference)] or list(_marks(info.annotation))
        yield from _leaves(getattr(item, name), (*at, name), marks[0] if marks else None)


def _leaves(value: Any, at: Location, mark: Reference | None) -> Iterator[tuple[Location, str, Reference | None]]:
    if isinstance(value, Strict):
        yield from leaves(value, at)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _leaves(one, (*at, number), mark)
    elif isinstance(value, str):
        yield at, value, mark


def _marks(annotation: Any) -> Iterator[Reference]:
    """References declared inside a field's type, as in ``list[GuideKey]``."""
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in annotation.__metadata__ if isinstance(mark, Reference))
    for part in get_args(annotation):
        if not isinstance(part, Reference):
            yield from _marks(part)


def _names(content: Content) -> dict[str, set[str]]:
    """Every key that can be referred to, by what it is the key of."""
    names = {
        "source": {item.ref for item in content.sources},
        "point": {item.point for item in content.points},
        "page": {item.key for item in content.pages},
        "guide": {item.key for item in content.guides},
        "template": {item.key for item in content.templates},
        "case": {item.key for item in content.cases},
        "organisation": {item.key for item in content.organisations},
    }
    for facet in content.facets:
        names.setdefault(facet.kind, set()).add(facet.key)
    return names


def _references(content: Content) -> Iterator[Problem]:
    names = _names(content)
    for item in content.items():
        origin = content.origin(item)
        for at, value, mark in leaves(item):
            if mark is not None and value != NOT_STATED and value not in names.get(mark.kind, ()):
                yield origin.problem(at, f"names the {mark.kind} “{value}”, which does not exist")
            if mark is not None and mark.kind in {"page", "organisation"} and value == getattr(item, "key", None):
                yield origin.problem(at, "refers to the entry itself")
            for key in _PAGE_LINK.findall(value):
                if key not in names["page"]:
                    yield origin.problem(at, f"links to the page “{key}”, which does not exist", at=f"page:{key}")


def _sources(content: Content) -> Iterator[Problem]:
    """Codes used in an entry that its own list of sources does not have."""
    for item in content.pages:
        origin = content.origin(item)
        if content.lacks(item, "sources"):
            continue
        for at, value, mark in leaves(item):
            used = [value] if mark is not None and mark.kind == "source" else []
            used += [code.strip() for codes in CODES.findall(value) for code in codes.split(",")]
            for code in used:
                if code not in item.sources:
                    yield origin.problem(at, f"uses the source {code}, which the entry's sources do not list", at=code)


def _doubles(content: Content) -> Iterator[Problem]:
    """Keys, slugs and summaries that two entries share."""
    seen: dict[tuple[str, ...], str] = {}
    for item in content.items():
        origin = content.origin(item)
        for at, name, what in _unique(item):
            if name in seen:
                yield origin.problem(at, f"{what} in {seen[name]} already")
            else:
                seen[name] = f"{origin.file}, line {origin.node.start_mark.line + 1},"


def _unique(item: Strict) -> Iterator[tuple[Location, tuple[str, ...], str]]:
    """Place, name and description of everything about an entry that no other may have."""
    kind = type(item).__name__
    if isinstance(item, SectionPageItem) and item.key == _OVERLAP:
        return
    namespace = "page" if isinstance(item, Upkeep) else kind
    for name in ("key", "ref", "point"):
        if name in type(item).model_fields:
            yield (name,), (namespace, name, getattr(item, name)), "is the key of an entry"
    if isinstance(item, PageItem) and item.slug is not None:
        parent = PARENT.get(kind, "")
        for language in LANGUAGES:
            yield (
                ("slug", language),
                (parent, language, item.slug.of(language)),
                "is the slug of a page in the same section",
            )
    if isinstance(item, Upkeep) and item.summary is not None:
        for language in LANGUAGES:
            yield ("summary", language), ("summary", language, item.summary.of(language)), "is the summary of an entry"


def _sections(content: Content) -> Iterator[Problem]:
    """The portal has five sections, and the process page is one of them."""
    missing = {_OVERLAP, *PARENT.values(), "begreber"} - {item.key for item in content.sections}
    if missing and content.footer:
        yield content.origin(content.footer[0]).problem(
            (), f"cannot be made: sections.yaml lacks {', '.join(sorted(missing))}"
        )
    for name in ("process", "home", "footer"):
        items: list[Strict] = getattr(content, name)
        for more in items[1:]:
            yield content.origin(more).problem((), "is the second of its kind")
