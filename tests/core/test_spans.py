"""Phases' numbers in short."""

from __future__ import annotations

import pytest

from portal.core.spans import in_short


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((), ""),
        ((4,), "4"),
        ((2, 3), "2–3"),
        ((3, 4, 5, 6, 7, 8), "3–8"),
        ((8, 1, 3), "1, 3, 8"),
        ((5, 1, 2, 3, 5), "1–3, 5"),
    ],
)
def test_neighbours_become_a_span(numbers: tuple[int, ...], text: str) -> None:
    assert in_short(numbers) == text
