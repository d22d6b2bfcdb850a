"""Compiles the message catalogues without GNU gettext: the .po files are committed, the .mo files are built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings


def catalogues() -> Iterator[Path]:
    """Every .po file of the project."""
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))


def compile_messages(*, force: bool = False) -> int:
    """Compile what is newer than its compiled file; return how many were compiled.

    Args:
        force: compile all of them.
    """
    compiled = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if force or not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            compiled += 1
    return compiled
