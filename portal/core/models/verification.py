"""Points that editors must verify before a text can be trusted. Seen in the admin, never by readers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, Page

from portal.core.languages import shown


class VerificationPoint(models.Model):
    """A general question that several pages depend on, such as the procurement thresholds."""

    editors_may: ClassVar[tuple[str, ...]] = ("add", "change", "delete")
    """What members of the editors’ group may do (``portal.core.permissions``)."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    text_da = models.TextField(_("what to check, in Danish"))
    text_sv = models.TextField(_("what to check, in Swedish"))

    panels = [FieldPanel("code"), FieldPanel("text_da"), FieldPanel("text_sv")]

    class Meta:
        verbose_name = _("point to verify")
        verbose_name_plural = _("points to verify")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} · {self.text(shown())[:80]}"

    def text(self, language: str) -> str:
        """What to check, in ``language``."""
        return self.text_sv if language == "sv" else self.text_da


class VerificationMark(Orderable):
    """A point that is open (or was settled) on one page. Kept on the original."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="verification_marks")
    point = models.ForeignKey(
        VerificationPoint,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="marks",
        verbose_name=_("point"),
    )
    note_da = models.TextField(_("what to check here, in Danish"), blank=True)
    note_sv = models.TextField(_("what to check here, in Swedish"), blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("point"), FieldPanel("settled_on")]),
        FieldPanel("note_da"),
        FieldPanel("note_sv"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("point to verify")
        verbose_name_plural = _("points to verify")

    def __str__(self) -> str:
        return self.point.code if self.point else self.note_da[:60]

    def note(self, language: str) -> str:
        """What to check on this page, in ``language``; may be empty."""
        return self.note_sv if language == "sv" else self.note_da
