"""How often Elasticsearch is asked for one answer. Each request costs a reader a journey to the server and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.engines.core import ENOUGH_OWN, Core
from search.ports import Query

from .watching import Watch

pytestmark = pytest.mark.elasticsearch

LOOKED_UP = 1
"""Requests for all words of a question that the word list does not know, and all that may have been meant."""
NEAREST = 1
"""For what to offer where a question led nowhere."""
MEASURED = 2
"""For whether there is an answer: with what stands beside the words, and without."""
FOUND = 1
WHERE = 1
"""For where the alias points, once a second."""

UNKNOWN = [
    "sensoorz", "robotthrr", "plejehjmkx", "behovsaffk", "skærmbsgøø", "hemtjnstzz", "upphnldgqq", "netværkkz",
    "kwertzuiop", "sensorplxx", "medarbqdr", "demensqqz", "døgnrytqqp", "slutmålqp", "indkxbzz", "wxyzwxyz",
]  # fmt: skip


@pytest.fixture
def elastic(filled: Callable[[str], Core]) -> Core:
    """Elasticsearch with the sample documents, its word list read."""
    engine = filled("elasticsearch")
    engine.suggest("s", lang="da")
    return engine


@pytest.mark.parametrize(
    ("text", "total", "most"),
    [
        ("robotter", 2, MEASURED + FOUND),
        ("behovsafdekning", 1, LOOKED_UP + MEASURED + FOUND),
        ("behovsafdekning medarbejdernee plejehjemm", 5, LOOKED_UP + MEASURED + FOUND),
        (" ".join(UNKNOWN), 0, LOOKED_UP + NEAREST),
    ],
    ids=lambda value: str(value)[:20],
)
def test_the_words_of_a_question_are_looked_up_together(elastic: Core, watch: Watch, text: str, total: int, most: int):
    assert elastic.search(Query(text, "da")).total == total
    assert 1 <= len(watch.requests) <= most + WHERE


def test_an_understood_question_with_hits_enough_takes_one_request(elastic: Core, watch: Watch):
    assert elastic.search(Query("plejehjem", "da")).total >= ENOUGH_OWN
    assert len(watch.requests) <= FOUND + WHERE


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("robo", 2),  # the other language as well
        ("upphan", 2),
        ("robbot", 3),  # what may have been meant, and what goes on with it
        ("korte rundde", 3),
        ("robbot plejjehjem sensoor behovafdækn", 3),
        (" ".join(UNKNOWN), 4),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_keystroke_takes_few_requests(elastic: Core, watch: Watch, text: str, most: int):
    elastic.suggest(text, lang="da")
    assert 1 <= len(watch.requests) <= most + WHERE
