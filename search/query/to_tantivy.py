"""Compiles a tree into a tantivy query.

Every leaf is a term without frequencies under a constant score: the impacts already are in the tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from tantivy import Occur, Query, Schema

from .names import PHRASES, TERMS, facet_field
from .tree import All, Best, Classified, Node, Phrase, Question, Sum, Token, Word, on_grid

WORDS_KEPT: Final = 4_096
"""Words whose queries are kept, some 10 kB each."""
QUESTIONS_KEPT: Final = 64


class TantivyCompiler:
    """Compiles trees for one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        # Making some thirty queries for each word takes longer than asking them, and readers share words.
        self._word_ways = lru_cache(WORDS_KEPT)(self._make_word_ways)
        self._word_leaves = lru_cache(WORDS_KEPT)(self._make_word_leaves)
        # Who chooses a filter or turns a page asks the same again.
        self.question = lru_cache(QUESTIONS_KEPT)(self._make_question)
        self.hits = lru_cache(QUESTIONS_KEPT)(self._make_hits)

    def _make_question(self, question: Question) -> Query:
        """What a document must have, scored by everything that it has."""
        lifting = [(Occur.Should, self.node(node)) for node in question.lifting]
        if question.single:
            return Query.boolean_query([(Occur.Must, self.node(question.asked[0], near=False)), *lifting])
        hits = Query.const_score_query(self.hits(question), 0.0)
        asked = [(Occur.Should, self.node(node)) for node in question.asked]
        return Query.boolean_query([(Occur.Must, hits), *asked, *lifting])

    def _make_hits(self, question: Question) -> Query:
        """What a document must have, for counting: a third of the time of one that is scored."""
        if question.near:
            return self._having(question, question.least, near=True)
        own = self._having(question, 1, near=False)
        if question.beside:
            beside = [self.node(node) for node in question.beside]
            own = Query.boolean_query([(Occur.Should, query) for query in (own, *beside)])
        elif question.least == 1:
            return own  # who has a word itself has one
        asked = self._having(question, question.least, near=True)
        return Query.boolean_query([(Occur.Must, own), (Occur.Must, asked)])

    def _having(self, question: Question, least: int, *, near: bool) -> Query:
        """Documents that have ``least`` of the words that are asked for."""
        if least == 1:
            return self._any([leaf for node in question.asked for leaf in self._leaves(node, near=near)])
        each = (self._any(self._leaves(node, near=near)) for node in question.asked)
        return Query.boolean_query([(Occur.Should, one) for one in each], least)

    def _leaves(self, node: Node, *, near: bool) -> Iterator[Query]:
        """What makes a document have a node, any of it: one flat list, which tantivy unites in one go."""
        match node:
            case Word():
                yield from self._word_leaves(node, near)
            case Token(token, _):
                yield self._token(token)
            case Classified(facet, value, _):
                yield Query.term_query(self._schema, facet_field(facet), value, "basic")
            case Phrase(stems, _):
                yield from (self._phrase(field, stems) for field in PHRASES)
            case Best(nodes) | Sum(nodes):
                for inner in nodes:
                    yield from self._leaves(inner, near=near)
            case All(nodes):
                every = (self._any(self._leaves(inner, near=near)) for inner in nodes)
                yield Query.boolean_query([(Occur.Must, one) for one in every])

    def _any(self, queries: Iterable[Query]) -> Query:
        return Query.boolean_query([(Occur.Should, query) for query in queries])

    def node(self, node: Node, *, near: bool = True) -> Query:
        """One node with everything under it; without ``near`` only in documents that have the words themselves."""
        match node:
            case Word() | Phrase() | Best():
                return Query.disjunction_max_query(list(self._ways(node, near=near)))
            case Token(token, weight):
                return self._term(token, on_grid(weight))
            case Classified(facet, value, weight):
                term = Query.term_query(self._schema, facet_field(facet), value, "basic")
                return Query.const_score_query(term, on_grid(weight))
            case Sum(nodes):
                return Query.boolean_query([(Occur.Should, self.node(inner, near=near)) for inner in nodes])
            case All(nodes):
                return Query.boolean_query([(Occur.Must, self.node(inner, near=near)) for inner in nodes])

    def _ways(self, node: Node, *, near: bool) -> Iterator[Query]:
        """What a node is the best of, without levels: each costs a pass over all that is below it."""
        match node:
            case Word():
                yield from self._word_ways(node, near)
            case Phrase(stems, weight):
                for field, share in PHRASES.items():
                    yield Query.const_score_query(self._phrase(field, stems), on_grid(share * weight))
            case Best(nodes):
                for inner in nodes:
                    yield from self._ways(inner, near=near)
            case _:
                yield self.node(node, near=near)

    def any_of(self, field: str, values: Iterable[str]) -> Query:
        """Documents with one of the values; adds nothing to the score.

        Not a term_set_query: that walks the whole dictionary (0.5 ms for a single value in tantivy 0.27).
        """
        terms = [(Occur.Should, Query.term_query(self._schema, field, value, "basic")) for value in values]
        return Query.const_score_query(Query.boolean_query(terms), 0.0)

    def _make_word_ways(self, word: Word, near: bool) -> list[Query]:
        return [self._term(token, weight) for token, weight in word.leaves(near=near)]

    def _make_word_leaves(self, word: Word, near: bool) -> list[Query]:
        return [self._token(token) for token, _ in word.leaves(near=near)]

    def _term(self, token: str, weight: float) -> Query:
        return Query.const_score_query(self._token(token), weight)

    def _token(self, token: str) -> Query:
        return Query.term_query(self._schema, TERMS, token, "basic")

    def _phrase(self, field: str, stems: tuple[str, ...]) -> Query:
        if len(stems) == 1:
            return Query.term_query(self._schema, field, stems[0], "basic")
        return Query.phrase_query(self._schema, field, list(stems))
