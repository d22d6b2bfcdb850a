"""Names of the fields that questions are asked in."""

from __future__ import annotations

from typing import Final

TERMS: Final = "terms"
"""Tokens with impacts."""
PHRASES: Final[dict[str, float]] = {"title_text": 1.0, "head_text": 0.75, "body_text": 0.3}
"""Fields with folded stems in order, and what a phrase is worth in each: title, summary and labels, body."""


def facet_field(facet: str) -> str:
    """The field with a facet's values."""
    return f"facet_{facet}"
