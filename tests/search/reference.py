"""What a tree means, in a few lines of Python: both engines must give exactly these scores."""

from __future__ import annotations

from collections.abc import Mapping

from search.analysis.impacts import DocumentTokens
from search.query.tree import All, Best, Classified, Node, Phrase, Question, Sum, Token, Word, on_grid

Facets = Mapping[str, tuple[str, ...]]


def score(question: Question, tokens: DocumentTokens, facets: Facets) -> float | None:
    """The score of a document, or nothing if it is no hit."""
    terms = frozenset(tokens.terms)
    asked = [value(node, terms, tokens.text, facets) for node in question.asked]
    if sum(found is not None for found in asked) < question.least:
        return None
    lifting = [value(node, terms, tokens.text, facets) for node in question.lifting]
    return sum(found for found in (*asked, *lifting) if found is not None)


def value(node: Node, terms: frozenset[str], text: list[str], facets: Facets) -> float | None:
    """What a node adds to the score of a document, or nothing if it does not match."""
    match node:
        case Word():
            return best([weight for token, weight in node.leaves() if token in terms])
        case Token(token, weight):
            return on_grid(weight) if token in terms else None
        case Classified(facet, named, weight):
            return on_grid(weight) if named in facets.get(facet, ()) else None
        case Phrase(stems, weight):
            length = len(stems)
            found = any(tuple(text[at : at + length]) == stems for at in range(len(text) - length + 1))
            return on_grid(weight) if found else None
        case Best(nodes):
            return best([found for inner in nodes if (found := value(inner, terms, text, facets)) is not None])
        case Sum(nodes):
            values = [found for inner in nodes if (found := value(inner, terms, text, facets)) is not None]
            return sum(values) if values else None
        case All(nodes):
            values = [found for inner in nodes if (found := value(inner, terms, text, facets)) is not None]
            return sum(values) if len(values) == len(nodes) else None


def best(values: list[float]) -> float | None:
    """The highest, if there is one."""
    return max(values, default=None)
