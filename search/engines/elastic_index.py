"""Elasticsearch's fields, and documents in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from elasticsearch_dsl import Document as Entry
from elasticsearch_dsl import Keyword, Long, MetaField, Object, Text

from search.analysis.impacts import DocumentTokens
from search.ports import Document
from search.query.names import PHRASES, TERMS, facet_field

from . import fields

WORDS: Final = "words"
"""Ids of the entries that hold the generation's word list begin so; no reader's filter finds them."""
CHUNK: Final = 4_000_000
"""Bytes of the word list in one entry."""
SETTINGS: Final[dict[str, Any]] = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
"""One shard is enough for a portal; a copy on a second node, if there is one."""
BUILDING: Final[dict[str, Any]] = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
BUILT: Final[dict[str, Any]] = {"auto_expand_replicas": "0-1", "refresh_interval": "1s"}


def entry_class(facets: Sequence[str], fingerprint: str) -> type[Entry]:
    """The mapping, as a class of elasticsearch-dsl.

    Tokens come ready, with blanks between. With the boolean similarity a term scores exactly its boost.
    """
    tokens = {"analyzer": "whitespace", "similarity": "boolean", "norms": False, "index_options": "docs"}
    named: dict[str, Any] = {
        fields.UID: Keyword(),
        fields.READERS: Keyword(doc_values=False),
        TERMS: Text(**tokens),
        fields.PREFIXES: Text(**tokens),
        fields.PK: Long(),
        fields.EXPIRES: Long(),
        fields.CHANGES: Long(),
        fields.STORED: Object(enabled=False),
        "Meta": type(
            "Meta",
            (),
            {
                "dynamic": MetaField("strict"),
                "source": MetaField(includes=[fields.STORED]),
                "meta": MetaField(fingerprint=fingerprint),
            },
        ),
    }
    named |= {name: Text(analyzer="whitespace", norms=False, index_options="positions") for name in PHRASES}
    named |= {facet_field(facet): Keyword() for facet in facets}
    named |= {fields.order_field(sort, lang): Long() for sort, lang in fields.ORDERS}
    return type("PortalEntry", (Entry,), named)


def entry(facets: Sequence[str], document: Document, tokens: DocumentTokens) -> dict[str, Any]:
    """One document, as the bulk helper takes it."""
    made: dict[str, Any] = {
        fields.UID: document.uid,
        fields.READERS: list(fields.readers(document)),
        TERMS: tokens.terms,
        fields.PREFIXES: tokens.prefixes,
        fields.PK: document.pk,
        fields.STORED: fields.Stored.pack(document),
    }
    made |= {name: tokens.phrases[name] for name in PHRASES} | fields.moments(document)
    for facet, values in fields.facets(document, facets).items():
        made[facet_field(facet)] = list(values)
    for sort, lang in fields.ORDERS:
        made[fields.order_field(sort, lang)] = fields.order_value(document, sort, lang)
    return {"_id": document.uid, "_source": made}
