"""Documents weighed in other processes have the tokens that they would have got in this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from search.analysis.artefact import Artefact
from search.analysis.impacts import DocumentTokens, Weigher
from search.engines import weighing
from search.engines.spool import Spool
from search.ports import Document

from . import samples

Made = tuple[Document, DocumentTokens]


def in_order(tokens: DocumentTokens) -> DocumentTokens:
    """Terms have no positions, and processes put sets into orders of their own."""
    return replace(tokens, terms=" ".join(sorted(tokens.terms.split(" "))))


def both(document: Document, tokens: DocumentTokens) -> Made:
    return document, tokens


def refuses(document: Document, _tokens: DocumentTokens) -> Made:
    raise LookupError(document.uid)


def spool(folder: Path, documents: Sequence[Document]) -> Spool:
    made = Spool(folder / "documents")
    for document in documents:
        made.add(document)
    return made


@pytest.mark.parametrize("processes", [1, 2])
def test_tokens_counts_and_order_are_the_same(processes: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(weighing, "WORTH_IT", 10)
    monkeypatch.setattr(weighing, "AT_ONCE", 7)
    monkeypatch.setattr(weighing, "cores", lambda: processes)
    documents = [*samples.documents(), *samples.many(40)]
    expected = Artefact("a fingerprint")
    for document in documents:
        expected.read(document)
    expected.learn(samples.vocabulary())
    weigher = Weigher(expected.chains())
    artefact = Artefact("a fingerprint")
    told: list[int] = []
    with weighing.Weighing(spool(tmp_path, documents), artefact, both, tmp_path / "words") as work:
        work.read(told.append)
        artefact.learn(samples.vocabulary())
        assert artefact.pack() == expected.pack()
        found = list(work.weigh(Weigher(artefact.chains())))
    assert told
    assert [document for document, _ in found] == documents
    assert [in_order(tokens) for _, tokens in found] == [in_order(weigher.weigh(one)) for one in documents]
    for document, tokens in found:
        expected.count(document, tokens)
    assert artefact.pack() == expected.pack()
    assert not (tmp_path / "words").exists()


@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_that_fails_is_no_silence(processes: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(weighing, "WORTH_IT", 1)
    monkeypatch.setattr(weighing, "cores", lambda: processes)
    artefact = Artefact("a fingerprint")
    with weighing.Weighing(spool(tmp_path, samples.documents()), artefact, refuses, tmp_path / "words") as work:
        work.read()
        weigher = Weigher(artefact.chains())
        with pytest.raises(LookupError):
            list(work.weigh(weigher))


def test_of_two_documents_with_a_name_the_later_counts(tmp_path: Path):
    one, other, *_ = samples.documents()
    kept = spool(tmp_path, [one, other, replace(one, title="Later")])
    kept.discard(other.uid)
    assert kept.size == 1
    (parcel,) = kept.parcels(5)
    assert [document.title for document in weighing._documents(parcel)] == ["Later"]
