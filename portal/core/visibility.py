"""Which pages a reader may see: live, not expired, in no private branch, and never an alias.

An alias would serve one language's text under the other's code, so the portal neither lists, nor serves, nor
indexes one.
"""

from __future__ import annotations

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def visible(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of ``pages`` that anybody may read, decided inside the one query."""
    private = PageViewRestriction.objects.annotate(
        inside=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(inside__startswith=F("page__path"))
    kept = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    return pages.filter(kept, live=True, alias_of__isnull=True).exclude(Exists(private))


def expired(page: Page) -> bool:
    """Whether the page's time is over, also before the scheduler has withdrawn it."""
    return bool(page.expire_at and page.expire_at <= timezone.now())


def visible_in(language: str) -> QuerySet[Page]:
    """Every page that a reader of ``language`` may see, with its locale."""
    return visible(Page.objects.filter(locale__language_code=language)).select_related("locale", "content_type")
