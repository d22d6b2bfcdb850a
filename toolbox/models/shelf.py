"""The files of a template as its page shows them: what to download now, and what was there before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core import dates
from portal.core.blocks import pick
from portal.core.contexts import Link
from portal.core.languages import NAMES
from toolbox.contexts import File, Version
from toolbox.models.files import FileVersion, Role, TemplateFile, next_version, numbers

FOLDER: Final = "filer"
"""The part of an address under which a page has its files; the same word in both languages."""
ORDER: Final = (Role.PREVIEW, Role.FILE, Role.EXAMPLE)
"""Look before you download."""


def address(page: Any, version: FileVersion, *, versioned: bool = False) -> str:
    """Address of a file on a template's page.

    Args:
        page: the template in the reader's language.
        version: the file.
        versioned: an address for this version only; otherwise the one that the newest always has.
    """
    return f"{page.url}{FOLDER}/{version.name(page.slug, versioned=versioned)}"


class Shelf:
    """The files of one template for one reader; one query."""

    def __init__(self, page: Any, reader: Any) -> None:
        self._page, self._reader = page, reader
        self._language: str = reader.language

    @cached_property
    def _versions(self) -> list[FileVersion]:
        """Every version that is on the disk; in a preview, those of the draft are current."""
        found = list(FileVersion.objects.of([self._page.translation_key]).with_rows())
        rows = self._page.shared("files")
        if rows.is_deferring:
            found = _as_drafted(rows.all(), found)
        return [version for version in found if version.there()]

    @cached_property
    def _current(self) -> list[FileVersion]:
        """What the page offers, its own language first, and in each language what is to be looked at first."""
        here = [version for version in self._versions if version.place is not None]
        return sorted(
            here, key=lambda one: (one.language != self._language, ORDER.index(Role(one.role)), one.place or 0)
        )

    def version(self) -> str:
        """The newest version of what is to be filled in, in the page's language where it has a file in it."""
        files = [one for one in self._current if one.role == Role.FILE]
        mine = [one for one in files if one.language == self._language] or files
        return max((one.version for one in mine), key=numbers, default="")

    def files(self) -> tuple[File, ...]:
        """What can be downloaded."""
        return tuple(self._file(version) for version in self._current)

    def history(self) -> tuple[Version, ...]:
        """Every version that the changelog or a file has, the newest first, with the files that it left behind."""
        notes: dict[str, tuple[date | None, str]] = {}
        for block in self._page.original.changelog:
            value = block.value
            if value.get("version"):
                said = (value.get("made_on"), pick(value.get("note"), self._language))
                notes.setdefault(value["version"], said)
        by_number: dict[str, list[FileVersion]] = {}
        for version in self._versions:
            by_number.setdefault(version.version, []).append(version)
        everything = sorted({*notes, *by_number}, key=numbers, reverse=True)
        return tuple(self._entry(number, notes.get(number), by_number.get(number, [])) for number in everything)

    def _entry(self, number: str, noted: tuple[date | None, str] | None, files: Iterable[FileVersion]) -> Version:
        files = sorted(files, key=lambda one: (one.language != self._language, ORDER.index(Role(one.role))))
        day, note = noted or (None, "")
        day = day or max((one.made_on for one in files), default=None)
        return Version(
            version=number,
            date=dates.full(day, self._language) if day else "",
            note=note or _new_in({one.language for one in files}),
            files=tuple(
                Link(
                    title=_("%(title)s, version %(version)s") % {"title": self._title(one), "version": one.version},
                    url=address(self._page, one, versioned=True),
                    lang=one.language if one.language != self._language else "",
                )
                for one in files
                if one.place is None
            ),
        )

    def _file(self, version: FileVersion) -> File:
        document = version.document
        draft = version.pk is None
        return File(
            title=self._title(version),
            url=document.url if draft else address(self._page, version),
            format=version.extension.upper(),
            size=_size(document.file_size or 0),
            language=NAMES[version.language],
            lang=version.language if version.language != self._language else "",
            version=version.version,
            date=dates.full(version.made_on, self._language),
            preview=version.role == Role.PREVIEW,
            note=self._behind(version),
        )

    def _behind(self, version: FileVersion) -> str:
        """What to say of a preview or an example that shows an older version than the file to fill in."""
        newest = newest_to_fill_in(self._current, version.language)
        if newest is None or not is_behind(version, newest):
            return ""
        said = _("It shows version %(old)s. The file to fill in is version %(new)s.")
        return said % {"old": version.version, "new": newest.version}

    def _title(self, version: FileVersion) -> str:
        """Link text that names the file, in the file's own language."""
        newest = newest_to_fill_in(self._current, version.language)
        old = newest is not None and version.role == Role.PREVIEW and is_behind(version, newest)
        with translation.override(version.language):
            said = {
                Role.PREVIEW: _("See an earlier “%(title)s” (%(format)s)")
                if old
                else _("See “%(title)s” before you download it (%(format)s)"),
                Role.FILE: _("Download “%(title)s” as %(format)s"),
                Role.EXAMPLE: _("Download “%(title)s” filled in as an example (%(format)s)"),
            }[Role(version.role)]
        return said % {
            "title": self._titles.get(version.language, self._page.title),
            "format": version.extension.upper(),
        }

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The template's name in each language that readers may see it in."""
        pages: Iterable[Page] = self._reader.frame_pages.values()
        names = {p.locale.language_code: p.title for p in pages if p.translation_key == self._page.translation_key}
        return {**names, self._language: self._page.title}


def newest_to_fill_in(current: Iterable[FileVersion], language: str) -> FileVersion | None:
    """The file to fill in that has the highest version in a language, of those that a page offers now."""
    mine = [one for one in current if one.role == Role.FILE and one.language == language]
    return max(mine, key=lambda one: one.number, default=None)


def is_behind(version: FileVersion, newest: FileVersion) -> bool:
    """Whether a preview or an example shows an older version than ``newest``, the file to fill in."""
    return version.role != Role.FILE and version.place is not None and version.number < newest.number


def _new_in(languages: set[str]) -> str:
    """What a version without a note in the changelog has brought, so that nobody looks for what is not there."""
    if languages == {"da"}:
        return _("New files, in Danish only.")
    if languages == {"sv"}:
        return _("New files, in Swedish only.")
    return _("New files.")


def _size(length: int) -> str:
    """A file's size as readers of both languages write it; Django says 341,0 KB."""
    said = filesizeformat(length).replace(" ", "\xa0").replace("KB", "kB")
    return re.sub(r"[.,]0(?=\xa0)", "", said)


def _as_drafted(rows: Iterable[TemplateFile], published: list[FileVersion]) -> list[FileVersion]:
    """The versions as they will be when the draft is published."""
    for version in published:
        version.place = None
    found = list(published)
    for place, row in enumerate(rows):
        same = [one for one in found if one.document_id == row.document_id and one.slot == row.slot]
        version = same[0] if same else _future(row, published)
        version.place = place
        if not same:
            found.append(version)
    return found


def _future(row: TemplateFile, published: Iterable[FileVersion]) -> FileVersion:
    language, role, extension = row.slot
    others = [one.version for one in published if (one.language, one.role) == (language, role)]
    return FileVersion(
        language=language,
        role=role,
        extension=extension,
        version=row.version or next_version(others),
        made_on=timezone.localdate(),
        document=row.document,
    )
