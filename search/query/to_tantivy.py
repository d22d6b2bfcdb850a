"""Compiles a tree into a tantivy query.

Every leaf is a term without frequencies under a constant score: the impacts already are in the tokens.
"""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import Occur, Query, Schema

from .names import PHRASES, TERMS, facet_field
from .tree import All, Best, Classified, Node, Phrase, Question, Sum, Token, Word, on_grid


class TantivyCompiler:
    """Compiles trees for one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def question(self, question: Question) -> Query:
        """What a document must have, scored by everything that it has."""
        asked = self._asked(question, question.least, near=True)
        own = [] if question.near else [(Occur.Must, self._own(question))]
        lifting = [(Occur.Should, self.node(node)) for node in question.lifting]
        return Query.boolean_query([(Occur.Must, asked), *own, *lifting])

    def _own(self, question: Question) -> Query:
        beside = [(Occur.Should, self.node(node)) for node in question.beside]
        own = Query.boolean_query([(Occur.Should, self._asked(question, 1, near=False)), *beside])
        return Query.const_score_query(own, 0.0)

    def _asked(self, question: Question, least: int, *, near: bool) -> Query:
        return Query.boolean_query([(Occur.Should, self.node(node, near=near)) for node in question.asked], least)

    def node(self, node: Node, *, near: bool = True) -> Query:
        """One node with everything under it; without ``near`` only in documents that have the words themselves."""
        match node:
            case Word():
                leaves = node.leaves(near=near)
                return Query.disjunction_max_query([self._term(token, weight) for token, weight in leaves])
            case Token(token, weight):
                return self._term(token, on_grid(weight))
            case Classified(facet, value, weight):
                term = Query.term_query(self._schema, facet_field(facet), value, "basic")
                return Query.const_score_query(term, on_grid(weight))
            case Phrase(stems, weight):
                return Query.disjunction_max_query(
                    [
                        Query.const_score_query(self._phrase(field, stems), on_grid(share * weight))
                        for field, share in PHRASES.items()
                    ]
                )
            case Best(nodes):
                return Query.disjunction_max_query([self.node(inner, near=near) for inner in nodes])
            case Sum(nodes):
                return Query.boolean_query([(Occur.Should, self.node(inner, near=near)) for inner in nodes])
            case All(nodes):
                return Query.boolean_query([(Occur.Must, self.node(inner, near=near)) for inner in nodes])

    def any_of(self, field: str, values: Iterable[str]) -> Query:
        """Documents with one of the values; adds nothing to the score.

        Not a term_set_query: that walks the whole dictionary (0.5 ms for a single value in tantivy 0.27).
        """
        terms = [(Occur.Should, Query.term_query(self._schema, field, value, "basic")) for value in values]
        return Query.const_score_query(Query.boolean_query(terms), 0.0)

    def _term(self, token: str, weight: float) -> Query:
        return Query.const_score_query(Query.term_query(self._schema, TERMS, token, "basic"), weight)

    def _phrase(self, field: str, stems: tuple[str, ...]) -> Query:
        if len(stems) == 1:
            return Query.term_query(self._schema, field, stems[0], "basic")
        return Query.phrase_query(self._schema, field, list(stems))
