"""Programmes and funds: what the money covers, and whether one can still apply."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.core import dates
from portal.core.contexts import Fact
from portal.core.models import PortalPage

from .entry_points import EntryPointPage


def _here() -> tzinfo:
    """The portal's time zone: a call closes at the same moment for every reader, wherever the editor sits who saves."""
    return timezone.get_default_timezone()


class ProgrammePage(EntryPointPage):
    """A programme or fund."""

    template = EntryPointPage.template  # Wagtail would name one after the class

    class Covers(models.TextChoices):
        """Whether the money covers a part of the way."""

        YES = "yes", _("yes")
        NO = "no", _("no")
        NOT_STATED = "not_stated", _("not stated in the source")

    shared_fields = (
        *EntryPointPage.shared_fields,
        "covers_development",
        "covers_implementation",
        "covers_scaling",
        "opens_on",
        "closes_on",
        "checked_on",
    )
    stateable: ClassVar[dict[str, Any]] = {
        **EntryPointPage.stateable,
        "amount": _("amount"),
        "who_may_apply": _("who may apply"),
        "opens_on": _("opens"),
        "closes_on": _("closes"),
    }

    covers_development = models.CharField(
        _("covers development"), max_length=10, choices=Covers, default=Covers.NOT_STATED
    )
    covers_implementation = models.CharField(
        _("covers implementation"), max_length=10, choices=Covers, default=Covers.NOT_STATED
    )
    covers_scaling = models.CharField(_("covers scaling"), max_length=10, choices=Covers, default=Covers.NOT_STATED)
    amount = models.CharField(_("amount"), max_length=255, blank=True)
    who_may_apply = models.CharField(_("who may apply"), max_length=400, blank=True)
    co_funding = models.CharField(_("own contribution"), max_length=255, blank=True)
    partner_rules = models.TextField(_("rules on partners"), blank=True)
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_on = models.DateField(_("closes"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    @property
    def call_closed(self) -> bool:
        """Whether the last day to apply has passed."""
        closes = self.shared("closes_on")
        return closes is not None and closes < timezone.localdate(timezone=_here())

    @property
    def current_status(self) -> EntryPointPage.Status:
        """A call that has closed is over for whoever would apply, whatever was written when it was open."""
        return self.Status.ENDED if self.call_closed else super().current_status

    def closed(self) -> str:
        """Also when the call has closed."""
        return _now("The deadline for applications has passed.") if self.call_closed else super().closed()

    def status_words(self) -> str:
        """The call's state rather than that of the projects that it pays for."""
        return _now("Closed for applications") if self.call_closed else super().status_words()

    def search_changes_at(self) -> datetime | None:
        """The midnight after the last day to apply, until it has come."""
        closes = self.shared("closes_on")
        if closes is None or self.call_closed:
            return None
        return timezone.make_aware(datetime.combine(closes + timedelta(days=1), time.min), _here())

    def details(self, reader: Any) -> list[Fact]:
        """What the money covers, amount, dates and rules."""
        covers = [
            Fact(
                label=str(label),
                text=str(self.Covers(self.shared(name)).label),
                stated=self.shared(name) != self.Covers.NOT_STATED,
            )
            for name, label in (
                ("covers_development", _now("Covers development")),
                ("covers_implementation", _now("Covers implementation")),
                ("covers_scaling", _now("Covers scaling")),
            )
        ]
        opens, closes = self.shared("opens_on"), self.shared("closes_on")
        stated = self._stated(
            ("amount", self.amount),
            ("who_may_apply", self.who_may_apply),
            ("opens_on", dates.full(opens, reader.language) if opens else ""),
            ("closes_on", dates.full(closes, reader.language) if closes else ""),
        )
        more = [
            Fact(label=label, text=text)
            for label, text in ((_now("Own contribution"), self.co_funding), (_now("Partners"), self.partner_rules))
            if text
        ]
        if checked := self.shared("checked_on"):
            more.append(Fact(label=_now("Last checked"), text=dates.full(checked, reader.language)))
        return [*covers, *stated, *more]

    edit_handler = PortalPage.tabs(
        [
            *EntryPointPage.text_panels,
            MultiFieldPanel(
                [
                    FieldPanel("amount"),
                    FieldPanel("who_may_apply"),
                    FieldPanel("co_funding"),
                    FieldPanel("partner_rules"),
                ],
                heading=_("The programme"),
            ),
        ],
        [
            *EntryPointPage.shared_panels(),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("covers_development"),
                            FieldPanel("covers_implementation"),
                            FieldPanel("covers_scaling"),
                        ]
                    ),
                    FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on"), FieldPanel("checked_on")]),
                ],
                heading=_("The programme"),
            ),
        ],
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
