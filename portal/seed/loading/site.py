"""The ground that pages stand on: languages, the site, and the front page as its root."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from portal.core.languages import LANGUAGES
from portal.seed.loading.registry import Registry


def prepare_languages() -> None:
    """Make the portal's languages known, Danish first."""
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def point_site(home: str, registry: Registry) -> None:
    """Make the Danish front page the root of the site, where the site still shows what Wagtail came with.

    Args:
        home: key of the front page.
        registry: where its number is found.
    """
    root = registry.pages.get((home, LANGUAGES[0]))
    if root is None:
        return
    welcome = _welcome_page()
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    fresh = site.pk is None or (welcome is not None and site.root_page_id == welcome.pk)
    if fresh:
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.root_page_id = root
        site.save()
    if welcome is not None:
        welcome.delete()


def _welcome_page() -> Page | None:
    """Wagtail's own first page, if nobody has touched it."""
    page = (
        Page.objects.filter(depth=2, slug="home", numchild=0, latest_revision=None)
        .select_related("content_type")
        .first()
    )
    untouched = (
        page is not None and page.content_type.model == "page" and page.title.startswith("Welcome to your new Wagtail")
    )
    return page if untouched else None
