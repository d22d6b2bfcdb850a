"""What a search page has dozens of, as HTML: texts of hits, and boxes to tick.

Filters and not templates: including one for each took a third of the page's time.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.core.templatetags.portal import number
from search.contexts import FacetOption
from search.ports import LANGUAGE_FACET, Segment

register = template.Library()


@register.filter
def marked(segments: Iterable[Segment]) -> SafeString:
    """The text, with ``<mark>`` around what matched."""
    pieces = (f"<mark>{escape(one.text)}</mark>" if one.marked else escape(one.text) for one in segments)
    return mark_safe("".join(pieces))  # noqa: S308 - each text is escaped


@register.filter
def box(option: FacetOption) -> SafeString:
    """A value of a facet, with the number of results that it would give."""
    state = " checked" if option.selected else " disabled" if option.disabled else ""
    lang = format_html(' lang="{}"', option.value) if option.facet == LANGUAGE_FACET else ""
    return format_html(
        '<label class="opt"><input type="checkbox" id="f-{0}-{1}" name="{0}" value="{1}"{2} autocomplete="off">'
        '<span{3}>{4}</span><span class="n"><span class="vh">, </span>{5}<span class="vh"> {6}</span></span></label>',
        *(option.facet, option.value, state, lang, option.label, number(option.count), option.unit),
    )
