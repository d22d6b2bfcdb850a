"""The embedded index's fields, and documents in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

import tantivy

from search.analysis.impacts import DocumentTokens
from search.ports import Document
from search.query.names import PHRASES, TERMS, facet_field

from . import fields

WRITER_HEAP: Final = 15_000_000
"""tantivy's least for one thread; a portal's updates are small."""
BUILDER_HEAP: Final = 100_000_000
_WORDS: Final = "whitespace"
"""tantivy's own tokenizer of that name: the tokens are ready, with blanks between."""


def make_schema(facets: Iterable[str]) -> tantivy.Schema:
    """All fields. ``fast`` ones are columns: for sorting, counting and reading many documents at once."""
    builder = tantivy.SchemaBuilder()
    for name in (fields.UID, fields.READERS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for facet in facets:
        builder.add_text_field(facet_field(facet), fast=True, tokenizer_name="raw", index_option="basic")
    for name in (TERMS, fields.PREFIXES):
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="basic")
    for name in PHRASES:
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="position")
    builder.add_bytes_field(fields.STORED, stored=True)
    builder.add_unsigned_field(fields.PK, fast=True)
    for name in (fields.EXPIRES, fields.CHANGES):
        builder.add_unsigned_field(name, indexed=True)
    for sort, lang in fields.ORDERS:
        builder.add_unsigned_field(fields.order_field(sort, lang), fast=True)
    return builder.build()


def tantivy_document(document: Document, tokens: DocumentTokens, facets: Iterable[str]) -> tantivy.Document:
    """One document."""
    made = tantivy.Document()
    made.add_text(fields.UID, document.uid)
    for reader in fields.readers(document):
        made.add_text(fields.READERS, reader)
    for facet, values in fields.facets(document, facets).items():
        for value in values:
            made.add_text(facet_field(facet), value)
    made.add_text(TERMS, tokens.terms)
    made.add_text(fields.PREFIXES, tokens.prefixes)
    for name in PHRASES:
        made.add_text(name, tokens.phrases[name])
    made.add_bytes(fields.STORED, json.dumps(fields.Stored.pack(document), ensure_ascii=False).encode())
    made.add_unsigned(fields.PK, document.pk)
    for name, moment in fields.moments(document).items():
        made.add_unsigned(name, moment)
    for sort, lang in fields.ORDERS:
        made.add_unsigned(fields.order_field(sort, lang), fields.order_value(document, sort, lang))
    return made
