"""Templates: real files to fill in, with what they are for, their versions and their terms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.core import dates
from portal.core.blocks import StepBlock, pick
from portal.core.contexts import Article, Fact
from portal.core.kinds import kind_name
from portal.core.languages import NAMES
from portal.core.models import PortalPage
from portal.core.searchable import SearchablePage
from portal.vocabulary.models import ClassifiedPage, ConceptKind
from toolbox.blocks import ContentBlock, VersionBlock
from toolbox.contexts import File, Step, TemplateContext


class TemplatePage(SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """A template with one or more files per language."""

    content_kind = "template"
    template = "toolbox/template_page.html"
    parent_page_types: ClassVar[list[str]] = ["toolbox.ToolboxPage"]
    subpage_types: ClassVar[list[str]] = []
    facets = (
        ConceptKind.PHASE,
        ConceptKind.AUDIENCE,
        ConceptKind.FORMAT,
        ConceptKind.TIME,
        ConceptKind.AREA,
        ConceptKind.COUNTRY,
    )
    shared_fields = (*PortalPage.shared_fields, "version", "maker", "legal_review_on", "changelog")
    shared_relations = (*ClassifiedPage.shared_relations, "files")

    purpose = models.TextField(_("what it is for"))
    when_not = models.TextField(_("when not to use it"), blank=True)
    filled_by = models.CharField(_("filled in by"), max_length=255, blank=True)
    time_text = models.CharField(_("time it takes"), max_length=160, blank=True)
    how_to = StreamField([("step", StepBlock())], verbose_name=_("how to use it"), blank=True)
    small_minimum = models.TextField(_("the least a small municipality can fill in"), blank=True)
    contents = StreamField([("part", ContentBlock())], verbose_name=_("what it asks for"), blank=True)
    version = models.CharField(_("version"), max_length=20, default="1.0")
    maker = models.CharField(_("made by"), max_length=160, blank=True)
    changelog = StreamField([("version", VersionBlock())], verbose_name=_("changelog"), blank=True)
    legal_review_on = models.DateField(_("legally reviewed on"), null=True, blank=True)

    edit_handler = PortalPage.tabs(
        [
            FieldPanel("purpose"),
            FieldPanel("when_not"),
            FieldRowPanel([FieldPanel("filled_by"), FieldPanel("time_text")]),
            FieldPanel("how_to"),
            FieldPanel("small_minimum"),
            FieldPanel("contents"),
        ],
        [
            InlinePanel("files", heading=_("Files"), label=_("file")),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("version"), FieldPanel("maker"), FieldPanel("legal_review_on")])],
                heading=_("Version"),
            ),
            FieldPanel("changelog"),
            ClassifiedPage.facets_panel(),
        ],
    )

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")

    def view(self, reader: Any) -> TemplateContext:
        """The template as the template reads it."""
        text = reader.text
        purpose, when_not = text.paragraphs(self.purpose), text.paragraphs(self.when_not)
        how_to = tuple(
            Step(title=b.value["title"] or "", text=text.paragraphs(b.value["text"] or "")) for b in self.how_to
        )
        files = self._files(reader)
        return TemplateContext(
            article=Article(
                kind="template",
                kind_name=kind_name("template"),
                title=self.title,
                lead=self.summary,
                line=reader.line(),
                sources=reader.sources,
                related=reader.links(reader.related_of("tool", "template", "entry")[:4]),
                review=reader.review(),
                keep=self.key,
            ),
            files=files,
            missing="" if files else _now("The file is being made. Below you can already see what it asks for."),
            facts=self._facts(reader),
            purpose=purpose,
            when_not=when_not,
            how_to=how_to,
            small_minimum=text.paragraphs(self.small_minimum),
            contents=tuple((b.value["heading"] or "", text.paragraphs(b.value["text"] or "")) for b in self.contents),
            versions=tuple(self._version(block.value, reader.language) for block in self.original.changelog),
            guides=reader.related_cards("guide"),
            cases=reader.related_cards("case"),
        )

    @staticmethod
    def _version(value: Any, language: str) -> tuple[str, str, str]:
        return value["version"], dates.full(value["made_on"], language), pick(value["note"], language)

    def _files(self, reader: Any) -> tuple[File, ...]:
        """Files of the page's language first, then the other language's, which say so."""
        rows = sorted(self.shared("files").select_related("document"), key=lambda row: row.language != reader.language)
        return tuple(
            File(
                title=_now("Download “%(title)s” as %(format)s")
                % {"title": self.title, "format": row.extension.upper()},
                url=row.document.url,
                format=row.extension.upper(),
                size=filesizeformat(row.document.file_size or 0).replace(" ", "\xa0"),
                language=NAMES[row.language],
                lang=row.language if row.language != reader.language else "",
                version=self.shared("version"),
                note=_now("A filled-in example") if row.role == "example" else "",
            )
            for row in rows
        )

    def _facts(self, reader: Any) -> tuple[Fact, ...]:
        original = self.original
        rows = [
            reader.phase_fact(),
            Fact(label=_now("Filled in by"), text=self.filled_by),
            Fact(label=_now("Time"), text=self.time_text or reader.names(ConceptKind.TIME)),
            Fact(label=_now("Format"), text=reader.names(ConceptKind.FORMAT)),
            Fact(label=_now("Version"), text=original.version),
            Fact(label=_now("Made by"), text=original.maker),
            Fact(label=_now("Legally reviewed"), text=dates.full(original.legal_review_on, reader.language))
            if original.legal_review_on
            else (
                Fact(label=_now("Legally reviewed"), text=_now("Not yet"), stated=False)
                if original.legal_note
                else None
            ),
        ]
        return tuple(reader.marked(fact) for fact in rows if fact and (fact.text or fact.links))

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """A digital document."""
        return {**super().json_ld(reader), "@type": "DigitalDocument", "version": self.shared("version")}
