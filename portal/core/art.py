"""Draws the two motifs of the design: the strands of the process line and the woven cloth. Pure functions, no database.

*Strands*: one 200 x 72 cell per phase; the eight cells join into the process line, because every cell ends at the
heights where the next one starts (:data:`SEAMS`). *Cloth*: warp (public) and weft (private) threads, drawn as rounded
floats after real weave drafts, so that every care area has a cloth of its own. The same seed always gives the same
cloth; pages use their translation key, so that a page and its translation wear the same.

Colours come from the classes a (public), b (private), c (accent), d (second public thread) and g (the ground, as a gap
under a crossing) in the style sheet, never from here. Everything is decoration: ``aria-hidden``, no text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

PHASES = 8
CELL_WIDTH, CELL_HEIGHT = 200, 72
TOP, LOW = 22, 50
CORD_A, CORD_B = 40, 32
"""Heights of the public and the private strand once they lie side by side."""

SEAMS: tuple[tuple[int, int], ...] = (
    (TOP, LOW),  # before the first phase, where the gathered public thread would be
    (TOP, LOW),
    (TOP, LOW),
    (LOW, TOP),
    (LOW, TOP),
    (LOW, TOP),
    (CORD_A, CORD_B),
    (CORD_A, CORD_B),
    (CORD_A, CORD_B),  # behind the last phase, where the cord would have gone on
)
"""Heights (public, private) at the seams: ``SEAMS[n]`` is where phase n ends and phase n + 1 starts."""

Path = tuple[str, str]
"""Class and path data of one drawn thread."""


def _number(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def _wave(x0: float, y0: float, x1: float, y1: float) -> str:
    """A thread that leaves one height and settles at another."""
    pull = (x1 - x0) * 0.4
    points = " ".join(_number(value) for value in (x0 + pull, y0, x1 - pull, y1, x1, y1))
    return f"M{_number(x0)} {_number(y0)}C{points}"


def _cross(x0: float, x1: float, public: tuple[float, float], private: tuple[float, float], over: str) -> list[Path]:
    """Both threads change places between x0 and x1; ``over`` names the one on top."""
    a, b = _wave(x0, public[0], x1, public[1]), _wave(x0, private[0], x1, private[1])
    return [("b", b), ("g", a), ("a", a)] if over == "a" else [("a", a), ("g", b), ("b", b)]


def _mandate() -> list[Path]:
    """Phase 1: several municipalities' threads gather into one mandate; the company is only a dotted line."""
    gathered = "".join(f"M0 {y}H52{_wave(52, y, 142, TOP)}" for y in (4, 16, 28, 40))
    return [("a", f"{gathered}M142 {TOP}H200"), ("b d", f"M0 {LOW + 8}H52{_wave(52, LOW + 8, 142, LOW)}H200")]


def _need() -> list[Path]:
    """Phase 2: the public thread bends towards the need and finds it; the company is still dotted."""
    return [("a", f"M0 {TOP}H66{_wave(66, TOP, 106, 31)}{_wave(106, 31, 146, TOP)}H200"), ("b d", f"M0 {LOW}H200")]


def _market() -> list[Path]:
    """Phase 3: the threads meet for the first time."""
    meet = _cross(62, 158, (TOP, LOW), (LOW, TOP), "a")
    return [("a", f"M0 {TOP}H62"), ("b", f"M0 {LOW}H62"), *meet, ("a", f"M158 {LOW}H200"), ("b", f"M158 {TOP}H200")]


def _agreement() -> list[Path]:
    """Phase 4: a loop that holds."""
    loop = _cross(44, 116, (LOW, TOP), (TOP, LOW), "b") + _cross(116, 188, (TOP, LOW), (LOW, TOP), "a")
    return [("a", f"M0 {LOW}H44"), ("b", f"M0 {TOP}H44"), *loop, ("a", f"M188 {LOW}H200"), ("b", f"M188 {TOP}H200")]


def _test() -> list[Path]:
    """Phase 5: a braid."""
    heights = (LOW, TOP)
    braid: list[Path] = [("a", f"M0 {LOW}H40"), ("b", f"M0 {TOP}H40")]
    for k in range(4):
        here, there = heights[k % 2], heights[(k + 1) % 2]
        braid += _cross(40 + 40 * k, 80 + 40 * k, (here, there), (there, here), "ba"[k % 2])
    return braid


def _evaluation() -> list[Path]:
    """Phase 6: the braid is drawn tight, and what holds lies side by side."""
    tight = _cross(44, 92, (LOW, 26), (TOP, 46), "b") + _cross(92, 140, (26, CORD_A), (46, CORD_B), "a")
    return [
        ("a", f"M0 {LOW}H44"),
        ("b", f"M0 {TOP}H44"),
        *tight,
        ("a", f"M140 {CORD_A}H200"),
        ("b", f"M140 {CORD_B}H200"),
    ]


def _purchase() -> list[Path]:
    """Phase 7: one cord."""
    return [("a", f"M0 {CORD_A}H200"), ("b", f"M0 {CORD_B}H200")]


def _scaling() -> list[Path]:
    """Phase 8: the cord spreads to others."""
    public = "".join(_wave(44, CORD_A, 140, y) + "H200" for y in (66, 54, 43))
    private = "".join(_wave(44, CORD_B, 140, y) + "H200" for y in (6, 18, 29))
    return [("a", f"M0 {CORD_A}H44"), ("b", f"M0 {CORD_B}H44"), ("a", public), ("b", private)]


_STRANDS: tuple[Callable[[], list[Path]], ...] = (
    _mandate,
    _need,
    _market,
    _agreement,
    _test,
    _evaluation,
    _purchase,
    _scaling,
)


@lru_cache
def strand(phase: int) -> SafeString:
    """Paths of one phase's cell, 1 to 8. A dotted (d) private thread is not on board yet."""
    merged: list[list[str]] = []
    for name, data in _STRANDS[phase - 1]():
        if merged and merged[-1][0] == name:
            merged[-1][1] += data
        else:
            merged.append([name, data])
    return _safe("".join(f'<path class="{name}" d="{data}"/>' for name, data in merged))


# --- Cloth ----------------------------------------------------------------------------------------------------------

_DIAMOND = (0, 1, 2, 3, 2, 1)
_ROSE = (0, 1, 2, 3, 4, 3, 2, 1)
Draft = Callable[[int, int], bool]
DRAFTS: dict[str, Draft] = {  # true = warp on top at (row, column)
    "plain": lambda r, c: (r + c) % 2 == 0,
    "twill": lambda r, c: (c - r) % 4 < 2,
    "birds-eye": lambda r, c: (_DIAMOND[r % 6] + _DIAMOND[c % 6]) % 4 < 2,
    "rose-path": lambda r, c: (_ROSE[r % 8] + _ROSE[c % 8]) % 4 < 2,
    "basket": lambda r, c: (r // 2 + c // 2) % 2 == 0,
    "herringbone": lambda r, c: ((c % 8 if c % 8 < 4 else 7 - c % 8) + r) % 4 < 2,
    "satin": lambda r, c: (c * 2 + r) % 5 != 0,
}

Cloth = tuple[str, str, str]
"""Draft, colours of the warp in order, colours of the weft in order."""
DEFAULT_CLOTH: Cloth = ("satin", "ad", "bdb")
CLOTHS: dict[str, Cloth] = {  # by the key of the care area's concept
    "hjemmepleje": ("plain", "aaadaaad", "bbbc"),
    "demens": ("birds-eye", "add", "bddc"),
    "plejebolig": ("rose-path", "adad", "bddd"),
    "sundhed-og-sygepleje": ("twill", "aadd", "dbdd"),
    "handicap": ("twill", "adda", "bdbd"),
    "forebyggelse": ("twill", "aadd", "dbdd"),
    "kompetenceudvikling": ("basket", "aadd", "ddbb"),
    "borgerdialog": ("herringbone", "aaad", "dbdc"),
    "hele-kommunen": ("herringbone", "aaad", "dbdc"),
    "psykiatri": ("satin", "ad", "bcb"),
    "boern-og-dagtilbud": ("basket", "adad", "bbcc"),
}


COLOURWAYS = ("abcd", "dbca", "acbd", "dcba")
"""What the colours a, b, c and d become: the public ones stay public, the private one and the accent change places."""


def cloth_of(area: str) -> Cloth:
    """The cloth of a care area, satin where the area has none of its own."""
    return CLOTHS.get(area, DEFAULT_CLOTH)


def _weave(
    cloth: Cloth,
    columns: int,
    rows: int,
    *,
    pitch: int,
    width: int,
    top: Sequence[int] | None = None,
    bottom: Sequence[int] | None = None,
    left: Sequence[int] | None = None,
) -> str:
    """Paths of a cloth. ``columns`` warp threads, ``rows`` weft threads, ``width`` wide at a distance of ``pitch``.

    Loose ends: ``top`` and ``bottom`` are the rows at which each warp thread begins and ends, ``left`` the columns at
    which each weft thread begins. Without them the threads run off the edge.
    """
    over, warp, weft = DRAFTS[cloth[0]], cloth[1], cloth[2]
    tops, bottoms, lefts = top or [-1] * columns, bottom or [rows] * columns, left or [-1] * rows
    out: dict[str, list[str]] = {}
    for column in range(columns):
        x = _number(column * pitch + pitch / 2)
        hidden = [not over(row, column) and lefts[row] <= column for row in range(rows)]
        for start, end in _floats(tops[column], bottoms[column], hidden, pitch, width):
            out.setdefault(warp[column % len(warp)], []).append(f"M{x} {_number(start)}V{_number(end)}")
    for row in range(rows):
        y = _number(row * pitch + pitch / 2)
        hidden = [over(row, column) and tops[column] <= row <= bottoms[column] for column in range(columns)]
        for start, end in _floats(lefts[row], columns, hidden, pitch, width):
            out.setdefault(weft[row % len(weft)], []).append(f"M{_number(start)} {y}H{_number(end)}")
    return "".join(f'<path class="{colour}" d="{"".join(lines)}"/>' for colour, lines in sorted(out.items()))


def _floats(first: int, last: int, hidden: Sequence[bool], pitch: int, width: int) -> Iterator[tuple[float, float]]:
    """The visible stretches of one thread that goes under others where ``hidden`` says so."""
    half = pitch / 2
    gap = width + (pitch - width) * 0.36  # from the middle of the crossing thread to the middle of the rounded end
    count = len(hidden)
    start: float = -pitch if first < 0 else first * pitch + half
    for k in range(max(0, first), min(count - 1, last) + 1):
        if hidden[k]:
            if (end := k * pitch + half - gap) >= start:
                yield start, end
            start = k * pitch + half + gap
    if (end := (count + 1) * pitch if last >= count else last * pitch + half) >= start:
        yield start, end


def _turned(cloth: Cloth, seed: str) -> Cloth:
    """The same cloth begun at another thread and in other colours, so that two cases of one area look related and not
    identical.
    """
    if not seed:
        return cloth
    chance = random.Random(seed)
    draft, warp, weft = cloth
    colours = str.maketrans("abcd", chance.choice(COLOURWAYS))
    warp, weft = warp.translate(colours), weft.translate(colours)
    at, on = chance.randrange(len(warp)), chance.randrange(len(weft))
    return draft, warp[at:] + warp[:at], weft[on:] + weft[:on]


@lru_cache(maxsize=512)
def swatch(area: str, seed: str = "", columns: int = 18, rows: int = 7) -> SafeString:
    """Cloth that runs off all edges, for the cards of cases."""
    paths = _weave(_turned(cloth_of(area), seed), columns, rows, pitch=20, width=12)
    return _svg(paths, columns * 20, rows * 20, "xMidYMid slice", 12)


@lru_cache(maxsize=512)
def loose_ends(area: str, seed: str, columns: int = 22, rows: int = 12) -> SafeString:
    """Cloth with loose ends on the left, for the mastheads of cases."""
    chance = random.Random(seed)
    middle = rows * 0.45
    left = [
        max(0, min(columns - 6, int(4 + 6 * abs((row - middle) / rows) + chance.choice([-3, -2, 0, 1, 3]))))
        for row in range(rows)
    ]
    bottom = [
        rows + 1 if column > 6 + chance.choice([-1, 0, 2]) else chance.choice([2, 3, 5, 6, 8])
        for column in range(columns)
    ]
    paths = _weave(_turned(cloth_of(area), seed), columns, rows, pitch=32, width=20, left=left, bottom=bottom)
    return _svg(paths, columns * 32, rows * 32, "xMinYMid slice", 20)


@lru_cache(maxsize=16)
def unfinished(area: str, seed: str, columns: int = 22, rows: int = 19) -> SafeString:
    """Cloth still on the loom, open towards the lower left: the front page's field and the error pages."""
    chance = random.Random(seed)
    left = [
        min(columns - 2, max(0, round(columns * (0.12 + 0.7 * row / rows) + chance.choice([-2, -1, 0, 0, 1]))))
        for row in range(rows)
    ]
    bottom = [
        min(rows + 1, max(3, round(rows * (0.32 + 0.75 * column / columns) + chance.choice([-3, -1, 0, 1]))))
        for column in range(columns)
    ]
    paths = _weave(cloth_of(area), columns, rows, pitch=32, width=20, left=left, bottom=bottom)
    return _svg(paths, columns * 32, rows * 32, "xMaxYMin slice", 20)


@lru_cache(maxsize=16)
def selvedge(pattern: str, pitch: int = 16, width: int = 9) -> SafeString:
    """A woven ribbon that repeats along any width: fact box and footer. ``pattern`` is an id, unique on the page."""
    columns, rows = 8, 3
    paths = _weave(
        ("plain", "aada", "bdd"),
        columns,
        rows,
        pitch=pitch,
        width=width,
        top=[0] * columns,
        bottom=[rows - 1] * columns,
    )
    return _safe(
        f'<svg class="weave sel" style="--w:{width}" aria-hidden="true">'
        f'<defs><pattern id="{pattern}" width="{columns * pitch}"'
        f' height="{rows * pitch}" patternUnits="userSpaceOnUse">{paths}</pattern></defs>'
        f'<rect width="100%" height="100%" fill="url(#{pattern})" stroke="none"/></svg>'
    )


@lru_cache(maxsize=16)
def network(members: int) -> SafeString:
    """One warp thread per municipality, a solid weft for the area they share, dotted ones for areas that may follow."""
    step = 100
    width = members * step
    chance = random.Random(members)
    columns = [step * k + step // 2 for k in range(members)]
    warp = "".join(f"M{x} 12V{188 + chance.choice([0, 2, 8, 18, 24])}" for x in columns)
    under = "".join(f"M{x - 26} 60H{x + 26}" for x in columns[::2])
    over = [x for x in columns if x not in columns[::2]]
    gaps = "".join(f"M{x} 36V84" for x in over)
    again = "".join(f"M{x} 30V90" for x in over)
    parts = [
        f'<path class="b dot" d="M13 112H{width - 10}M13 164H{width - 10}"/>',
        f'<path class="a" d="{warp}"/><path class="g" d="{under}"/>',
        f'<path class="b" d="M13 60H{width - 13}"/><path class="g" d="{gaps}"/><path class="a" d="{again}"/>',
    ]
    return _safe(
        f'<svg class="weave" style="--w:18" viewBox="0 0 {width} 222" aria-hidden="true">{"".join(parts)}</svg>'
    )


def _svg(paths: str, width: int, height: int, fit: str, thread: int) -> SafeString:
    """A finished picture of woven threads, each ``thread`` wide."""
    return _safe(
        f'<svg class="weave" style="--w:{thread}" viewBox="0 0 {width} {height}" preserveAspectRatio="{fit}"'
        f' aria-hidden="true">{paths}</svg>'
    )


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 - numbers and fixed names only
