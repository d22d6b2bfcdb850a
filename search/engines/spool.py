"""Documents of a rebuild on disk: they are read twice, first for their words, then for their tokens."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

from search.ports import Document


class Spool:
    """A file of documents, written and read by the same process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._uids: dict[str, int] = {}
        self._count = 0

    def add(self, document: Document) -> int:
        """Keep a document; of two with the same uid the later one counts."""
        self._uids[document.uid] = self._count
        self._count += 1
        pickle.dump(document, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        return len(self._uids)

    def discard(self, uid: str) -> None:
        """Forget a document; an unknown one is no error."""
        self._uids.pop(uid, None)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._uids)

    def __iter__(self) -> Iterator[Document]:
        self._file.flush()
        with self._path.open("rb") as file:
            for number in range(self._count):
                document: Document = pickle.load(file)  # noqa: S301 - written by this very object
                if self._uids.get(document.uid) == number:
                    yield document

    def remove(self) -> None:
        """Delete the file."""
        self._file.close()
        self._path.unlink(missing_ok=True)
