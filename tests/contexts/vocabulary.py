"""Contexts of the glossary."""

from __future__ import annotations

from portal.core.contexts import Link
from portal.vocabulary.contexts import GlossaryContext, Letter, TermContext, TermRow

from .common import CASE_CARDS, GUIDE_CARD


def glossary() -> GlossaryContext:
    """Two letters."""
    return GlossaryContext(
        "Begreber",
        "Ord, der går igen.",
        (
            Letter(
                "B",
                "b",
                (
                    TermRow(
                        "Business case",
                        "/da/begreber/bc/",
                        "Et regnestykke, der holder gevinster op mod udgifter.",
                        "Nyttokalkyl",
                        "sv",
                    ),
                    TermRow("Borger", "/da/b/", "", "", ""),
                ),
            ),
            Letter("Å", "aa", (TermRow("Åben innovation", "/da/aa/", "", "Öppen innovation", "sv"),)),
        ),
    )


def bare_glossary() -> GlossaryContext:
    """No terms."""
    return GlossaryContext("Begreber", "", ())


def term() -> TermContext:
    """A full term."""
    return TermContext(
        "OPI",
        "Offentlig-privat innovation.",
        ("offentlig-privat innovation",),
        (("Bruges også løst", ("innovationspartnerskab",)),),
        "Innovation i samverkan",
        "sv",
        "Svensk",
        ("samverkan",),
        "public-private innovation",
        (GUIDE_CARD, *CASE_CARDS[:1]),
        "/da/soeg/?q=OPI",
        Link("Alle begreber", "/da/begreber/"),
    )


def bare_term() -> TermContext:
    """A term with its name only."""
    return TermContext("OPI", "", (), (), "", "", "", (), "", (), "", Link("Alle begreber", "/da/begreber/"))
