"""The list of cases."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.contexts import CaseIndexContext
from portal.core import listing
from portal.core.models import PortalPage
from portal.core.visibility import visible_in
from portal.vocabulary.models import ClassifiedPage


class CaseIndexPage(PortalPage):
    """All cases, newest first."""

    has_article_facts = False
    template = "cases/case_index_page.html"
    not_searched = "a list of pages that are found by themselves"
    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = ["cases.CasePage"]
    edit_handler = PortalPage.tabs([], article=False)

    class Meta:
        verbose_name = _("list of cases")
        verbose_name_plural = _("lists of cases")

    reader = ClassifiedPage.reader

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list as search shows it, and the newest first when there is no search."""
        shown = listing.render(self, request, {"type": ("case",)})
        return shown or super().serve(request, *args, **kwargs)

    def view(self, reader: Any) -> CaseIndexContext:
        """A card for each case of this language."""
        pages = list(
            visible_in(reader.language)
            .filter(path__startswith=self.path, depth=self.depth + 1)
            .order_by("-first_published_at", "path")
        )
        tags = reader.tags_for(page.translation_key for page in pages)
        return CaseIndexContext(title=self.title, lead=self.summary, cards=reader.cards(pages, tags))

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """A collection."""
        return {**super().json_ld(reader), "@type": "CollectionPage"}
