"""Contexts of the front page, sections and standard pages."""

# ruff: noqa: E501 - sample sentences are not broken

from __future__ import annotations

from portal.core.contexts import Card, Link, ProcessLine
from portal.pages.contexts import EditorsContact, HomeContext, SectionContext, StandardContext

from .common import CASE_CARDS, ENTRY_CARD, GUIDE_CARD, NO_REVIEW, NONE, RELATED, REVIEW, TEMPLATE_CARD, html, line


def home() -> HomeContext:
    """A full front page."""
    return HomeContext(
        "Fra fælles behov til løsninger, der bliver brugt",
        "Metoder, erfaringer og skabeloner til kommuner og virksomheder, der udvikler sundhed og omsorg sammen.",
        "Fx hjemmepleje",
        "Otte faser, to tråde",
        "Den ubrudte grønne tråd er kommunen. Den orange, der begynder som prikker, er virksomheden.",
        line(),
        "Ny i OPI? Begynd her",
        "Tre ting er nok til at komme i gang.",
        (GUIDE_CARD, TEMPLATE_CARD, ENTRY_CARD),
        "Det har andre prøvet",
        CASE_CARDS,
        Link("Se alle cases", "/da/cases/"),
        "Seks kommuner, ét behov ad gangen",
        "Seks kommuner i hovedstadsområdet undersøger sammen, hvad hjemmeplejen har brug for.",
        Link("Læs om netværket", "/da/n/"),
        ("Albertslund", "Ballerup", "Furesø", "Gladsaxe", "Lyngby-Taarbæk", "Vallensbæk"),
        "Kommer du fra en virksomhed?",
        "Det kan være svært at se, hvor man banker på.",
        (
            Card(
                "entry",
                "",
                "Vi har en idé, men ingen kommune",
                "/da/v/#ide",
                "Find et netværk, hvor flere kommuner har beskrevet deres behov.",
                "Netværk og klynger",
            ),
            Card(
                "entry",
                "",
                "Vi har en prototype, der skal prøves",
                "/da/v/#p",
                "Se, hvilke kommuner der tester.",
                "Kommuner med en fast kontaktvej",
            ),
            Card(
                "entry",
                "",
                "Vi har en færdig løsning",
                "/da/v/#d",
                "Tal med dem, der arbejder med implementering og skalering.",
                "Netværk for praktikere",
            ),
        ),
        Link("Se alle indgange", "/da/for-virksomheder/"),
    )


def bare_home() -> HomeContext:
    """A front page with its promise only."""
    return HomeContext(
        "Titel", "", "", "", "", ProcessLine(()), "", "", (), "", (), None, "", "", None, (), "", "", (), None
    )


def standard() -> StandardContext:
    """A full standard page."""
    body = html(
        '<h2 id="hvem">Hvem står bag</h2><p>Vi er en redaktion.</p><ul><li>Et punkt</li></ul><h2 id="hvordan">Sådan redigerer vi</h2><p>Med omhu.</p>'
    )
    return StandardContext(
        "Om Samværk",
        "Hvem vi er.",
        body,
        (),
        REVIEW,
        RELATED[:1],
        EditorsContact("redaktion@example.org", "12 34 56 78"),
    )


def bare_standard() -> StandardContext:
    """A standard page with its title only."""
    return StandardContext("Titel", "", NONE, (), NO_REVIEW, (), EditorsContact("", ""))


def section() -> SectionContext:
    """A section with pages."""
    return SectionContext(
        "Om os",
        "Alt om os.",
        html("<p>Tekst.</p>"),
        (Card("page", "Side", "Privatliv", "/da/p/", "Vi bruger ingen cookies."),),
    )


def bare_section() -> SectionContext:
    """A section without pages."""
    return SectionContext("Om os", "", NONE, ())
