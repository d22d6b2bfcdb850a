"""Tags and filters of the design, available in every template. None of them reads the database.

``{% sprite %}…{% endsprite %}`` surrounds the body and puts the drawings that the body refers to in front of it, so
that a page carries only the icons and strands it uses, wherever they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.core import art
from portal.core.contexts import Heading

register = template.Library()

ICONS: dict[str, str] = {  # 24 px grid, line 1.9
    "case": '<path d="M4 5h16v11H11l-4 4v-4H4z"/><path d="M8 9.5h8M8 12.5h5"/>',
    "check": '<path d="m5 13 4.5 4.5L19 7"/>',
    "down": '<path d="m5 9 7 7 7-7"/>',
    "entry": '<path d="M13 4h7v16h-7"/><path d="M3 12h11M10 8l4 4-4 4"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "get": '<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>',
    "guide": '<path d="M5 20c6 0 0-8 6-8h3c5 0 0-8 5-8"/><circle cx="5" cy="20" r="1.6"/>'
    '<circle cx="19" cy="4" r="1.6"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8h.01"/>',
    "link": '<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>',
    "mail": '<path d="M3 6h18v13H3zM3 7l9 7 9-7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "next": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "page": '<path d="M5 4h14v16H5z"/><path d="M8.5 9h7M8.5 13h7"/>',
    "phase": '<path d="M3 8c8 0 10 8 18 8M3 16c3 0 5-1.2 7-2.8M14 10.8c2-1.6 4-2.8 7-2.8"/>',
    "prev": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "term": '<path d="M4 5h6a2 2 0 0 1 2 2v13a2 2 0 0 0-2-2H4zM20 5h-6a2 2 0 0 0-2 2v13a2 2 0 0 1 2-2h6z"/>',
    "tmpl": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "x": '<path d="m6 6 12 12M18 6 6 18"/>',
}
KIND_CODES = {
    "guide": "guide",
    "case": "case",
    "template": "tmpl",
    "tool": "tmpl",
    "entry": "entry",
    "phase": "phase",
    "term": "term",
    "page": "page",
}
EVIDENCE_LEVELS = 4

_USED = re.compile(r'href="#(?:i-([a-z]+)|s([1-8]))"')
_HEADING = re.compile(r'<h2\b([^>]*)\bid="([^"]+)"([^>]*)>(.*?)</h2>', re.DOTALL)
_PARTS = re.compile(r"[\s/\u00ad-]+")
LONG_WORD = 13
"""Letters of a word that may not fit on a line of a heading in its usual size, on the narrowest screen."""
QUOTES = {"da": ("»", "«"), "sv": ("”", "”")}


# --- drawings ------------------------------------------------------------------------------------------------------


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A line glyph; always beside text."""
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.filter
def kind_icon(kind: str) -> SafeString:
    """The glyph of a content type."""
    return icon(KIND_CODES.get(kind, "page"))


@register.filter
def kind_class(kind: str) -> str:
    """The class that gives a component the colours of a content type."""
    return f"k-{KIND_CODES.get(kind, 'page')}"


@register.simple_tag
def strand(phase: int) -> SafeString:
    """One cell of the process line."""
    return format_html(
        '<svg class="seg" viewBox="0 0 200 72" preserveAspectRatio="none" aria-hidden="true"><use href="#s{}"/></svg>',
        phase,
    )


@register.simple_tag
def big_strand(phase: int | None = None) -> SafeString:
    """The strand of a phase and the next one, enlarged, for a masthead; without a phase, where the threads meet."""
    first = min(max(phase or 3, 1), art.PHASES - 1)
    return format_html(
        '<div class="art strand"><svg viewBox="0 0 400 72" preserveAspectRatio="none" aria-hidden="true">'
        '<use href="#s{}"/><use href="#s{}" x="200"/></svg></div>',
        first,
        first + 1,
    )


@register.simple_tag
def stitches(phases: Iterable[int], wide: bool = False) -> SafeString:
    """Eight short pills, those of ``phases`` filled. Decoration: say the phases in words beside them."""
    return _pills("st wide" if wide else "st", [number in set(phases) for number in range(1, art.PHASES + 1)])


@register.simple_tag
def evidence_stitches(level: int) -> SafeString:
    """Four upright pills, ``level`` of them filled."""
    return _pills("st up", [number <= level for number in range(1, EVIDENCE_LEVELS + 1)])


def _pills(css: str, on: Iterable[bool]) -> SafeString:
    pills = "".join('<i class="on"></i>' if filled else "<i></i>" for filled in on)
    return mark_safe(f'<span class="{css}" aria-hidden="true">{pills}</span>')  # noqa: S308 - fixed text


@register.simple_tag
def selvedge(pattern: str, small: bool = False) -> SafeString:
    """The woven ribbon: small on fact boxes, large above the footer. ``pattern`` is unique on the page."""
    return art.selvedge(pattern, 9, 5) if small else art.selvedge(pattern)


@register.simple_tag
def cloth(area: str, seed: str, rows: int = 19) -> SafeString:
    """Cloth still on the loom, for dark fields."""
    return art.unfinished(area, seed, rows=rows)


@register.simple_tag
def network_figure(members: tuple[str, ...]) -> SafeString:
    """One warp thread for each member."""
    return art.network(len(members))


class SpriteNode(template.Node):
    """Renders the body and puts the symbols that it uses in front of it."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """The sprite and the body."""
        body = self.nodelist.render(context)
        return mark_safe(sprite_for(body) + body)  # noqa: S308 - rendered by the template engine


@register.tag("sprite")
def do_sprite(parser: template.base.Parser, _token: template.base.Token) -> SpriteNode:
    """``{% sprite %}…{% endsprite %}``"""
    nodelist = parser.parse(("endsprite",))
    parser.delete_first_token()
    return SpriteNode(nodelist)


def sprite_for(html: str) -> str:
    """Definitions of every icon and strand that ``html`` refers to; empty when there is none."""
    found = set(_USED.findall(html))
    symbols = [
        f'<symbol id="i-{name}" viewBox="0 0 24 24">{ICONS[name]}</symbol>'
        for name in sorted({n for n, _ in found})
        if name in ICONS
    ]
    strands = [
        f'<g id="s{number}" class="sg">{art.strand(int(number))}</g>'
        for number in sorted({n for _, n in found})
        if number
    ]
    inside = "".join(symbols + strands)
    return f'<svg hidden width="0" height="0"><defs>{inside}</defs></svg>' if inside else ""


# --- table of contents ---------------------------------------------------------------------------------------------


class OutlinedNode(template.Node):
    """Renders a block into a variable and collects its headings into another."""

    def __init__(self, nodelist: template.NodeList, target: str, headings: str) -> None:
        self.nodelist, self.target, self.headings = nodelist, target, headings

    def render(self, context: template.Context) -> str:
        """Nothing by itself."""
        html = self.nodelist.render(context)
        context[self.target] = mark_safe(html)  # noqa: S308 - rendered by the template engine
        context[self.headings] = headings_of(html)
        return ""


@register.tag("outlined")
def do_outlined(parser: template.base.Parser, token: template.base.Token) -> OutlinedNode:
    """``{% outlined html headings %}…{% endoutlined %}``: the block and its headings, as variables of these names."""
    _tag, target, headings = token.split_contents()
    nodelist = parser.parse(("endoutlined",))
    parser.delete_first_token()
    return OutlinedNode(nodelist, target, headings)


def headings_of(html: str) -> tuple[Heading, ...]:
    """Second-level headings that have an id and are visible, in order."""
    return tuple(
        Heading(anchor=anchor, title=mark_safe(" ".join(strip_tags(text).split())))  # noqa: S308 - still escaped
        for before, anchor, after, text in _HEADING.findall(html)
        if 'class="vh"' not in before + after
    )


@register.simple_tag
def fit(title: str) -> SafeString:
    """The style attribute of what holds a title with a word so long that its letters must be smaller; else nothing."""
    longest = max(map(len, _PARTS.split(title)))
    return format_html(' style="--long:{}"', longest) if longest >= LONG_WORD else SafeString()


# --- numbers, dates, quotes ----------------------------------------------------------------------------------------


@register.filter
def in_words(day: date | None) -> str:
    """22. november 2026 (Danish), 22 november 2026 (Swedish)."""
    return date_format(day, "DATE_FORMAT").lower() if day else ""


@register.filter
def iso(day: date | None) -> str:
    """2026-11-22, for machines."""
    return day.isoformat() if day else ""


@register.filter
def number(value: Any) -> str:
    """1.250,5 (Danish), 1 250,5 (Swedish)."""
    return number_format(value, force_grouping=True) if value not in (None, "") else ""


@register.filter
def quoted(text: str) -> SafeString:
    """»…« in Danish, ”…” in Swedish."""
    return format_html("{}", in_quotes(text))


def in_quotes(text: str) -> str:
    """The same as plain text, for a sentence that a template escapes as a whole."""
    before, after = QUOTES.get((get_language() or "da")[:2], QUOTES["da"])
    return f"{before}{text}{after}"


@register.filter
def external(url: str) -> bool:
    """Whether an address leads away from the portal."""
    return url.startswith(("http://", "https://"))


@register.filter
def host(url: str) -> str:
    """The name of the site that an address leads to: ``kl.dk``."""
    match = re.match(r"https?://(?:www\.)?([^/:?#]+)", url)
    return match[1] if match else ""


@register.filter
def breakable(name: str) -> SafeString:
    """A site's name that goes on in a new line before a dot rather than anywhere."""
    return mark_safe(escape(name).replace(".", "<wbr>."))  # noqa: S308 - escaped here
