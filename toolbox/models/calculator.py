"""The calculator: the joint business case, filled in and calculated in the browser."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.compat import HTTPMethod
from wagtail.fields import RichTextField

from portal.core.blocks import PLAIN_FEATURES
from portal.core.models import PortalPage
from portal.core.searchable import SearchablePage
from portal.vocabulary.models import ClassifiedPage, ConceptKind


class CalculatorPage(SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """The page of the calculator. An editor owns its texts; the form and the figures are ``toolbox.calculator``'s."""

    content_kind = "tool"
    template = "toolbox/calculator_page.html"
    paper_template = "toolbox/calculator_paper.html"
    parent_page_types: ClassVar[list[str]] = ["toolbox.ToolboxPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [*PortalPage.allowed_http_methods, HTTPMethod.POST]
    facets = (ConceptKind.PHASE, ConceptKind.AUDIENCE, ConceptKind.TIME, ConceptKind.FORMAT)

    intro = RichTextField(_("how to use it"), features=PLAIN_FEATURES, blank=True)
    method = RichTextField(_("how it calculates"), features=PLAIN_FEATURES, blank=True)

    edit_handler = PortalPage.tabs([FieldPanel("intro"), FieldPanel("method")], [ClassifiedPage.facets_panel()])

    class Meta:
        verbose_name = _("calculator")
        verbose_name_plural = _("calculators")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A redirect after a form was sent, a workbook, or the page."""
        from toolbox.calculator.answering import answer

        return answer(self, request) or super().serve(request, *args, **kwargs)

    def reader(self, request: HttpRequest) -> Any:
        """A reader that understands what the request asks for."""
        from toolbox.calculator.presenting import CalculatorReader

        return CalculatorReader(self, request)

    def view(self, reader: Any) -> Any:
        """The form with its result, or the decision paper."""
        from toolbox.calculator.presenting import calculator

        return calculator(self, reader)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The paper has a template of its own."""
        from toolbox.calculator.answering import asked_of

        return self.paper_template if asked_of(request, self.locale.language_code).paper else self.template

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """An application that runs in the browser and costs nothing."""
        return {
            **super().json_ld(reader),
            "@type": "WebApplication",
            "applicationCategory": "BusinessApplication",
            "isAccessibleForFree": True,
        }
