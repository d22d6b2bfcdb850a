"""The parts that a preview is made of, as ``preview.typ`` takes them."""

from __future__ import annotations

from typing import Any

from toolbox.files.wording import Linked

Part = dict[str, Any]
"""What kind it is, and its texts."""


def heading(level: int, text: str) -> Part:
    """A heading of the first or second level."""
    return {"kind": "heading", "level": level, "text": text}


def note(tone: str, text: str, lead: str = "") -> Part:
    """A framed paragraph; ``lead`` stands first, in bold."""
    return {"kind": "note", "tone": tone, "lead": lead, "text": text}


def fixed(text: str, *, bold: bool = False) -> Part:
    """A cell that is not filled in."""
    return {"kind": "fixed", "text": text, "bold": bold}


def table(name: str, heads: list[str], rows: list[list[Part]], widths: list[float]) -> Part:
    """A table over the whole width; ``widths`` are in proportion."""
    return {"kind": "table", "name": name, "heads": heads, "rows": rows, "widths": widths}


def small(text: Linked) -> Part:
    """A line of small type with a link in it, or none."""
    return {"kind": "small", "before": text.before, "linked": text.linked, "after": text.after, "url": text.url}
