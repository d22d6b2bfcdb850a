"""A handful of documents for the contract: every property that an engine must get right, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from search.engines.core import Core
from search.ports import Concept, Document, Form, Lang, Translation, Vocabulary

AnyCore = TypeVar("AnyCore", bound=Core)

PAIRS = (
    # key, type, phase, changed, (title, summary, body) in Danish and in Swedish
    (
        "behov",
        "guide",
        2,
        datetime(2026, 1, 10, tzinfo=UTC),
        ("Fælles behovsafdækning", "Find det problem, som kommuner deler.", "Interview medarbejderne i hjemmeplejen."),
        ("Gemensam behovsanalys", "Hitta problemet som kommuner delar.", "Intervjua medarbetarna i hemtjänsten."),
    ),
    (
        "testplan",
        "template",
        5,
        datetime(2026, 3, 1, tzinfo=UTC),
        ("Testplan", "Et dokument til afprøvning på plejehjem.", "Nulpunkt, korte runder og slutmåling af sensorer."),
        ("Testplan", "Ett dokument för prövning på äldreboende.", "Nolläge, korta rundor och slutmätning av sensorer."),
    ),
    (
        "plaster",
        "case",
        5,
        datetime(2025, 6, 1, tzinfo=UTC),
        ("Sensorplaster til borgere med demens", "Kerteminde målte døgnrytme.", "Plejehjemmet prøvede det i drift."),
        ("Sensorplåster för personer med demens", "Kerteminde mätte dygnsrytm.", "Boendet prövade det i drift."),
    ),
    (
        "robot",
        "case",
        7,
        None,
        ("Robotter i eget hjem", "Indkøb af robotter til ældre.", "Kommunerne gik sammen om et udbud."),
        ("Robotar i eget hem", "Upphandling av robotar för äldre.", "Kommunerna gick samman om en upphandling."),
    ),
    (
        "netvaerk",
        "entry",
        None,
        datetime(2026, 2, 2, tzinfo=UTC),
        ("Netværk om skærmbesøg", "Kommuner deler erfaringer.", "Videokonsultationer i hjemmeplejen."),
        ("Nätverk om digitala besök", "Kommuner delar erfarenheter.", "Videobesök i hemtjänsten."),
    ),
)
FACETS: dict[str, dict[str, tuple[str, ...]]] = {
    "behov": {"area": ("hjemmepleje",), "audience": ("projektleder", "lille kommune")},
    "testplan": {"area": ("plejebolig", "demens"), "format": ("docx",)},
    "plaster": {"area": ("demens", "plejebolig"), "technology": ("sensor",), "country": ("dk",)},
    "robot": {"area": ("hjemmepleje",), "technology": ("robotik", "Æ\"ø\\å's & co"), "country": ("eu-norden", "se")},
    "netvaerk": {"area": ("hjemmepleje",), "technology": ("skærmbesøg",), "country": ("dk",)},
}


def document(number: int, lang: Lang, *, translated: bool = True) -> Document:
    """One of the pairs in one language."""
    key, kind, phase, changed, danish, swedish = PAIRS[number]
    texts = {"da": danish, "sv": swedish}
    other: Lang = "sv" if lang == "da" else "da"
    title, summary, body = texts[lang]
    translation = Translation(other, *texts[other], url=f"/{other}/{key}/")
    return Document(
        uid=f"{key}-{lang}",
        pk=10 * number + (lang == "sv"),
        key=key,
        type=kind,
        lang=lang,
        title=title,
        summary=summary,
        body=body,
        url=f"/{lang}/{key}/",
        facets={"type": (kind,), **FACETS[key]},
        labels="Guide" if kind == "guide" else "",
        changed=changed,
        phase=phase,
        translation=translation if translated else None,
        revision=f"{key}-1",
    )


ONLY_SWEDISH = Document(
    uid="only-sv",
    pk=901,
    key="bara-svenska",
    type="page",
    lang="sv",
    title="Välfärdsteknik i Skåne",
    summary="Ett nätverk kring sensorer.",
    body="Robotar och sensorer i hemtjänsten.",
    url="/sv/bara/",
    facets={"type": ("page",)},
    revision="only-1",
)


def documents() -> list[Document]:
    """All pairs in both languages, and one page that exists in Swedish only."""
    return [document(number, lang) for number in range(len(PAIRS)) for lang in ("da", "sv")] + [ONLY_SWEDISH]


def many(count: int) -> list[Document]:
    """Documents that are equal to every question."""
    pattern = document(0, "da", translated=False)
    return [replace(pattern, uid=f"many-{pk}", pk=pk, key=f"many-{pk}") for pk in range(1000, 1000 + count)]


def vocabulary(*more: Concept) -> Vocabulary:
    """A few concepts, and ``more``."""
    return Vocabulary(
        (
            Concept(
                "behovsafdaekning",
                (Form("behovsafdækning", "da", name=True), Form("behovsanalys", "sv", name=True)),
            ),
            Concept("indkoeb", (Form("udbud", "da", name=True), Form("upphandling", "sv", name=True))),
            Concept(
                "skaermbesoeg",
                (
                    Form("skærmbesøg", "da", name=True),
                    Form("videokonsultation", "da"),
                    Form("digitalt besök", "sv", name=True),
                ),
            ),
            Concept("case", (Form("case", "da", name=True), Form("exempel", "sv", name=True)), (("type", "case"),)),
            *more,
        )
    )


def fill(engine: AnyCore, *more: Document) -> AnyCore:
    """Put the samples into an engine, and ``more``."""
    with engine.rebuild() as generation:
        generation.add([*documents(), *more])
        generation.finish()
    return engine
