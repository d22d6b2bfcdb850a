"""Configuration of the app toolbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToolboxConfig(AppConfig):
    """The app toolbox."""

    name = "toolbox"
    label = "toolbox"
    verbose_name = _("Toolbox")

    def ready(self) -> None:
        """Listen to publications."""
        from toolbox import signals  # noqa: F401
