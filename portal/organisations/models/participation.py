"""Who takes part in what: an organisation's role on a page, such as a case."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, Page

ENTRY_POINT_TYPES = [
    "organisations.OrganisationPage",
    "organisations.ProgrammePage",
    "organisations.NetworkPage",
]
"""What page choosers offer where an organisation of any type is wanted."""


class ParticipationRole(models.TextChoices):
    """What an organisation does in it."""

    MUNICIPALITY = "municipality", _("municipality")
    COMPANY = "company", _("company")
    KNOWLEDGE = "knowledge", _("research or education")
    CENTRE = "centre", _("centre")
    ADVISER = "adviser", _("adviser")
    NETWORK = "network", _("network")
    CLUSTER = "cluster", _("cluster")
    PROMOTER = "promoter", _("business promotion")
    PROGRAMME = "programme", _("programme")
    MATCHMAKER = "matchmaker", _("brought the parties together")
    FUNDER = "funder", _("funder")
    PROCURER = "procurer", _("procurer")


class Participation(Orderable):
    """An organisation's role. Kept on the original; an organisation without a page of its own is named in words."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="takes_part_in",
        verbose_name=_("organisation"),
    )
    name_da = models.CharField(
        _("name in Danish"), max_length=160, blank=True, help_text=_("Only for an organisation without a page here.")
    )
    name_sv = models.CharField(_("name in Swedish"), max_length=160, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=ParticipationRole)
    note_da = models.CharField(_("unit or note in Danish"), max_length=255, blank=True)
    note_sv = models.CharField(_("unit or note in Swedish"), max_length=255, blank=True)

    panels = [
        FieldRowPanel(
            [
                PageChooserPanel("organisation", page_type=ENTRY_POINT_TYPES),
                FieldPanel("role"),
            ]
        ),
        FieldRowPanel([FieldPanel("name_da"), FieldPanel("name_sv")]),
        FieldRowPanel([FieldPanel("note_da"), FieldPanel("note_sv")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("organisation taking part")
        verbose_name_plural = _("organisations taking part")

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.organisation or self.name_da}"

    def clean(self) -> None:
        """Want a page or a name in both languages.

        Raises:
            ValidationError: on ``name_da``.
        """
        super().clean()
        if not self.organisation_id and not (self.name_da and self.name_sv):
            raise ValidationError({"name_da": _("Choose an organisation, or write its name in both languages.")})

    def name(self, language: str) -> str:
        """The name in words, in ``language``."""
        return self.name_sv if language == "sv" else self.name_da

    def note(self, language: str) -> str:
        """The unit or note, in ``language``; may be empty."""
        return self.note_sv if language == "sv" else self.note_da
