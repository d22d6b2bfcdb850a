"""Configuration of the app search."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Connects search to the pages' signals. The engine is opened later, by each process when it first needs it."""

    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Register the receivers and the start-up check."""
        from portal.core.listing import register_listing
        from search import checks  # noqa: F401
        from search.indexing import signals  # noqa: F401
        from search.indexing.caretaker import caretaker
        from search.views import listing

        register_listing(listing)
        request_finished.connect(caretaker.after_request, dispatch_uid="search")
