"""Which interface strings the code has and which of them the catalogues lack.

``python -m tests.messages`` lists what is missing; ``--write`` adds the missing msgids, empty, to both catalogues
and takes out those that nothing uses any more.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_javascript, extract_python

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("portal", "cases", "toolbox", "search")
LANGUAGES = ("da", "sv")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "_now", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}

Message = tuple[str | None, str, str]
"""Context, msgid, plural (empty when there is none)."""


def messages() -> dict[Message, list[str]]:
    """Every message in Python files and templates, with the files that use it."""
    found: dict[Message, list[str]] = {}
    for path in sorted(_files()):
        where = path.relative_to(ROOT).as_posix()
        for function, message in _extract(path):
            found.setdefault(_normal(function, message), []).append(where)
    return {message: sorted(set(where)) for message, where in found.items() if message[1]}


def _files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (p for p in (ROOT / package).rglob("*.py") if "migrations" not in p.parts)
        yield from (ROOT / package).rglob("templates/**/*.html")
    yield from (ROOT / "templates").rglob("*.html")
    yield from (ROOT / "templates").rglob("*.txt")


def _extract(path: Path) -> Iterator[tuple[str, Any]]:
    if path.suffix == ".py":
        entries = extract_python(io.BytesIO(path.read_bytes()), KEYWORDS, [], {"encoding": "utf-8"})
    else:
        from django.utils.translation.template import templatize

        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        entries = extract_javascript(io.BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, message, _comments in entries:
        yield str(function), message


def _normal(function: str, message: Any) -> Message:
    parts = list(message) if isinstance(message, (tuple, list)) else [message]
    if function.startswith("pgettext"):
        return parts[0], parts[1] or "", ""
    if function.startswith("ngettext"):
        return None, parts[0] or "", parts[1] or ""
    return None, parts[0] or "", ""


def catalogue(language: str) -> polib.POFile:
    """The portal's own catalogue of a language."""
    return polib.pofile(str(ROOT / "locale" / "portal" / language / "LC_MESSAGES" / "django.po"))


def missing(language: str) -> list[Message]:
    """Messages without a translation, or with one that is marked as uncertain."""
    done = {(e.msgctxt, e.msgid) for e in catalogue(language) if e.translated() and not e.fuzzy}
    return [message for message in messages() if message[:2] not in done]


def unused(language: str) -> list[str]:
    """Msgids of the catalogue that nothing uses."""
    wanted = {message[:2] for message in messages()}
    return [e.msgid for e in catalogue(language) if (e.msgctxt, e.msgid) not in wanted]


def write() -> None:
    """Bring both catalogues in step with the code; new entries are empty."""
    wanted = messages()
    for language in LANGUAGES:
        po = catalogue(language)
        known: dict[tuple[str | None, str], polib.POEntry] = {(e.msgctxt, e.msgid): e for e in po}
        for (context, msgid, plural), where in wanted.items():
            entry = known.get((context, msgid))
            if entry is None:
                entry = polib.POEntry(msgid=msgid, msgctxt=context, msgid_plural=plural)
                if plural:
                    entry.msgstr_plural = {0: "", 1: ""}
                po.append(entry)
            entry.occurrences = [(file, "") for file in where]
        for entry in [e for e in po if (e.msgctxt, e.msgid) not in {m[:2] for m in wanted}]:
            po.remove(entry)
        po.sort(key=lambda entry: (entry.msgid.lower(), entry.msgid, entry.msgctxt or ""))
        po.save()


def main() -> int:
    """List what is missing, or write."""
    import django

    django.setup()
    if "--write" in sys.argv:
        write()
    lacking = {language: missing(language) for language in LANGUAGES}
    for language, entries in lacking.items():
        for _context, msgid, _plural in entries:
            print(f"{language}: {msgid!r}")
        print(f"{language}: {len(entries)} missing, {len(unused(language))} unused")
    return 1 if any(lacking.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
