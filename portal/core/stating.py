"""“Not stated in the source” as a value of its own.

A fact is in one of three states: it has a value; the editor has ticked that the source does not state it; or
nobody has answered yet. The first is shown, the second is shown in words, the third stops publication of the fields
that
a page type requires an answer for, and is otherwise left out.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.contexts import Fact

EMPTY: Final[tuple[Any, ...]] = (None, "", [])
"""Values that answer nothing. Zero is an answer."""


def not_stated_text() -> str:
    """The words for a fact that the source does not state, in the active language."""
    return _("Not stated in the source")


def unanswered_text(names: list[str]) -> str:
    """The words for facts that are neither filled in nor ticked."""
    return _("Answer or tick before publishing: %(names)s.") % {"names": ", ".join(names)}


class NotStatedField(models.JSONField):
    """A list of names of facts, edited as check boxes."""

    def formfield(self, **kwargs: Any) -> Any:
        """A multiple choice; the form of the page type fills in the choices."""
        return forms.MultipleChoiceField(
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
        )


class Stating(models.Model):
    """Adds ``not_stated`` to a page type."""

    stateable: ClassVar[dict[str, Any]] = {}
    """Name and label of each fact that a source may leave out."""
    must_answer: ClassVar[tuple[str, ...]] = ()
    """Facts that need a value or a tick before the page is published."""

    not_stated = NotStatedField(
        gettext_lazy("the source does not state"),
        default=list,
        blank=True,
        help_text=gettext_lazy(
            "Tick what the source is silent about. Readers see “not stated in the source” instead of a gap or a guess."
        ),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A fact cannot both have a value and be ticked as not stated.

        Raises:
            ValidationError: on ``not_stated``, naming the facts.
        """
        super().clean()
        if getattr(self, "translated_from_id", None):
            return
        both = [
            str(label) for name, label in self.stateable.items() if name in self.not_stated and self.has_value(name)
        ]
        if both:
            raise ValidationError(
                {
                    "not_stated": _("These have a value and cannot be ticked as not stated: %(names)s.")
                    % {"names": ", ".join(both)}
                }
            )

    def obstacle(self) -> str:
        """Also when a required fact has no answer. The page type's other base class says what else there may be."""
        other: str = super().obstacle()  # type: ignore[misc]
        missing = [] if getattr(self, "translated_from_id", None) else self.unanswered()
        return other or (unanswered_text(missing) if missing else "")

    def unanswered(self) -> list[str]:
        """Labels of the facts that still need a value or a tick."""
        return [
            str(self.stateable[name])
            for name in self.must_answer
            if not self.has_value(name) and name not in self.shared_not_stated()
        ]

    def has_value(self, name: str) -> bool:
        """Whether the fact has a value on this page or on its original."""
        return getattr(self, name, None) not in EMPTY

    def answers(self, name: str, values: dict[str, Any]) -> bool:
        """Whether the values of a form answer the fact."""
        return values.get(name) not in EMPTY

    def shared_not_stated(self) -> list[str]:
        """The ticks, read from the original."""
        shared = getattr(self, "shared", None)
        return list(shared("not_stated") if shared else self.not_stated)

    def state(self, name: str, text: str, *, label: str = "") -> Fact | None:
        """The fact as a row: its value, the words for not stated, or None where nobody has answered.

        Args:
            name: name in ``stateable``.
            text: the value in the reader's language; empty where there is none.
            label: instead of the label in ``stateable``.
        """
        shown = label or str(self.stateable[name])
        shown = shown[:1].upper() + shown[1:]
        if text:
            return Fact(label=shown, text=text)
        if name in self.shared_not_stated():
            return Fact(label=shown, text=not_stated_text(), stated=False)
        return None


class StatingFormMixin:
    """Gives the ``not_stated`` field its choices, and holds publication until every required fact is answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self
        if "not_stated" in form.fields:
            form.fields["not_stated"].choices = [
                (name, capfirst(label)) for name, label in form.instance.stateable.items()
            ]

    def clean(self) -> Any:
        """On publishing, want an answer for each required fact."""
        cleaned = super().clean()  # type: ignore[misc]
        form: Any = self
        if form.is_publishing and form.instance.translated_from_id:
            self._want_translated(form, cleaned)
        elif form.is_publishing and "not_stated" in form.fields:
            self._want_answers(form, cleaned)
        return cleaned

    @staticmethod
    def _want_answers(form: Any, cleaned: dict[str, Any]) -> None:
        page, ticked = form.instance, cleaned.get("not_stated") or []
        missing = [
            str(page.stateable[name])
            for name in page.must_answer
            if name in form.fields and name not in ticked and not page.answers(name, cleaned)
        ]
        if missing:
            form.add_error("not_stated", unanswered_text(missing))

    @staticmethod
    def _want_translated(form: Any, cleaned: dict[str, Any]) -> None:
        """What the original answers in words, its translation must answer too, or readers would see a gap."""
        original = form.instance.original
        for name in form.instance.must_answer:
            if name in form.fields and cleaned.get(name) in EMPTY and getattr(original, name, None) not in EMPTY:
                form.add_error(name, _("The original has a text here; translate it before publishing."))
