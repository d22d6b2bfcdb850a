"""How editors find, edit and choose concepts; the menu group of everything that is not a page."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from portal.core.editing.viewsets import (
    NavigationViewSet,
    SourceViewSet,
    TranslatedSnippets,
    UsesIndex,
    VerificationPointViewSet,
    uses_column,
)
from portal.vocabulary.models import Concept, ConceptKind


class ConceptFilters(WagtailFilterSet):
    """Filters of the list of concepts."""

    kind = django_filters.MultipleChoiceFilter(
        label=_("Value of"), choices=ConceptKind.choices, widget=forms.CheckboxSelectMultiple
    )
    to_verify = django_filters.BooleanFilter(label=_("To be verified"), method="filter_open")

    class Meta:
        model = Concept
        fields = ["kind", "in_glossary"]

    def filter_open(self, queryset: QuerySet[Concept], name: str, value: bool) -> QuerySet[Concept]:
        """Those with, or without, something to verify."""
        return queryset.exclude(to_verify="") if value else queryset.filter(to_verify="")


class ConceptChooserFilter(SearchFilterMixin, BaseFilterForm):
    """Search and kind."""

    kind = forms.ChoiceField(
        label=_("Value of"),
        choices=[("", _("All")), *ConceptKind.choices],
        required=False,
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects: QuerySet[Concept]) -> Any:
        """Only concepts of the kind."""
        kind = self.cleaned_data.get("kind")
        return super().filter(objects.filter(kind=kind) if kind else objects)


class _ConceptColumns:
    """Both names and the kind."""

    filter_form_class = ConceptChooserFilter

    @property
    def columns(self) -> list[Any]:
        """The Danish name to click on, the Swedish one, the kind."""
        first, *rest = super().columns  # type: ignore[misc]
        first.label, first.accessor = _("Danish"), "name_da"
        return [
            first,
            Column("name_sv", label=_("Swedish")),
            Column("kind", label=_("Value of"), accessor="get_kind_display"),
            *rest,
        ]


class ConceptChoose(_ConceptColumns, ChooseView):
    """The chooser of concepts."""


class ConceptChooseResults(_ConceptColumns, ChooseResultsView):
    """Its results."""


class ConceptChooser(SnippetChooserViewSet):
    """Chooses a concept by either name."""

    choose_view_class = ConceptChoose
    choose_results_view_class = ConceptChooseResults


class ConceptViewSet(TranslatedSnippets):
    """Concepts."""

    model = Concept
    icon = "tag"
    menu_label = _("Concepts")
    menu_order = 100
    index_view_class = UsesIndex
    chooser_viewset_class = ConceptChooser
    chooser_per_page = 20
    filterset_class = ConceptFilters
    list_display = [
        "name_da",
        Column("name_sv", label=_("Name in Swedish"), sort_key="name_sv"),
        Column("kind", label=_("Value of"), accessor="get_kind_display", sort_key="kind"),
        BooleanColumn("in_glossary", label=_("In the glossary"), sort_key="in_glossary"),
        uses_column(),
    ]
    list_export = [
        "key",
        "kind",
        "name_da",
        "name_sv",
        "name_en",
        "in_glossary",
        "definition_da",
        "definition_sv",
        "to_verify",
        "use_count",
    ]
    export_headings = {"use_count": _("Uses")}
    list_per_page = 50
    copy_view_enabled = False


class KnowledgeGroup(SnippetViewSetGroup):
    """Everything that editors write besides pages, pictures and documents."""

    menu_label = _("Vocabulary and sources")
    menu_icon = "glasses"
    menu_order = 150
    items = (ConceptViewSet, SourceViewSet, VerificationPointViewSet, NavigationViewSet)
