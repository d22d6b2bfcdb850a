"""What is built rather than committed is built once, and again when what it is made of has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from portal.core.assets import fonts, share_pictures
from portal.core.assets.products import build_unless_current, digest


@pytest.fixture
def build(settings: Any, tmp_path: Path) -> Path:
    """Folder that ``build_assets`` writes into."""
    settings.STATE_DIR = tmp_path
    return tmp_path / "build"


def test_the_font_is_built_again_for_another_letter_or_source(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font = build / "fonts" / fonts.FONT_NAME
    call_command("build_assets", no_collect=True, verbosity=0)
    first = font.stat().st_mtime_ns
    call_command("build_assets", no_collect=True, verbosity=0)
    assert font.stat().st_mtime_ns == first, "nothing has changed"

    assert ord("Ł") not in TTFont(font).getBestCmap()
    monkeypatch.setattr(fonts, "EXTRA", f"{fonts.EXTRA}Ł")
    call_command("build_assets", no_collect=True, verbosity=0)
    assert ord("Ł") in TTFont(font).getBestCmap()

    before, source = fonts.font_made_from(), fonts._source()
    monkeypatch.setattr(fonts, "_source", lambda: source + b"\0")
    assert fonts.font_made_from() != before


def test_the_pictures_are_built_again_for_other_words(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = build / "pictures" / "share-da.png"
    call_command("build_assets", no_collect=True, verbosity=0)
    first = picture.read_bytes()
    monkeypatch.setattr(share_pictures, "SAYS", {"da": "Andre ord", "sv": "Andra ord"})
    call_command("build_assets", no_collect=True, verbosity=0)
    assert picture.read_bytes() != first


def test_a_build_that_failed_is_tried_again(tmp_path: Path) -> None:
    target = tmp_path / "product"

    def fail() -> None:
        target.write_text("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build_unless_current(target, digest("one"), fail)
    assert build_unless_current(target, digest("one"), lambda: target.write_text("whole"))
    assert not build_unless_current(target, digest("one"), fail)
    assert target.read_text() == "whole"


def test_ingredients_do_not_run_into_one_another() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("ab", b"c", "")}) == 4


def test_the_notes_are_not_served(build: Path, settings: Any, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [build]
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("build_assets", verbosity=0)
    served = {path.name for path in (tmp_path / "static").rglob("*")}
    assert fonts.FONT_NAME in served
    assert not {name for name in served if "made-from" in name}
