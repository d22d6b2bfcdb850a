"""What the editors recommend for certain words (Wagtail's search promotions), before everything that was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from portal.core.contexts import Kind
from portal.core.kinds import kind_of
from portal.core.visibility import visible_in
from search.asking import Asked, Preset
from search.counting import folded

MOST = 3


@dataclass(frozen=True, slots=True)
class Promotion:
    """A recommendation, as page and API show it."""

    kind: Kind
    title: str
    summary: str
    url: str
    key: str = ""
    """The page's stable key; empty for an address outside the portal."""

    @property
    def elsewhere(self) -> bool:
        """Whether it leads out of the portal."""
        return not self.key


def recommended(asked: Asked) -> tuple[Promotion, ...]:
    """The recommendations for the words in the reader's language.

    They stand before the best answers: on the first page of a question by relevance without filters, nowhere else.
    Pages that readers may not see are left out, and in a list whatever the list does not hold.
    """
    if not asked.text or asked.order != "relevance" or asked.page != 1 or asked.filters:
        return ()
    return tuple(_recommended(asked))[:MOST]


def _recommended(asked: Asked) -> Iterator[Promotion]:
    words = folded(asked.text)
    promotions = SearchPromotion.objects.select_related("query").order_by("sort_order", "pk")
    # Editors copy words from the report of searches, so both sides are read as the report writes them.
    found = [promotion for promotion in promotions if folded(promotion.query.query_string) == words]
    if not found or not words:
        return
    wanted = visible_in(asked.lang).filter(pk__in=[promotion.page_id for promotion in found if promotion.page_id])
    pages = {page.pk: page for page in Page.objects.filter(pk__in=wanted.values("pk")).specific()}
    for promotion in found:
        if not promotion.page_id:
            yield from _elsewhere(asked, promotion)
            continue
        page = pages.get(promotion.page_id)
        if page is None or not _holds(asked.preset, kind_of(page)):
            continue
        summary = promotion.description or page.search_description
        yield Promotion(kind_of(page), page.title, summary, page.url or "", page.key)


def _elsewhere(asked: Asked, promotion: SearchPromotion) -> Iterator[Promotion]:
    """A recommended address outside the portal, which no list holds. It has no language, so it is shown in both."""
    url, title = promotion.external_link_url, promotion.external_link_text
    if not asked.preset and title and url.startswith(("https://", "http://")):
        yield Promotion("page", title, promotion.description, url)


def _holds(preset: Preset, kind: Kind) -> bool:
    """Whether a list shows the type; a list that is limited by anything else holds no recommendation."""
    return all(facet == "type" and kind in values for facet, values in preset.items())
