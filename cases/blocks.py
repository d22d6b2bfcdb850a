"""Stream blocks of a case.

Blocks that are facts (effects, quotes, follow-ups, use elsewhere) are kept once, on the original, with their words in
both languages; blocks that are prose (story, lessons) belong to the page of one language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import Bilingual
from portal.vocabulary.blocks import ConceptChooserBlock
from portal.vocabulary.models import ConceptKind


class EffectKind(models.TextChoices):
    """How an effect is known."""

    MEASURED = "measured", _("measured")
    EXPERIENCED = "experienced", _("experienced")
    EXPECTED = "expected", _("expected")
    NOT_STATED = "not_stated", _("not stated in the source")


class EffectBlock(blocks.StructBlock):
    """One effect: what changed, and whether it is measured, experienced or hoped for."""

    area = ConceptChooserBlock(ConceptKind.EFFECT_AREA.value, label=_("kind of effect"), required=False)
    kind = blocks.ChoiceBlock(
        choices=EffectKind.choices,
        label=_("measured, experienced or expected"),
        help_text=_("A wish for fewer admissions is not a result: choose “expected”."),
    )
    statement = Bilingual(multiline=True, label=_("what the source says changed"))
    metric = Bilingual(needed=False, label=_("what was measured"))
    baseline = blocks.DecimalBlock(label=_("before"), required=False)
    value = blocks.DecimalBlock(label=_("after"), required=False)
    unit = Bilingual(needed=False, label=_("unit"))
    change = Bilingual(
        needed=False,
        label=_("change in words"),
        help_text=_("Where the source measured but gives no figure, such as “halved”."),
    )
    n = blocks.IntegerBlock(label=_("number of people or units"), required=False, min_value=1)
    period = Bilingual(needed=False, label=_("period"))
    source = blocks.CharBlock(
        label=_("source"), required=False, help_text=_("Code of one of the page's sources, such as S3.")
    )

    def clean(self, value: Any) -> Any:
        """A measured effect needs a figure, or the change in words, and what was measured.

        Raises:
            StructBlockValidationError: on ``value`` or ``metric``.
        """
        cleaned = super().clean(value)
        if cleaned.get("kind") == EffectKind.MEASURED and not self.is_deferred_validation:
            if cleaned.get("value") is None and not (cleaned.get("change") or {}).get("da"):
                raise blocks.StructBlockValidationError(
                    {"value": ValidationError(_("A measured effect needs its figure, or its change in words."))}
                )
            if not (cleaned.get("metric") or {}).get("da"):
                raise blocks.StructBlockValidationError({"metric": ValidationError(_("Say what was measured."))})
        return cleaned

    class Meta:
        label = _("effect")
        icon = "success"


class QuoteBlock(blocks.StructBlock):
    """What somebody said: in indirect speech from a published source, or word for word with written consent."""

    person = blocks.CharBlock(label=_("person"), max_length=120)
    role = Bilingual(label=_("role at the time of the source"))
    text = Bilingual(multiline=True, label=_("what the person says"))
    source = blocks.CharBlock(
        label=_("source"), required=False, help_text=_("Code of one of the page's sources, such as S3.")
    )
    word_for_word = blocks.BooleanBlock(label=_("word for word"), required=False)
    consent_on = blocks.DateBlock(label=_("consent given on"), required=False)
    consent_scope = blocks.CharBlock(
        label=_("what the consent covers"), required=False, help_text=_("Kept for the record, never shown.")
    )
    withdrawn_on = blocks.DateBlock(
        label=_("consent withdrawn on"), required=False, help_text=_("From then on the quote is not shown.")
    )

    def clean(self, value: Any) -> Any:
        """Words in quotation marks need a written consent.

        Raises:
            StructBlockValidationError: on ``consent_on``.
        """
        cleaned = super().clean(value)
        if cleaned.get("word_for_word") and not cleaned.get("consent_on") and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                {"consent_on": ValidationError(_("A quotation word for word needs a written consent: give its date."))}
            )
        return cleaned

    def for_readers(self, value: Any) -> Mapping[str, Any] | None:
        """The words and whose they are; nothing of the consent, and nothing at all without it or after its end."""
        if value.get("withdrawn_on") or (value.get("word_for_word") and not value.get("consent_on")):
            return None
        return {name: value.get(name) for name in ("person", "role", "text", "source", "word_for_word")}

    class Meta:
        label = _("statement")
        icon = "openquote"


class FollowUpBlock(blocks.StructBlock):
    """An entry of the follow-up log, 6, 12 or 24 months on."""

    months = blocks.IntegerBlock(label=_("months after"), min_value=1, max_value=240)
    on = blocks.DateBlock(label=_("date"))
    running = blocks.ChoiceBlock(
        choices=[("yes", _("still in use")), ("partly", _("partly in use")), ("no", _("stopped"))],
        label=_("still in use?"),
    )
    note = Bilingual(multiline=True, label=_("what we were told, and why it stopped"))

    class Meta:
        label = _("follow-up")
        icon = "history"


class AlsoInUseBlock(blocks.StructBlock):
    """Somewhere else the solution is in use."""

    organisation = blocks.PageChooserBlock(
        label=_("organisation"),
        required=False,
        page_type=["organisations.OrganisationPage", "organisations.NetworkPage"],
    )
    name = Bilingual(needed=False, label=_("name, if it has no page here"))
    since = blocks.CharBlock(label=_("since"), required=False, max_length=40)
    adapted = Bilingual(needed=False, multiline=True, label=_("what was adapted"))

    class Meta:
        label = _("also in use at")
        icon = "site"


class StoryBlock(blocks.StructBlock):
    """A part of the story."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    text = blocks.TextBlock(
        label=_("text"), rows=6, help_text=_("Codes of sources in square brackets become numbered links: [S3].")
    )

    class Meta:
        label = _("part of the story")
        icon = "pilcrow"


class LessonBlock(blocks.StructBlock):
    """What one of the actors learned."""

    actor = ConceptChooserBlock(ConceptKind.ACTOR.value, label=_("who"), required=False)
    text = blocks.TextBlock(label=_("what they learned"), rows=3)

    class Meta:
        label = _("lesson")
        icon = "comment"


def points(label: object) -> list[tuple[str, blocks.Block]]:
    """Block types of a plain list of short texts."""
    return [("item", blocks.TextBlock(label=label, rows=2))]
