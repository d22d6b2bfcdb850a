"""What the seed has written, so that a later run knows an editor's work from its own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeededItem(models.Model):
    """One entry of the seed files that was written to the database, perhaps edited or deleted since."""

    class Kind(models.TextChoices):
        """What was written."""

        PAGE = "page", _("page")
        CONCEPT = "concept", _("concept")
        SOURCE = "source", _("source")
        POINT = "point", _("point to verify")
        NAVIGATION = "navigation", _("header and footer")
        FILE = "file", _("file of a template")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    key = models.CharField(_("stable key"), max_length=120)
    language = models.CharField(_("language"), max_length=2, blank=True)
    seed_checksum = models.CharField(_("checksum of the seed data"), max_length=64)
    written = models.CharField(
        _("what was written"),
        max_length=64,
        help_text=_("Number of a page's revision, or a checksum of anything else's content."),
    )

    class Meta:
        verbose_name = _("seeded item")
        verbose_name_plural = _("seeded items")
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="one_seeded_item_once")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, self.key, self.language) if part)
