"""Every message in both languages, and none that nobody uses."""

from __future__ import annotations

import re
from pathlib import Path

from toolbox.calculation import messages
from toolbox.calculation.checks import CheckName

FOLDER = Path(messages.__file__).parent


def test_every_message_is_there_in_both_languages_with_the_same_names_in_it():
    for kind in messages.catalogue().values():
        for key, texts in kind.items():
            assert set(texts) == {"da", "sv"}, key
            names = [set(re.findall(r"{(\w+)}", text)) for text in texts.values()]
            assert names[0] == names[1], key


def test_checks_and_warnings_are_those_of_the_model():
    catalogue = messages.catalogue()
    assert set(catalogue["checks"]) == set(catalogue["warnings"]) == set(CheckName)


def test_problem_codes_are_those_of_the_code():
    code = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    used = {key for key in messages.catalogue()["problems"] if f'"{key}"' in code}
    assert used == set(messages.catalogue()["problems"])
