"""What an editor uploads in place of a built file: whether it is what its name says, and the words in it. No Django
in here.

A Word or Excel file is a zip archive from somebody else, so its sizes are looked at before anything is unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final, Literal

import docx
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

Problem = Literal["empty", "other", "damaged", "locked", "macros", "large"]

MAIN_PART: Final = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
"""The part that an archive of each format cannot be without."""
OPEN_DOCUMENT: Final = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MOST_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes that an archive may unpack to."""
MOST_PARTS: Final = 5_000
MOST_TEXT: Final = 200_000
"""Characters of text that are kept of a file."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class UploadError(ValueError):
    """The file cannot be offered; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


def check(file: IO[bytes], extension: str) -> None:
    """Make sure that a file can be opened and is what its name says.

    Args:
        file: open for reading; it is left at its beginning.
        extension: of its name, in small letters and without the dot.

    Raises:
        UploadError: it is ``empty``, another format (``other``), ``damaged``, ``locked`` with a password or in the
            format of old Office versions, has ``macros``, or unpacks to something ``large``.
    """
    file.seek(0)
    beginning = file.read(1024)
    try:
        if not beginning.strip(b"\0"):
            raise UploadError("empty")
        if extension == "pdf":
            _check_pdf(file, beginning)
        elif extension in MAIN_PART:
            _check_archive(file, beginning, extension)
        else:
            raise UploadError("other")
    finally:
        file.seek(0)


def text_of(file: IO[bytes], extension: str) -> str:
    """The words in a file, each line once. PDFs are not read: no library for it is among the portal's.

    Args:
        file: one that :func:`check` lets through.
        extension: as there.

    Raises:
        UploadError: it cannot be read after all.
    """
    readers = {"docx": _word_lines, "xlsx": _excel_lines, "odt": _open_lines, "ods": _open_lines}
    if extension not in readers:
        return ""
    check(file, extension)
    lines: dict[str, None] = {}
    length = 0
    try:
        for line in readers[extension](file):
            words = " ".join(line.split())
            if words and words not in lines:
                lines[words] = None
                length += len(words) + 1
            if length > MOST_TEXT:
                break
    except Exception as error:
        # The libraries raise whatever they stumble over: KeyError, ValueError, XML errors …
        raise UploadError("damaged") from error
    return "\n".join(lines)[:MOST_TEXT]


def _check_pdf(file: IO[bytes], beginning: bytes) -> None:
    if b"%PDF-" not in beginning:
        raise UploadError("locked" if beginning.startswith(_OLE) else "other")
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 2048))
    if b"%%EOF" not in file.read():
        raise UploadError("damaged")


def _check_archive(file: IO[bytes], beginning: bytes, extension: str) -> None:
    if beginning.startswith(_OLE):
        raise UploadError("locked")
    if not beginning.startswith(b"PK"):
        raise UploadError("other")
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UploadError("large")
            names = {part.filename for part in parts}
            if MAIN_PART[extension] not in names:
                raise UploadError("other")
            if any(part.flag_bits & 1 for part in parts):
                raise UploadError("locked")
            if any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
                raise UploadError("macros")
            wanted = OPEN_DOCUMENT.get(extension)
            if wanted and ("mimetype" not in names or not archive.read("mimetype").startswith(wanted)):
                raise UploadError("other")
            if archive.testzip() is not None:
                raise UploadError("damaged")
            etree.fromstring(archive.read(MAIN_PART[extension]), _parser())
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, etree.XMLSyntaxError, OSError, ValueError) as error:
        if isinstance(error, UploadError):
            raise
        raise UploadError("damaged") from error


def _parser() -> Any:
    """Nothing outside the file is fetched, and no entity grows into more than it says."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _word_lines(file: IO[bytes]) -> Iterator[str]:
    """Every paragraph, also those in tables, boxes and fields to fill in."""
    for paragraph in docx.Document(file).element.body.iter(qn("w:p")):
        yield "".join(
            part.text or "" if part.tag == qn("w:t") else " " for part in paragraph.iter(qn("w:t"), qn("w:tab"))
        )


def _excel_lines(file: IO[bytes]) -> Iterator[str]:
    """The sheets' names, and every cell with words in it."""
    book = load_workbook(file, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            yield sheet.title
            for row in sheet.iter_rows(values_only=True):
                yield from (value for value in row if isinstance(value, str))
    finally:
        book.close()


def _open_lines(file: IO[bytes]) -> Iterator[str]:
    """Every paragraph and heading of an OpenDocument file."""
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("content.xml"), _parser())
    namespace = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    for element in root.iter(f"{namespace}p", f"{namespace}h"):
        yield "".join(element.itertext())
