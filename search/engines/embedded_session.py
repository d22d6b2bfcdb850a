"""Reading the embedded index."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any, Final

import tantivy
from tantivy import FieldType, Occur, Query

from search.analysis.knowledge import Knowledge
from search.ports import LANGUAGE_FACET, Filters, Lang
from search.query.names import TERMS, facet_field
from search.query.present import Sought
from search.query.to_tantivy import TantivyCompiler
from search.query.tree import Phrase, Question

from . import fields
from .core import LANGUAGE_FIRST, Found, Request
from .sight import LOOKED_AT, PageSought, Seen, Titles, Together

MOST_VALUES: Final = 1_000
"""Values of a facet that are counted; the longest list of a portal has a few hundred."""
MOST_TIED: Final = 20_000
"""Hits that are fetched to sort equals by pk. Beyond that they come in the order of the index."""

_Hits = list[tuple[Any, tantivy.DocAddress]]


class EmbeddedSession:
    """One generation as of one commit."""

    def __init__(
        self,
        index: tantivy.Index,
        knowledge: Knowledge,
        compiler: TantivyCompiler,
        facets: Sequence[str],
        beside: Executor,
    ) -> None:
        """Take the newest commit.

        Args:
            index: the generation's.
            knowledge: its words.
            compiler: makes queries for its schema.
            facets: all that are counted, the language among them.
            beside: threads in which numbers are counted while hits are found and read.
        """
        self.knowledge = knowledge
        self._facets = tuple(facets)
        self._searcher = index.searcher()
        self._compiler = compiler
        self._schema = index.schema
        self._beside = beside
        self._ended = self._come(fields.EXPIRES)

    def find(self, request: Request) -> Found:
        """Hits, their number, and the numbers of the facets.

        Counting takes longer than finding, and tantivy lets other threads work meanwhile: so both are done at once.
        """
        matching = self._compiler.hits(request.question) if request.question else None
        restricted = self._restricted(request, matching)
        counting = self._beside.submit(self._counts, request, matching, restricted)
        total, hits = self._by_score(request) if request.sort == "relevance" else self._by_order(restricted, request)
        documents = [self._stored(address, score) for score, address in hits]
        counts, in_other = counting.result()
        return Found(total, documents, counts, in_other)

    def measure(self, question: Question, lang: Lang) -> tuple[int, float]:
        """How many documents a question finds without filters, and the score of the first."""
        request = Request(question, lang, Filters(), "relevance", 0, 1)
        found = self._searcher.search(self._ranked(request), 1)
        return _count(found), max((score for score, _ in found.hits), default=0.0)

    def look_up(self, words: Collection[Sought], pages: Collection[PageSought]) -> Seen:
        """Look up words and documents; deleted documents do not count."""
        return Seen(set(filter(self._leads, words)), {one: self._first_of(one) for one in pages})

    def _leads(self, word: Sought) -> bool:
        leading = self._compiler.any_of(TERMS, word.tokens())
        query = Query.boolean_query([(Occur.Must, leading), (Occur.MustNot, self._ended)])
        return bool(_count(self._searcher.search(query, 1)))

    def _first_of(self, sought: PageSought) -> list[fields.Stored]:
        """The first documents of what is sought."""
        match sought:
            case Titles(lang, beginnings):
                wanted = [self._term(fields.PREFIXES, beginning) for beginning in beginnings]
                wanted.append(self._term(fields.READERS, lang))
            case Together(lang, stems):
                wanted = [self._compiler.node(Phrase(stems, 1.0)), self._term(facet_field(LANGUAGE_FACET), lang)]
        query = Query.boolean_query([*((Occur.Must, one) for one in wanted), (Occur.MustNot, self._ended)])
        order, most = fields.order_field("phase", lang), LOOKED_AT[type(sought)]
        found = self._searcher.search(query, most, count=False, order_by_field=order, order=tantivy.Order.Asc)
        return [self._stored(address, 0.0) for _, address in found.hits]

    def overdue(self) -> Sequence[str]:
        """Uids of documents that have ended, or whose pages say something else by now."""
        either = Query.boolean_query([(Occur.Should, self._ended), (Occur.Should, self._come(fields.CHANGES))])
        hits = self._searcher.search(either, max(self._searcher.num_docs, 1), count=False).hits
        return [self._stored(address, 0.0).uid for _, address in hits]

    def contents(self) -> Iterator[tuple[str, str]]:
        """Uid and revision of every document."""
        if not self._searcher.num_docs:
            return
        for _, address in self._searcher.search(Query.all_query(), self._searcher.num_docs, count=False).hits:
            found = self._stored(address, 0.0)
            yield found.uid, found.revision

    def size(self) -> int:
        """How many documents there are."""
        return int(self._searcher.num_docs)

    # --- hits ---------------------------------------------------------------------------------------------------------

    def _restricted(self, request: Request, matching: Query | None, *, but: str = "") -> Query:
        """The question with the filters; with ``but``, without those of one facet."""
        return Query.boolean_query(self._clauses(request, matching, but=but))

    def _clauses(self, request: Request, matching: Query | None, *, but: str = "") -> list[tuple[Occur, Query]]:
        clauses = [
            (Occur.Must, matching or Query.const_score_query(Query.all_query(), 0.0)),
            (Occur.MustNot, self._ended),
        ]
        if request.own_only(but=but):
            clauses.append((Occur.Must, self._compiler.any_of(fields.READERS, [request.lang])))
        for facet, values in request.restricted(but=but).items():
            clauses.append((Occur.Must, self._compiler.any_of(facet_field(facet), values)))
        return clauses

    def _by_score(self, request: Request) -> tuple[int, _Hits]:
        """Best first, equals by pk. tantivy sorts equals by where they lie, so those at a page's ends are fetched."""
        query = self._ranked(request)
        end = request.offset + request.limit
        window = end + request.limit
        found = self._searcher.search(query, window)
        total = _count(found)
        while len(found.hits) == window < min(total, MOST_TIED) and found.hits[-1][0] == found.hits[end - 1][0]:
            window = min(4 * window, total, MOST_TIED)
            found = self._searcher.search(query, window)
        return total, self._page(found.hits, request.offset, end)

    def _ranked(self, request: Request) -> Query:
        """The question with its scores and the filters, with the reader's language first, and what is called so.

        On one level, for a query that is put into another is copied with all that is in it.
        """
        asked = request.question
        own = self._term(facet_field(LANGUAGE_FACET), request.lang)
        called = map(self._compiler.node, asked.called if asked else ())
        either = Query.boolean_query([(Occur.Should, query) for query in (own, *called)])
        clauses = self._clauses(request, self._compiler.question(asked) if asked else None)
        return Query.boolean_query([*clauses, (Occur.Should, Query.const_score_query(either, LANGUAGE_FIRST))])

    def _page(self, hits: _Hits, start: int, end: int) -> _Hits:
        """One page of hits that are sorted by score, with equals sorted by pk."""
        end = min(end, len(hits))
        if start >= end:
            return []
        low, high = start, end
        while low and hits[low - 1][0] == hits[start][0]:
            low -= 1
        while high < len(hits) and hits[high][0] == hits[end - 1][0]:
            high += 1
        tied = hits[low:high]
        keys = self._searcher.fast_field_values(fields.PK, [address for _, address in tied])
        ranked = sorted(zip(tied, keys, strict=True), key=lambda pair: (-pair[0][0], pair[1]))
        return [hit for hit, _ in ranked[start - low : end - low]]

    def _by_order(self, restricted: Query, request: Request) -> tuple[int, _Hits]:
        found = self._searcher.search(
            restricted,
            request.limit,
            offset=request.offset,
            order_by_field=fields.order_field(request.sort, request.lang),
            order=tantivy.Order.Asc,
        )
        return _count(found), [(0.0, address) for _, address in found.hits]

    def _stored(self, address: tantivy.DocAddress, score: float) -> fields.Stored:
        packed: Any = self._searcher.doc(address).get_first(fields.STORED)
        return fields.Stored.unpack(json.loads(bytes(packed)), score)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _counts(
        self, request: Request, matching: Query | None, restricted: Query
    ) -> tuple[Mapping[str, Mapping[str, int]], int]:
        """Per facet what a click on a value would give: all filters but the facet's own.

        Facets without a choice share one pass; each of the others needs its own.
        """
        alone = [facet for facet in self._facets if facet in request.filters.chosen or facet == LANGUAGE_FACET]
        shared = [facet for facet in self._facets if facet not in alone]
        counts = self._count(restricted, [*shared, LANGUAGE_FACET])
        languages = counts.pop(LANGUAGE_FACET)
        for facet in alone:
            counts |= self._count(self._restricted(request, matching, but=facet), [facet])
        return counts, sum(count for lang, count in languages.items() if lang != request.lang)

    def _count(self, query: Query, facets: Sequence[str]) -> dict[str, dict[str, int]]:
        asked = {facet: {"terms": {"field": facet_field(facet), "size": MOST_VALUES}} for facet in facets}
        found = self._searcher.aggregate(query, asked)
        return {
            facet: {bucket["key"]: int(bucket["doc_count"]) for bucket in found[facet]["buckets"]} for facet in facets
        }

    def _come(self, moment: str) -> Query:
        """Documents that have such a moment, now or before."""
        return Query.range_query(
            self._schema, moment, FieldType.Unsigned, upper_bound=fields.now(), use_inverted_index=True
        )

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")


def _count(found: Any) -> int:
    """How many documents match; tantivy's type stubs do not know of it."""
    return int(found.count or 0)
