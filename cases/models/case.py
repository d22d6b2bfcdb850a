"""The case story: fields and editor. How it is read is in ``cases.reading``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cases.blocks import AlsoInUseBlock, EffectBlock, FollowUpBlock, LessonBlock, QuoteBlock, StoryBlock, points
from portal.core.blocks import PLAIN_FEATURES, raw_values
from portal.core.models import PortalPage
from portal.core.searchable import SearchablePage
from portal.core.stating import Stating, StatingFormMixin
from portal.organisations.models import ENTRY_POINT_TYPES, Participation
from portal.vocabulary.models import ClassifiedPage, ConceptKind
from portal.vocabulary.models.classified import ClassifiedPageForm


class EvidenceLevel(models.IntegerChoices):
    """How well the effects of a case are known (decisions, 4)."""

    TOLD = 1, _("told by the parties")
    TRIED = 2, _("tried in operation")
    MEASURED = 3, _("measured before and after")
    EVALUATED = 4, _("independently evaluated")


class CaseStatus(models.TextChoices):
    """Where the case stands."""

    ONGOING = "ongoing", _("ongoing")
    ENDED = "ended", pgettext_lazy("status", "ended")
    UNKNOWN = "unknown", pgettext_lazy("status", "unknown")


class CasePageForm(StatingFormMixin, ClassifiedPageForm):
    """The editor's form of a case."""


class CasePage(Stating, SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """A case story."""

    content_kind = "case"
    search_prior = 0.92
    template = "cases/case_page.html"
    parent_page_types: ClassVar[list[str]] = ["cases.CaseIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    facets = (
        ConceptKind.PHASE,
        ConceptKind.AREA,
        ConceptKind.TECHNOLOGY,
        ConceptKind.AUDIENCE,
        ConceptKind.COUNTRY,
        ConceptKind.COLLABORATION,
        ConceptKind.LEGAL_FORM,
        ConceptKind.MUNICIPALITY_SIZE,
    )
    base_form_class = CasePageForm
    shared_fields = (
        *PortalPage.shared_fields,
        "not_stated",
        "status",
        "evidence_level",
        "sponsored",
        "product_name",
        "staff_hours",
        "amount",
        "currency",
        "began_on",
        "ended_on",
        "effects",
        "quotes",
        "follow_ups",
        "also_in_use",
        "contact_organisation",
    )
    shared_relations = (*ClassifiedPage.shared_relations, "participations")
    stateable: ClassVar[dict[str, Any]] = {
        "fact_period": _("period"),
        "fact_effect": _("effect"),
        "unit": _("unit"),
        "people_affected": _("who is affected"),
        "product_name": _("name of the product"),
        "legal_form": _("legal form"),
        "funding": _("funding"),
        "staff_hours": _("hours of staff"),
        "paid_by_after": _("who pays after the project"),
        "procurement_result": _("result of the procurement"),
        "preconditions": _("what must be in place"),
        "integrations": _("integrations"),
        "running_cost": _("running cost"),
    }
    must_answer = ("fact_period", "fact_effect", "funding", "staff_hours", "paid_by_after", "running_cost")

    # The fact box: five answers, in this order, none left out.
    fact_who = models.TextField(_("who"))
    fact_what = models.TextField(_("what"))
    fact_goal = models.TextField(_("goal"))
    fact_period = models.CharField(_("period"), max_length=255, blank=True)
    fact_effect = models.TextField(_("effect"), blank=True)
    evidence_note = models.CharField(_("why this level of evidence"), max_length=400, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    solution = models.TextField(_("solution"), blank=True)
    story = StreamField([("part", StoryBlock())], verbose_name=_("story"), blank=True)
    takeaways = StreamField(points(_("point")), verbose_name=_("what others can use"), blank=True)
    difficulties = StreamField(points(_("difficulty")), verbose_name=_("what was difficult"), blank=True)
    lessons = StreamField([("lesson", LessonBlock())], verbose_name=_("lessons by actor"), blank=True)
    outside = RichTextField(_("what we know from elsewhere"), features=PLAIN_FEATURES, blank=True)
    unknown = RichTextField(
        _("what we do not know"),
        features=PLAIN_FEATURES,
        blank=True,
        help_text=_("Every case at level 1 or 2 has this."),
    )
    unit = models.CharField(_("unit"), max_length=255, blank=True)
    people_affected = models.TextField(_("who is affected"), blank=True)
    funding = models.TextField(_("funding"), blank=True)
    paid_by_after = models.TextField(_("who pays after the project"), blank=True)
    procurement_result = models.TextField(_("result of the procurement"), blank=True)
    preconditions = models.TextField(_("what must be in place"), blank=True)
    integrations = models.TextField(_("integrations"), blank=True)
    running_cost = models.TextField(_("running cost"), blank=True)
    status_date = models.CharField(
        _("status as of"),
        max_length=160,
        blank=True,
        help_text=_("When the source said so. Continues a sentence: “as stated …”."),
    )
    author = models.CharField(_("author of the source"), max_length=255, blank=True)
    payer = models.CharField(_("who paid for the source"), max_length=255, blank=True)
    interest = models.CharField(_("whose interest"), max_length=400, blank=True)

    # Facts with one home, on the original.
    evidence_level = models.PositiveSmallIntegerField(_("evidence"), choices=EvidenceLevel, default=EvidenceLevel.TOLD)
    status = models.CharField(_("status"), max_length=10, choices=CaseStatus, default=CaseStatus.UNKNOWN)
    sponsored = models.BooleanField(_("the source is paid-for content"), default=False)
    product_name = models.CharField(_("name of the product"), max_length=160, blank=True)
    staff_hours = models.PositiveIntegerField(_("hours of staff"), null=True, blank=True)
    amount = models.DecimalField(_("amount of funding"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, choices=[("DKK", "DKK"), ("SEK", "SEK"), ("EUR", "EUR")]
    )
    began_on = models.DateField(_("began"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    effects = StreamField([("effect", EffectBlock())], verbose_name=_("effects, one by one"), blank=True)
    quotes = StreamField([("quote", QuoteBlock())], verbose_name=_("what those involved say"), blank=True)
    follow_ups = StreamField([("follow_up", FollowUpBlock())], verbose_name=_("follow-up log"), blank=True)
    also_in_use = StreamField([("place", AlsoInUseBlock())], verbose_name=_("also in use at"), blank=True)
    contact_organisation = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("where to ask"),
        help_text=_("The entry point to which readers' questions go."),
    )

    edit_handler = PortalPage.tabs(
        [
            MultiFieldPanel(
                [FieldPanel(name) for name in ("fact_who", "fact_what", "fact_goal", "fact_period", "fact_effect")],
                heading=_("The five answers of the fact box"),
            ),
            FieldPanel("evidence_note"),
            MultiFieldPanel(
                [FieldPanel("problem"), FieldPanel("solution")],
                heading=_("Problem and solution"),
                classname="collapsed",
            ),
            FieldPanel("story"),
            FieldPanel("takeaways"),
            FieldPanel("difficulties"),
            FieldPanel("lessons"),
            FieldPanel("unknown"),
            FieldPanel("outside"),
            MultiFieldPanel(
                [
                    FieldPanel(n)
                    for n in (
                        "unit",
                        "people_affected",
                        "funding",
                        "paid_by_after",
                        "procurement_result",
                        "preconditions",
                        "integrations",
                        "running_cost",
                        "status_date",
                    )
                ],
                heading=_("More facts, in words"),
            ),
            MultiFieldPanel(
                [FieldPanel("author"), FieldPanel("payer"), FieldPanel("interest")],
                heading=_("Where the story comes from"),
            ),
        ],
        [
            FieldPanel("not_stated"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("evidence_level"), FieldPanel("status")]), FieldPanel("sponsored")],
                heading=_("How well we know it"),
            ),
            FieldPanel("effects"),
            InlinePanel("participations", heading=_("Who takes part"), label=_("organisation")),
            ClassifiedPage.facets_panel(),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("product_name"), FieldPanel("staff_hours")]),
                    FieldRowPanel([FieldPanel("amount"), FieldPanel("currency")]),
                    FieldRowPanel([FieldPanel("began_on"), FieldPanel("ended_on")]),
                ],
                heading=_("Figures and dates"),
            ),
            FieldPanel("quotes"),
            FieldPanel("follow_ups"),
            FieldPanel("also_in_use"),
            PageChooserPanel("contact_organisation", page_type=ENTRY_POINT_TYPES),
        ],
    )

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def has_value(self, name: str) -> bool:
        """The legal form is a concept, the funding may be an amount; the rest are fields."""
        if name == "legal_form":
            return any(tag.concept.kind == ConceptKind.LEGAL_FORM for tag in self.concept_tags.all())
        if name == "funding" and self.amount:
            return True
        return super().has_value(name)

    def answers(self, name: str, values: dict[str, Any]) -> bool:
        """An amount answers the question of the funding."""
        return super().answers(name, values) or (name == "funding" and bool(values.get("amount")))

    def linked_ids(self) -> set[int]:
        """Where else the solution is in use, and where to ask."""
        original = self.original
        places = {value["organisation"] for value in raw_values(original.also_in_use) if value.get("organisation")}
        ask = {original.contact_organisation_id} if original.contact_organisation_id else set()
        return super().linked_ids() | places | ask

    def extra_frame_pages(self) -> models.Q:
        """The organisations that take part, in the language they were entered in."""
        mine = Participation.objects.filter(page=self.original.pk, organisation__isnull=False)
        return models.Q(pk__in=mine.values("organisation"))

    def extra_related(self) -> models.Q:
        """The organisations that take part."""
        mine = Participation.objects.filter(page__translation_key=self.translation_key, organisation__isnull=False)
        return models.Q(translation_key__in=mine.values("organisation__translation_key"))

    def view(self, reader: Any) -> Any:
        """The case as the template reads it."""
        from cases.reading import case_context

        return case_context(self, reader)

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """Evidence, how the effects are known, and status."""
        original = self.original
        kinds = dict.fromkeys(value["kind"] for value in raw_values(original.effects) if value.get("kind"))
        return {"evidence": (str(original.evidence_level),), "effect": tuple(kinds), "status": (original.status,)}

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """An article; what was paid for is said to be that."""
        data = {**super().json_ld(reader), "@type": "Article", "headline": self.title}
        if self.shared("sponsored"):
            data["@type"] = "AdvertiserContentArticle"
        if self.first_published_at:
            data["datePublished"] = self.first_published_at.date().isoformat()
        return data
