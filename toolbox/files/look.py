"""Colours of the portal's design (light mode) as six hexadecimal digits, and its mark. Quiet: tints, one line, no
pattern.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache

INK = "102626"
MUTED = "3D5654"
PUBLIC = "0A554D"
"""The public thread; headings and lines of header rows."""
PRIVATE = "F5814A"
WEFT = "D9520F"
"""The private thread on white."""
EDGE = "6B8583"
RULE = "D0DCD9"
SUNK = "EEF7F3"
HEAD = "E1F4ED"
FILL = "FAF8D5"
"""Light yellow: fields and cells to fill in."""
PALE = "FDFBE9"
"""Lighter still: short fields on one line."""
WARN = "FFE0B8"
"""Orange: what is missing."""
GOOD, MIDDLE, BAD = "DDF2E6", "FBF3C8", "FBDDD2"
LAW, LAW_EDGE = "FFECE2", "8F2C0A"
COUNTRY, COUNTRY_EDGE = "EAF1FF", "26468F"
ACCENT = "E5D94F"
DEEP = "042826"
MINT = "95DBC9"
FONT = "Arial"
"""On every office machine, and the typeface that the design was approved in."""

MARK_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-width="5" stroke-linecap="round">'
    f'<rect width="32" height="32" rx="7" fill="#{DEEP}"/>'
    f'<path d="M11 6v10M11 25v1M21 6v1M21 16v10" stroke="#{MINT}"/>'
    f'<path d="M6 11h1M16 11h10M6 21h10M25 21h1" stroke="#{PRIVATE}"/></svg>'
)
"""Two threads woven together, as in ``static/favicon.svg``."""

_WARP = ((11, 6, 11, 16), (11, 25, 11, 26), (21, 6, 21, 7), (21, 16, 21, 26))
_WEFT = ((6, 11, 7, 11), (16, 11, 26, 11), (6, 21, 16, 21), (25, 21, 26, 21))


@cache
def mark_png(size: int = 96) -> bytes:
    """The mark as a PNG picture, drawn point by point: Word shows no SVG in older versions."""
    rows = [bytes([0]) + b"".join(_pixel(x, y, size) for x in range(size)) for y in range(size)]
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixel(x: int, y: int, size: int) -> bytes:
    """One pixel, smoothed over four by four points."""
    steps = 4
    points = [
        ((x + (i + 0.5) / steps) * 32 / size, (y + (j + 0.5) / steps) * 32 / size)
        for i in range(steps)
        for j in range(steps)
    ]
    colours = [_colour(*point) for point in points]
    drawn = [colour for colour in colours if colour is not None]
    if not drawn:
        return bytes(4)
    red, green, blue = (round(sum(colour[i] for colour in drawn) / len(drawn)) for i in range(3))
    return bytes((red, green, blue, round(255 * len(drawn) / len(colours))))


def _colour(x: float, y: float) -> bytes | None:
    if any(_near(x, y, line) for line in _WEFT):
        return bytes.fromhex(PRIVATE)
    if any(_near(x, y, line) for line in _WARP):
        return bytes.fromhex(MINT)
    inside = (x - min(max(x, 7), 25)) ** 2 + (y - min(max(y, 7), 25)) ** 2 <= 49
    return bytes.fromhex(DEEP) if inside else None


def _near(x: float, y: float, line: tuple[int, int, int, int]) -> bool:
    """Whether a point lies on a line 5 wide with round ends."""
    left, top, right, bottom = line
    return (x - min(max(x, left), right)) ** 2 + (y - min(max(y, top), bottom)) ** 2 <= 6.25
