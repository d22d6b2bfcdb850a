"""Texts of a hit as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.ports import Segment

register = template.Library()


@register.filter
def marked(segments: Iterable[Segment]) -> SafeString:
    """The text, with ``<mark>`` around what matched.

    A filter and not an included template: a page has sixty such texts, and including took a tenth of its time.
    """
    pieces = (f"<mark>{escape(one.text)}</mark>" if one.marked else escape(one.text) for one in segments)
    return mark_safe("".join(pieces))  # noqa: S308 - each text is escaped
