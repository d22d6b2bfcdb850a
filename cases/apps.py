"""Configuration of the app cases."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """The app cases."""

    name = "cases"
    label = "cases"
    verbose_name = _("Cases")
