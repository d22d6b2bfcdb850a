"""Contexts of the directory and its entry points."""

from __future__ import annotations

from portal.core.contexts import Fact
from portal.organisations.contexts import DirectoryContext, DirectoryRow, OrganisationContext, Person, StageGroup

from .common import CASE_CARDS, GUIDE_CARD, RELATED, article, bare_article

MISSING = (Fact("Telefon", "Ikke oplyst i kilden", stated=False),)


def organisation() -> OrganisationContext:
    """A full entry point."""
    return OrganisationContext(
        article("entry", "Indgang", "MISTEL, Västerås stad", 5),
        (Fact("Type", "Testmiljø, Sverige"), Fact("Emner", "Omsorg, handicap")),
        (Fact("Skriv, når", "I vil møde brugerne."), Fact("Svartid", "Ikke oplyst", stated=False)),
        (Fact("I kan", "Låne metoder"),),
        (Fact("Periode", "2013–"),),
        "indgang@example.org",
        "021-39 00 00",
        "https://mistelinnovation.se/",
        Person("Kim Eksempel", "Koordinator"),
        "Kontrolleret 22. november 2026 mod egen hjemmeside.",
        RELATED[:1],
        RELATED[1:2],
        CASE_CARDS[:1],
    )


def bare_organisation() -> OrganisationContext:
    """An entry point with its name only."""
    return OrganisationContext(bare_article("entry"), (), (), (), (), "", "", "", None, "", (), (), (), MISSING)


def directory() -> DirectoryContext:
    """The directory."""
    rows = (
        DirectoryRow(
            "Hjørring Kommune",
            "/da/o/",
            "Kommune, Danmark",
            (
                Fact("Emner", "Tidlig opsporing, data"),
                Fact("Skriv, når", "I kan hjælpe personalet."),
                Fact("Send", "Hvilket behov I løser."),
            ),
            "",
        ),
        DirectoryRow("Robotdalen", "/da/r/", "Klynge, Sverige", (), "Vi ved ikke, om indgangen stadig er åben."),
    )
    return DirectoryContext(
        "Find den rette indgang",
        "Rammer I den rette person første gang, sparer begge parter tid.",
        ("Beskriv behovet, før produktet", "Sig, hvor færdig løsningen er"),
        (
            StageGroup("ide", "Vi har en idé", "Begynd med et netværk.", "Fase 1 og 2", rows, (), folded=rows[:1]),
            StageGroup("prototype", "Vi har noget, der kan prøves", "", "", rows[:1], RELATED[:2]),
            StageGroup("drift", "Vi har en løsning i drift", "", "", (), RELATED[:1]),
        ),
        (("Videninstitutioner", RELATED[:2]), ("Tom gruppe", ())),
        (DirectoryRow("SILVER", "/da/s/", "Program, EU", (), "Lukket ifølge vores nyeste kilde."),),
        (GUIDE_CARD,),
    )


def bare_directory() -> DirectoryContext:
    """An empty directory."""
    return DirectoryContext("Find den rette indgang", "", (), (), (), (), ())
