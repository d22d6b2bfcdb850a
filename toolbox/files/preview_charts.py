"""The workbooks' charts for the preview, drawn as SVG with the same title, colours and marks as in the file. What they
show in words is given beside them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from toolbox.files import look

WIDTH, HEIGHT = 460.0, 215.0
LEFT, RIGHT, TOP, BOTTOM = 78.0, 14.0, 34.0, 42.0
TYPE = "Hanken Grotesk"
TICKS = 5
BAR = 0.6
"""Of a municipality's room, how much its bar takes."""
SCALE = (1, 2, 3, 4, 5)
Say = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart; without ``dashed`` it has circles, with it squares."""

    name: str
    values: Sequence[float]
    colour: str
    dashed: bool = False


def bars(title: str, names: Sequence[str], values: Sequence[float], say: Say) -> str:
    """Columns, each with its name below it and its value at its end."""
    axis = _Axis(values)
    room = (WIDTH - LEFT - RIGHT) / len(names)
    parts = [*axis.lines(say)]
    for at, (name, value) in enumerate(zip(names, values, strict=True)):
        x, zero, end = LEFT + room * (at + (1 - BAR) / 2), axis.y(0), axis.y(value)
        top, height = min(zero, end), max(abs(zero - end), 0.5)
        parts.append(
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{room * BAR:.1f}" height="{height:.1f}" fill="#{look.PUBLIC}"/>'
        )
        middle = LEFT + room * (at + 0.5)
        parts.append(_text(middle, end - 5 if value >= 0 else end + 12, say(value), bold=True))
        parts.append(_text(middle, HEIGHT - BOTTOM + 16, name))
    return _svg(title, [*parts, axis.zero()])


def lines(title: str, across: str, series: Sequence[Line], say: Say) -> str:
    """Lines over the years from 0, with a key below."""
    axis = _Axis([value for line in series for value in line.values])
    years = max(len(line.values) for line in series) - 1
    step = (WIDTH - LEFT - RIGHT - 12) / max(years, 1)
    parts = [*axis.lines(say), axis.zero()]
    parts += [_text(LEFT + 6 + step * year, HEIGHT - BOTTOM + 13, str(year)) for year in range(years + 1)]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 25, across, bold=True))
    for at, line in enumerate(series):
        points = [(LEFT + 6 + step * year, axis.y(value)) for year, value in enumerate(line.values)]
        parts.append(_line(points, line))
        left = WIDTH / 2 - 110 + 130 * at
        parts.append(_line([(left, HEIGHT - 6), (left + 16, HEIGHT - 6), (left + 32, HEIGHT - 6)], line))
        parts.append(_text(left + 40, HEIGHT - 3, line.name, anchor="start"))
    return _svg(title, parts)


def empty_scale(title: str, across: str, up: str) -> str:
    """A field from 1 to 5 both ways, without a point in it."""
    x = [LEFT + (WIDTH - LEFT - RIGHT) * (at - 1) / 4 for at in SCALE]
    y = [HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (at - 1) / 4 for at in SCALE]
    stroke = f'stroke="#{look.RULE}" stroke-width="0.8"'
    parts = [f'<path d="M{at:.1f} {y[-1]:.1f}V{y[0]:.1f}" {stroke}/>' for at in x]
    parts += [f'<path d="M{x[0]:.1f} {at:.1f}H{x[-1]:.1f}" {stroke}/>' for at in y]
    for name, left, bottom in zip(SCALE, x, y, strict=True):
        parts.append(_text(left, HEIGHT - BOTTOM + 14, str(name)))
        parts.append(_text(LEFT - 8, bottom + 3, str(name), anchor="end"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 30, across, bold=True))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    turned = _text(0, 0, up, bold=True)
    parts.append(f'<g transform="translate({LEFT - 30:.1f} {middle:.1f}) rotate(-90)">{turned}</g>')
    return _svg(title, parts)


class _Axis:
    """The upright axis: round steps that hold every value and 0."""

    def __init__(self, values: Iterable[float]) -> None:
        given = [0.0, *values]
        low, high = min(given), max(given)
        rough = (high - low or 1) / TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        self.step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size >= rough)
        self.low = math.floor(low / self.step)
        self.high = max(math.ceil(high / self.step), self.low + 1)

    def y(self, value: float) -> float:
        """How far down a value stands."""
        part = (value / self.step - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP)

    def lines(self, say: Say) -> Iterable[str]:
        """A quiet line for each step, with its value."""
        for at in range(self.low, self.high + 1):
            y = self.y(at * self.step)
            yield f'<path d="M{LEFT:.1f} {y:.1f}H{WIDTH - RIGHT:.1f}" stroke="#{look.RULE}" stroke-width="0.8"/>'
            yield _text(LEFT - 6, y + 3, say(at * self.step), anchor="end")

    def zero(self) -> str:
        """The line at 0."""
        return f'<path d="M{LEFT:.1f} {self.y(0):.1f}H{WIDTH - RIGHT:.1f}" stroke="#{look.EDGE}" stroke-width="1"/>'


def _line(points: Sequence[tuple[float, float]], line: Line) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="6 4"' if line.dashed else ""
    drawn = [f'<path d="M{path}" fill="none" stroke="#{line.colour}" stroke-width="2"{dash}/>']
    for x, y in points:
        if line.dashed:
            drawn.append(f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="#{line.colour}"/>')
        else:
            drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.3" fill="#{line.colour}"/>')
    return "".join(drawn)


def _text(x: float, y: float, text: str, *, anchor: str = "middle", bold: bool = False, size: float = 9) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{TYPE}" font-size="{size}" fill="#{look.INK}"'
        f' text-anchor="{anchor}"{weight}>{escape(text)}</text>'
    )


def _svg(title: str, parts: Sequence[str]) -> str:
    head = _text(WIDTH / 2, 16, title, bold=True, size=11)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">{head}{"".join(parts)}</svg>'
    )
