"""Names of the fields that questions are asked in."""

from __future__ import annotations

from typing import Final

TERMS: Final = "terms"
"""Tokens with impacts."""
TEXT: Final = "text"
"""Folded stems in order."""


def facet_field(facet: str) -> str:
    """The field with a facet's values."""
    return f"facet_{facet}"
