"""What is wrong in the seed files, said so that a writer finds the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error: where it is, and what it is."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """File, line, field and message in one sentence."""
        where = f"{self.field} " if self.field else "the file "
        return f"{self.file}, line {self.line}: {where}{self.message.rstrip('.')}."


class SeedError(Exception):
    """The seed files cannot be loaded; ``problems`` says why, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was read: its file and its node there."""

    path: Path
    node: yaml.Node
    prefix: str = ""

    @property
    def file(self) -> str:
        """The file's name from the folder of the portal, or in full when it lies elsewhere."""
        root = Path(settings.ROOT)
        return self.path.relative_to(root).as_posix() if self.path.is_relative_to(root) else self.path.as_posix()

    def problem(self, location: Location, message: str, *, at: str = "", absent: bool = False) -> Problem:
        """A problem at a place inside the entry.

        Args:
            location: names and numbers that lead there; what the file does not have is skipped.
            message: what is wrong, as the rest of a sentence that begins with the field.
            at: text inside the value, whose line is given instead of the one where the field begins.
            absent: whether the last name is of a field that is missing; the line is that of the mapping that lacks it.
        """
        node, steps, line = self.node, [], self.node.start_mark.line
        for step in location:
            found = _child(node, step)
            if found is not None:
                line, node = found
                steps.append(step)
        if absent:
            steps.append(location[-1])
        if at:
            lines = self.path.read_text(encoding="utf-8").splitlines()[line : node.end_mark.line + 1]
            line += next((number for number, text in enumerate(lines) if at in text), 0)
        return Problem(file=self.file, line=line + 1, field=self.prefix + _spelled(steps), message=message)


def _child(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    """Line and value of a field of a mapping, or of an entry of a list."""
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None


def _spelled(steps: Sequence[int | str]) -> str:
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
