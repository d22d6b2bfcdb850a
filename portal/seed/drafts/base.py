"""What a page is to hold, before anything is written: plain data with keys where the database has numbers."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from portal.core.languages import DANISH, LANGUAGES
from portal.core.models import PortalPage
from portal.seed.schema import Rich, Text, Upkeep, absent

OWNER = "Redaktionen"
"""Who keeps the seeded pages."""
_AROUND_BLOCKS = re.compile(r"\s+(?=</?(?:p|ul|ol|li|h2|h3)\b)|(?<=p>|l>|i>|2>|3>)\s+")
ROWS: Final = frozenset({"page_sources", "verification_marks", "concept_tags", "relations_out", "participations"})
"""Child relations that the seed files fill; others, such as a template's files, are not its business."""
_BLOCKS = uuid.UUID("6a4dd2c1-2a3c-4b57-8df2-2b7c3b0f9a11")


@dataclass(frozen=True, slots=True)
class Ref:
    """Stands for the number that a page, concept, source or point has in the database.

    A page is the one in the language of the text that refers to it, unless ``original`` asks for the one that holds the
    common facts.
    """

    kind: str
    key: str
    original: bool = False


@dataclass(frozen=True)
class Draft:
    """One page with its translation.

    ``texts`` has the fields of each language; ``shared`` the fields and ``rows`` the child relations of the original.
    """

    model: type[PortalPage]
    key: str
    parent: str
    texts: dict[str, dict[str, Any]]
    shared: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def fields(self, language: str) -> dict[str, Any]:
        """Every field of the page in ``language``."""
        return {**self.texts[language], **(self.shared if language == DANISH else {})}

    def checksum(self, language: str) -> str:
        """A fingerprint of everything that is written for ``language``."""
        rows = self.rows if language == DANISH else {}
        return fingerprint([self.model.__name__, self.fields(language), rows])


def fingerprint(data: Any) -> str:
    """A checksum of plain data, the same in every process."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=repr, ensure_ascii=False).encode()).hexdigest()


def stream(key: str, name: str, kind: str, values: Iterable[Any]) -> list[dict[str, Any]]:
    """Raw data of a stream field with one type of block.

    A block has the same id in both languages, as it would have in a page that an editor translated.
    """
    return [{"type": kind, "value": value, "id": block_id(key, name, number)} for number, value in enumerate(values)]


def block_id(*parts: object) -> str:
    """A stable id for a block."""
    return str(uuid.uuid5(_BLOCKS, "/".join(map(str, parts))))


def both(value: Text | None) -> dict[str, str]:
    """A text as a value of :class:`portal.core.blocks.Bilingual`."""
    return {language: absent(value, language) for language in LANGUAGES}


def per_language(item: Upkeep, names: Sequence[str], **more: Any) -> dict[str, dict[str, Any]]:
    """Name, summary and change note of a page in each language, and the texts ``names``.

    Args:
        item: the entry.
        names: fields of the entry that are texts and fields of the page by the same name.
        **more: functions from a language to the value of another field.
    """
    return {
        language: {
            "title": item.title.of(language),
            "search_description": item.summary.of(language),
            "change_note": item.change_note.of(language),
            **{name: _field(getattr(item, name), language) for name in names},
            **{name: value(language) for name, value in more.items()},
        }
        for language in LANGUAGES
    }


def _field(value: Text | str | None, language: str) -> str:
    """A text as the page's field has it; rich text without the line breaks that the file has between its elements."""
    text = absent(value, language)
    return _AROUND_BLOCKS.sub("", text).strip() if isinstance(value, Rich) else text


def upkeep(item: Upkeep) -> dict[str, Any]:
    """The common facts of every page."""
    return {
        "responsible": OWNER,
        "last_reviewed": item.last_reviewed,
        "review_due": item.review_due,
        "legal_note": item.legal_note,
    }


def rows(
    item: Upkeep, concepts: Iterable[str] = (), relations: Iterable[tuple[str, str]] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Child relations of every page: sources, points to verify, concepts, relations (key and role)."""
    found: dict[str, list[dict[str, Any]]] = {
        "page_sources": [{"source": Ref("source", ref)} for ref in dict.fromkeys(item.sources)],
        "verification_marks": [
            {"point": Ref("point", one.point) if one.point else None, "note_da": one.note.da, "note_sv": one.note.sv}
            for one in item.verify
        ],
        "concept_tags": [{"concept": Ref("concept", key)} for key in dict.fromkeys(concepts)],
        "relations_out": [{"target": Ref("page", key, original=True), "role": role} for key, role in relations],
    }
    return {name: values for name, values in found.items() if values}
