"""Method guides: what to do, step by step, in one phase."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import ErrorList
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.core.blocks import PLAIN_FEATURES, StepBlock
from portal.core.contexts import Article, Fact
from portal.core.kinds import kind_name
from portal.core.models import PortalPage
from portal.core.searchable import SearchablePage
from portal.vocabulary.models import ClassifiedPage, ConceptKind
from toolbox.blocks import PitfallBlock, lines
from toolbox.contexts import CountryNote, GuideContext
from toolbox.models.kits import KIT, KitPage
from toolbox.models.process import pitfalls
from toolbox.models.steps import step_tools, steps, steps_json_ld


class StepsBlock(blocks.StreamBlock):
    """The steps of a guide, which says in words what is missing where there are none."""

    step = StepBlock()

    def clean(self, value: Any) -> Any:
        """The steps, checked.

        Raises:
            StreamBlockValidationError: there is no step, or one is not as it should be.
        """
        if not value and self.required and not self.is_deferred_validation:
            raise blocks.StreamBlockValidationError(
                non_block_errors=ErrorList([ValidationError(_now("Write at least one step."))])
            )
        return super().clean(value)


class GuidePage(KitPage, SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """A method guide."""

    content_kind = "guide"
    template = "toolbox/guide_page.html"
    parent_page_types: ClassVar[list[str]] = ["toolbox.ToolboxPage"]
    subpage_types: ClassVar[list[str]] = []
    facets = (
        ConceptKind.PHASE,
        ConceptKind.AUDIENCE,
        ConceptKind.AREA,
        ConceptKind.TECHNOLOGY,
        ConceptKind.TIME,
        ConceptKind.FORMAT,
        ConceptKind.COUNTRY,
    )

    outcome = models.TextField(_("what you then have"))
    when_to_use = models.TextField(_("use it when"), blank=True)
    when_not = models.TextField(_("do not use it when"), blank=True)
    audience_text = models.CharField(_("for whom"), max_length=255, blank=True)
    participants = models.TextField(_("who takes part"), blank=True)
    time_normal = models.CharField(
        _("time it takes"), max_length=160, blank=True, help_text=_("An editorial estimate; shown as a guide figure.")
    )
    small_minimum = models.TextField(_("the least a small municipality can do"), blank=True)
    preparation = models.TextField(_("prepare"), blank=True)
    why = RichTextField(_("why it pays"), features=PLAIN_FEATURES, blank=True)
    steps = StreamField(StepsBlock(), verbose_name=_("steps"), min_num=1)
    checklist = StreamField(lines(_("point")), verbose_name=_("ready for the next phase?"), blank=True)
    pitfalls = StreamField([("pitfall", PitfallBlock())], verbose_name=_("typical mistakes"), blank=True)
    tip = RichTextField(_("a tip from elsewhere"), features=PLAIN_FEATURES, blank=True)
    country_dk = RichTextField(_("in Denmark"), features=PLAIN_FEATURES, blank=True)
    country_se = RichTextField(_("in Sweden"), features=PLAIN_FEATURES, blank=True)

    edit_handler = PortalPage.tabs(
        [
            MultiFieldPanel([FieldPanel(n) for n in ("outcome", "when_to_use", "when_not")], heading=_("In short")),
            MultiFieldPanel(
                [
                    FieldPanel(n)
                    for n in ("audience_text", "participants", "time_normal", "small_minimum", "preparation")
                ],
                heading=_("Who and how long"),
            ),
            FieldPanel("why"),
            FieldPanel("steps"),
            FieldPanel("checklist"),
            FieldPanel("pitfalls"),
            FieldPanel("tip"),
            MultiFieldPanel([FieldPanel("country_dk"), FieldPanel("country_se")], heading=_("Where the law differs")),
        ],
        [ClassifiedPage.facets_panel()],
    )

    class Meta:
        verbose_name = _("method guide")
        verbose_name_plural = _("method guides")

    def view(self, reader: Any) -> GuideContext:
        """The guide as the template reads it; texts are rendered in reading order."""
        text = reader.text
        facts = self._facts(reader)
        why, minimum, preparation = (
            text.rich(self.why),
            text.paragraphs(self.small_minimum),
            text.paragraphs(self.preparation),
        )
        numbered = steps(self.steps, reader)
        countries = tuple(
            CountryNote(code=code, country=name, text=said)
            for code, name, value in (
                ("dk", _now("In Denmark"), self.country_dk),
                ("se", _now("In Sweden"), self.country_se),
            )
            if (said := text.rich(value))
        )
        mistakes = pitfalls(self.pitfalls, reader)
        templates, cases, entries = (reader.related_cards(kind) for kind in ("template", "case", "entry"))
        phase = max((concept.order for concept in reader.own(ConceptKind.PHASE)[:1]), default=0)
        following = reader.phase_pages.get(phase + 1) if phase else None
        article = Article(
            kind="guide",
            kind_name=kind_name("guide"),
            title=self.title,
            lead=self.summary,
            line=reader.line(),
            sources=reader.sources,
            related=reader.links(reader.related_of("tool", "guide")[:4]),
            review=reader.review(),
            keep=self.key,
        )
        return GuideContext(
            article=article,
            facts=facts,
            why=why,
            small_minimum=minimum,
            preparation=preparation,
            steps=numbered,
            tip=text.rich(self.tip),
            countries=countries,
            pitfalls=mistakes,
            checklist=tuple(text.point(str(block.value)) for block in self.checklist if block.value),
            checklist_id=self.key,
            templates=templates,
            kit_url=f"{self.url or ''}{KIT}" if templates or self.checklist else "",
            cases=cases,
            entries=entries,
            next_phase=reader.link(following) if following else None,
        )

    def kit_pages(self, reader: Any) -> list[Page]:
        """The guide itself with its checklist, and its templates."""
        return [*reader.related_of("template"), self]

    def linked_ids(self) -> set[int]:
        """The tools of the steps too."""
        return super().linked_ids() | step_tools(self.steps)

    def _facts(self, reader: Any) -> tuple[Fact, ...]:
        text = reader.text
        estimate = _now("a guide figure")
        time = f"{self.time_normal} ({estimate})" if self.time_normal else ""
        rows = [
            (_now("Use it when"), self.when_to_use),
            (_now("Not when"), self.when_not),
            (_now("For whom"), self.audience_text),
            (_now("Who takes part"), self.participants),
            (_now("Time"), time),
            (_now("You then have"), self.outcome),
        ]
        facts = [Fact(label=label, text=said, html=text.inline(said)) for label, said in rows if said]
        phases = reader.phase_fact()
        return (*facts, phases) if phases else tuple(facts)

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """A how-to with its steps."""
        return {
            **super().json_ld(reader),
            "@type": "HowTo",
            "step": steps_json_ld(self.steps),
        }
