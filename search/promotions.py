"""What the editors recommend for certain words (Wagtail's search promotions), before everything that was found."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import Length
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
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
    return tuple(_recommended(asked))


class Recommending:
    """Knows which of the editors' words are written as a question, and reads them anew when they change.

    A change is seen by the number, the newest and the lengths of the words, and the first and last of them: one small
    query, however much is recommended. What is recommended for them is not kept.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Any = None
        self._words: dict[str, list[int]] = {}

    def __call__(self, words: str) -> list[SearchPromotion]:
        """The recommendations for words that are folded, in the editors' order."""
        numbers = self._known().get(words)
        if not numbers or not words:
            return []
        promotions = SearchPromotion.objects.filter(query_id__in=numbers).select_related("query")
        kept = promotions.order_by("sort_order", "pk")
        return [promotion for promotion in kept if folded(promotion.query.query_string) == words]

    def _known(self) -> dict[str, list[int]]:
        text = "query_string"
        stamp = Query.objects.aggregate(Count("pk"), Max("pk"), Min(text), Max(text), letters=Sum(Length(text)))
        seen = tuple(stamp.values())
        with self._lock:
            if seen != self._seen:
                known: dict[str, list[int]] = {}
                for number, words in Query.objects.values_list("pk", text):
                    # Editors copy words from the report of searches, so both sides are read as the report writes them.
                    known.setdefault(folded(words), []).append(number)
                self._words, self._seen = known, seen
            return self._words


_recommending = Recommending()


def _recommended(asked: Asked) -> list[Promotion]:
    """As many as are shown, in at most three queries and one for each of their types."""
    found = _recommending(folded(asked.text))
    numbers = {promotion.page_id for promotion in found if promotion.page_id}
    pages = {page.pk: page for page in visible_in(asked.lang).filter(pk__in=numbers)} if numbers else {}
    shown = [one for one in found if _is_shown(one, pages.get(one.page_id), asked.preset)][:MOST]
    wanted = Page.objects.filter(pk__in=[one.page_id for one in shown if one.page_id])
    specific = {page.pk: page for page in wanted.specific()}
    return [_promotion(one, specific.get(one.page_id)) for one in shown if not one.page_id or one.page_id in specific]


def _is_shown(promotion: SearchPromotion, page: Page | None, preset: Preset) -> bool:
    """Whether readers are shown it: an address outside the portal is held by no list, and shown in both languages."""
    if promotion.page_id:
        return page is not None and _holds(preset, kind_of(page))
    url = promotion.external_link_url
    return not preset and bool(promotion.external_link_text) and url.startswith(("https://", "http://"))


def _promotion(promotion: SearchPromotion, page: Any) -> Promotion:
    if page is None:
        return Promotion("page", promotion.external_link_text, promotion.description, promotion.external_link_url)
    summary = promotion.description or page.search_description
    return Promotion(kind_of(page), page.title, summary, page.url or "", page.key)


def _holds(preset: Preset, kind: Kind) -> bool:
    """Whether a list shows the type; a list that is limited by anything else holds no recommendation."""
    return all(facet == "type" and kind in values for facet, values in preset.items())
