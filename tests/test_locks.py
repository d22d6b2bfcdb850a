"""The locks: every package pinned with hashes, no addresses, and the Django and Wagtail that the portal is made for."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from django import VERSION as DJANGO
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from wagtail import VERSION as WAGTAIL

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.txt", "requirements-test.txt"]


def pins(lock: str) -> list[Requirement]:
    text = re.sub(r"^\s*#.*$", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = [entry for entry in re.split(r"\n(?=\S)", text.replace("\\\n", " ")) if entry.strip()]
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    return [Requirement(entry.split("--hash")[0].strip()) for entry in entries]


def here(lock: str) -> dict[str, str]:
    """The versions that the lock gives on this Python and system."""
    chosen = [pin for pin in pins(lock) if pin.marker is None or pin.marker.evaluate()]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in chosen}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_is_pinned_with_hashes_and_without_an_address(lock: str) -> None:
    assert all(re.fullmatch(r"==[\w.]+", str(pin.specifier)) for pin in pins(lock))
    assert not re.search(r"https?:|--(extra-)?index|--find-links|file:|/", (ROOT / lock).read_text(encoding="utf-8"))


def test_the_test_lock_holds_the_runtime_lock() -> None:
    assert here("requirements.txt").items() <= here("requirements-test.txt").items()


def test_the_locks_fit_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, wanted in [
        ("requirements.txt", project["dependencies"]),
        ("requirements-test.txt", project["optional-dependencies"]["test"]),
    ]:
        locked = here(lock)
        for requirement in map(Requirement, wanted):
            assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), requirement


def test_what_is_installed_is_what_the_lock_says() -> None:
    locked = here("requirements-test.txt")
    different = {name: version(name) for name, pinned in locked.items() if Version(version(name)) != Version(pinned)}
    assert not different


def test_django_and_wagtail_are_the_ones_the_portal_is_made_for() -> None:
    assert DJANGO[:2] == (5, 2)
    assert WAGTAIL[:2] == (8, 0)
