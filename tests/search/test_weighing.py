"""Documents weighed in other processes have the tokens that they would have got in this one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from search.analysis.artefact import Artefact
from search.analysis.impacts import DocumentTokens, Weigher
from search.engines import weighing

from . import samples


def in_order(tokens: DocumentTokens) -> DocumentTokens:
    """Terms have no positions, and processes put sets into orders of their own."""
    return replace(tokens, terms=" ".join(sorted(tokens.terms.split(" "))))


@pytest.mark.parametrize("processes", [1, 2])
def test_tokens_and_order_are_the_same(processes: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weighing, "WORTH_IT", 10)
    monkeypatch.setattr(weighing, "AT_ONCE", 7)
    monkeypatch.setattr(weighing, "_cores", lambda: processes)
    documents = [*samples.documents(), *samples.many(40)]
    artefact = Artefact("a fingerprint")
    for document in documents:
        artefact.read(document)
    artefact.learn(samples.vocabulary())
    weigher = Weigher(artefact.chains())
    found = list(weighing.weighed(documents, len(documents), artefact, weigher))
    assert [document for document, _ in found] == documents
    assert [in_order(tokens) for _, tokens in found] == [in_order(weigher.weigh(one)) for one in documents]


def test_a_process_that_fails_is_no_silence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weighing, "WORTH_IT", 1)
    monkeypatch.setattr(weighing, "_cores", lambda: 2)
    documents = list(samples.documents())
    artefact = Artefact("a fingerprint")  # knows no words; the broken document comes in between
    weigher = Weigher(artefact.chains())
    broken: list[Any] = [*documents, "no document"]
    with pytest.raises(AttributeError):
        list(weighing.weighed(broken, len(broken), artefact, weigher))
