"""What editors still have to do on pages, for many pages in three queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from portal.core.languages import LANGUAGES
from portal.core.models import TranslationState, VerificationMark


@dataclass(frozen=True, slots=True)
class Todo:
    """What is open on one page."""

    points: int = 0
    """Points to verify; they are kept on the original and hold for every language."""
    changed: int = 0
    """Texts of the original that have changed since this translation was made."""
    missing: tuple[str, ...] = ()
    """Languages without a page of their own."""
    alias: bool = False
    """A copy that follows another page. Readers never see one."""

    @property
    def tags(self) -> list[tuple[str, bool]]:
        """Short texts for a listing, and whether each is urgent."""
        found = []
        if self.alias:
            found.append((_("Alias: not shown to readers"), True))
        if self.changed:
            found.append((out_of_date(self.changed), True))
        if self.points:
            found.append((to_verify(self.points), True))
        found.extend((NO_PAGE_IN[language](), False) for language in self.missing)
        return found


NO_PAGE_IN = {"da": lambda: _("Not in Danish yet"), "sv": lambda: _("Not in Swedish yet")}
"""What to say of a page that has no translation."""


def to_verify(count: int) -> str:
    """So many points are open."""
    return ngettext("%(count)d point to verify", "%(count)d points to verify", count) % {"count": count}


def out_of_date(count: int) -> str:
    """So many texts have changed in the original."""
    return ngettext("%(count)d text changed in the original", "%(count)d texts changed in the original", count) % {
        "count": count
    }


def todos(pages: Iterable[Page]) -> dict[int, Todo]:
    """What is open on each of the pages, by page id."""
    pages = [page for page in pages if page.depth > 1]
    keys = {page.translation_key for page in pages}
    open_marks = VerificationMark.objects.filter(settled_on=None, page__translation_key__in=keys)
    points = Counter(open_marks.values_list("page__translation_key", flat=True))
    changed = dict(
        TranslationState.objects.filter(page__in=[page.pk for page in pages]).values_list("page_id", "changed_fields")
    )
    languages = defaultdict(set)
    for key, language in Page.objects.filter(translation_key__in=keys, alias_of=None).values_list(
        "translation_key", "locale__language_code"
    ):
        languages[key].add(language)
    return {
        page.pk: Todo(
            points=points[page.translation_key],
            changed=0 if page.alias_of_id else changed.get(page.pk, 0),
            missing=()
            if page.alias_of_id
            else tuple(code for code in LANGUAGES if code not in languages[page.translation_key]),
            alias=bool(page.alias_of_id),
        )
        for page in pages
    }
