"""Numbers of phases as people write them."""

from __future__ import annotations

from collections.abc import Iterable


def in_short(numbers: Iterable[int]) -> str:
    """``2, 3, 4, 7`` becomes ``2–4, 7``; two that follow each other are a span too."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
