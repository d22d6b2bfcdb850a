"""Where the embedded index lives: one folder per generation, and a file ``CURRENT`` that names the one in use.

A new generation is built beside the old one and put in its place by replacing ``CURRENT``, which is atomic on every
file system that is not a network's. Readers look at ``CURRENT`` and at the index's ``meta.json`` before each search.
The generation before stays, for searches that are under way.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from search.ports import IndexMissing

CURRENT: Final = "CURRENT"
ARTEFACT: Final = "words.json.gz"
FINGERPRINT: Final = "fingerprint"
META: Final = "meta.json"
_NAME: Final = re.compile(r"idx-[0-9a-f]{8}-(\d{6,})")
_BUILDING: Final = "building-"
_ABANDONED: Final = 3600 * 10**9
"""Nanoseconds without a change after which a folder that is being built in belongs to a process that was killed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells whether a file was replaced."""

    inode: int
    changed: int
    size: int

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """The file's stamp, or nothing if there is no such file."""
        try:
            found = path.stat()
        except OSError:
            return None
        return cls(found.st_ino, found.st_mtime_ns, found.st_size)


class Generations:
    """The generations of one index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / CURRENT

    def current(self) -> Path:
        """The folder of the generation in use.

        Raises:
            IndexMissing: if there is none.
        """
        name = self._named()
        path = self.folder / name
        if not _NAME.fullmatch(name) or not (path / META).exists():
            raise IndexMissing(f"There is no search index in {self.folder} yet.")
        return path

    def _named(self) -> str:
        """What the pointer says; nothing if it is not there or not readable."""
        try:
            return self.pointer.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def begin(self) -> Path:
        """A new folder to build in; nobody looks into it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{_BUILDING}*"):
            newest = max((stamp.changed for path in (left, *left.iterdir()) if (stamp := Stamp.of(path))), default=0)
            if time.time_ns() - newest > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=_BUILDING, dir=self.folder))

    def finish(self, built: Path, fingerprint: str) -> Path:
        """Give what was built its name, point to it, and remove what is older than the one before."""
        while True:
            number = max((number for number, _ in self._numbered()), default=0) + 1
            path = self.folder / f"idx-{fingerprint[:8]}-{number:06d}"
            try:
                built.rename(path)
                break
            except OSError:
                if not path.exists():
                    raise
        before = self._named()
        write_atomically(self.pointer, path.name.encode())
        self._remove_all_but({path.name, before})
        return path

    def abandon(self, built: Path) -> None:
        """Remove what was not finished."""
        shutil.rmtree(built, ignore_errors=True)

    def _numbered(self) -> list[tuple[int, Path]]:
        if not self.folder.is_dir():
            return []
        found = ((_NAME.fullmatch(path.name), path) for path in self.folder.iterdir())
        return sorted((int(name.group(1)), path) for name, path in found if name)

    def _remove_all_but(self, kept: set[str]) -> None:
        """Best effort: another process may still have files of an old generation open."""
        for _, path in self._numbered():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file such that readers see the old or the new one, also after a power cut."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def size_of(folder: Path) -> int:
    """Bytes in a folder; files that vanish meanwhile do not count."""
    total = 0
    for path in folder.rglob("*"):
        stamp = Stamp.of(path) if path.is_file() else None
        total += stamp.size if stamp else 0
    return total
