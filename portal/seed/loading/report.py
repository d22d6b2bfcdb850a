"""What a run of the seed did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one entry."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "left alone: edited in the portal"
    DELETED = "not brought back: deleted in the portal"
    PRESENT = "left alone: there already"


@dataclass
class Report:
    """Outcomes, counted by kind of entry; those that an editor's work decided are also named."""

    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)

    def add(self, kind: str, outcome: Outcome, name: str) -> None:
        """Note the outcome of one entry."""
        self.counts.setdefault(kind, Counter())[outcome] += 1
        if outcome in {Outcome.EDITED, Outcome.DELETED, Outcome.PRESENT}:
            self.named.append(f"{kind} {name}: {outcome.value}")

    def count(self, outcome: Outcome) -> int:
        """How many entries had this outcome."""
        return sum(counts[outcome] for counts in self.counts.values())

    def lines(self) -> list[str]:
        """The report in words: a line for each kind, then the entries that were not written."""
        lines = []
        for kind, counts in self.counts.items():
            parts = [f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome]]
            lines.append(f"{kind}: {'; '.join(parts)}")
        return [*lines, *self.named]
