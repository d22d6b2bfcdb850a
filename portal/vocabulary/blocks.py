"""Choosing a concept in a stream field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser, SnippetChooserAdapter

from portal.vocabulary.models.concepts import Concept, ConceptKind


def _said(name: str) -> str:
    return str(getattr(AdminSnippetChooser(model=Concept), name))


_said_now: Callable[[str], str] = lazy(_said, str)
"""A text of the chooser in the language of the moment."""


class ConceptChooser(AdminSnippetChooser):
    """The chooser, opened on the concepts of one kind."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(model=Concept, **kwargs)
        # A block keeps its chooser, and Wagtail writes these on it in the language of whoever is the first to see it.
        for name in ("choose_one_text", "choose_another_text", "link_to_chosen_text"):
            setattr(self, name, _said_now(name))

    def get_chooser_modal_url(self) -> str:
        """The chooser's address with the kind chosen beforehand."""
        return f"{super().get_chooser_modal_url()}?{urlencode({'kind': self.kind})}"


register(SnippetChooserAdapter(), ConceptChooser)


class ConceptChooserBlock(SnippetChooserBlock):
    """A concept of one kind.

    Args:
        kind: value of ``ConceptKind``.
    """

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__("vocabulary.Concept", **kwargs)
        self.kind = str(kind)

    @cached_property
    def widget(self) -> ConceptChooser:
        """The chooser of concepts of this kind."""
        return ConceptChooser(self.kind, icon=self.meta.icon)

    def clean(self, value: Any) -> Any:
        """Want a concept of the kind.

        Raises:
            ValidationError: the concept is of another kind.
        """
        concept = super().clean(value)
        if concept is not None and concept.kind != self.kind:
            raise ValidationError(_("Choose one of: %(kind)s.") % {"kind": ConceptKind(self.kind).label})
        return concept

    class Meta:
        icon = "tag"
