"""The lowest app: what all features share."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Registers the receivers that keep a page and its translations together."""

    name = "portal.core"
    label = "core"
    verbose_name = _("Shared")

    def ready(self) -> None:
        """Connect the signal receivers."""
        from . import signals  # noqa: F401
