"""Configuration of the app search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The app search."""

    name = "search"
    label = "search"
    verbose_name = _("Search")
