"""Sources: where a page's facts come from. A source is recorded once and used by any page, in both languages."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from portal.core import dates
from portal.core.languages import shown

_IS_ADDRESS = URLValidator(["http", "https"])


class Source(index.Indexed, models.Model):
    """A work that pages refer to. ``ref`` is the code used in running text, as in ``[S3]``."""

    class Seen(models.TextChoices):
        """How much of the work was read when it was recorded."""

        FULL = "full", _("read")
        PART = "part", _("read in part")
        EXPIRED = "expired", _("read, no longer in force")

    editors_may: ClassVar[tuple[str, ...]] = ("add", "change", "delete")
    """What members of the editors’ group may do (``portal.core.permissions``)."""

    ref = models.CharField(
        _("code"), max_length=20, unique=True, help_text=_("Written in square brackets in the text, as in [S3].")
    )
    title_da = models.CharField(_("title or description in Danish"), max_length=300)
    title_sv = models.CharField(_("title or description in Swedish"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=255)
    dated = models.CharField(
        _("date"),
        max_length=10,
        blank=True,
        help_text=_("Year, year-month or year-month-day. Empty when the work is undated."),
    )
    date_note_da = models.CharField(_("date in words in Danish"), max_length=255, blank=True)
    date_note_sv = models.CharField(_("date in words in Swedish"), max_length=255, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    also_at = models.TextField(
        _("other addresses"),
        blank=True,
        help_text=_("One on each line. Also where only the website is known on which the work was seen."),
    )
    seen = models.CharField(_("how much was read"), max_length=10, choices=Seen, default=Seen.FULL)
    sponsored = models.BooleanField(_("paid-for content"), default=False)
    checked_on = models.DateField(_("last checked"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("ref"), FieldPanel("dated"), FieldPanel("checked_on")]),
        FieldPanel("title_da"),
        FieldPanel("title_sv"),
        FieldPanel("publisher"),
        FieldPanel("url"),
        FieldPanel("also_at"),
        FieldRowPanel([FieldPanel("seen"), FieldPanel("sponsored")]),
        MultiFieldPanel(
            [FieldPanel("date_note_da"), FieldPanel("date_note_sv")],
            heading=_("Date in words"),
            help_text=_("Where the date needs more than a day: shown instead of it, so name the year here too."),
        ),
    ]
    search_fields = [
        index.AutocompleteField("title_da"),
        index.AutocompleteField("title_sv"),
        index.AutocompleteField("ref"),
        index.AutocompleteField("publisher"),
    ]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["ref"]

    def __str__(self) -> str:
        return f"{self.ref} · {self.publisher} · {self.title(shown())}"

    def clean(self) -> None:
        """A date is written so that it can be read in both languages, and each address is one.

        Raises:
            ValidationError: on ``dated`` or ``also_at``.
        """
        super().clean()
        if self.dated and not dates.is_partial(self.dated):
            message = _("Write the date as 2022, 2022-12 or 2022-12-02. What else is known goes into the note.")
            raise ValidationError({"dated": message})
        try:
            for address in self.other_addresses:
                _IS_ADDRESS(address)
        except ValidationError as error:
            raise ValidationError({"also_at": error.messages}) from error

    def title(self, language: str) -> str:
        """The title or description in ``language``."""
        return self.title_sv if language == "sv" else self.title_da

    @property
    def other_addresses(self) -> tuple[str, ...]:
        """Addresses at which the work, or a part of it, is found too."""
        return tuple(line.strip() for line in self.also_at.splitlines() if line.strip())

    def date_in_words(self, language: str) -> str:
        """The date as it is read in the middle of a sentence. Words of the editors' own are shown instead of the date,
        not beside it, so that no year stands twice.
        """
        words = self.date_note_sv if language == "sv" else self.date_note_da
        if not words:
            return dates.partial(self.dated, language) or _now("undated")
        return words if words[1:2].isupper() else words[:1].lower() + words[1:]


class PageSource(Orderable):
    """One source of one page. Kept on the original; translations show the same list."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="page_sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="uses", verbose_name=_("source"))

    panels = [FieldPanel("source")]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [models.UniqueConstraint(fields=["page", "source"], name="one_source_once_per_page")]

    def __str__(self) -> str:
        return self.source.ref
