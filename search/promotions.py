"""What the editors recommend for certain words (Wagtail's search promotions), before everything that was found."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.contrib.search_promotions.models import SearchPromotion

from portal.core.contexts import Kind
from portal.core.kinds import kind_name, kind_of
from portal.core.visibility import visible_in
from search.asking import Asked, Preset
from search.contexts import HitRow
from search.counting import folded
from search.ports import Segment

MOST = 3


def rows(asked: Asked) -> tuple[HitRow, ...]:
    """The recommendations for the words in the reader's language.

    Pages that readers may not see are left out, and in a list whatever the list does not hold.
    """
    return tuple(_rows(asked))[:MOST]


def _rows(asked: Asked) -> Iterator[HitRow]:
    words = folded(asked.text)
    promotions = SearchPromotion.objects.select_related("query").order_by("sort_order", "pk")
    # Editors copy words from the report of searches, so both sides are read as the report writes them.
    found = [promotion for promotion in promotions if folded(promotion.query.query_string) == words]
    if not found or not words:
        return
    pages = visible_in(asked.lang).in_bulk([promotion.page_id for promotion in found if promotion.page_id])
    for promotion in found:
        if not promotion.page_id:
            yield from _elsewhere(asked, promotion)
            continue
        page = pages.get(promotion.page_id)
        if page is None or not _holds(asked.preset, kind_of(page)):
            continue
        kind = kind_of(page)
        summary = promotion.description or page.search_description
        yield HitRow(
            kind=kind,
            kind_name=kind_name(kind),
            url=page.url or "",
            title=(Segment(page.title),),
            summary=(Segment(summary),) if summary else (),
            promoted=True,
        )


def _elsewhere(asked: Asked, promotion: SearchPromotion) -> Iterator[HitRow]:
    """A recommended address outside the portal, which no list holds. It has no language, so it is shown in both."""
    url, title = promotion.external_link_url, promotion.external_link_text
    if asked.preset or not title or not url.startswith(("https://", "http://")):
        return
    yield HitRow(
        kind="page",
        kind_name=_("Another website"),
        url=url,
        title=(Segment(title),),
        summary=(Segment(promotion.description),) if promotion.description else (),
        promoted=True,
    )


def _holds(preset: Preset, kind: Kind) -> bool:
    """Whether a list shows the type; a list that is limited by anything else holds no recommendation."""
    return all(facet == "type" and kind in values for facet, values in preset.items())
