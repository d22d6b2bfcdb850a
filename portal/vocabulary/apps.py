"""Configuration of the app portal.vocabulary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """The app portal.vocabulary."""

    name = "portal.vocabulary"
    label = "vocabulary"
    verbose_name = _("Vocabulary")
