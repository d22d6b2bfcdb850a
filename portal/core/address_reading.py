"""The frame of addresses that belong to no page: the search, and what is not found."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page

from portal.core.reading import Reader


class AddressReader(Reader):
    """Reads for an address that belongs to no page, such as the search: menu and footer, and the home page above it."""

    def __init__(self, request: HttpRequest, language: str) -> None:
        self.request = request
        self.language = language

    @cached_property
    def page(self) -> Page | None:
        """The home page, as a plain page; None where readers cannot see it, and then there is nothing to read."""
        return self.home

    def own_pages(self) -> Q:
        """None."""
        return Q()

    def linked_ids(self) -> set[int]:
        """None."""
        return set()

    def extra_frame_pages(self) -> Q:
        """The front pages."""
        return Q(depth=2)

    def feeds(self) -> list[tuple[str, str]]:
        """None."""
        return []
