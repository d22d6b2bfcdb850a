"""The embedded index's fields, and documents in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

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


class Entry(NamedTuple):
    """What the index takes of one document; tantivy's own object cannot be sent from process to process."""

    texts: list[tuple[str, str]]
    numbers: list[tuple[str, int]]
    stored: bytes

    def document(self) -> tantivy.Document:
        """As tantivy takes it."""
        made = tantivy.Document()
        for name, text in self.texts:
            made.add_text(name, text)
        for name, number in self.numbers:
            made.add_unsigned(name, number)
        made.add_bytes(fields.STORED, self.stored)
        return made


def entry(facets: Sequence[str], document: Document, tokens: DocumentTokens) -> Entry:
    """One document."""
    texts = [(fields.UID, document.uid), *((fields.READERS, reader) for reader in fields.readers(document))]
    for facet, values in fields.facets(document, facets).items():
        texts += [(facet_field(facet), value) for value in values]
    texts += [(TERMS, tokens.terms), (fields.PREFIXES, tokens.prefixes)]
    texts += [(name, tokens.phrases[name]) for name in PHRASES]
    numbers = [(fields.PK, document.pk), *fields.moments(document).items()]
    for sort, lang in fields.ORDERS:
        numbers.append((fields.order_field(sort, lang), fields.order_value(document, sort, lang)))
    stored = json.dumps(fields.Stored.pack(document), ensure_ascii=False).encode()
    return Entry(texts, numbers, stored)
