"""Gives the headings of a long text anchors, for its table of contents."""

from __future__ import annotations

import re

from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from portal.core.contexts import Heading, Markup
from portal.core.languages import spelled_slug

_HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)


def with_anchors(body: Markup, language: str) -> tuple[Markup, tuple[Heading, ...]]:
    """The text with an id on each second-level heading, and the headings.

    Args:
        body: safe markup.
        language: decides how æøåäö are spelled out in the ids.
    """
    headings: list[Heading] = []
    taken: set[str] = set()

    def anchor(match: re.Match[str]) -> str:
        title = strip_tags(match.group(1)).strip()
        name = spelled_slug(title, language) or "afsnit"
        if name in taken:
            name = f"{name}-{len(headings) + 1}"
        taken.add(name)
        headings.append(Heading(anchor=name, title=title))
        return f'<h2 id="{name}">{match.group(1)}</h2>'

    return mark_safe(_HEADING.sub(anchor, body)), tuple(headings)  # noqa: S308 - body is safe, the id is a slug
