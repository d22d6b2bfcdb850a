"""Decides what may be written, from what was written before."""

from __future__ import annotations

from typing import Final

from portal.seed.loading.report import Outcome, Report
from portal.seed.models import SeededItem

_LABELS: Final = {
    SeededItem.Kind.PAGE: "pages",
    SeededItem.Kind.CONCEPT: "concepts",
    SeededItem.Kind.SOURCE: "sources",
    SeededItem.Kind.POINT: "points to verify",
    SeededItem.Kind.NAVIGATION: "headers and footers",
    SeededItem.Kind.FILE: "files",
}


class Ledger:
    """All that the seed has written, read once and written back once.

    What an editor wrote is never touched: an item is updated only while it is as the seed left it, and one that was
    deleted is not made again.
    """

    def __init__(self) -> None:
        self.report = Report()
        self._items = {(item.kind, item.key, item.language): item for item in SeededItem.objects.all()}
        self._new: list[SeededItem] = []
        self._changed: list[SeededItem] = []

    def decide(self, kind: SeededItem.Kind, key: str, language: str, checksum: str, *, present: bool) -> Outcome:
        """What to do with an entry, as far as its seed data tell.

        Args:
            kind: what it becomes in the database.
            key: its stable key.
            language: of a page; empty for what has none.
            checksum: of its seed data.
            present: whether the database has it.

        Returns:
            CREATED when it is to be made; UPDATED when its data changed, so that the caller must still ask
            :meth:`untouched`; otherwise what it is left as, which is then noted.
        """
        known = self._items.get((kind, key, language))
        if known is None:
            outcome = Outcome.PRESENT if present else Outcome.CREATED
        elif not present:
            outcome = Outcome.DELETED
        else:
            outcome = Outcome.UNCHANGED if known.seed_checksum == checksum else Outcome.UPDATED
        if outcome not in {Outcome.CREATED, Outcome.UPDATED}:
            self.note(kind, key, language, outcome)
        return outcome

    def untouched(self, kind: SeededItem.Kind, key: str, language: str, written: object) -> bool:
        """Whether the item is as the seed wrote it; otherwise it is noted as edited.

        Args:
            kind: as above.
            key: as above.
            language: as above.
            written: the page's newest revision, or a checksum of the content as it is now.
        """
        same = self._items[kind, key, language].written == str(written)
        if not same:
            self.note(kind, key, language, Outcome.EDITED)
        return same

    def wrote(
        self, kind: SeededItem.Kind, key: str, language: str, checksum: str, written: object, outcome: Outcome
    ) -> None:
        """Remember that the item was written."""
        known = self._items.get((kind, key, language))
        if known is None:
            known = self._items[kind, key, language] = SeededItem(kind=kind, key=key, language=language)
            self._new.append(known)
        else:
            self._changed.append(known)
        known.seed_checksum, known.written = checksum, str(written)
        self.note(kind, key, language, outcome)

    def note(self, kind: SeededItem.Kind, key: str, language: str, outcome: Outcome) -> None:
        """Add an outcome to the report."""
        self.report.add(_LABELS[kind], outcome, f"{key} ({language})" if language else key)

    def close(self) -> None:
        """Write everything that was remembered."""
        SeededItem.objects.bulk_create(self._new, batch_size=500)
        SeededItem.objects.bulk_update(self._changed, ["seed_checksum", "written"], batch_size=200)
