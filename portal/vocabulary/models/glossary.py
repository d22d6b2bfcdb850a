"""The glossary: an alphabetical list and one address per term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.core import listing
from portal.core.contexts import Link, News
from portal.core.kinds import kind_name
from portal.core.languages import DANISH, LANGUAGES, OTHER, initial, sort_key, spelled_slug
from portal.core.models import PortalPage
from portal.core.searchable import SearchEntry
from portal.vocabulary.contexts import GlossaryContext, Letter, TermContext, TermRow

from .concepts import Concept, ConceptLabel

TERM_PRIOR = 0.3
"""A glossary entry is short, and would otherwise stand above the guide that it explains a word of."""


class GlossaryPage(RoutablePageMixin, PortalPage):
    """All terms of one language; each term under its own address below."""

    template = "vocabulary/glossary_page.html"
    term_template: ClassVar[str] = "vocabulary/term.html"
    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = []
    shared_relations: ClassVar[tuple[str, ...]] = PortalPage.shared_relations
    has_article_facts = False

    class Meta:
        verbose_name = gettext_lazy("glossary")
        verbose_name_plural = gettext_lazy("glossaries")

    @property
    def has_news(self) -> bool:
        """Terms come and change, though none is a page."""
        return True

    def news(self, most: int) -> list[News]:
        """The terms that were changed last."""
        concepts = Concept.objects.filter(in_glossary=True).order_by("-updated_at", "-pk")[:most]
        return [
            News(
                title=capfirst(concept.name(self.language)),
                summary=concept.definition(self.language),
                url=f"{self.url}{concept.key}/",
                kind_name=kind_name("term"),
                published=None,
                updated=concept.updated_at,
            )
            for concept in concepts
        ]

    def reader(self, request: HttpRequest) -> Any:
        """A reader that knows concepts."""
        from portal.vocabulary.reading import ConceptReader

        return ConceptReader(self, request)

    def view(self, reader: Any) -> GlossaryContext:
        """All terms by letter, in the language's own order.

        Raises:
            Http404: the address asks for a further page of the list.
        """
        listing.only_page(reader.request)
        language, other = reader.language, OTHER[reader.language]
        terms = sorted(
            (c for c in reader.concepts if c.in_glossary), key=lambda c: sort_key(c.name(language), language)
        )
        letters: dict[str, list[TermRow]] = {}
        for concept in terms:
            name = concept.name(language)
            row = TermRow(
                title=capfirst(name),
                url=f"{self.url}{concept.key}/",
                definition=concept.definition(language),
                other=capfirst(concept.name(other)),
                other_lang=other,
            )
            letters.setdefault(initial(name, language), []).append(row)
        return GlossaryContext(
            title=self.title,
            lead=self.summary,
            letters=tuple(
                Letter(letter=letter, anchor=spelled_slug(letter, language) or "tal", terms=tuple(rows))
                for letter, rows in letters.items()
            ),
        )

    @path("<slug:key>/", name="term")
    def term(self, request: HttpRequest, key: str) -> HttpResponse:
        """One term: names, synonyms, explanation, and the pages about it.

        Raises:
            Http404: no such term in the glossary.
        """
        reader = self.reader(request)
        concept = next((c for c in reader.concepts if c.key == key and c.in_glossary), None)
        if concept is None:
            raise Http404(key)
        view = self._term_view(reader, concept)
        suffix = dict.fromkeys(LANGUAGES, f"{key}/")
        languages = reader.languages(suffix)
        description = view.definition or self._described(view)
        url = f"{self.url}{key}/"
        json_ld = {
            "@type": "DefinedTerm",
            "name": view.title,
            "description": description,
            "inLanguage": reader.language,
            "inDefinedTermSet": reader.absolute(self.url or ""),
            "url": reader.absolute(url),
        }
        named = " ".join((view.title, "(" + kind_name("term").lower() + ")"))
        trail = (Link(title=view.title, url=url, current=True),)
        meta = reader.meta(
            title=named,
            description=f"{view.title}: {description}",
            path=url,
            languages=languages,
            json_ld=json_ld,
            breadcrumbs=trail,
        )
        frame = reader.frame(meta=meta, languages=languages, breadcrumbs=trail)
        return TemplateResponse(request, self.term_template, {"page": self, "view": view, "frame": frame})

    def _term_view(self, reader: Any, concept: Concept) -> TermContext:
        language, other = reader.language, OTHER[reader.language]
        words = list(concept.labels.all())
        closeness = ConceptLabel.Closeness
        headings = {
            closeness.NEAR: _("Close to it"),
            closeness.FORMER: _("Formerly"),
            closeness.LOOSE: _("Also used loosely"),
        }
        not_quite = {
            heading: tuple(word.text for word in words if word.language == language and word.closeness == how)
            for how, heading in headings.items()
        }
        return TermContext(
            title=capfirst(concept.name(language)),
            definition=concept.definition(language),
            synonyms=_same(words, language),
            not_quite=tuple((heading, texts) for heading, texts in not_quite.items() if texts),
            other=capfirst(concept.name(other)),
            other_lang=other,
            other_language=capfirst(_("Danish") if other == DANISH else _("Swedish")),
            other_synonyms=_same(words, other),
            english=concept.name_en,
            cards=reader.cards(reader.pages_about(concept)),
            search_url=f"{reader.search_url}?{urlencode({'q': concept.name(language)})}",
            back=Link(title=self.title, url=self.url or ""),
        )

    @staticmethod
    def _described(view: TermContext) -> str:
        named = _("%(language)s: %(name)s.") % {"language": view.other_language, "name": view.other}
        also = _("Also called")
        return f"{named} {also}: {', '.join(view.synonyms)}." if view.synonyms else named

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """A set of defined terms."""
        return {
            "@type": "DefinedTermSet",
            "name": self.title,
            "description": self.summary,
            "inLanguage": self.language,
            "url": reader.absolute(self.url or ""),
        }

    def search_entries(self) -> Iterator[SearchEntry]:
        """One entry per term, with its other words; the names in the other language are the vocabulary's business."""
        language = self.language
        for concept in Concept.objects.filter(in_glossary=True).prefetch_related("labels"):
            words = [label.text for label in concept.labels.all() if label.language == language]
            yield SearchEntry(
                kind="term",
                title=capfirst(concept.name(language)),
                summary=concept.definition(language),
                body=", ".join(words),
                suffix=f"{concept.key}/",
                key=concept.key,
                prior=TERM_PRIOR,
            )

    @staticmethod
    def sub_addresses() -> list[str]:
        """Addresses of the terms, below the list's own."""
        return [f"{key}/" for key in Concept.objects.filter(in_glossary=True).values_list("key", flat=True)]

    edit_handler = PortalPage.tabs([], article=False)


def _same(words: list[ConceptLabel], language: str) -> tuple[str, ...]:
    """The words of one language that mean the same as the concept's name."""
    return tuple(word.text for word in words if word.language == language and word.closeness in ConceptLabel.SAME)
