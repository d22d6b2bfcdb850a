"""Relations between pages, written once and read from both ends.

A relation joins the *originals*; a reader in Swedish is shown the Swedish translations of the same two pages.
What kind of relation it is follows from the types of the pages (a guide and a template: "uses"), except where a
role says more.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page


class Relation(Orderable):
    """``source`` is the page it was written on, ``target`` the other end."""

    class Role(models.TextChoices):
        """What the target is to the source."""

        RELATED = "related", _("belongs together with")
        MEMBER_OF = "member_of", _("is a member of")
        HOSTS = "hosts", _("runs")

    source = ParentalKey(Page, on_delete=models.CASCADE, related_name="relations_out", verbose_name=_("from"))
    target = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="relations_in", verbose_name=_("page"))
    role = models.CharField(_("relation"), max_length=20, choices=Role, default=Role.RELATED)

    panels = [PageChooserPanel("target"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "role"], name="one_relation_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="no_relation_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.target}"
