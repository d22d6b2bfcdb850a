"""Templates: real files to fill in, with what they are for, their versions and their terms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.url_routing import RouteResult

from portal.core import dates
from portal.core.blocks import StepBlock, raw_values
from portal.core.contexts import Article, Fact
from portal.core.kinds import kind_name
from portal.core.models import PortalPage, Relation
from portal.core.searchable import SearchablePage
from portal.vocabulary.models import ClassifiedPage, ConceptKind
from toolbox.blocks import ContentBlock, VersionBlock
from toolbox.contexts import TemplateContext
from toolbox.models.files import FileVersion, Role
from toolbox.models.guides import GuidePage
from toolbox.models.shelf import FOLDER, Shelf
from toolbox.models.steps import step_tools, steps
from toolbox.models.template_form import TemplatePageForm


def _tied_to(keys: Any) -> models.Q:
    """Pages that a relation joins with one of the contents whose translation keys are given, from either end."""
    out = Relation.objects.filter(source__translation_key__in=keys).values("target__translation_key")
    back = Relation.objects.filter(target__translation_key__in=keys).values("source__translation_key")
    return models.Q(translation_key__in=out) | models.Q(translation_key__in=back)


class TemplatePage(SearchablePage, ClassifiedPage):
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

    base_form_class = TemplatePageForm
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
            InlinePanel(
                "files",
                heading=_("Files"),
                label=_("file"),
                help_text=_(
                    "To replace a file, choose or upload another one in its row. The address that readers have stays "
                    "the same, and the file before keeps an address of its own. Replace the PDF to look at first too: "
                    "it does not follow by itself."
                ),
            ),
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Published, its files become versions in the same transaction: search, which reads the page as soon as that
        is committed, finds it by the words of a new file at once.
        """
        from toolbox import versions

        if not self.live or not self.is_original or self.alias_of_id or kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        words = versions.words_of_new(self)
        with transaction.atomic():
            super().save(*args, **kwargs)
            versions.note_published(self, words)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page, or one of its files."""
        if len(path_components) == 2 and path_components[0] == FOLDER and self.live:
            return RouteResult(self, kwargs={"file": path_components[1]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, file: str = "", **kwargs: Any) -> HttpResponseBase:
        """The page or, asked for, the file of this name."""
        if not file:
            return super().serve(request, *args, **kwargs)
        from toolbox.downloads import serve_file

        return serve_file(self, request, file)

    def get_route_paths(self) -> list[str]:
        """The addresses of the files too, so that they lead on when the page's address changes."""
        versions = FileVersion.objects.of([self.translation_key]).with_rows()
        names = [one.name(self.slug, versioned=True) for one in versions]
        names += [one.name(self.slug) for one in versions if one.place is not None]
        return [*super().get_route_paths(), *(f"/{FOLDER}/{name}" for name in names)]

    def resolve_subpage(self, path: str) -> str:
        """Let Wagtail's redirects keep the part of an address that names a file.

        Raises:
            Resolver404: the path is not one of a file.
        """
        if path.startswith(f"/{FOLDER}/"):
            return path
        raise Resolver404({"path": path})

    def search_body(self) -> str:
        """The words in the files of the page's language too; they were kept when the files were published."""
        mine = FileVersion.objects.filter(template=self.translation_key, language=self.language)
        words = mine.current().exclude(role=Role.PREVIEW).values_list("text", flat=True)
        return "\n\n".join(part for part in (super().search_body(), *words) if part)

    def extra_related(self) -> models.Q:
        """The cases that the guides to the template name: no source tells which templates a case used, but the guides
        are about the same work.
        """
        guides = GuidePage.objects.filter(_tied_to([self.translation_key])).values("translation_key")
        cases = [model for model in get_page_models() if getattr(model, "content_kind", None) == "case"]
        types = ContentType.objects.get_for_models(*cases).values()
        return models.Q(content_type__in=types) & _tied_to(guides)

    def linked_ids(self) -> set[int]:
        """The tools of the steps too."""
        return super().linked_ids() | step_tools(self.how_to)

    def view(self, reader: Any) -> TemplateContext:
        """The template as the template reads it."""
        text = reader.text
        purpose, when_not = text.paragraphs(self.purpose), text.paragraphs(self.when_not)
        shelf = Shelf(self, reader)
        files = shelf.files()
        how_to = steps(self.how_to, reader)
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
            files=tuple(file for file in files if not file.lang),
            other_files=tuple(file for file in files if file.lang),
            missing="" if files else _now("The file is being made. Below you can already see what it asks for."),
            facts=self._facts(reader, shelf),
            purpose=purpose,
            when_not=when_not,
            how_to=how_to,
            small_minimum=text.paragraphs(self.small_minimum),
            contents=tuple(
                (value["heading"], text.paragraphs(value.get("text") or ""))
                for value in raw_values(self.contents)
                if value.get("heading")
            ),
            versions=shelf.history(),
            guides=reader.related_cards("guide"),
            cases=reader.related_cards("case"),
        )

    def _facts(self, reader: Any, shelf: Shelf) -> tuple[Fact, ...]:
        original = self.original
        rows = [
            reader.phase_fact(),
            Fact(label=_now("Filled in by"), text=self.filled_by),
            Fact(label=_now("Time"), text=self.time_text or reader.names(ConceptKind.TIME)),
            Fact(label=_now("Format"), text=reader.names(ConceptKind.FORMAT)),
            Fact(label=_now("Version"), text=shelf.version() or original.version),
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
