"""Parts that the contexts of several pages share: the frame, the process line, cards, sources."""

# ruff: noqa: E501 - sample sentences are not broken

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

from portal.core import art
from portal.core.contexts import (
    Article,
    Card,
    Column,
    Fact,
    Frame,
    Language,
    Link,
    Markup,
    Meta,
    PhaseStep,
    ProcessLine,
    Review,
    SourceRow,
)
from toolbox.contexts import Pitfall

NONE = Markup("")


def html(text: str) -> Markup:
    """Finished markup."""
    return mark_safe(text)


TERM = (
    '<button type="button" class="term" popovertarget="t-opi">OPI</button><span popover id="t-opi" class="pop" role="note">'
    "Offentlig-privat innovation: En offentlig og en privat part udvikler noget nyt sammen, før der er et færdigt produkt at købe. "
    '<a href="/da/begreber/opi/">Se begrebet</a><button type="button" class="btn quiet" popovertarget="t-opi" popovertargetaction="hide">Luk</button></span>'
)

REF = '<a class="ref" href="#kilde-1" aria-label="Kilde 1">1</a>'

PHASES = (
    ("Mandat", "Mandat og netværk", "Hvorfor går vi sammen, og hvem bestemmer hvad?"),
    ("Behov", "Fælles behov", "Hvilket problem deler vi, og hvem mærker det?"),
    ("Marked", "Marked og match", "Hvem kan løse det sammen med os?"),
    ("Aftale", "Fælles business case og aftale", "Hvad er målet, og hvem betaler hvad?"),
    ("Test", "Udvikling og test", "Virker det i hverdagen?"),
    ("Evaluering", "Evaluering og beslutning", "Hvad viste det, og kan andre bruge svaret?"),
    ("Indkøb", "Indkøb og implementering", "Hvordan bliver det en del af driften?"),
    ("Skalering", "Drift, skalering og læring", "Hvem kan ellers få glæde af løsningen?"),
)


def line(*current: int) -> ProcessLine:
    """The process line with the given phases marked."""
    return ProcessLine(
        tuple(
            PhaseStep(n, name, title, question, f"/da/processen/{n}/", n in current)
            for n, (name, title, question) in enumerate(PHASES, start=1)
        ),
        current,
    )


def frame(*, message: str = "", exists: bool = True, **changes: Any) -> Frame:
    """A frame as a page in Danish has it."""
    values: dict[str, Any] = {
        "meta": Meta(
            title="Fælles behovsafdækning – Samværk",
            description="Trin for trin: sådan beskriver flere kommuner et behov sammen.",
            canonical="https://samvaerk.example/da/x/",
            alternates=(
                ("da", "https://samvaerk.example/da/x/"),
                ("sv", "https://samvaerk.example/sv/x/"),
                ("x-default", "https://samvaerk.example/da/x/"),
            ),
            og_type="article",
            json_ld=html('<script type="application/ld+json">{"@context":"https://schema.org"}</script>'),
            feeds=(Link("Nyt i værktøjskassen", "/da/feed/"),),
        ),
        "home_url": "/da/",
        "languages": (
            Language("da", "Dansk", "/da/x/", True, True),
            Language("sv", "Svenska", "/sv/x/" if exists else "/sv/?untranslated=da", False, exists),
        ),
        "menu": (
            Link("Processen", "/da/processen/", current=True),
            Link("Værktøjskasse", "/da/vaerktoejskasse/"),
            Link("Cases", "/da/cases/"),
            Link("For virksomheder", "/da/for-virksomheder/"),
            Link("Begreber", "/da/begreber/"),
        ),
        "breadcrumbs": (
            Link("Forside", "/da/"),
            Link("Processen", "/da/processen/"),
            Link("Fælles behovsafdækning", "/da/x/", current=True),
        ),
        "footer": (
            Column("Om siden", (Link("Hvem står bag", "/da/om/"), Link("Sådan redigerer vi", "/da/om/redaktion/"))),
            Column(
                "Tilgængelighed",
                (Link("Tilgængelighedserklæring", "/da/was/"), Link("Meld en fejl eller en barriere", "/da/was/")),
            ),
            Column(
                "Brug for hjælp?",
                (Link("Find en indgang", "/da/for-virksomheder/"), Link("Skriv til redaktionen", "/da/om/")),
            ),
        ),
        "tagline": "Fælles værktøjskasse for danske og svenske kommuner, der udvikler løsninger til sundhed og omsorg sammen med virksomheder.",
        "search_url": "/da/soeg/",
        "message": message,
        "message_link": Link("Læs om det", "/da/om/") if message else None,
    }
    return Frame(**{**values, **changes})


def bare_frame() -> Frame:
    """The least a frame can be."""
    return Frame(
        meta=Meta("Samværk", "", ""),
        home_url="/da/",
        languages=(),
        menu=(),
        breadcrumbs=(),
        footer=(),
        tagline="",
        search_url="/da/soeg/",
        show_search=False,
    )


REVIEW = Review(
    "Redaktionen",
    date(2026, 11, 22),
    date(2027, 11, 22),
    False,
    "Afsnittet om data er skrevet om efter nye regler.",
    "CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/deed.da",
    "Ikke juridisk rådgivning. Spørg jeres egen jurist.",
)

NO_REVIEW = Review("", None, None, False, "", "", "")

SOURCES = (
    SourceRow(
        1,
        "kilde-1",
        "Kommune får nye løsninger efter samarbejde med lokal virksomhed",
        "Danish Life Science Cluster",
        "2. december 2022",
    ),
    SourceRow(
        2,
        "kilde-2",
        "Så skapas innovation i samverkan",
        "forskningsaktuellt.se",
        "uden dato",
        "https://forskningsaktuellt.se/sa-skapas-innovation-i-samverkan-vasteras-visar-vagen",
        ("https://www.vasteras.se/", "https://lagen.nu/prop/2024/25:89"),
        "22. november 2026",
        True,
    ),
)

RELATED = (
    Link("Find partnere og afstem forventninger", "/da/g/", kind="guide", kind_name="Guide"),
    Link("Et plaster følger døgnrytmen", "/da/c/", kind="case", kind_name="Case"),
    Link("Friare rörelse utan låsta dörrar", "/sv/c/", lang="sv", kind="case", kind_name="Case"),
)

GUIDE_CARD = Card(
    "guide",
    "Guide",
    "Fælles behovsafdækning",
    "/da/g/",
    "Find det problem, som flere kommuner deler, før nogen taler om teknologi.",
    "Fase 2 Fælles behov",
    phases=(2,),
)

TEMPLATE_CARD = Card(
    "template",
    "Skabelon",
    "Interviewguide til behovsafdækning",
    "/da/s/",
    "Ét skema til de samtaler, I alligevel har med medarbejdere og borgere.",
    "Fase 2 Fælles behov",
    "DOCX og PDF",
)

ENTRY_CARD = Card(
    "entry",
    "Indgang",
    "Netværket for hjemmepleje",
    "/da/e/",
    "Seks kommuner arbejder sammen om OPI. Spørg dem, før I starter forfra.",
    "Drives af Furesø Kommune",
)

CASE_CARDS = (
    Card(
        "case",
        "Case",
        "Fritekst fra hjemmebesøg viser tidlige tegn på forværring",
        "/da/c/",
        "FiNDR leder efter bestemte ord i dokumentationen, så sygeplejersken kan sætte ind i tide.",
        "Hjørring Kommune og HUGIN EXPERT",
        cloth=art.swatch("hjemmepleje", "a"),
    ),
    Card(
        "case",
        "Case",
        "Et plaster følger døgnrytmen hos borgere med demens",
        "/da/c2/",
        "Kommunen tester og tilpasser sensoren sammen med den virksomhed, der udvikler den.",
        "Kerteminde Kommune og BRANE",
        cloth=art.swatch("demens", "b"),
    ),
    Card(
        "case",
        "Exempel",
        "Västerås: rörelsefrihet utan låsta dörrar",
        "/sv/c/",
        "Tekniken säger till när någon behöver hjälp att hitta hem.",
        "Västerås stad",
        cloth=art.swatch("plejebolig", "c"),
        lang="sv",
    ),
)

PITFALLS = (
    Pitfall(html("<p>Testen bliver målet i sig selv.</p>"), "Implementering uden penge"),
    Pitfall(html("Personalet har ikke tid til test ved siden af.")),
)

PERSON_FACTS = (
    Fact("Hvem", "Hjørring Kommune, digitalisering og velfærdsteknologi, og virksomheden HUGIN EXPERT."),
    Fact("Hvad", "FiNDR, der gennemsøger fritekst."),
    Fact("Mål", "At se et fald i helbredet tidligere."),
    Fact("Periode", "Ikke oplyst i kilden", stated=False),
    Fact("Effekt", "", html=html(f"Parterne fortæller om gevinster, men nævner ingen tal.{REF}")),
)


def article(kind: Any, name: str, title: str, *current: int) -> Article:
    """What articles share, full."""
    lead = f"{title}: begynd med det problem, medarbejdere og borgere mærker, og find ud af, hvem der deler det."
    return Article(kind, name, title, lead, line(*current), SOURCES, RELATED, REVIEW, "noegle")


def bare_article(kind: Any) -> Article:
    """What articles share, empty."""
    return Article(kind, "Type", "Titel", "", None, (), (), NO_REVIEW)
