"""Documents of a rebuild on disk: they are read twice, first for their words, then for their tokens."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from search.ports import Document

_LENGTH: Final = struct.Struct("<I")


class Spool:
    """A file of documents, written and read by the same process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb")
        self._uids: dict[str, int] = {}
        self._count = 0

    def add(self, document: Document) -> int:
        """Keep a document; of two with the same uid the later one counts."""
        self._uids[document.uid] = self._count
        self._count += 1
        kept = pickle.dumps(document, protocol=pickle.HIGHEST_PROTOCOL)
        self._file.write(_LENGTH.pack(len(kept)) + kept)
        return len(self._uids)

    def discard(self, uid: str) -> None:
        """Forget a document; an unknown one is no error."""
        self._uids.pop(uid, None)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._uids)

    def parcels(self, size: int) -> Iterator[list[bytes]]:
        """All documents, pickled, so many at a time."""
        parcel: list[bytes] = []
        for kept in self._kept():
            parcel.append(kept)
            if len(parcel) == size:
                yield parcel
                parcel = []
        if parcel:
            yield parcel

    def _kept(self) -> Iterator[bytes]:
        self._file.flush()
        counting = set(self._uids.values())
        with self.path.open("rb") as file:
            for number in range(self._count):
                kept = file.read(_LENGTH.unpack(file.read(_LENGTH.size))[0])
                if number in counting:
                    yield kept

    def remove(self) -> None:
        """Delete the file."""
        self._file.close()
        self.path.unlink(missing_ok=True)
