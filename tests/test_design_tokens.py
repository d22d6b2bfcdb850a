"""The style sheet keeps its promises: contrast of the tokens, and the weight of the files."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[1] / "static"
SHEETS = [STATIC / "css" / f"{name}.css" for name in ("portal", "forms", "print")]  # what readers get
CSS = SHEETS[0].read_text(encoding="utf-8")

TEXT, GRAPHICS = 7.0, 3.0
PAGE = ("--bg", "--surface", "--sunk")
TINTS = ("--guide-t", "--case-t", "--tmpl-t", "--entry-t")


def tokens() -> dict[str, dict[str, str]]:
    """The colour tokens of the light and the dark theme, and of the dark field in each."""
    layer = CSS[CSS.index("@layer tokens{") : CSS.index("@layer reset{")]
    light_css, dark_css = layer.split("@media screen and (prefers-color-scheme:dark)")
    colour = re.compile(r"(--[a-z0-9-]+):(#[0-9a-f]{3,6})\b")
    light = dict(colour.findall(light_css))
    dark = light | dict(colour.findall(dark_css))
    field = re.search(r"\n\.deep\{([^}]*)\}", CSS)
    assert field is not None
    deep = dict(colour.findall(field[1]))
    return {"light": light, "dark": dark, "light field": light | deep, "dark field": dark | deep}


THEMES = tokens()


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * d for d in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS: list[tuple[str, str, float]] = [
    *[(text, ground, TEXT) for text in ("--ink", "--ink-2", "--muted", "--link") for ground in PAGE],
    *[(text, ground, TEXT) for text in ("--ink", "--ink-2", "--link") for ground in TINTS],
    *[
        (f"--{kind}", ground, TEXT)
        for kind in ("guide", "case", "tmpl", "entry")
        for ground in ("--surface", f"--{kind}-t")
    ],
    *[("--bad", ground, TEXT) for ground in PAGE],
    ("--btn-ink", "--btn", TEXT),
    ("--btn-ink", "--btn-hover", TEXT),
    ("--ink", "--mark", TEXT),
    ("--on-c", "--c", TEXT),
    ("--bg", "--ink", TEXT),
    ("--bg", "--ink-2", TEXT),
    *[(graphic, ground, GRAPHICS) for graphic in ("--edge", "--a", "--b", "--focus") for ground in (*PAGE, *TINTS)],
    ("--focus", "--halo", GRAPHICS),
    ("--btn", "--bg", GRAPHICS),
]
FIELD_PAIRS: list[tuple[str, str, float]] = [
    ("--on-deep", "--deep", TEXT),
    ("--muted", "--deep", TEXT),
    ("--on-c", "--c", TEXT),
    *[(graphic, "--deep", GRAPHICS) for graphic in ("--a", "--b", "--c", "--edge")],
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(theme: str, front: str, ground: str, least: float) -> None:
    """Text reaches AAA and graphics that carry meaning 3:1, on every ground they are used on."""
    values = THEMES[theme]
    assert contrast(values[front], values[ground]) >= least


@pytest.mark.parametrize("theme", ["light field", "dark field"])
@pytest.mark.parametrize(("front", "ground", "least"), FIELD_PAIRS)
def test_contrast_on_the_dark_field(theme: str, front: str, ground: str, least: float) -> None:
    """The same on the dark field and the footer."""
    values = THEMES[theme]
    assert contrast(values[front], values[ground]) >= least


def test_weight() -> None:
    """The budgets: CSS that a screen waits for 25 kB raw, all CSS 10 kB packed, JavaScript 10 kB packed.

    The sheet for paper is fetched by every page too, but with no screen waiting for it.
    """
    everywhere = CSS.encode()
    together = b"".join(path.read_bytes() for path in SHEETS)
    scripts = b"".join(path.read_bytes() for path in (STATIC / "js").glob("*.js"))
    assert len(everywhere) <= 25_000
    assert len(gzip.compress(together)) <= 10_000
    assert len(gzip.compress(scripts)) <= 10_000


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheets_ask_nobody_else(path: Path) -> None:
    """No address of another host, no import, and only the font that the build makes."""
    text = path.read_text(encoding="utf-8")
    assert "//" not in text.replace("http://www.w3.org", "")
    assert "@import" not in text
    assert set(re.findall(r"url\(([^)]+)\)", text)) <= {"../fonts/hanken-grotesk.woff2"}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_token_that_is_used_exists(path: Path) -> None:
    """No var() without a definition somewhere: in the style sheets, or as a local value in a template or drawing."""
    defined = set(re.findall(r"(--[a-z0-9-]+):", CSS)) | {"--cols", "--min", "--n", "--w", "--lw", "--long"}
    used = set(re.findall(r"var\((--[a-z0-9-]+)", path.read_text(encoding="utf-8")))
    assert used <= defined


def test_important_is_for_hidden_and_print_only() -> None:
    """Layers decide, not force."""
    assert CSS.count("!important") == 1
    assert "[hidden]{display:none!important}" in CSS


def test_font_is_built_and_small(tmp_path: Path) -> None:
    """The subset has the letters of both languages and stays below 25 kB, the same bytes each time."""
    from fontTools.ttLib import TTFont

    from portal.core.assets.fonts import FONT_NAME, build_font

    target = tmp_path / "fonts" / FONT_NAME
    size = build_font(target)
    assert size == target.stat().st_size <= 25_000
    assert {ord(letter) for letter in "æøåäöÆØÅÄÖéü§–»«”"} <= set(TTFont(target).getBestCmap())
    again = tmp_path / FONT_NAME
    build_font(again)
    assert again.read_bytes() == target.read_bytes()
