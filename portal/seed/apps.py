"""Configuration of the app portal.seed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedConfig(AppConfig):
    """The app portal.seed."""

    name = "portal.seed"
    label = "seed"
    verbose_name = _("Seed")
