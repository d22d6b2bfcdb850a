"""docs/settings.md and docs/commands.md name every setting and command, and none that is not there."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

from portal.config import env

ROOT = Path(__file__).resolve().parents[1]
# Switches that every command of Django has.
COMMON = {
    "help",
    "version",
    "verbosity",
    "settings",
    "pythonpath",
    "traceback",
    "no-color",
    "force-color",
    "skip-checks",
}


def rows(document: str) -> dict[str, list[str]]:
    """The rows of a document's tables: the name in the first cell, and the other cells' text."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


def own_commands() -> dict[str, str]:
    """The management commands of this project's apps, with the app of each."""
    own = {app.name for app in apps.get_app_configs() if "site-packages" not in Path(app.path).parts}
    return {name: app for name, app in get_commands().items() if app in own}


def test_every_setting_of_the_environment_is_documented_and_no_other() -> None:
    assert set(rows("settings.md")) == {variable.name for variable in env.VARIABLES}


@pytest.mark.parametrize("variable", env.VARIABLES, ids=lambda variable: variable.name)
def test_a_setting_is_documented_as_the_code_has_it(variable: env.Variable[object]) -> None:
    default, meaning = rows("settings.md")[variable.name]
    assert meaning == variable.help
    if variable is env.DATABASE_URL:
        assert default == "`samvaerk.sqlite3` in the state folder"
    elif isinstance(variable.default, Path):
        assert f"`{variable.default.name}`" == default
    elif isinstance(variable.default, bool):
        assert default == f"`{str(variable.default).lower()}`"
    else:
        assert default == (f"`{variable.default}`" if variable.default else "none")


def test_every_command_is_documented_and_no_other() -> None:
    assert set(rows("commands.md")) == set(own_commands())


@pytest.mark.parametrize("name", sorted(own_commands()))
def test_a_command_is_documented_with_its_switches(name: str) -> None:
    parser = load_command_class(own_commands()[name], name).create_parser("manage.py", name)
    switches = {
        switch.lstrip("-") for action in parser._actions for switch in action.option_strings if switch.startswith("--")
    }
    switches |= {action.dest for action in parser._actions if not action.option_strings}
    described = " ".join(rows("commands.md")[name])
    assert set(re.findall(r"`-*([\w-]+)", described)) >= switches - COMMON
