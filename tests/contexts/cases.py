"""Contexts of cases."""

from __future__ import annotations

from cases.contexts import (
    CaseContext,
    CaseIndexContext,
    Contact,
    Effect,
    Evidence,
    FollowUp,
    Lesson,
    Quote,
    Reuse,
    Section,
)
from portal.core import art
from portal.core.contexts import Fact, Link

from .common import CASE_CARDS, GUIDE_CARD, NONE, PERSON_FACTS, REF, TEMPLATE_CARD, TERM, article, bare_article, html


def case() -> CaseContext:
    """A full case."""
    return CaseContext(
        article=article("case", "Case", "Fritekst fra hjemmebesøg viser tidlige tegn på forværring", 5, 6, 7),
        evidence=Evidence(1, "fortalt af parterne", "Kilden nævner gevinster, men ingen tal."),
        sponsored="Kilden er betalt omtale.",
        cloth=art.loose_ends("hjemmepleje", "case"),
        facts=PERSON_FACTS,
        story=(
            Section(
                "start", "Udgangspunktet", html(f"<p>Tegn på, at en borger får det dårligere, kan stå spredt.{REF}</p>")
            ),
            Section("", "", html("<p>Et afsnit uden overskrift.</p>")),
            Section("loesning", "Løsningen", html(f"<p>FiNDR gennemgår teksten. {TERM}</p>")),
        ),
        effects=(
            Effect(
                "experienced",
                "Oplevet",
                "Kvalitet",
                html("<p>Sygeplejersken kan sætte ind tidligere.</p>"),
                (),
                html(REF),
            ),
            Effect(
                "measured",
                "Målt",
                "Arbejdstid",
                html("<p>Færre gennemlæsninger.</p>"),
                (Fact("Måling", "timer om ugen"), Fact("Før", "12"), Fact("Efter", "Ikke oplyst", stated=False)),
                html(REF),
            ),
            Effect("expected", "Forventet", "", html("<p>Færre indlæggelser.</p>"), (), NONE),
        ),
        outside=html("<p>Universitetet skrev i 2023, at hjemmeplejen bruger systemet.</p>"),
        unknown=html("<p>Kilden siger ikke, hvor mange borgere løsningen omfatter.</p>"),
        takeaways=(html("Giv virksomheden én fast indgang."), html(f"Brug et netværk.{REF}")),
        difficulties=(html("Det er svært at finde den rette person."),),
        lessons=(Lesson("Kommunen", html("<p>Personlig kontakt gav idéen.</p>")),),
        quotes=(
            Quote(
                "Projektlederen",
                "Hjørring Kommune",
                html("<p>Virksomheder har svært ved at se, hvem de skal kontakte.</p>"),
                False,
                html(REF),
            ),
            Quote("Direktøren", "HUGIN EXPERT", html("Det sparede os tid."), True, NONE),
        ),
        partners=(
            Fact("Kommune", "", links=(Link("Hjørring Kommune", "/da/o/"),)),
            Fact("Virksomhed", "HUGIN EXPERT"),
            Fact("Videnpartner", "Ikke oplyst i kilden", stated=False),
        ),
        details=(Fact("Område", "Hjemmepleje"), Fact("Juridisk form", "Ikke oplyst i kilden", stated=False)),
        reuse=(Fact("Integrationer", "Ikke oplyst i kilden", stated=False),),
        follow_ups=(
            FollowUp(12, "december 2023", "I drift", html("<p>Andre viser interesse.</p>")),
            FollowUp(1, "", "", html("<p>Begyndt.</p>")),
        ),
        also_in_use=(
            Reuse("Odder Kommune", "/da/o2/", "2024", "Andre ord i søgelisten."),
            Reuse("Et sted til", "", "", ""),
        ),
        provenance=(Fact("Kilde", "Artikel fra klyngen"), Fact("Interesse", "Klyngen er matchmaker")),
        contact=Contact("Hjørring Kommune", "/da/o/", "Digitalisering og velfærdsteknologi."),
        guides=(GUIDE_CARD,),
        templates=(TEMPLATE_CARD,),
    )


def bare_case() -> CaseContext:
    """A case without anything optional."""
    return CaseContext(
        bare_article("case"),
        Evidence(1, "fortalt af parterne", ""),
        "",
        NONE,
        (),
        (),
        (),
        NONE,
        NONE,
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        None,
        (),
        (),
    )


def case_index() -> CaseIndexContext:
    """All cases."""
    return CaseIndexContext("Cases", "Det har andre prøvet.", CASE_CARDS)


def bare_case_index() -> CaseIndexContext:
    """No case."""
    return CaseIndexContext("Cases", "", ())
