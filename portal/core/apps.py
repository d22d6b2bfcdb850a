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
        from django.db.models.signals import post_migrate, pre_migrate

        from . import permissions, signals

        pre_migrate.connect(permissions.before_migrate, sender=self)
        post_migrate.connect(permissions.after_migrate, sender=self)
