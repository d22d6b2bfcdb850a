"""Measures a search engine on labelled questions.

A label is a list of keys, best first. The figure is nDCG@10 (Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation
of IR Techniques", ACM TOIS 20, 2002, in the form with gains of 2^grade - 1): the first key has grade 3, the second
2, all others 1, unless the label brings grades of its own, and keys that are not in the list have none. A question with
an empty list asks for something that is not here: its figure is 1 if nothing is found and 0 otherwise.

Beside it stands the rule of CONTENT.md, section 7: a question passes if its first key is among the first three hits
and at least half of its keys are among the first ten.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from search.ports import Lang, Results

QUERIES: Final = Path(__file__).with_name("queries.jsonl")
"""The labelled questions that came with the content."""
FURTHER: Final = Path(__file__).with_name("further.jsonl")
"""Further ones, written and labelled by reading the content before any of them was asked, then used in tuning."""
HELD_OUT: Final = Path(__file__).with_name("held_out.jsonl")
"""Questions by somebody else, on which no weight was chosen."""
SECOND: Final = Path(__file__).with_name("held_out_second.jsonl")
"""Further ones, written before any of them was asked, when the rules of the others were made."""
SETS: Final = (QUERIES, FURTHER, HELD_OUT, SECOND)
DEPTH: Final = 10
FIRST: Final = 3
GRADES: Final = (3, 2)

Ask = Callable[[str, Lang], Results]
"""Answers a question of a reader."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question and the keys of its answers, best first."""

    text: str
    lang: Lang
    group: str
    expect: tuple[str, ...]
    grades: tuple[int, ...] = ()
    """Of each key, 1 to 3; empty where their order says it."""

    def grade(self, key: str) -> int:
        """How good an answer is; 0 for one that is none."""
        if key not in self.expect:
            return 0
        place = self.expect.index(key)
        if self.grades:
            return self.grades[place]
        return GRADES[place] if place < len(GRADES) else 1


@dataclass(frozen=True, slots=True)
class Measured:
    """A question and what came."""

    query: Labelled
    found: tuple[str, ...]
    """Keys of the first ten hits."""
    total: int
    ndcg: float
    passed: bool

    @property
    def unanswered(self) -> bool:
        """Whether there was something to be found and nothing was."""
        return bool(self.query.expect) and not self.total


@dataclass(frozen=True, slots=True)
class Report:
    """All questions."""

    measured: tuple[Measured, ...]

    @property
    def ndcg(self) -> float:
        """The mean over all questions."""
        return mean(one.ndcg for one in self.measured)

    @property
    def unanswered(self) -> tuple[Measured, ...]:
        """Questions that have an answer and got none."""
        return tuple(one for one in self.measured if one.unanswered)

    @property
    def rightly_empty(self) -> tuple[Measured, ...]:
        """Questions about what is not here, which got the honest answer."""
        return tuple(one for one in self.measured if not one.query.expect and not one.total)

    @property
    def wrongly_answered(self) -> tuple[Measured, ...]:
        """Questions about what is not here that were answered all the same."""
        return tuple(one for one in self.measured if not one.query.expect and one.total)

    @property
    def passed(self) -> float:
        """The share that passes CONTENT.md's rule."""
        return mean(float(one.passed) for one in self.measured)

    def by(self, key: Callable[[Labelled], str]) -> dict[str, Report]:
        """A report for each language or group."""
        groups: dict[str, list[Measured]] = {}
        for one in self.measured:
            groups.setdefault(key(one.query), []).append(one)
        return {name: Report(tuple(groups[name])) for name in sorted(groups)}

    def worst(self, count: int = 10) -> list[Measured]:
        """The questions with the lowest figures."""
        return sorted(self.measured, key=lambda one: one.ndcg)[:count]


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean; 0 of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def load(path: Path = QUERIES) -> tuple[Labelled, ...]:
    """The questions of a file with one JSON object a line."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Labelled(line["query"], line["lang"], line["group"], tuple(line["expect"]), tuple(line.get("grades", ())))
        for line in lines
    )


def ndcg(found: Sequence[str], query: Labelled, depth: int = DEPTH) -> float:
    """Normalised discounted cumulated gain."""
    if not query.expect:
        return 0.0 if found else 1.0
    found = list(dict.fromkeys(found))[:depth]
    best = sorted(map(query.grade, query.expect), reverse=True)[:depth]
    return _cumulated(map(query.grade, found)) / _cumulated(best)


def _cumulated(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def passes(found: Sequence[str], expect: Sequence[str]) -> bool:
    """CONTENT.md's rule."""
    if not expect:
        return not found
    return expect[0] in found[:FIRST] and 2 * len(set(expect) & set(found[:DEPTH])) >= len(expect)


def measure(ask: Ask, queries: Iterable[Labelled]) -> Report:
    """Ask everything and compare."""
    measured = []
    for query in queries:
        results = ask(query.text, query.lang)
        found = tuple(hit.key for hit in results.hits[:DEPTH])
        measured.append(Measured(query, found, results.total, ndcg(found, query), passes(found, query.expect)))
    return Report(tuple(measured))
