"""What the editors recommend for certain words (Wagtail's search promotions), before everything that was found."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from portal.core.kinds import kind_name, kind_of
from portal.core.visibility import visible_in
from search.asking import Asked
from search.contexts import HitRow
from search.ports import Segment

MOST = 3


def rows(asked: Asked) -> tuple[HitRow, ...]:
    """The recommendations for the words in the reader's language; pages that readers may not see are left out."""
    return tuple(_rows(asked))[:MOST]


def _rows(asked: Asked) -> Iterator[HitRow]:
    words = normalise_query_string(asked.text)
    found = list(SearchPromotion.objects.filter(query__query_string=words).order_by("sort_order", "pk"))
    if not found:
        return
    pages = visible_in(asked.lang).in_bulk([promotion.page_id for promotion in found if promotion.page_id])
    for promotion in found:
        page = pages.get(promotion.page_id)
        if page is None:
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
