"""What templates are given: documented dataclasses, filled as their annotations say, and nothing else is asked for."""

from __future__ import annotations

import re
import types
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from inspect import getdoc
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from django.utils.safestring import SafeString

from portal.core.contexts import Frame, Link, Markup
from tests.pages.portal import Answer, Portal, nothing
from tests.pages.template_types import Findings, check, fields_of, hints, template_of


def mismatch(value: Any, wanted: Any, at: str = "") -> str:
    """Where ``value`` is not what the annotation says; empty when it is.

    Args:
        value: anything.
        wanted: the annotation, resolved.
        at: path to the value, for the message.
    """
    origin, arguments = get_origin(wanted), get_args(wanted)
    if wanted is Any:
        return ""
    if origin in {Union, types.UnionType}:
        return "" if any(not mismatch(value, one) for one in arguments) else f"{at}: {value!r} is no {wanted}"
    if origin is Literal:
        return "" if value in arguments else f"{at}: {value!r} is none of {arguments}"
    if origin is tuple:
        if type(value) is not tuple:
            return f"{at}: {type(value).__name__} is no tuple"
        parts = [arguments[0]] * len(value) if arguments[1:] == (...,) else list(arguments)
        if len(parts) != len(value):
            return f"{at}: {len(value)} values for {wanted}"
        pairs = enumerate(zip(value, parts, strict=True))
        return next((said for n, (v, w) in pairs if (said := mismatch(v, w, f"{at}[{n}]"))), "")
    if wanted is Markup:
        return "" if isinstance(value, SafeString) else f"{at}: {value!r} is not marked as safe"
    if isinstance(wanted, type) and is_dataclass(wanted):
        types_of = hints(wanted)
        if type(value) is not wanted:
            return f"{at}: {type(value).__name__} is no {wanted.__name__}"
        names = [one.name for one in fields(wanted)]
        return next((said for n in names if (said := mismatch(getattr(value, n), types_of[n], f"{at}.{n}"))), "")
    # A lazy translation or a bool in place of a number would render otherwise than it reads.
    exact = type(value) is wanted or (wanted is str and isinstance(value, SafeString))
    return "" if exact else f"{at}: {type(value).__name__} is no {wanted.__name__}"


@dataclass(frozen=True)
class _Sample:
    text: str
    number: int
    markup: Markup | Literal[""]
    links: tuple[Link, ...]
    pair: tuple[str, int]
    day: date | None


GOOD: dict[str, Any] = {
    "text": "a", "number": 1, "markup": Markup("<b>"), "links": (Link("a", "/"),), "pair": ("a", 1), "day": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 1),
        ("text", None),
        ("number", True),
        ("markup", "<b>"),
        ("links", [Link("a", "/")]),
        ("links", ("/",)),
        ("links", (Link("a", None),)),  # type: ignore[arg-type]
        ("links", (Link("a", "/", kind="novel"),)),  # type: ignore[arg-type]
        ("pair", ("a", 1, 2)),
        ("day", "2026-11-22"),
    ],
)
def test_the_checker_sees_a_wrong_value(name: str, value: Any) -> None:
    assert not mismatch(_Sample(**GOOD), _Sample)
    assert f".{name}" in mismatch(_Sample(**{**GOOD, name: value}), _Sample)


def test_every_value_is_what_its_annotation_says(portal: Portal) -> None:
    def odd(answer: Answer) -> str:
        return mismatch(answer.view, type(answer.view), "view") or mismatch(answer.frame, Frame, "frame")

    nothing(portal.all_answers, odd)


def test_views_are_documented_values_that_nothing_can_change(portal: Portal) -> None:
    for view in {type(answer.view) for answer in portal.all_answers}:
        assert is_dataclass(view), view
        assert view.__module__.endswith("contexts"), view
        for model in {model for model, _name in fields_of(view)}:
            assert model.__dataclass_params__.frozen, model  # type: ignore[attr-defined]
            assert "__dict__" not in dir(model), f"{model} has no slots"
            assert (getdoc(model) or "").strip(), model
            assert not (getdoc(model) or "").startswith(f"{model.__name__}("), f"{model} has no docstring of its own"


def test_a_view_says_which_template_it_is_for(portal: Portal) -> None:
    for template, view in _templates(portal).items():
        assert f"``{template}``" in (getdoc(view) or ""), f"{view.__name__} does not name {template}"


def _templates(portal: Portal) -> dict[str, type]:
    """The type of ``view`` for each page template that the portal uses."""
    found = {answer.template: type(answer.view) for answer in portal.all_answers}
    assert len(found) >= 15
    return found


def _findings(portal: Portal) -> Findings:
    findings = Findings()
    for template, view in _templates(portal).items():
        check(template, {"view": view, "frame": Frame}, findings)
    check("404.html", {"frame": Frame}, findings)
    return findings


def test_templates_ask_for_nothing_that_is_not_there(portal: Portal) -> None:
    """Every ``view.x`` and ``frame.x``, and everything that loops and includes make of them, exists."""
    findings = _findings(portal)
    assert findings.problems == []
    assert len(findings.included) > 15
    never = {where for where in findings.unknown if where not in findings.known and not _documented(*where)}
    assert never == set(), "names that no page gives and no part lists among its parameters"


def _documented(part: str, name: str) -> bool:
    """Whether the part's comment says that it takes such a thing."""
    source = template_of(part).source
    return name in re.findall(r"\w+", " ".join(re.findall(r"{#(.*?)#}", source)))


NOT_SHOWN = {
    ("Link", "kind"): "said in words, as kind_name",
    ("PhaseStep", "current"): "the line tells its main phase from the others by their numbers",
    ("PhaseStep", "title"): "the line names its only phase by it, in its own words",
    ("PhaseContext", "number"): "stands in the title of the masthead's line",
    ("PhaseContext", "question"): "stands on the process line",
    ("CountryNote", "code"): "the country is said in words",
    ("Segment", "text"): "read by the filter `marked`",
    ("Segment", "marked"): "read by the filter `marked`",
    **{
        ("FacetOption", name): "read by the filter `box`"
        for name in ("facet", "value", "label", "count", "unit", "selected")
    },
    ("SearchContext", "total"): "said in words, as heading",
    ("Letter", "anchor"): "made from the letter, so that Å and A differ in Swedish too",
}
"""Fields that no template reads, and what readers see instead."""


def test_templates_show_everything_that_they_are_given(portal: Portal) -> None:
    """No field is worked out for nothing."""
    views = {type(answer.view) for answer in portal.all_answers}
    unread = {(model.__name__, name) for model, name in fields_of(Frame, *views) - _findings(portal).read}
    assert unread == NOT_SHOWN.keys()


def test_the_template_checker_sees_a_misspelt_name(tmp_path: Any, settings: Any) -> None:
    """In a page, in a part, in a loop, in a condition and in a sentence to translate."""
    (tmp_path / "part.html").write_text("{{ link.titel }}{{ link.title }}{{ nobody }}")
    (tmp_path / "page.html").write_text(
        "{% load i18n %}{% for link in frame.menu %}{% include 'part.html' %}{{ link.kin }}{% endfor %}"
        "{% if frame.meta.tilte %}{% endif %}{{ frame.meta.title.nothing }}"
        "{% blocktranslate with name=frame.tagline %}{{ nmae }}{% endblocktranslate %}"
        "{% for code, url, more in frame.meta.alternates %}{% endfor %}"
    )
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]
    findings = Findings()
    check("page.html", {"frame": Frame}, findings)
    assert [line.split(": ")[1].split(" in ")[0].split(" of ")[0] for line in findings.problems] == [
        "link.titel",
        "link.kin",
        "frame.meta.tilte",
        "frame.meta.title.nothing",
        "nmae",
        "code, url, more",
    ]
    assert findings.unknown == {("part.html", "nobody"): 1}
    assert (Frame, "menu") in findings.read
