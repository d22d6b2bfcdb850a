"""The two drawings of a result, as SVG with a title and the figures in words. They inherit the page's colours.

Together is solid and alone is dashed, so that nobody has to tell the colours apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from toolbox.calculation.numbers import Language
from toolbox.calculator.typed import GROUP

WIDTH: Final = 340
BAR: Final = 11
PLOT: Final = 236
"""Where the bars end and the figures beside them may begin."""
NAME_LENGTH: Final = 38
TOP, HEIGHT, LEFT, RIGHT = 34, 150, 58, 12


def figure(value: int, language: Language) -> str:
    """A whole number as the language groups it."""
    return f"{value:,}".replace(",", GROUP[language]).replace("-", "\u2212")


def bars(rows: Sequence[tuple[str, int, int]], currency: str, language: Language) -> SafeString:
    """Two bars for each municipality: present value together and alone.

    Args:
        rows: name, together and alone, in whole units of the currency.
        currency: its code.
        language: of the texts.
    """
    values = [value for _name, *pair in rows for value in pair]
    low, high = min([0, *values]), max([0, *values])
    scale = PLOT / ((high - low) or 1)
    zero = -low * scale
    parts, y = [_legend()], 44
    for name, together, alone in rows:
        parts.append(format_html('<text x="0" y="{}" class="name">{}</text>', y, _short(name)))
        parts += [_bar(together, zero, scale, y + 6, "a", language), _bar(alone, zero, scale, y + 21, "b", language)]
        # The line stops between the rows: names begin at the left, where it may stand.
        parts.append(format_html('<path class="zero" d="M{} {}v34"/>', _at(zero), y + 2))
        y += 56
    said = "; ".join(
        _("%(name)s: together %(together)s, alone %(alone)s")
        % {"name": name, "together": figure(together, language), "alone": figure(alone, language)}
        for name, together, alone in rows
    )
    title = _("Present value for each municipality, together and alone, in %(currency)s") % {"currency": currency}
    return _drawing("bars", title, said, y - 12, format_html_join("", "{}", ((part,) for part in parts)))


def curve(rows: Sequence[tuple[int, int]], currency: str, language: Language) -> SafeString:
    """Two lines over the years: accumulated net of all, together and alone, year 0 first."""
    values = [value for pair in rows for value in pair]
    low, high = min([0, *values]), max([0, *values])
    scale = HEIGHT / ((high - low) or 1)
    step = (WIDTH - LEFT - RIGHT) / max(len(rows) - 1, 1)

    def points(which: int) -> str:
        return " ".join(
            f"{_at(LEFT + year * step)},{_at(TOP + (high - pair[which]) * scale)}" for year, pair in enumerate(rows)
        )

    marks = sorted({low, 0, high})
    if len(marks) == 3:  # two labels need room above each other
        marks = [mark for mark in marks if mark == 0 or abs(mark) * scale > 16]
    parts = [_legend()]
    for mark in marks:
        y = _at(TOP + (high - mark) * scale)
        css = "zero" if mark == 0 else "grid"
        parts.append(format_html('<path class="{}" d="M{} {}H{}"/>', css, LEFT, y, WIDTH - RIGHT))
        parts.append(
            format_html('<text x="{}" y="{}" class="end">{}</text>', LEFT - 6, float(y) + 4, _rough(mark, language))
        )
    every = 2 if len(rows) > 8 else 1
    for year in range(0, len(rows), every):
        at = _at(LEFT + year * step)
        parts.append(format_html('<text x="{}" y="{}" class="mid">{}</text>', at, TOP + HEIGHT + 20, year))
    parts.append(format_html('<text x="{}" y="{}" class="end">{}</text>', LEFT - 6, TOP + HEIGHT + 20, _("Year")))
    parts.append(format_html('<polyline class="b" points="{}"/>', points(1)))
    parts.append(format_html('<polyline class="a" points="{}"/>', points(0)))
    title = _("Accumulated net of all, year by year, in %(currency)s") % {"currency": currency}
    said = "; ".join(
        _("Year %(year)s: together %(together)s, alone %(alone)s")
        % {"year": year, "together": figure(together, language), "alone": figure(alone, language)}
        for year, (together, alone) in enumerate(rows)
    )
    return _drawing("curve", title, said, TOP + HEIGHT + 28, format_html_join("", "{}", ((part,) for part in parts)))


def _drawing(name: str, title: str, said: str, height: int, inside: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="{name}-t" aria-describedby="{name}-d">'
        '<title id="{name}-t">{title}</title><desc id="{name}-d">{said}</desc>{inside}</svg>',
        width=WIDTH,
        height=height,
        name=name,
        title=title,
        said=said,
        inside=inside,
    )


def _legend() -> SafeString:
    return format_html(
        '<path class="key a" d="M0 10H26"/><text x="32" y="14">{}</text>'
        '<path class="key b" d="M120 10H146"/><text x="152" y="14">{}</text>',
        _("Together"),
        _("Each alone"),
    )


def _bar(value: int, zero: float, scale: float, y: int, css: str, language: Language) -> SafeString:
    start, width = zero + min(value, 0) * scale, max(abs(value) * scale, 1)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/><text x="{}" y="{}" class="end">{}</text>',
        css,
        _at(start),
        y,
        _at(width),
        BAR,
        WIDTH,
        y + BAR - 1,
        figure(value, language),
    )


def _at(number: float) -> str:
    """A coordinate with one decimal, whatever the language's own decimal separator is."""
    return f"{number:.1f}"


def _short(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"


def _rough(value: int, language: Language) -> str:
    """A figure short enough for an axis."""
    for size, unit in ((1_000_000_000, _("bn")), (1_000_000, _("m"))):
        if abs(value) >= size:
            digits = f"{value / size:.1f}".removesuffix(".0").replace(".", ",").replace("-", "\u2212")
            return f"{digits}\u00a0{unit}"
    return figure(value, language)
