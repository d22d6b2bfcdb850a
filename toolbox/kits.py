"""Files of several templates, the checklists of guides, and a text about them, packed as one zip.

Used for a phase's kit, a guide's, and a reader's own list. The same content gives the same bytes, and a kit's
``etag`` is known before anything is packed.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.blocks import raw_values
from portal.core.contexts import Link
from portal.core.kinds import kind_of
from portal.core.languages import NAMES, OTHER
from toolbox.contexts import Checklist, KitText, PackedTemplate
from toolbox.models import FileVersion, GuidePage, Role

IN_MEMORY: Final = 2 * 1024 * 1024
"""Bytes of a zip beyond which it is put on the disk while it is made."""
OLDEST: Final = date(1980, 1, 1)
"""The first day that a zip can tell."""

Ticks = Mapping[str, Iterable[int | str]]
"""What is ticked on the checklists of guides, by the guide's key: numbers of points from 0, or marks of their words."""


def mark_of(point: str) -> str:
    """Tells a point of a checklist by its words, as the browser keeps them: a point that is added moves no tick.

    FNV-1a of 32 bits over UTF-8, as in ``static/js/portal.js``: eight hexadecimal digits behind an x.
    """
    mark = 0x811C9DC5
    for byte in " ".join(point.split()).encode():
        mark = (mark ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"x{mark:08x}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a zip: a text that is at hand, or a version whose document is read when it is packed."""

    name: str
    dated: date
    text: str = ""
    version: FileVersion | None = None

    @property
    def mark(self) -> str:
        """Tells this content from any other."""
        content = self.version.document.file_hash if self.version else hashlib.sha256(self.text.encode()).hexdigest()
        return f"{self.name} {self.dated} {content}"

    def write(self, target: zipfile.ZipFile) -> None:
        """Pack it; a document a piece at a time."""
        day = max(self.dated, OLDEST)
        info = zipfile.ZipInfo(self.name, (day.year, day.month, day.day, 0, 0, 0))
        info.create_system, info.external_attr = 3, 0o644 << 16
        # Office files and PDFs are compressed already.
        info.compress_type = zipfile.ZIP_STORED if self.version else zipfile.ZIP_DEFLATED
        if self.version is None:
            target.writestr(info, self.text.encode())
            return
        info.file_size = self.version.document.file_size or 0
        with self.version.document.open_file() as source, target.open(info, "w") as sink:
            shutil.copyfileobj(source, sink, 256 * 1024)


@dataclass(frozen=True, slots=True)
class Kit:
    """What is packed, in order, under a file name."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def versions(self) -> tuple[FileVersion, ...]:
        """The files of templates in it."""
        return tuple(entry.version for entry in self.entries if entry.version)

    @property
    def etag(self) -> str:
        """Changes with any of the content, and with nothing else."""
        return hashlib.sha256("\n".join(entry.mark for entry in self.entries).encode()).hexdigest()[:32]

    @property
    def dated(self) -> date:
        """Day of the newest content."""
        return max((entry.dated for entry in self.entries), default=OLDEST)

    def open(self) -> IO[bytes]:
        """The finished zip, at its beginning; large ones are on the disk, and vanish when closed."""
        out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
        with zipfile.ZipFile(out, "w") as target:
            for entry in self.entries:
                entry.write(target)
        out.seek(0)
        return out

    def data(self) -> bytes:
        """The finished zip."""
        with self.open() as made:
            return made.read()


def kit_of(
    pages: Iterable[Page],
    language: str,
    *,
    name: str,
    title: str,
    url: str,
    absolute: Callable[[str], str],
    ticks: Ticks | None = None,
    note: str = "",
) -> Kit | None:
    """Everything that can be packed of some pages.

    Args:
        pages: pages that the reader may see, of any type; the caller has made sure of that. Files of templates are
            packed in ``language``, or in the other one where there is none; guides give their checklists; any other
            page is named in the text with its address.
        language: the reader's.
        name: the zip's file name, without ``.zip``.
        title: what the kit is called in its text.
        url: address of what it was taken from; empty where that has none.
        absolute: makes an address complete, such as ``request.build_absolute_uri``.
        ticks: what is ticked on the checklists; nothing without it.
        note: a text of the reader's own, put into the kit's text.

    Returns:
        the kit; None where there is neither a file nor a checklist.
    """
    chosen = list({page.translation_key: page for page in pages}.values())
    with translation.override(language):
        files = files_of((page.translation_key for page in chosen if kind_of(page) == "template"), language)
        templates, packed, folder = [], [], _("templates")
        for page in chosen:
            mine = files.get(page.translation_key, [])
            entries = [Entry(f"{folder}/{one.name(page.slug)}", one.made_on, version=one) for one in mine]
            packed += entries
            if kind_of(page) == "template":
                templates.append(_about(page, entries, language, absolute))
        guides = list(_guides(chosen))
        lists = tuple(checklist for guide in guides if (checklist := _checklist(guide, absolute, ticks or {})).points)
        if not packed and not lists:
            return None
        about = KitText(
            title=title,
            lang=language,
            url=absolute(url) if url else "",
            home=absolute(f"/{language}/"),
            note=note,
            templates=tuple(templates),
            checklists=lists,
            others=tuple(
                Link(title=page.title, url=absolute(page.url or ""))
                for page in chosen
                if kind_of(page) != "template" and page.pk not in {g.pk for g in guides if g.checklist}
            ),
        )
        dated = max(
            [entry.dated for entry in packed] + [day for guide in guides if (day := _day(guide))], default=OLDEST
        )
        readme = render_to_string("toolbox/kit/readme.txt", {"kit": about})
        # Notepad of older Windows versions wants the byte order mark and both characters of a line's end.
        texts = [Entry(_("READ-ME.txt"), dated, text="\ufeff" + readme.strip().replace("\n", "\r\n") + "\r\n")]
        if lists:
            page_text = render_to_string("toolbox/kit/checklists.html", {"kit": about})
            texts.append(Entry(_("checklists.html"), dated, text=page_text))
        return Kit(name=f"{name}.zip", entries=(*texts, *packed))


def files_of(templates: Iterable[uuid.UUID], language: str) -> dict[uuid.UUID, list[FileVersion]]:
    """Current files of templates: those in ``language``, or all in the other one where there is nothing to fill in.

    Files that are not on the disk are left out. One query.
    """
    found: dict[uuid.UUID, list[FileVersion]] = {}
    for version in FileVersion.objects.of(templates).current():
        if version.there():
            found.setdefault(version.template, []).append(version)
    return {template: sorted(_in(versions, language), key=_order) for template, versions in found.items()}


def _in(versions: Sequence[FileVersion], language: str) -> list[FileVersion]:
    for code in (language, OTHER[language]):
        mine = [version for version in versions if version.language == code]
        if any(version.role == Role.FILE for version in mine):
            return mine
    return list(versions)


def _order(version: FileVersion) -> tuple[int, int]:
    return list(Role).index(Role(version.role)), version.place or 0


def _about(page: Page, entries: Sequence[Entry], language: str, absolute: Callable[[str], str]) -> PackedTemplate:
    other = next((e.version.language for e in entries if e.version and e.version.language != language), "")
    return PackedTemplate(
        title=page.title,
        url=absolute(page.url or ""),
        files=tuple((entry.name, entry.version.version) for entry in entries if entry.version),
        other_language=NAMES[other] if other else "",
    )


def _guides(pages: Sequence[Page]) -> Iterator[Any]:
    """The guides among some pages, in their order, in one query with their originals left where they are."""
    ids = [page.pk for page in pages if kind_of(page) == "guide"]
    found = GuidePage.objects.select_related("locale").in_bulk(ids) if ids else {}
    for pk in ids:
        if pk in found:
            yield found[pk]


def _checklist(guide: Any, absolute: Callable[[str], str], ticks: Ticks) -> Checklist:
    ticked = set(ticks.get(guide.key, ()))
    texts = [str(value) for value in raw_values(guide.checklist)]
    points = tuple((text, not ticked.isdisjoint({number, mark_of(text)})) for number, text in enumerate(texts))
    return Checklist(title=guide.title, url=absolute(guide.url or ""), points=points)


def _day(guide: Any) -> date | None:
    return guide.last_published_at.date() if guide.last_published_at else None
