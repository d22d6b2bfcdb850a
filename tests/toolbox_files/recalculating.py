"""LibreOffice as an independent judge of workbooks: it opens them, forgets the stored values and calculates anew."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.needs import libreoffice

STORED = re.compile(r'(<c r="[A-Z]+[0-9]+"[^>]*?)(?: t="str")?>(<f>.*?</f>)<v>.*?</v></c>')
XLSX = "xlsx:Calc MS Excel 2007 XML"


def without_values(data: bytes) -> bytes:
    """The workbook with its formulas and none of their values."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = STORED.sub(r"\1>\2</c>", content.decode()).encode()
            target.writestr(name, content)
    return out.getvalue()


def convert(files: list[Path], kind: str, folder: Path) -> str:
    """Convert files with a LibreOffice that starts from a fresh profile; returns what it said."""
    program = libreoffice()
    assert program
    profile = (folder / "profile").as_uri()
    done = subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            *files,
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    return done.stdout + done.stderr


def recalculated(books: dict[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Each workbook as LibreOffice calculates it."""
    source, target = folder / "in", folder / "out"
    source.mkdir()
    target.mkdir()
    for name, data in books.items():
        (source / f"{name}.xlsx").write_bytes(without_values(data))
    convert(sorted(source.iterdir()), XLSX, target)
    return {name: load_workbook(target / f"{name}.xlsx", data_only=True) for name in books}


def differences(data: bytes, judge: Workbook) -> tuple[list[str], int]:
    """Formula cells whose stored value is not what was calculated, and how many formulas there are."""
    formulas, values = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(data), data_only=True)
    found, count = [], 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                own, other = (book[sheet.title][cell.coordinate].value or "" for book in (values, judge))
                if not same(own, other):
                    found.append(f"{sheet.title}!{cell.coordinate}: {own!r}, LibreOffice {other!r}")
    return found, count


def same(own: object, other: object) -> bool:
    """Equal, or equal to a tenth of a millionth of their size: far below a krone."""
    own, other = (0 if value == "" else value for value in (own, other)) if "" in (own, other) else (own, other)
    if isinstance(own, int | float) and isinstance(other, int | float):
        return abs(own - other) <= 1e-7 * max(1.0, abs(own))
    return own == other
