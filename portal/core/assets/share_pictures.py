"""Builds the pictures that social networks and chats show beside a shared address: the front page's cloth and the name.

One per language, 1200 × 630 pixels, the size that Open Graph's readers crop least. A build product, never committed.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from string import Template

import typst

from portal.core import art
from portal.core.assets.fonts import font_made_from
from portal.core.assets.products import digest
from portal.core.reading import SITE_NAME

WIDTH, HEIGHT = 1200, 630
COLOURS = {"a": "#95dbc9", "b": "#f5814a", "c": "#e5d94f", "d": "#2b7f73"}
"""Threads on the dark field: the tokens of static/css/portal.css."""
FIELD, INK = "#04211f", "#e6f1ee"
SAYS = {
    "da": "Fra fælles behov til løsninger, der bliver brugt",
    "sv": "Från gemensamma behov till lösningar som används",
}
_THREAD = re.compile(r'<path class="([abcd])"')
_SHEET = Template("""
#set page(width: ${width}pt, height: ${height}pt, margin: 0pt, fill: rgb("$field"))
#set text(font: "Hanken Grotesk", fill: rgb("$ink"), lang: "$language", hyphenate: false)
#place(top + right, image(bytes(sys.inputs.cloth), format: "svg", width: 620pt))
#place(top + left, dx: 72pt, dy: 176pt, text(size: 92pt, weight: 700, tracking: -2.6pt, "$name"))
#place(top + left, dx: 76pt, dy: 300pt, block(width: 540pt, par(leading: 0.75em, text(size: 40pt, "$says"))))
""")


def pictures_made_from() -> str:
    """Names everything that decides what :func:`build_share_pictures` writes."""
    return digest(font_made_from(), _cloth(), repr((WIDTH, HEIGHT, FIELD, INK, SAYS, SITE_NAME)), _SHEET.template)


def build_share_pictures(folder: Path) -> int:
    """Write ``share-da.png`` and ``share-sv.png`` into ``folder``, making it, and return their bytes in all."""
    folder.mkdir(parents=True, exist_ok=True)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files("fontpkg_hanken_grotesk") / "files")])
    size = 0
    for language, name in SITE_NAME.items():
        sheet = _SHEET.substitute(
            width=WIDTH, height=HEIGHT, field=FIELD, ink=INK, language=language, name=name, says=SAYS[language]
        )
        picture = typst.compile(sheet.encode(), format="png", ppi=72, font_paths=fonts, sys_inputs={"cloth": _cloth()})
        (folder / f"share-{language}.png").write_bytes(picture)
        size += len(picture)
    return size


def _cloth() -> str:
    """The front page's cloth as a picture of its own, with the colours that the style sheet gives it there."""
    svg: str = art.unfinished("hjemmepleje", "samvaerk", rows=23)
    svg = svg.replace('class="weave"', 'xmlns="http://www.w3.org/2000/svg" fill="none" stroke-linecap="round"')
    return _THREAD.sub(lambda found: f'<path stroke-width="20" stroke="{COLOURS[found[1]]}"', svg)
