"""What a tree means, in a few lines of Python: both engines must give exactly these scores."""

from __future__ import annotations

from collections.abc import Mapping

from search.analysis.impacts import DocumentTokens
from search.query.names import PHRASES
from search.query.tree import All, Best, Classified, Node, Phrase, Question, Sum, Token, Word, on_grid

Facets = Mapping[str, tuple[str, ...]]


def score(question: Question, tokens: DocumentTokens, facets: Facets) -> float | None:
    """The score of a document, or nothing if it is no hit."""
    terms = frozenset(tokens.terms.split(" "))
    phrases = {field: text.split(" ") for field, text in tokens.phrases.items()}
    asked = [value(node, terms, phrases, facets) for node in question.asked]
    if sum(found is not None for found in asked) < question.least:
        return None
    lifting = [value(node, terms, phrases, facets) for node in question.lifting]
    return sum(found for found in (*asked, *lifting) if found is not None)


def value(node: Node, terms: frozenset[str], phrases: Mapping[str, list[str]], facets: Facets) -> float | None:
    """What a node adds to the score of a document, or nothing if it does not match."""
    match node:
        case Word():
            return best([weight for token, weight in node.leaves() if token in terms])
        case Token(token, weight):
            return on_grid(weight) if token in terms else None
        case Classified(facet, named, weight):
            return on_grid(weight) if named in facets.get(facet, ()) else None
        case Phrase(stems, weight):
            return best(
                [on_grid(share * weight) for field, share in PHRASES.items() if stands_in(stems, phrases[field])]
            )
        case Best(nodes):
            return best(matching(nodes, terms, phrases, facets))
        case Sum(nodes):
            found = matching(nodes, terms, phrases, facets)
            return sum(found) if found else None
        case All(nodes):
            found = matching(nodes, terms, phrases, facets)
            return sum(found) if len(found) == len(nodes) else None


def matching(
    nodes: tuple[Node, ...], terms: frozenset[str], phrases: Mapping[str, list[str]], facets: Facets
) -> list[float]:
    """What those of the nodes add that match."""
    values = [value(node, terms, phrases, facets) for node in nodes]
    return [found for found in values if found is not None]


def stands_in(stems: tuple[str, ...], text: list[str]) -> bool:
    """Whether the stems stand side by side in a text."""
    return any(tuple(text[at : at + len(stems)]) == stems for at in range(len(text) - len(stems) + 1))


def best(values: list[float]) -> float | None:
    """The highest, if there is one."""
    return max(values, default=None)
