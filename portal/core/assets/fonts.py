"""Builds the portal's web font from the package ``fontpkg-hanken-grotesk`` (OFL 1.1): a build product, never committed.

Without it the pages fall back to Arial or Roboto with matched metrics and still look right.
"""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

from portal.core.assets.products import digest

FONT_NAME = "hanken-grotesk.woff2"
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x100))
"""Code points of ASCII and Latin-1."""
EXTRA = "–—‘’‚“”„…•←↑→↓−€ \u2009\u202f\u2011ŒœŠšŽž"  # noqa: RUF001
"""Characters beyond Latin-1 that Danish and Swedish texts use."""
FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk", "case")
NAME_IDS = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""Entries of the font's name table: copyright and licence stay in the file."""
WEIGHTS = (400, 800)
"""Lightest and heaviest."""


def font_made_from() -> str:
    """Names the package's font, the letters and everything else that decides what :func:`build_font` writes."""
    return digest(_source(), repr((LATIN, EXTRA, FEATURES, NAME_IDS, WEIGHTS)))


def build_font(target: Path) -> int:
    """Write the subset variable font to ``target``, making folders, and return its bytes."""
    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    options = subset.Options(layout_features=list(FEATURES), name_IDs=list(NAME_IDS), notdef_outline=True)
    font = ttLib.TTFont(io.BytesIO(_source()), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LATIN, text=EXTRA)
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    font = instancer.instantiateVariableFont(ttLib.TTFont(buffer, recalcTimestamp=False), {"wght": WEIGHTS})
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return target.stat().st_size


def _source() -> bytes:
    return (files("fontpkg_hanken_grotesk") / "files" / "HankenGrotesk[wght].ttf").read_bytes()
