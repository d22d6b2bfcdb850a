"""The drawings: the line holds together at its seams, and the same seed gives the same cloth."""

from __future__ import annotations

import re

import pytest

from portal.core import art

_POINT = re.compile(r"([MHVC])([^MHVC]*)")


def ends(phase: int, thread: str) -> tuple[set[float], set[float]]:
    """Heights at which a thread of a phase touches the left and the right edge of its cell."""
    left: set[float] = set()
    right: set[float] = set()
    for name, data in re.findall(r'<path class="([^"]+)" d="([^"]+)"', art.strand(phase)):
        if name.split()[0] != thread:
            continue
        x = y = 0.0
        for command, text in _POINT.findall(data):
            numbers = [float(number) for number in text.split()]
            x, y = (numbers[0], y) if command == "H" else (numbers[-2], numbers[-1])
            if command == "M" and x == 0:
                left.add(y)
            if x == art.CELL_WIDTH:
                right.add(y)
    return left, right


@pytest.mark.parametrize("thread", ["a", "b"])
@pytest.mark.parametrize("phase", range(1, art.PHASES))
def test_each_cell_ends_where_the_next_begins(phase: int, thread: str) -> None:
    """No step in either thread between two phases, at the height the seam says."""
    height = {float(art.SEAMS[phase]["ab".index(thread)])}
    assert ends(phase, thread)[1] == height
    assert ends(phase + 1, thread)[0] == height


def test_the_story_of_the_line() -> None:
    """Several public threads gather, the company comes on board at the market, and both spread at the end."""
    assert len(ends(1, "a")[0]) > 2
    assert [phase for phase in range(1, 9) if 'class="b d"' in art.strand(phase)] == [1, 2]
    assert len(ends(8, "a")[1]) > 2
    assert len(ends(8, "b")[1]) > 2


@pytest.mark.parametrize("phase", range(1, art.PHASES + 1))
def test_strands_stay_in_their_cell(phase: int) -> None:
    """Nothing is drawn outside 200 x 72."""
    for _name, data in re.findall(r'<path class="([^"]+)" d="([^"]+)"', art.strand(phase)):
        for command, text in _POINT.findall(data):
            numbers = [float(number) for number in text.split()]
            xs, ys = (numbers, []) if command == "H" else (numbers[::2], numbers[1::2])
            assert all(0 <= x <= art.CELL_WIDTH for x in xs)
            assert all(0 <= y <= art.CELL_HEIGHT for y in ys)


@pytest.mark.parametrize("area", [*art.CLOTHS, "an-area-of-the-future"])
def test_same_seed_same_cloth(area: str) -> None:
    """A page and its translation wear the same; another page of the area wears a relative of it."""
    seed = "6f6c1a44-1b1b-4a7e-9d3f-0f6a4f3f2f11"
    once, swatch = art.loose_ends(area, seed), art.swatch(area, seed)
    art.loose_ends.cache_clear()
    art.swatch.cache_clear()
    assert art.loose_ends(area, seed) == once
    assert art.swatch(area, seed) == swatch
    assert len({art.loose_ends(area, f"{seed}{n}") for n in range(5)}) > 1
    assert len({art.swatch(area, f"{seed}{n}") for n in range(5)}) > 1


def test_areas_have_their_own_cloth() -> None:
    """The areas that a reader tells apart look different; an unknown area is satin."""
    named = ["hjemmepleje", "demens", "plejebolig", "forebyggelse", "kompetenceudvikling", "hele-kommunen", "psykiatri"]
    assert len({art.swatch(area) for area in named}) == len(named)
    assert art.cloth_of("an-area-of-the-future") == art.DEFAULT_CLOTH


@pytest.mark.parametrize("members", [1, 6, 12])
def test_network_has_a_thread_for_every_member(members: int) -> None:
    """One warp per municipality."""
    warp = re.search(r'class="a" d="([^"]+)"', art.network(members))
    assert warp is not None
    assert warp[1].count("M") == members


@pytest.mark.parametrize(
    "svg",
    [
        art.swatch("demens"),
        art.loose_ends("demens", "x"),
        art.unfinished("demens", "x"),
        art.selvedge("p"),
        art.network(3),
    ],
)
def test_art_is_silent_and_has_no_colour_of_its_own(svg: str) -> None:
    """Hidden from assistive technology, no text, colours from classes only."""
    assert 'aria-hidden="true"' in svg
    assert "<text" not in svg
    assert "<title" not in svg
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb|fill=\"(?!url)", svg)
