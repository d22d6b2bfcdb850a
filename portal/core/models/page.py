"""The abstract page that every page type of the portal builds on.

A page and its translations share a ``translation_key`` (Wagtail's) and a ``key``: the stable name of the content,
the same in both languages, used in searches, saved lists and the seed. The page that was written first is the
*original*; it is the one home of every fact that is the same in both languages (dates, figures, classification,
partners, sources), and translations read those facts from it (docs/adr/0002).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.compat import HTTPMethod
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.search import index

from portal.core.contexts import Kind, News
from portal.core.forms import SUMMARY_LENGTH, PortalCopyForm, PortalPageForm
from portal.core.kinds import kind_name, kind_of
from portal.core.languages import spelled_slug
from portal.core.permissions import PortalPagePermissions
from portal.core.visibility import visible_in

from .keys import free_key
from .tabs import EditorTabs

SLUG_LENGTH = 120
"""Longest address part made from a title."""
PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
LINKED_ID = re.compile(r'\bid="(\d+)"')
SECTION_DEPTH = 3
MOST_NAMED = 3
"""Depth in the page tree of the sections, under the front pages."""


class Licence(models.TextChoices):
    """Under which terms a page may be reused."""

    CC_BY = "cc-by-4.0", _("CC BY 4.0: free to use when the portal is named")
    OWN = "own", _("All rights reserved by the named owner")


class PortalPage(EditorTabs, Page):
    """What all pages have in common. ``summary`` is Wagtail's ``search_description``, so that lists of any page
    types need one query only.
    """

    content_kind: ClassVar[Kind] = "page"
    """The type that readers see: guide, case, template, entry …"""
    shared_fields: ClassVar[tuple[str, ...]] = ("responsible", "last_reviewed", "review_due", "licence", "legal_note")
    """Fields with one home, on the original."""
    shared_relations: ClassVar[tuple[str, ...]] = ("page_sources", "relations_out", "verification_marks")
    """Child relations with one home, on the original."""
    untranslated_fields: ClassVar[tuple[str, ...]] = ("change_note",)
    """Texts that belong to the page of one language alone: a change in them calls for no change in the translation."""
    name_fields: ClassVar[tuple[str, ...]] = ()
    """Texts that are proper names, which nobody translates."""
    fetched_with: ClassVar[tuple[str, ...]] = ("locale",)
    """Foreign keys that are fetched together with the page."""
    not_searched: ClassVar[str] = ""
    """Why pages of the type are not found by searching; a type without a reason has to be searchable."""
    translatable_fields: ClassVar[list[Any]] = []
    """Wagtail-localize's list of what it cuts into segments and keeps in step. Empty: translators edit the page itself
    (docs/adr/0004), so the one thing it does is to make the translation's draft.
    """
    has_article_facts: ClassVar[bool] = True
    """Whether the page type carries sources, relations and review dates."""
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    slug: str  # Wagtail's; said here for the type checker, since saving reads it
    key = models.SlugField(_("stable key"), max_length=120, blank=True, editable=False, db_index=True)
    translated_from = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("original"),
    )
    responsible = models.CharField(
        _("kept by"), max_length=120, blank=True, help_text=_("The team or role that keeps the page, not a person.")
    )
    last_reviewed = models.DateField(_("last read through"), null=True, blank=True)
    review_due = models.DateField(_("next read-through due"), null=True, blank=True)
    change_note = models.CharField(
        _("what changed, and why"),
        max_length=255,
        blank=True,
        help_text=_("One sentence for readers, about the newest change."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.CC_BY)
    legal_note = models.BooleanField(
        _("touches on law"), default=False, help_text=_("Shows “not legal advice” on the page.")
    )

    base_form_class = PortalPageForm
    copy_form_class = PortalCopyForm
    exclude_fields_in_copy: ClassVar[list[str]] = ["key", "translated_from"]
    search_fields = [*Page.search_fields, index.FilterField("locale_id")]

    class Meta:
        abstract = True

    # --- the page and its original ---------------------------------------------------------------------------------

    @property
    def summary(self) -> str:
        """What the page gives its reader, in at most 280 characters."""
        return self.search_description

    @property
    def head_title(self) -> str:
        """What the browser's tab says before the portal's name."""
        return self.title

    @property
    def language(self) -> str:
        """``da`` or ``sv``."""
        return self.locale.language_code

    @cached_property
    def original(self) -> PortalPage:
        """The page that holds the facts common to both languages: this page itself, or the one it was translated
        from.
        """
        if not self.translated_from_id:
            return self
        found = type(self)._default_manager.filter(pk=self.translated_from_id).select_related("locale").first()
        return found or self

    @property
    def is_original(self) -> bool:
        """Whether this page holds the common facts itself."""
        return not self.translated_from_id

    def shared(self, name: str) -> Any:
        """The value of a field or child relation that has its home on the original."""
        return getattr(self.original, name)

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> None:
        """Give a page without a stable key its slug as key, then save. A translation is saved without facts."""
        if not self.key:
            self.key = (self.original.key if self.translated_from_id else "") or free_key(self)
        if self.translated_from_id and kwargs.get("update_fields") is None:
            self.drop_facts()
        super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    def drop_facts(self) -> None:
        """Take away copies of what has its home on the original, wherever they were copied from."""
        for name in self.shared_fields:
            setattr(self, name, self._meta.get_field(name).get_default())
        for name in self.shared_relations:
            getattr(self, name).set([])

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Spell out æøåäö in a slug that is made from the title, before Wagtail drops the letters."""
        self._spell_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """The same for a draft."""
        self._spell_slug()
        super().minimal_clean()

    def _spell_slug(self) -> None:
        """Give a page without an address one, as soon as its place in the tree is known."""
        if not self.slug and self.title and (self.path or getattr(self, "_cached_parent_obj", None)):
            locale = self.locale if self.locale_id else self.get_default_locale()
            self.slug = self.free_slug(spelled_slug(self.title, locale.language_code), self.get_parent())

    def free_slug(self, base: str, parent: Page | None) -> str:
        """``base``, with a number where another page under ``parent`` has it already."""
        base = base[:SLUG_LENGTH].strip("-") or "side"
        candidate, number = base, 1
        while not Page._slug_is_available(candidate, parent, self if self.pk else None):
            number += 1
            candidate = f"{base}-{number}"
        return candidate

    def clean(self) -> None:
        """Hold the summary's length and the order of the review dates.

        Raises:
            ValidationError: on ``search_description`` or ``review_due``.
        """
        super().clean()
        errors: dict[str, Any] = {}
        if len(self.search_description) > SUMMARY_LENGTH:
            errors["search_description"] = _("The summary has %(length)d characters; at most %(limit)d fit.") % {
                "length": len(self.search_description),
                "limit": SUMMARY_LENGTH,
            }
        if self.last_reviewed and self.review_due and self.review_due < self.last_reviewed:
            errors["review_due"] = _("The next read-through cannot be due before the last one was made.")
        if errors:
            raise ValidationError(errors)

    def with_content_json(self, content: dict[str, Any]) -> PortalPage:
        """Keep what belongs to the page rather than to a revision: its stable key and what it was translated from."""
        page = super().with_content_json(content)
        page.key = self.key
        page.translated_from_id = self.translated_from_id
        if self.translated_from_id:
            page.drop_facts()
        return page

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Restrictions on this page or above it, in one query; Wagtail's own takes one for the ancestors first.

        Aliases, which Wagtail resolves here, are never served.
        """
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def permissions_for_user(self, user: Any) -> PortalPagePermissions:
        """What ``user`` may do with the page."""
        return PortalPagePermissions(user, self)

    def obstacle(self) -> str:
        """Why this draft cannot be published; empty when it can."""
        from portal.core import publishing, staleness

        if not self.summary.strip():
            return gettext("Write a summary: search results, lists, feeds and shared links show it.")
        if staleness.is_translation(self):
            if self.original.first_published_at is None:
                return gettext("Publish the original first: the facts of this page are the original's.")
            if left := staleness.untranslated(self)[1]:
                return gettext("Still in the original's language: %(texts)s. Translate it before publishing.") % {
                    "texts": "; ".join([*left[:MOST_NAMED], *(["…"] if len(left) > MOST_NAMED else [])])
                }
        return publishing.unfinished(self)

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Publish the revision, if nothing speaks against it. Every way of publishing comes here.

        Raises:
            HeldBackError: there is an obstacle.
        """
        from portal.core import publishing

        if not publishing.held_back(revision, kwargs.get("log_action")):
            super().publish(revision, **kwargs)

    # --- reading -----------------------------------------------------------------------------------------------------

    @property
    def overdue(self) -> bool:
        """Whether the page is older than its review date."""
        due: date | None = self.shared("review_due")
        return bool(due and due < timezone.localdate())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context plus ``frame`` and ``view``, the two documented dataclasses that templates read."""
        context = super().get_context(request, *args, **kwargs)
        reader = self.reader(request)
        context["view"] = self.view(reader)
        context["frame"] = reader.frame()
        return context

    def reader(self, request: HttpRequest) -> Any:
        """The object that reads for this page and request."""
        from portal.core.reading import Reader

        return Reader(self, request)

    def extra_related(self) -> models.Q:
        """Pages that editors have tied to this one by other means than a relation; a condition on pages of one
        language.
        """
        return models.Q(pk__in=[])

    def classified_alike(self) -> models.Q | None:
        """Pages that are only about the same, of which the newest are shown; a condition on pages of one language."""
        return None

    def listed_on(self) -> models.QuerySet[Page]:
        """Published pages of this language that show this one only because it is classified alike."""
        return Page.objects.none()

    def linked_ids(self) -> set[int]:
        """Ids of the pages that links in the page's texts, or choosers in its blocks, lead to."""
        texts = (getattr(self, f.name) or "" for f in self._meta.get_fields() if isinstance(f, RichTextField))
        return {int(pk) for text in texts for tag in PAGE_LINK.findall(text) for pk in LINKED_ID.findall(tag)}

    def extra_frame_pages(self) -> models.Q:
        """Pages that the type wants fetched together with menu and footer; a condition on all visible pages."""
        return models.Q(pk__in=[])

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """The page as a schema.org object, without its context."""
        return {
            "@type": "WebPage",
            "name": self.title,
            "description": self.summary,
            "inLanguage": self.language,
            "url": reader.absolute(self.url or ""),
            **reader.authorship(),
        }

    def feeds(self, reader: Any) -> list[tuple[str, str]]:
        """Title and address of each Atom feed that the page offers: a section's own."""
        return reader.section_feed(self) if self.depth == SECTION_DEPTH and self.has_news else []

    @property
    def has_news(self) -> bool:
        """Whether there can be something new in the section, so that it has a feed."""
        return bool(self.numchild)

    def news(self, most: int) -> list[News]:
        """The newest visible pages below this one, the last published first."""
        below = visible_in(self.language).filter(path__startswith=self.path).exclude(pk=self.pk)
        return [
            News(
                title=page.title,
                summary=page.search_description,
                url=page.url or "",
                kind_name=kind_name(kind_of(page)),
                published=page.first_published_at,
                updated=page.last_published_at,
            )
            for page in below.order_by("-last_published_at", "-pk")[:most]
        ]

    def view(self, reader: Any) -> Any:
        """The page type's own context dataclass.

        Args:
            reader: a ``portal.core.reading.Reader`` (or a feature's subclass) for this page and request.
        """
        raise TypeError(f"{type(self).__name__} has no view()")
