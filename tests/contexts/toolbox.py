"""Contexts of the process, its phases, guides, templates and the toolbox."""

# ruff: noqa: E501 - sample sentences are not broken

from __future__ import annotations

from portal.core.contexts import Fact, Link
from toolbox.contexts import (
    CountryNote,
    File,
    GuideContext,
    PhaseContext,
    PhaseSummary,
    ProcessContext,
    Step,
    TemplateContext,
    ToolboxContext,
    ToolboxGroup,
    Version,
)

from .common import (
    CASE_CARDS,
    ENTRY_CARD,
    GUIDE_CARD,
    NONE,
    PHASES,
    PITFALLS,
    REF,
    RELATED,
    TEMPLATE_CARD,
    TERM,
    article,
    bare_article,
    html,
)


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
