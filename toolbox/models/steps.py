"""Numbered steps, of guides and of templates."""

from __future__ import annotations

from typing import Any

from portal.core.blocks import raw_values
from portal.vocabulary.text import without_codes
from toolbox.contexts import Step


def steps(stream: Any, reader: Any) -> tuple[Step, ...]:
    """The steps that say what to do, as the template reads them."""
    found = []
    for value in raw_values(stream):
        if value.get("title"):
            tool = reader.linked(value.get("tool"))
            found.append(
                Step(
                    title=value["title"],
                    text=reader.text.paragraphs(value.get("text") or ""),
                    output=value.get("output") or "",
                    tool=reader.link(tool) if tool else None,
                )
            )
    return tuple(found)


def step_tools(stream: Any) -> set[int]:
    """Ids of the pages that are the tools of the steps."""
    return {value["tool"] for value in raw_values(stream) if value.get("tool")}


def steps_json_ld(stream: Any) -> list[dict[str, Any]]:
    """The steps as schema.org objects."""
    named = (value for value in raw_values(stream) if value.get("title"))
    return [
        {"@type": "HowToStep", "position": n, "name": value["title"], "text": without_codes(value.get("text") or "")}
        for n, value in enumerate(named, 1)
    ]
