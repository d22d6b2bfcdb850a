"""What both engines keep of a document besides its tokens, under which names, and in which order they sort."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

from search.analysis import chain, impacts
from search.ports import LANGUAGE_FACET, LANGUAGES, OTHER, Document, Lang, Sort, UnknownFacet

VERSION: Final = 4
"""To be raised when the fields of the index change."""
PK_BITS: Final = 36
_LAST_PHASE: Final = 255
_MINUTE_BITS: Final = 26
"""Minutes since 1970, until 2097; with the pk and the language 63 bits, which both engines sort by."""
_LAST_MINUTE: Final = (1 << _MINUTE_BITS) - 1

UID: Final = "uid"
PK: Final = "pk"
READERS: Final = "readers"
"""Languages of the readers who get the document unasked."""
STORED: Final = "stored"
PREFIXES: Final = "prefixes"
EXPIRES: Final = "expires"
"""Seconds since 1970, only of documents that end."""
CHANGES: Final = "changes"
"""The same, only of documents that will have to be made anew then."""


def order_field(sort: Sort, lang: Lang) -> str:
    """Name of the number that hits are sorted by, upwards, for readers of ``lang``."""
    return f"order_{sort}_{lang}"


ORDERS: Final[tuple[tuple[Sort, Lang], ...]] = tuple((sort, lang) for sort in ("phase", "newest") for lang in LANGUAGES)


def order_value(document: Document, sort: Sort, lang: Lang) -> int:
    """One number that sorts as (language, phase or minute, pk) does, so that ties are decided alike everywhere."""
    foreign = int(document.lang != lang)
    if sort == "phase":
        within = document.phase if document.phase is not None else _LAST_PHASE
        within = min(max(within, 0), _LAST_PHASE)
    else:
        minute = int(document.changed.timestamp()) // 60 if document.changed else 0
        within = _LAST_MINUTE - min(max(minute, 0), _LAST_MINUTE)
    return (foreign << (PK_BITS + _MINUTE_BITS)) | (within << PK_BITS) | document.pk


def moments(document: Document) -> dict[str, int]:
    """The first whole seconds in which the document is no longer given to readers, and no longer what its page says."""
    named = {EXPIRES: document.expires, CHANGES: document.changes}
    return {name: max(math.ceil(moment.timestamp()), 0) for name, moment in named.items() if moment}


def now() -> int:
    """The current second: what ends now or before is left out."""
    return int(time.time())


def readers(document: Document) -> tuple[Lang, ...]:
    """Readers of which languages get the document unasked: of its own, and the others if they have nothing else."""
    return (document.lang,) if document.translation else (document.lang, OTHER[document.lang])


def facets(document: Document, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Values per facet, the language among them.

    Raises:
        UnknownFacet: if the document has values in a facet that is not indexed.
    """
    named = {facet: values for facet, values in document.facets.items() if values}
    unknown = named.keys() - set(known)
    if unknown:
        raise UnknownFacet(f"{document.uid} has values in facets that are not indexed: {', '.join(sorted(unknown))}.")
    return named | {LANGUAGE_FACET: (document.lang,)}


def checked(document: Document) -> Document:
    """The document, if it can be indexed.

    Raises:
        ValueError: if a number of it is out of range, or a text holds half a character.
    """
    try:
        for text in (document.title, document.summary, document.body, document.labels, document.links, document.url):
            text.encode()
        for value in (value for values in document.facets.values() for value in values):
            value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{document.uid} cannot be indexed: {error}") from error
    if not 0 <= document.pk < 1 << PK_BITS:
        raise ValueError(f"{document.uid}: the pk {document.pk} does not fit into {PK_BITS} bits.")
    if any(moment and moment.tzinfo is None for moment in (document.expires, document.changes)):
        raise ValueError(f"{document.uid} expires or changes at a time without a time zone.")
    if not 0 < document.prior <= 1:
        raise ValueError(f"{document.uid}: the prior {document.prior} is not in (0, 1].")
    return document


def fingerprint(known: Iterable[str]) -> str:
    """Of everything that an index depends on apart from its documents: analysis, lexicon, impacts, facets, fields."""
    settings = (impacts.LEVELS, impacts.SATURATION, impacts.REPEATED, impacts.STREAMS, impacts.PART_SHARE, VERSION)
    parts = (chain.fingerprint(), repr(settings), ",".join(sorted(known)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Stored:
    """What an engine gives back of a document."""

    uid: str
    pk: int
    key: str
    type: str
    lang: Lang
    title: str
    summary: str
    body: str
    url: str
    translation_url: str
    facets: Mapping[str, tuple[str, ...]]
    changed: datetime | None
    revision: str
    score: float = 0.0

    @staticmethod
    def pack(document: Document) -> dict[str, Any]:
        """The part of a document that is given back, as JSON knows it."""
        return {
            "uid": document.uid,
            "pk": document.pk,
            "key": document.key,
            "type": document.type,
            "lang": document.lang,
            "title": document.title,
            "summary": document.summary,
            "body": document.body,
            "url": document.url,
            "translation_url": document.translation.url if document.translation else "",
            "facets": {facet: list(values) for facet, values in document.facets.items() if values},
            "changed": document.changed.isoformat() if document.changed else None,
            "revision": document.revision,
        }

    @classmethod
    def unpack(cls, data: Mapping[str, Any], score: float = 0.0) -> Self:
        """What :meth:`pack` made."""
        values = dict(data)
        values["facets"] = {facet: tuple(found) for facet, found in data["facets"].items()}
        values["changed"] = datetime.fromisoformat(data["changed"]) if data["changed"] else None
        return cls(**values, score=score)
