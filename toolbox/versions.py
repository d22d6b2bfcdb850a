"""Notes each file that is published on a template's page as a version, with the words in it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from toolbox.files.uploads import UploadError, text_of
from toolbox.models import FileVersion, Role, TemplateFile, TemplatePage
from toolbox.models.files import next_version

logger = logging.getLogger(__name__)


def words_of_new(page: TemplatePage) -> dict[int, str]:
    """The words in the files that a page is about to be published with for the first time.

    Args:
        page: an original, saved or not.

    Returns:
        the words by the document's number; reading them takes a while, so it is done before anything is locked.
    """
    known = _known(page)
    rows = [row for row in page.files.all() if row.document_id and version_of(row, known) is None]
    return {row.document_id: words_in(row.document) for row in rows if row.role != Role.PREVIEW}


def note_published(page: TemplatePage, words: Mapping[int, str] | None = None) -> list[FileVersion]:
    """Note the files of a published page that were not there before; the others keep their versions.

    Args:
        page: an original, as it is in the database.
        words: those that :func:`words_of_new` has read already.

    Returns:
        the new versions.
    """
    known = _known(page)
    new = []
    for row in page.files.select_related("document"):
        version = version_of(row, known)
        if version is None:
            version = _new(page, row, known, words or {})
            known.append(version)
            new.append(version)
        elif row.version and row.version != version.version and not _taken(row, known):
            version.version = row.version
            version.save(update_fields=["version", "saved_at"])
    return new


def version_of(row: TemplateFile, versions: Iterable[FileVersion]) -> FileVersion | None:
    """The version that a row of the page offers, if it was published before."""
    return next((one for one in versions if one.document_id == row.document_id and one.slot == row.slot), None)


def number_for(row: TemplateFile, known: Iterable[FileVersion]) -> str:
    """What a new file is numbered: as the editor wrote, or on from the newest of its language and use."""
    if row.version and not _taken(row, known):
        return row.version
    return next_version(one.version for one in known if (one.language, one.role) == (row.language, row.role))


def forget(template: uuid.UUID, *, deleted: int) -> None:
    """The page ``deleted`` goes; where it was the template's last, its versions go. The documents stay with editors."""
    if not Page.objects.filter(translation_key=template).exclude(pk=deleted).exists():
        FileVersion.objects.filter(template=template).delete()


def _taken(row: TemplateFile, known: Iterable[FileVersion]) -> bool:
    """Whether another file has the version that the editor wrote."""
    return any(
        one.slot == row.slot and one.version == row.version and one.document_id != row.document_id for one in known
    )


def _known(page: TemplatePage) -> list[FileVersion]:
    return list(FileVersion.objects.filter(template=page.translation_key).defer("text"))


def _new(page: TemplatePage, row: TemplateFile, known: list[FileVersion], words: Mapping[int, str]) -> FileVersion:
    text = "" if row.role == Role.PREVIEW else words.get(row.document_id)
    return FileVersion.objects.create(
        template=page.translation_key,
        language=row.language,
        role=row.role,
        extension=row.extension,
        version=number_for(row, known),
        made_on=timezone.localdate(),
        document=row.document,
        text=words_in(row.document) if text is None else text,
    )


def words_in(document: Any) -> str:
    """The words in a document; none where it cannot be read, which the log then says."""
    try:
        with document.open_file() as file:
            return text_of(file, document.file_extension.lower())
    except (UploadError, OSError) as error:
        logger.warning("Nothing can be read in document %s (%s): %s", document.pk, document.filename, error)
        return ""
