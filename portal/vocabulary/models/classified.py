"""Pages classified by concepts, and the form that offers each facet as a group of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from portal.core.forms import PortalPageForm
from portal.core.kinds import content_types
from portal.core.models import PortalPage
from portal.core.visibility import visible_in

from .concepts import Concept, ConceptKind


class PageConcept(Orderable):
    """One concept of one page. Kept on the original."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="concept_tags")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="page_tags", verbose_name=_("concept"))

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "concept"], name="one_concept_once_per_page")]

    def __str__(self) -> str:
        return str(self.concept)


class ConceptsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """The values of one kind as check boxes, named in the editor's language."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, kind: ConceptKind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(
            queryset=Concept.objects.filter(kind=kind).order_by("order", "name_da"),
            required=False,
            label=kind.label,
            **kwargs,
        )

    def label_from_instance(self, obj: models.Model) -> str:
        """The concept's name in the language of the admin."""
        assert isinstance(obj, Concept)
        return obj.name((get_language() or "da")[:2])


class ClassifiedPageForm(PortalPageForm):
    """Adds one field per facet; together they are the page's ``concept_tags``."""

    concepts_phase = ConceptsField(ConceptKind.PHASE)
    concepts_area = ConceptsField(ConceptKind.AREA)
    concepts_technology = ConceptsField(ConceptKind.TECHNOLOGY)
    concepts_audience = ConceptsField(ConceptKind.AUDIENCE)
    concepts_country = ConceptsField(ConceptKind.COUNTRY)
    concepts_time = ConceptsField(ConceptKind.TIME)
    concepts_format = ConceptsField(ConceptKind.FORMAT)
    concepts_organisation_type = ConceptsField(ConceptKind.ORGANISATION_TYPE)
    concepts_errand = ConceptsField(ConceptKind.ERRAND)
    concepts_company_stage = ConceptsField(ConceptKind.COMPANY_STAGE)
    concepts_collaboration = ConceptsField(ConceptKind.COLLABORATION)
    concepts_legal_form = ConceptsField(ConceptKind.LEGAL_FORM)
    concepts_municipality_size = ConceptsField(ConceptKind.MUNICIPALITY_SIZE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in FACET_FIELDS.items():
            if kind not in self.instance.facets:
                self.fields.pop(name, None)
        chosen = {tag.concept_id for tag in self.instance.concept_tags.all()}
        for name in FACET_FIELDS:
            if name in self.fields:
                field = self.fields[name]
                assert isinstance(field, ConceptsField)
                offered = Concept.objects.filter(kind=field.kind).values_list("pk", flat=True)
                self.initial[name] = [pk for pk in offered if pk in chosen]

    def extra_shared_fields(self) -> list[str]:
        """Classification is a fact with one home."""
        return list(FACET_FIELDS)

    def _post_clean(self) -> None:
        """Turn the chosen values into tags before the page as a whole is checked."""
        self._set_tags()
        super()._post_clean()

    def _set_tags(self) -> None:
        """Keep the tags of kinds that the form does not show."""
        shown = [name for name in FACET_FIELDS if name in self.fields]
        if not shown:
            return
        kinds = {FACET_FIELDS[name] for name in shown}
        tags = [tag for tag in self.instance.concept_tags.all() if tag.concept.kind not in kinds]
        existing = {tag.concept_id: tag for tag in self.instance.concept_tags.all()}
        for name in shown:
            tags.extend(
                existing.get(concept.pk) or PageConcept(page=self.instance, concept=concept)
                for concept in self.cleaned_data.get(name) or ()
            )
        for position, tag in enumerate(tags):
            tag.sort_order = position
        self.instance.concept_tags.set(tags)


FACET_FIELDS: dict[str, ConceptKind] = {
    name: field.kind for name, field in ClassifiedPageForm.base_fields.items() if isinstance(field, ConceptsField)
}
"""Name of each facet's form field, and its kind."""


class FacetsPanel(MultiFieldPanel):
    """One group of check boxes for each facet of the page type."""

    def on_model_bound(self) -> None:
        """The page type is known only now."""
        names = {kind: name for name, kind in FACET_FIELDS.items()}
        self.children = [FieldPanel(names[kind], heading=kind.label) for kind in self.model.facets]
        super().on_model_bound()


class ClassifiedPage(PortalPage):
    """A page with facets."""

    facets: ClassVar[tuple[ConceptKind, ...]] = (
        ConceptKind.PHASE,
        ConceptKind.AREA,
        ConceptKind.TECHNOLOGY,
        ConceptKind.AUDIENCE,
    )
    """Kinds of concept that the editor of this page type is asked for."""
    shared_relations: ClassVar[tuple[str, ...]] = (*PortalPage.shared_relations, "concept_tags")

    base_form_class = ClassifiedPageForm

    class Meta:
        abstract = True

    def listed_on(self) -> models.QuerySet[Page]:
        """The pages of its phases, which show what is classified with them."""
        phases = PageConcept.objects.filter(
            page__translation_key=self.translation_key, concept__kind=ConceptKind.PHASE
        ).values("concept")
        alike = PageConcept.objects.filter(concept__in=phases).values("page__translation_key")
        pages = visible_in(self.language).filter(content_type__in=content_types("phase"), translation_key__in=alike)
        return pages.exclude(translation_key=self.translation_key).order_by("path")

    def reader(self, request: HttpRequest) -> Any:
        """A reader that knows concepts."""
        from portal.vocabulary.reading import ConceptReader

        return ConceptReader(self, request)

    @classmethod
    def facets_panel(cls) -> FacetsPanel:
        """The panel with one group of check boxes per facet of the page type that it is used on."""
        return FacetsPanel(heading=_("Classification"))
