"""The process model «Fælles OPI i otte faser» and its phases with their gates."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.core.blocks import RICH_FEATURES, raw_values
from portal.core.contexts import Article, Fact
from portal.core.kinds import kind_name, kind_of
from portal.core.models import PortalPage
from portal.core.searchable import SearchablePage
from portal.core.visibility import visible_in
from portal.vocabulary.models import ClassifiedPage, ConceptKind, PageConcept
from toolbox.blocks import MappingBlock, PitfallBlock, lines
from toolbox.contexts import PhaseContext, PhaseSummary, Pitfall, ProcessContext
from toolbox.models.kits import KIT, KitPage

PER_PHASE_AND_TYPE = 12
"""Guides, and templates, of a phase that the process page names; the phase's own page has more."""


class ProcessPage(SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """The whole model on one page."""

    template = "toolbox/process_page.html"
    search_prior = 0.8
    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = ["toolbox.PhasePage"]
    facets = (ConceptKind.AUDIENCE,)

    intro = RichTextField(_("introduction"), features=RICH_FEATURES, blank=True)
    own_model_note = models.TextField(_("whose model it is"), blank=True)
    gate_rule = RichTextField(_("the rule of all gates"), features=RICH_FEATURES, blank=True)
    roles = StreamField(lines(_("role")), verbose_name=_("roles"), blank=True)
    mappings = StreamField([("mapping", MappingBlock())], verbose_name=_("other models"), blank=True)

    edit_handler = PortalPage.tabs(
        [
            FieldPanel("intro"),
            FieldPanel("own_model_note"),
            FieldPanel("gate_rule"),
            FieldPanel("roles"),
            FieldPanel("mappings"),
        ],
        [ClassifiedPage.facets_panel()],
    )

    class Meta:
        verbose_name = _("process model")

    def view(self, reader: Any) -> ProcessContext:
        """The phases in order, each with what is at hand for it."""
        text = reader.text
        intro = text.rich(self.intro)
        phases = self._phases()
        by_phase = self._guides_and_templates(reader)
        summaries = []
        for number, page in sorted(reader.phase_pages.items()):
            phase = phases.get(page.path)
            if phase is None:
                continue
            mine = by_phase.get(number, [])
            summaries.append(
                PhaseSummary(
                    number=number,
                    title=phase.title,
                    url=phase.url or "",
                    question=phase.question,
                    purpose=phase.purpose,
                    gate=phase.shared("gate"),
                    guides=reader.links(p for p in mine if kind_of(p) == "guide"),
                    templates=reader.links(p for p in mine if kind_of(p) == "template"),
                )
            )
        article = Article(
            kind="phase",
            kind_name=_now("Process model"),
            title=self.title,
            lead=self.summary,
            line=reader.line(current=()),
            sources=reader.sources,
            related=(),
            review=reader.review(),
        )
        return ProcessContext(
            article=article,
            intro=intro,
            own_model_note=text.inline(self.own_model_note),
            gate_rule=text.rich(self.gate_rule),
            phases=tuple(summaries),
            roles=tuple(str(block.value) for block in self.roles if block.value),
            mappings=tuple(
                (value["model"], text.paragraphs(value["text"]))
                for value in raw_values(self.mappings)
                if value.get("model") and value.get("text")
            ),
        )

    def _phases(self) -> dict[str, PhasePage]:
        """The phase pages under this page by path; their originals come along in the same query."""
        here = Page.objects.filter(path__startswith=self.path).values("translation_key")
        versions = list(PhasePage.objects.filter(translation_key__in=here, alias_of=None).select_related("locale"))
        by_pk = {page.pk: page for page in versions}
        for page in versions:
            page.original = by_pk.get(page.translated_from_id or 0, page)
        return {page.path: page for page in versions if page.path.startswith(self.path)}

    def _guides_and_templates(self, reader: Any) -> dict[int, list[Page]]:
        """Visible guides and templates of this language, by number of each phase they belong to. What readers cannot
        see takes no place among those that are named.
        """
        phases = {concept.pk: concept.order for concept in reader.of_kind(ConceptKind.PHASE)}
        place = Window(
            RowNumber(), partition_by=[F("concept"), F("page__content_type")], order_by=F("page__path").asc()
        )
        seen = visible_in(reader.language).order_by().values("translation_key")
        tags = (
            PageConcept.objects.filter(concept__in=phases, page__translation_key__in=seen)
            .annotate(place=place)
            .filter(place__lte=PER_PHASE_AND_TYPE)
        )
        numbers: dict[Any, list[int]] = {}
        for key, concept in tags.values_list("page__translation_key", "concept"):
            numbers.setdefault(key, []).append(phases[concept])
        found: dict[int, list[Page]] = {}
        for page in visible_in(reader.language).filter(translation_key__in=numbers).order_by("path"):
            if kind_of(page) in {"guide", "template"}:
                for number in numbers[page.translation_key]:
                    found.setdefault(number, []).append(page)
        return found


class PhasePage(KitPage, SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """One phase: purpose, what must be there to enter, and the gate out of it."""

    content_kind = "phase"
    search_prior = 0.75
    template = "toolbox/phase_page.html"
    parent_page_types: ClassVar[list[str]] = ["toolbox.ProcessPage"]
    subpage_types: ClassVar[list[str]] = []
    facets = (ConceptKind.PHASE, ConceptKind.AUDIENCE)
    shared_fields = (*PortalPage.shared_fields, "gate")

    question = models.CharField(_("the question of the phase"), max_length=160)
    purpose = models.TextField(_("purpose"))
    entry = models.TextField(_("what must be there to begin"), blank=True)
    exit = models.TextField(_("what must be there at the gate"), blank=True)
    gate = models.CharField(_("gate"), max_length=4, blank=True, help_text=_("B1 to B8"))
    leads = models.CharField(_("who leads"), max_length=255, blank=True)
    roles = StreamField(lines(_("role")), verbose_name=_("roles"), blank=True)
    small_municipalities = models.TextField(_("several small municipalities together"), blank=True)
    duration = models.TextField(_("how long it has taken others"), blank=True)
    pitfalls = StreamField([("pitfall", PitfallBlock())], verbose_name=_("pitfalls"), blank=True)

    edit_handler = PortalPage.tabs(
        [
            FieldPanel("question"),
            FieldPanel("purpose"),
            MultiFieldPanel([FieldPanel("entry"), FieldPanel("exit")], heading=_("In and out")),
            MultiFieldPanel([FieldPanel("leads"), FieldPanel("roles")], heading=_("Who")),
            FieldPanel("small_municipalities"),
            FieldPanel("duration"),
            FieldPanel("pitfalls"),
        ],
        [FieldRowPanel([FieldPanel("gate")]), ClassifiedPage.facets_panel()],
    )

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    def search_body(self) -> str:
        """Every text, and the gate as its heading names it: ``B4`` alone looks like the code of a source."""
        gate, heading = self.shared("gate"), _now("Gate")
        return "\n\n".join([*([f"{heading} {gate}"] if gate else []), super().search_body()])

    def classified_alike(self) -> models.Q:
        """Everything classified with the same phase."""
        mine = PageConcept.objects.filter(page__translation_key=self.translation_key, concept__kind=ConceptKind.PHASE)
        return models.Q(
            translation_key__in=PageConcept.objects.filter(concept__in=mine.values("concept")).values(
                "page__translation_key"
            )
        )

    def view(self, reader: Any) -> PhaseContext:
        """The phase as the template reads it."""
        text = reader.text
        phases = reader.own(ConceptKind.PHASE)
        number = phases[0].order if phases else 0
        purpose = text.paragraphs(self.purpose)
        neighbours = {n: reader.phase_pages.get(n) for n in (number - 1, number + 1)}
        facts = [
            Fact(label=_now("Gate"), text=self.shared("gate")) if self.shared("gate") else None,
            Fact(label=_now("Leads"), text=self.leads) if self.leads else None,
            Fact(label=_now("How long"), text="", html=text.inline(self.duration))
            if self.duration
            else Fact(label=_now("How long"), text=_now("No source gives a general duration."), stated=False),
        ]
        exit_, entry = text.paragraphs(self.exit), text.paragraphs(self.entry)
        guides, templates = reader.related_cards("guide"), reader.related_cards("template")
        return PhaseContext(
            article=Article(
                kind="phase",
                kind_name=kind_name("phase"),
                title=self.title,
                lead=self.summary,
                line=reader.line(current=(number,)),
                sources=reader.sources,
                related=(),
                review=reader.review(),
            ),
            number=number,
            question=self.question,
            facts=tuple(fact for fact in facts if fact),
            purpose=purpose,
            entry=entry,
            gate=self.shared("gate"),
            exit=exit_,
            gate_questions=text.rich(self._gate_rule()),
            small_municipalities=text.paragraphs(self.small_municipalities),
            roles=tuple(str(block.value) for block in self.roles if block.value),
            pitfalls=pitfalls(self.pitfalls, reader),
            guides=guides,
            templates=templates,
            kit_url=f"{self.url or ''}{KIT}" if guides or templates else "",
            search_url=f"{reader.search_url}?{urlencode({'phase': phases[0].key})}" if phases else "",
            cases=reader.related_cards("case"),
            entries=reader.related_cards("entry")[:6],
            previous=reader.link(neighbours[number - 1]) if neighbours[number - 1] else None,
            next=reader.link(neighbours[number + 1]) if neighbours[number + 1] else None,
        )

    def _gate_rule(self) -> str:
        """The rule of all gates, from the process page above."""
        rule = ProcessPage.objects.filter(path=self.path[: -self.steplen]).values_list("gate_rule", flat=True).first()
        return rule or ""

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """An article that is part of the process page."""
        return {**super().json_ld(reader), "@type": "Article", "headline": self.title}


def pitfalls(stream: Any, reader: Any) -> tuple[Pitfall, ...]:
    """The pitfalls that say what the mistake is, as the template reads them."""
    found = []
    for value in raw_values(stream):
        if value.get("text"):
            tag = reader.concept_by_id.get(value.get("pitfall"))
            found.append(Pitfall(text=reader.text.inline(value["text"]), tag=tag.name(reader.language) if tag else ""))
    return tuple(found)
