"""Compiles a tree into an Elasticsearch query, as the plain structure that goes over the wire.

The field of tokens has Elasticsearch's boolean similarity, so a term scores exactly its boost. Nothing here needs
more than term, match_phrase, bool, dis_max and constant_score.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .names import PHRASES, TERMS, facet_field
from .tree import All, Best, Classified, Node, Phrase, Question, Sum, Token, Word, on_grid

Clause = dict[str, Any]


def question(asked: Question) -> Clause:
    """What a document must have, scored by everything that it has."""
    must = _asked(asked, asked.least, near=not asked.single)
    own = [{"bool": {"should": [_asked(asked, 1, near=False), *map(node, asked.beside)]}}]
    only = [] if asked.near or asked.single else own
    return {"bool": {"must": [must], "filter": only, "should": list(map(node, asked.lifting))}}


def _asked(question: Question, least: int, *, near: bool) -> Clause:
    return {"bool": {"should": [node(one, near=near) for one in question.asked], "minimum_should_match": least}}


def node(tree: Node, *, near: bool = True) -> Clause:
    """One node with everything under it; without ``near`` only in documents that have the words themselves."""
    match tree:
        case Word():
            return {"dis_max": {"queries": [_term(token, weight) for token, weight in tree.leaves(near=near)]}}
        case Token(token, weight):
            return _term(token, on_grid(weight))
        case Classified(facet, value, weight):
            return {"constant_score": {"filter": {"term": {facet_field(facet): value}}, "boost": on_grid(weight)}}
        case Phrase(stems, weight):
            return {"dis_max": {"queries": [_phrase(field, stems, share * weight) for field, share in PHRASES.items()]}}
        case Best(nodes):
            return {"dis_max": {"queries": [node(inner, near=near) for inner in nodes]}}
        case Sum(nodes):
            return {"bool": {"should": [node(inner, near=near) for inner in nodes], "minimum_should_match": 1}}
        case All(nodes):
            return {"bool": {"must": [node(inner, near=near) for inner in nodes]}}


def any_of(field: str, values: Iterable[str]) -> Clause:
    """Documents with one of the values."""
    return {"terms": {field: list(values)}}


def _term(token: str, weight: float) -> Clause:
    return {"term": {TERMS: {"value": token, "boost": weight}}}


def _phrase(field: str, stems: tuple[str, ...], weight: float) -> Clause:
    return {"constant_score": {"filter": {"match_phrase": {field: " ".join(stems)}}, "boost": on_grid(weight)}}
