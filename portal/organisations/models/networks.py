"""Networks: who they are for and on what terms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.core.contexts import Fact
from portal.core.models import PortalPage

from .entry_points import EntryPointPage


class NetworkPage(EntryPointPage):
    """A network of municipalities, companies or practitioners."""

    template = EntryPointPage.template  # Wagtail would name one after the class

    stateable: ClassVar[dict[str, Any]] = {
        **EntryPointPage.stateable,
        "purpose": _("purpose"),
        "who_may_join": _("who may join"),
        "cost": _("what it costs"),
        "meetings": _("how often it meets"),
        "period": _("period"),
    }

    purpose = models.TextField(_("purpose"), blank=True)
    who_may_join = models.CharField(_("who may join"), max_length=255, blank=True)
    cost = models.CharField(_("what it costs"), max_length=120, blank=True)
    meetings = models.CharField(_("how often it meets"), max_length=120, blank=True)
    period = models.CharField(_("period"), max_length=120, blank=True)

    def details(self, reader: Any) -> list[Fact]:
        """Purpose and terms of the network."""
        return list(
            self._stated(
                *((name, getattr(self, name)) for name in ("purpose", "who_may_join", "cost", "meetings", "period"))
            )
        )

    edit_handler = PortalPage.tabs(
        [
            *EntryPointPage.text_panels,
            MultiFieldPanel(
                [FieldPanel(name) for name in ("purpose", "who_may_join", "cost", "meetings", "period")],
                heading=_("The network"),
            ),
        ],
        EntryPointPage.shared_panels(),
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
