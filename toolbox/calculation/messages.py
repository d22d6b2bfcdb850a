"""What is said beside a field or in a warning, in the reader's language. Keys are codes of problems and names of
checks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import yaml

from toolbox.calculation.checks import Check, CheckName
from toolbox.calculation.numbers import Language
from toolbox.calculation.validation import Problem

FILE = Path(__file__).with_name("messages.yaml")


@cache
def catalogue() -> dict[str, dict[str, dict[Language, str]]]:
    """All sentences: by kind (``problems``, ``checks``, ``warnings``), key and language."""
    return cast("dict[str, dict[str, dict[Language, str]]]", yaml.safe_load(FILE.read_text("utf-8")))


def problem_message(problem: Problem, language: Language) -> str:
    """The sentence beside a field."""
    return catalogue()["problems"][problem.code][language].format(**problem.values)


def check_label(name: CheckName, language: Language) -> str:
    """What a check looks for."""
    return catalogue()["checks"][name][language]


def warning(check: Check, language: Language) -> str:
    """What to do about a check that was not passed."""
    return catalogue()["warnings"][check.name][language]
