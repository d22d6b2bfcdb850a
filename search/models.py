"""What search keeps in the database: which pages have changed since they were indexed, and what was asked how often."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DirtyPage(models.Model):
    """A page whose documents have to be made anew, or taken out. Written in the transaction that changed the page.

    Each engine has rows of its own, so that one that is away holds up no other. A page may have several rows; whoever
    has brought the index up to date deletes the rows that it has seen. The page may be gone by then, so its number is
    no foreign key.
    """

    engine = models.CharField(max_length=20)
    page = models.PositiveBigIntegerField(db_index=True)
    uids = models.JSONField(default=list, help_text="Documents to take out that the page itself can no longer name.")
    since = models.DateTimeField(auto_now_add=True)
    carried = models.BooleanField(
        default=False, help_text="Carried out while a rebuild was under way, which has to do it again."
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["engine", "carried", "id"], name="waiting_for_an_engine")]

    def __str__(self) -> str:
        return f"{self.page} for {self.engine} since {self.since:%Y-%m-%d %H:%M:%S}"


class RebuildUnderWay(models.Model):
    """A rebuild of the index that has begun. What is carried out meanwhile is kept for it."""

    engine = models.CharField(max_length=20)
    began_at = models.DateTimeField(auto_now_add=True)
    alive_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.engine} since {self.began_at:%Y-%m-%d %H:%M:%S}"


class SearchCount(models.Model):
    """How often words were searched for on a day. Who did so is known nowhere."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=2)
    query = models.CharField(_("words"), max_length=80)
    count = models.PositiveIntegerField(_("searches"), default=0)
    zero_results = models.PositiveIntegerField(_("without results"), default=0)
    clicks = models.PositiveIntegerField(_("opened results"), default=0)

    class Meta:
        verbose_name = _("search count")
        verbose_name_plural = _("search counts")
        ordering = ["-day", "-count"]
        constraints = [models.UniqueConstraint(fields=["day", "language", "query"], name="one_search_count_a_day")]

    def __str__(self) -> str:
        return f"{self.query} ({self.language}, {self.day}): {self.count}"
