"""Every template's context, made by hand: once full, once with every optional value empty. For the template tests."""

# ruff: noqa: E501 - sample sentences are not broken

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

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
from portal.organisations.contexts import DirectoryContext, DirectoryRow, OrganisationContext, Person, StageGroup
from portal.pages.contexts import HomeContext, SectionContext, StandardContext
from portal.vocabulary.contexts import GlossaryContext, Letter, TermContext, TermRow
from search.contexts import (
    Chip,
    EmptyState,
    FacetGroup,
    FacetOption,
    HitRow,
    PageLink,
    Pagination,
    SearchContext,
    SortLink,
    UnavailableContext,
)
from search.ports import Segment
from tests.calculator.contexts import templates as calculator_templates
from tests.toolkit.contexts import templates as toolkit_templates
from toolbox.contexts import (
    CountryNote,
    File,
    GuideContext,
    PhaseContext,
    PhaseSummary,
    Pitfall,
    ProcessContext,
    Step,
    TemplateContext,
    ToolboxContext,
    ToolboxGroup,
    Version,
)

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


def guide() -> GuideContext:
    """A full guide."""
    steps = (
        Step(
            "Start med et fælles problem",
            html(
                f"<p>Skriv på fem linjer, hvad der er svært i driften. {TERM} kræver, at nabokommunerne kender det.{REF}</p>"
            ),
            "Problemet på fem linjer",
            Link("Interviewguide", "/da/s/"),
        ),
        Step(
            "Vælg værtskommune",
            html("<p>Aftal, hvem der driver processen, og hvor mange timer de andre lægger ind.</p>"),
        ),
        Step(
            "Tegn beslutningsvejene",
            html("<p>Hver kommune viser på én side, hvem der kan sige ja til hvad og hvor hurtigt.</p>"),
        ),
    )
    facts = (
        Fact("Hvem", "Projektleder og lokale tovholdere"),
        Fact("Tid", "4–6 uger, tre møder (vejledende)"),
        Fact("Resultat", "Én beskrivelse af behovet"),
        Fact("Fase", "Fase 2 Fælles behov", phases=(2, 5)),
        Fact("Regler", "", links=RELATED[:2]),
    )
    return GuideContext(
        article("guide", "Guide", "Fælles behovsafdækning", 2, 5),
        facts,
        html("<p>Kommunerne løser opgaverne efter den samme lovgivning. Derfor ligner behovene ofte hinanden.</p>"),
        html("<p>Fem interview og én side er nok.</p>"),
        html("<p>Hav mandatet på plads.</p>"),
        steps,
        html("<p>Book møderne for hele forløbet på én gang.</p>"),
        (
            CountryNote("DK", "Danmark", html("<p>Udbudsloven gælder.</p>")),
            CountryNote("SE", "Sverige", html("<p>LOU gælder.</p>")),
        ),
        PITFALLS,
        (
            html("Behovet er beskrevet uden at nævne en løsning"),
            html("Flere kommuner kan genkende sig selv"),
            html("Der står ingen oplysninger om enkelte borgere"),
        ),
        "behovsafdaekning",
        (TEMPLATE_CARD,),
        "/da/vaerktoejskasse/behovsafdaekning/kit.zip",
        CASE_CARDS[:1],
        (ENTRY_CARD,),
        Link("Fase 3: Marked og match", "/da/processen/3/"),
    )


def bare_guide() -> GuideContext:
    """A guide without anything optional."""
    return GuideContext(bare_article("guide"), (), NONE, NONE, NONE, (), NONE, (), (), (), "", (), "", (), (), None)


def template() -> TemplateContext:
    """A full template page."""
    files = (
        File("Se interviewguiden", "/f.pdf", "PDF", "76 kB", "Dansk", "", "1.1", "22. november 2026", preview=True),
        File("Hent interviewguiden til Word", "/f.docx", "DOCX", "24 kB", "Dansk", "", "1.1", "22. november 2026"),
    )
    swedish = File(
        "Intervjuguide för behovsanalys", "/f-sv.docx", "DOCX", "24 kB", "Svenska", "sv", "1.0", "1. oktober 2026"
    )
    facts = (
        Fact("Fase", "Fase 2 Fælles behov", phases=(2,)),
        Fact("Udfyldes af", "Tovholder og medarbejdere"),
        Fact("Vilkår", "Må bruges og rettes til frit."),
    )
    return TemplateContext(
        article("template", "Skabelon", "Interviewguide til behovsafdækning", 2),
        files,
        (swedish,),
        "",
        facts,
        html("<p>Ét skema for hver situation.</p>"),
        html("<p>Brug den ikke til enkeltsager.</p>"),
        (Step("Ét skema, én situation", html("<p>Er der to problemer, så brug to skemaer.</p>")),),
        html("<p>Tre samtaler.</p>"),
        (
            ("Situation", html("<p>Hvem gør hvad, hvornår og hvor?</p>")),
            ("Hvem mærker det?", html("<p>Borgere, medarbejdere, pårørende</p>")),
        ),
        (
            Version("1.1", "22. november 2026", "Et felt om data"),
            Version("1.0", "1. oktober 2026", "Første udgave", (Link("Hent version 1.0", "/f-v1.0.docx"),)),
        ),
        (GUIDE_CARD,),
        CASE_CARDS[:1],
    )


def bare_template() -> TemplateContext:
    """A template page without a file."""
    return TemplateContext(
        bare_article("template"), (), (), "Filen er ikke lagt op endnu.", (), NONE, NONE, (), NONE, (), (), (), ()
    )


def phase() -> PhaseContext:
    """A full phase page."""
    return PhaseContext(
        article("phase", "Fase", "Fælles behov", 2),
        2,
        "Hvilket problem deler vi?",
        (Fact("Leder", "Projektleder med fagprofessionelle"),),
        html("<p>Find ud af, hvad medarbejdere og borgere har brug for.</p>"),
        html("<p>B1 er truffet.</p>"),
        "B2",
        html("<p>Behovet er beskrevet uden løsning.</p>"),
        html("<ul><li>Er behovet stadig reelt?</li><li>Er det lovligt?</li></ul>"),
        html("<p>Fordel observationerne.</p>"),
        ("Tværgående projektleder", "Lokal tovholder"),
        PITFALLS,
        (GUIDE_CARD,),
        (TEMPLATE_CARD,),
        "/da/2/kit.zip",
        "/da/soeg/?phase=faelles-behov",
        CASE_CARDS,
        (ENTRY_CARD,),
        Link("Fase 1: Mandat og netværk", "/da/1/"),
        Link("Fase 3: Marked og match", "/da/3/"),
    )


def bare_phase() -> PhaseContext:
    """A phase page with its number only."""
    return PhaseContext(
        bare_article("phase"), 8, "", (), NONE, NONE, "", NONE, NONE, NONE, (), (), (), (), "", "", (), (), None, None
    )


def process() -> ProcessContext:
    """A full process page."""
    summaries = tuple(
        PhaseSummary(
            n,
            title,
            f"/da/processen/{n}/",
            question,
            "Afklar, hvorfor kommunerna går sammen, og hvem der leder arbejdet.",
            f"B{n}",
            RELATED[:1],
            RELATED[1:2],
        )
        for n, (_name, title, question) in enumerate(PHASES, start=1)
    )
    return ProcessContext(
        article("page", "Side", "Fælles OPI i otte faser"),
        html("<p>Modellen samler det, der skal på plads.</p>"),
        html("Modellen er portalens egen."),
        html("<p>Styregruppen svarer skriftligt på fem spørgsmål.</p>"),
        summaries,
        ("Styregruppe", "Værtskommune"),
        (("OPIguide", html("<p>Idé = F1–F2</p>")),),
    )


def bare_process() -> ProcessContext:
    """A process page with nothing to say."""
    return ProcessContext(bare_article("page"), NONE, NONE, NONE, (), (), ())


def toolbox() -> ToolboxContext:
    """Two phases of tools."""
    return ToolboxContext(
        "Værktøjskasse",
        "Guider og skabeloner efter fase.",
        (
            ToolboxGroup(1, "Mandat og netværk", "/da/1/", (GUIDE_CARD, TEMPLATE_CARD)),
            ToolboxGroup(2, "Fælles behov", "", (GUIDE_CARD,)),
        ),
    )


def bare_toolbox() -> ToolboxContext:
    """An empty toolbox."""
    return ToolboxContext("Værktøjskasse", "", ())


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
    return OrganisationContext(bare_article("entry"), (), (), (), (), "", "", "", None, "", (), (), ())


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
            StageGroup("ide", "Vi har en idé", "Begynd med et netværk.", "Fase 1 og 2", rows, ()),
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
    return StandardContext("Om Samværk", "Hvem vi er.", body, (), REVIEW, RELATED[:1])


def bare_standard() -> StandardContext:
    """A standard page with its title only."""
    return StandardContext("Titel", "", NONE, (), NO_REVIEW, ())


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


def search_page() -> SearchContext:
    """A search with everything that a search may have."""
    marked = (Segment("Fælles "), Segment("behov", True), Segment("safdækning"))
    option = FacetOption("phase", "faelles-behov", "2 Behov", 4, True, "/da/soeg/?q=behov")
    other = FacetOption("phase", "udvikling-og-test", "5 Test", 0, False, "/da/soeg/?q=behov")
    hit = HitRow(
        "guide",
        "Guide",
        "/da/g/",
        marked,
        marked,
        marked,
        lang="sv",
        language_tag="På svensk",
        phases=(2,),
        phase_text="Fase 2 Behov",
        facts=("Hjemmepleje, Demens",),
    )
    return SearchContext(
        title="Søg",
        lead="Søg i guider, cases, skabeloner og indgange.",
        language="da",
        query="behov",
        action="/da/soeg/",
        heading="41 resultater for »behov«",
        notices=("Der findes intet filter »farve«, så det er udeladt.",),
        corrected_to="behov",
        insist_url="/da/soeg/?q=behv&exact=1",
        unknown=("qzx",),
        suggestions=(Link("behovsafdækning", "/da/soeg/?q=behovsafd%C3%A6kning"),),
        chips=(Chip("Fase 2 Behov", "/da/soeg/"), Chip("Case", "/da/soeg/")),
        clear_url="/da/soeg/?q=behov",
        groups=(FacetGroup("phase", "Fase", (option,), (other,), True, 1),),
        hidden=(("q", "behov"),),
        sorts=(SortLink("Bedste match", "/da/soeg/", True), SortLink("Fase", "/da/soeg/?sort=phase", False)),
        promoted=(replace(hit, promoted=True),),
        hits=(hit,),
        total=41,
        pagination=Pagination(
            (PageLink(1, "/da/soeg/", True), PageLink(0, ""), PageLink(3, "/da/soeg/?page=3")), "", "/da/soeg/?page=2"
        ),
        empty=None,
        feed_url="/da/soeg/feed/?q=behov",
    )


def bare_search_page() -> SearchContext:
    """A search that found nothing and has nothing to offer."""
    return SearchContext(
        title="Søg",
        lead="",
        language="da",
        query="",
        action="/da/soeg/",
        heading="Ingen resultater",
        notices=(),
        corrected_to="",
        insist_url="",
        unknown=(),
        suggestions=(),
        chips=(),
        clear_url="/da/soeg/",
        groups=(),
        hidden=(),
        sorts=(),
        promoted=(),
        hits=(),
        total=0,
        pagination=Pagination(),
        empty=EmptyState((), None),
        feed_url="/da/soeg/feed/",
    )


def search_down() -> UnavailableContext:
    """The page that says that the search is down."""
    return UnavailableContext("Søgningen er nede", "Faserne fører til det hele.", "hjemmepleje", line())


def bare_search_down() -> UnavailableContext:
    """The same without question and phases."""
    return UnavailableContext("Søgningen er nede", "", "", None)


TEMPLATES: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "pages/home_page.html": (home, bare_home),
    "pages/section_page.html": (section, bare_section),
    "pages/standard_page.html": (standard, bare_standard),
    "toolbox/toolbox_page.html": (toolbox, bare_toolbox),
    "toolbox/process_page.html": (process, bare_process),
    "toolbox/phase_page.html": (phase, bare_phase),
    "toolbox/guide_page.html": (guide, bare_guide),
    "toolbox/template_page.html": (template, bare_template),
    **calculator_templates(
        lambda: article("tool", "Værktøj", "Regn den fælles business case ud", 4),
        lambda: bare_article("tool"),
        {"templates": (TEMPLATE_CARD,), "guides": (GUIDE_CARD,)},
    ),
    **toolkit_templates(GUIDE_CARD, CASE_CARDS[0], TEMPLATE_CARD),
    "cases/case_index_page.html": (case_index, bare_case_index),
    "cases/case_page.html": (case, bare_case),
    "organisations/directory_page.html": (directory, bare_directory),
    "organisations/organisation_page.html": (organisation, bare_organisation),
    "vocabulary/glossary_page.html": (glossary, bare_glossary),
    "vocabulary/term.html": (term, bare_term),
    "search/search_page.html": (search_page, bare_search_page),
    "search/unavailable.html": (search_down, bare_search_down),
}
"""Template name and the functions that make its full and its bare context."""
