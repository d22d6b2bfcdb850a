"""Builds the portal's web font from the package ``fontpkg-hanken-grotesk`` (OFL 1.1): a build product, never committed.

Without it the pages fall back to Arial or Roboto with matched metrics and still look right.
"""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

FONT_NAME = "hanken-grotesk.woff2"
EXTRA = "–—‘’‚“”„…•←↑→↓−€ \u2009\u202f\u2011ŒœŠšŽž"  # noqa: RUF001
"""Characters beyond Latin-1 that Danish and Swedish texts use."""


def build_font(target: Path) -> int:
    """Write the subset variable font (weights 400 to 800) to ``target``, making folders, and return its bytes."""
    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    source = files("fontpkg_hanken_grotesk") / "files" / "HankenGrotesk[wght].ttf"
    options = subset.Options(
        layout_features=["kern", "liga", "ccmp", "locl", "mark", "mkmk", "case"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],  # copyright and licence stay in the file
        notdef_outline=True,
    )
    font = ttLib.TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x7F), *range(0xA0, 0x100)], text=EXTRA)
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    font = instancer.instantiateVariableFont(ttLib.TTFont(buffer, recalcTimestamp=False), {"wght": (400, 800)})
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return target.stat().st_size
