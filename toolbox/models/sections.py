"""The toolbox's own list page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.core import listing
from portal.core.models import PortalPage
from portal.core.visibility import visible_in
from portal.vocabulary.models import ConceptKind
from portal.vocabulary.models.classified import ClassifiedPage
from toolbox.contexts import ToolboxContext, ToolboxGroup


class ToolboxPage(PortalPage):
    """All guides and templates, by phase."""

    has_article_facts = False
    template = "toolbox/toolbox_page.html"
    not_searched = "a list of pages that are found by themselves"
    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = ["toolbox.GuidePage", "toolbox.TemplatePage", "toolbox.CalculatorPage"]
    edit_handler = PortalPage.tabs([], article=False)

    class Meta:
        verbose_name = _("toolbox")
        verbose_name_plural = _("toolboxes")

    reader = ClassifiedPage.reader

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list as search shows it, and by phase when there is no search."""
        shown = listing.render(self, request, {"type": ("guide", "template", "tool")})
        return shown or super().serve(request, *args, **kwargs)

    def view(self, reader: Any) -> ToolboxContext:
        """Guides and templates under the first phase that each belongs to, guides first."""
        pages = list(
            visible_in(reader.language).filter(path__startswith=self.path, depth=self.depth + 1).order_by("path")
        )
        tags = reader.tags_for(page.translation_key for page in pages)
        groups = []
        for phase in reader.of_kind(ConceptKind.PHASE):
            here = [page for page in pages if phase in tags.get(page.translation_key, [])]
            step = reader.phase_pages.get(phase.order)
            cards = sorted(reader.cards(here, tags), key=lambda card: card.kind != "guide")
            if cards and step is not None:
                groups.append(
                    ToolboxGroup(number=phase.order, title=step.title, url=step.url or "", cards=tuple(cards))
                )
        return ToolboxContext(title=self.title, lead=self.summary, groups=tuple(groups))

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """A collection."""
        return {**super().json_ld(reader), "@type": "CollectionPage"}
