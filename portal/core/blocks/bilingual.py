"""A pair of texts inside a fact that both languages share: the fact has one home, its words exist twice."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Bilingual(blocks.StructBlock):
    """A text in Danish and Swedish.

    Args:
        multiline: a text area instead of a line.
        needed: whether both languages must be filled in.
    """

    def __init__(self, *, multiline: bool = False, needed: bool = True, **kwargs: Any) -> None:
        one = blocks.TextBlock if multiline else blocks.CharBlock
        extra: dict[str, Any] = {"rows": 3} if multiline else {}
        super().__init__(
            [
                ("da", one(label=_("Danish"), required=needed, **extra)),
                ("sv", one(label=_("Swedish"), required=needed, **extra)),
            ],
            required=needed,
            **kwargs,
        )
        self._needed = needed

    def clean(self, value: Any) -> Any:
        """Want both languages or neither, except in a draft.

        Raises:
            StructBlockValidationError: on the language that lacks the text.
        """
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        for language, other in (("da", "sv"), ("sv", "da")):
            if cleaned.get(other) and not cleaned.get(language):
                raise blocks.StructBlockValidationError(
                    {language: ValidationError(_("The text is given in one language only."))}
                )
        return cleaned

    class Meta:
        icon = "doc-full"


def pick(value: Any, language: str) -> str:
    """The text of a :class:`Bilingual` value in ``language``; empty when there is none."""
    return str((value or {}).get(language) or "")
