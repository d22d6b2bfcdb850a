"""Files that are built rather than committed, and built anew when what they are made of has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path


def digest(*ingredients: bytes | str) -> str:
    """A name for exactly these ingredients in this order."""
    sums = [hashlib.sha256(one if isinstance(one, bytes) else one.encode()).hexdigest() for one in ingredients]
    return hashlib.sha256("".join(sums).encode()).hexdigest()


def build_unless_current(target: Path, made_from: str, build: Callable[[], object]) -> bool:
    """Build ``target`` unless it was built from the same; true when it was built.

    What it was made from is noted in a hidden file beside it, which ``collectstatic`` passes over.

    Args:
        target: the file, or the last of several, that ``build`` writes.
        made_from: ``digest`` of everything that it is made from.
        build: writes it, making folders.
    """
    note = target.with_name(f".{target.name}.made-from")
    if target.exists() and note.exists() and note.read_text(encoding="ascii") == made_from:
        return False
    build()
    note.write_text(made_from, encoding="ascii")
    return True
