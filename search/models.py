"""What search keeps in the database: which pages have changed since they were indexed."""

from __future__ import annotations

from django.db import models


class DirtyPage(models.Model):
    """A page whose documents have to be made anew, or taken out. Written in the transaction that changed the page.

    A page may have several rows; whoever has brought the index up to date deletes the rows that it has seen. The page
    may be gone by then, so its number is no foreign key.
    """

    page = models.PositiveBigIntegerField(db_index=True)
    uids = models.JSONField(default=list, help_text="Documents to take out that the page itself can no longer name.")
    since = models.DateTimeField(auto_now_add=True)
    carried = models.BooleanField(
        default=False, help_text="Carried out while a rebuild was under way, which has to do it again."
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page} since {self.since:%Y-%m-%d %H:%M:%S}"


class RebuildUnderWay(models.Model):
    """A rebuild of the index that has begun. What is carried out meanwhile is kept for it."""

    began_at = models.DateTimeField(auto_now_add=True)
    alive_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"since {self.began_at:%Y-%m-%d %H:%M:%S}"
