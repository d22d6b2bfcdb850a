"""Every interface string exists in both languages, and so does every string of Wagtail's admin."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize

from tests import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
LANGUAGES = pytest.mark.parametrize("language", messages.LANGUAGES)


@LANGUAGES
def test_no_string_of_the_portal_lacks_a_translation(language: str) -> None:
    assert messages.missing(language) == []


@LANGUAGES
def test_no_translation_is_left_over(language: str) -> None:
    assert messages.unused(language) == []


@LANGUAGES
@pytest.mark.parametrize("name", ["django.po", "djangojs.po"])
@pytest.mark.parametrize("folder", ["portal", "wagtail"])
def test_translations_keep_the_placeholders(folder: str, name: str, language: str) -> None:
    path = messages.ROOT / "locale" / folder / language / "LC_MESSAGES" / name
    if folder == "portal" and name == "djangojs.po":
        assert not path.exists(), "give the portal's own JavaScript catalogue the same test"
        return
    for entry in polib.pofile(str(path)):
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for text in filter(None, texts):
            assert set(PLACEHOLDER.findall(text)) <= wanted, (entry.msgid, text)


def wagtail_msgids(name: str) -> set[tuple[str | None, str]]:
    """Every message that Wagtail and wagtail-localize mark for translation, by their English catalogues."""
    roots = [Path(package.__file__).parent for package in (wagtail, wagtail_localize)]
    sources = [path for root in roots for path in root.rglob(f"locale/en/LC_MESSAGES/{name}")]
    assert len(sources) > (5 if name == "django.po" else 0)
    return {
        (e.msgctxt, e.msgid) for source in sources for e in polib.pofile(str(source)) if "styleguide" not in str(source)
    }


@LANGUAGES
@pytest.mark.parametrize("name", ["django.po", "djangojs.po"])
def test_the_admin_is_complete(name: str, language: str) -> None:
    """What Wagtail ships in the language and what the portal adds cover every string of the admin."""
    roots = [Path(package.__file__).parent for package in (wagtail, wagtail_localize)]
    shipped = [path for root in roots for path in root.rglob(f"locale/{language}/LC_MESSAGES/{name}")]
    own = messages.ROOT / "locale" / "wagtail" / language / "LC_MESSAGES" / name
    done = {
        (e.msgctxt, e.msgid)
        for path in [*shipped, own]
        for e in polib.pofile(str(path))
        if e.translated() and not e.fuzzy
    }
    assert sorted(str(msgid) for _context, msgid in wagtail_msgids(name) - done) == []


def test_no_message_hides_in_an_f_string() -> None:
    """The extraction does not look into f-strings on every Python: a message in one is shown untranslated."""
    hidden = re.compile(r"\{_(?:now)?\(['\"]")
    found = [
        path
        for package in messages.PACKAGES
        for path in (messages.ROOT / package).rglob("*.py")
        if hidden.search(path.read_text())
    ]
    assert found == []
