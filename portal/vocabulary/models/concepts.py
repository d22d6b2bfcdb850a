"""Concepts: one id, two names (docs/adr/0003).

A concept is a glossary term, a value of a facet, or both. It has no language of its own: pages in both languages are
classified with the same concept, so a facet has one value and one count, and a search in either language finds both.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from portal.core.languages import OTHER


class ConceptKind(models.TextChoices):
    """What a concept is a value of. Editors add values; a new kind is a developer's work, because a facet needs a
    place.
    """

    TERM = "term", _("Term")
    PHASE = "phase", _("Phase")
    AREA = "area", _("Area of care")
    TECHNOLOGY = "technology", _("Technology")
    AUDIENCE = "audience", _("Reader")
    COUNTRY = "country", _("Country")
    TIME = "time", _("Time it takes")
    FORMAT = "format", _("Format")
    PITFALL = "pitfall", _("General pitfall")
    ORGANISATION_TYPE = "organisation-type", _("Type of organisation")
    ERRAND = "errand", _("Errand of a company")
    COMPANY_STAGE = "company-stage", _("Where a company is")
    COLLABORATION = "collaboration", _("Form of collaboration")
    LEGAL_FORM = "legal-form", _("Legal form")
    EFFECT_AREA = "effect-area", _("Kind of effect")
    ACTOR = "actor", _("Actor")
    MUNICIPALITY_SIZE = "municipality-size", _("Size of municipality")


class Concept(index.Indexed, ClusterableModel):
    """A concept with its Danish and Swedish name."""

    editors_may: ClassVar[tuple[str, ...]] = ("add", "change", "delete")
    """What members of the editors’ group may do (``portal.core.permissions``)."""

    key = models.SlugField(
        _("stable key"), max_length=80, unique=True, help_text=_("Part of addresses and never changed.")
    )
    kind = models.CharField(_("value of"), max_length=30, choices=ConceptKind, default=ConceptKind.TERM)
    in_glossary = models.BooleanField(_("in the glossary"), default=False)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Order among the values of its kind; the phase's number for a phase.")
    )
    name_da = models.CharField(_("name in Danish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    definition_da = models.TextField(
        _("explanation in Danish"),
        blank=True,
        help_text=_("One or two sentences. Opens where the term is first used on a page."),
    )
    definition_sv = models.TextField(_("explanation in Swedish"), blank=True)
    about = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="explains",
        verbose_name=_("page about the concept"),
        help_text=_("The page, in either language, that says most about it."),
    )
    updated_at = models.DateTimeField(auto_now=True)
    to_verify = models.CharField(
        _("to be verified by the editors"),
        max_length=255,
        blank=True,
        help_text=_("Never shown to readers. The code of a point, such as V15, stands for what the point says."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name_da"), FieldPanel("name_sv"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("order"), FieldPanel("in_glossary")]),
        FieldPanel("key"),
        MultiFieldPanel([FieldPanel("definition_da"), FieldPanel("definition_sv")], heading=_("Explanation")),
        InlinePanel(
            "labels",
            heading=_("Other words for it"),
            label=_("word"),
            help_text=_("Synonyms and acronyms. Searches find the concept by them at once."),
        ),
        PageChooserPanel("about"),
        FieldPanel("to_verify"),
    ]
    search_fields = [
        index.AutocompleteField("name_da"),
        index.AutocompleteField("name_sv"),
        index.AutocompleteField("key"),
        index.RelatedFields("labels", [index.AutocompleteField("text")]),
        index.FilterField("kind"),
        index.FilterField("in_glossary"),
    ]

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["kind", "order", "name_da"]

    def __str__(self) -> str:
        return f"{self.name_da} · {self.name_sv}"

    def clean(self) -> None:
        """Want the explanation in both languages or in neither, and the key as it was.

        Raises:
            ValidationError: on the language that lacks the explanation, or on ``key``.
        """
        super().clean()
        for language, other in OTHER.items():
            if getattr(self, f"definition_{other}") and not getattr(self, f"definition_{language}"):
                raise ValidationError({f"definition_{language}": _("The explanation is given in one language only.")})
        if self.pk and Concept.objects.filter(pk=self.pk).exclude(key=self.key).exists():
            raise ValidationError({"key": _("The key is part of addresses and cannot be changed.")})

    def name(self, language: str) -> str:
        """The name in ``language``."""
        return self.name_sv if language == "sv" else self.name_da

    def definition(self, language: str) -> str:
        """The explanation in ``language``; may be empty."""
        return self.definition_sv if language == "sv" else self.definition_da

    def acronyms(self, language: str) -> list[str]:
        """The acronyms in ``language``."""
        acronym = ConceptLabel.Closeness.ACRONYM
        return [label.text for label in self.labels.all() if (label.language, label.closeness) == (language, acronym)]


class ConceptLabel(Orderable):
    """Another word for a concept in one language."""

    class Closeness(models.TextChoices):
        """How near the word is; search gives the nearer one more weight."""

        FULL = "full", _("means the same")
        ACRONYM = "acronym", _("acronym")
        NEAR = "near", _("means nearly the same")
        FORMER = "former", _("former name")
        LOOSE = "loose", _("used loosely")
        HIDDEN = "hidden", _("for search only, not shown")

    SAME: ClassVar[frozenset[str]] = frozenset({Closeness.FULL, Closeness.ACRONYM})
    """Words that readers may use instead of the concept's name."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=2, choices=[("da", _("Danish")), ("sv", _("Swedish"))])
    text = models.CharField(_("word"), max_length=120)
    closeness = models.CharField(_("closeness"), max_length=10, choices=Closeness, default=Closeness.FULL)

    panels = [FieldRowPanel([FieldPanel("text"), FieldPanel("language"), FieldPanel("closeness")])]

    class Meta(Orderable.Meta):
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [models.UniqueConstraint(fields=["concept", "language", "text"], name="one_label_once")]

    def __str__(self) -> str:
        return self.text


def glossary_url(concept_key: str, language: str) -> str:
    """Address of a concept's glossary page."""
    return reverse(f"term_{language}", args=[concept_key])
