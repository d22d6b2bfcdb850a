"""What a translation was made from, so that a later change of the original is seen (``portal.core.staleness``)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class TranslationState(models.Model):
    """One record per translation, kept by signals; editors see what follows from it, never the record.

    Both JSON fields map the path of a text (see ``portal.core.prose``) to the original's text that the translation
    stands for (``sum``, ``text``) and to a checksum of the translation's own text at that moment (``own``).
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="translation_state")
    remembered = models.JSONField(default=dict, help_text="What the published translation stands for.")
    edited = models.JSONField(
        default=dict, help_text="The same for texts edited in the draft; taken over on publishing."
    )
    changed_fields = models.PositiveSmallIntegerField(_("texts changed in the original"), default=0, db_index=True)
    marked_on = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self) -> str:
        return f"{self.page}: {self.changed_fields}"
