"""What editors recommend is shown from the next question on, and costs no more for being much."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page

from search import promotions
from search.counting import folded
from toolbox.models import GuidePage

FEW, MANY = 2, 40


def recommend(words: str, page: Page, **more: Any) -> SearchPromotion:
    """What an editor saves in the admin."""
    return SearchPromotion.objects.create(query=Query.get(words), page=page, **more)


def promoted(reader: Client, words: str) -> list[str]:
    rows = reader.get("/da/soeg/", {"q": words}).context["view"].promoted
    return ["".join(segment.text for segment in row.title) for row in rows]


@pytest.fixture
def guides(reader: Client) -> list[GuidePage]:
    return list(GuidePage.objects.filter(locale__language_code="da", live=True).order_by("pk")[:3])


def test_an_edit_is_seen_with_the_next_question(reader: Client, guides: list[GuidePage]):
    first, second, _ = guides
    assert promoted(reader, "demens") == []
    recommendation = recommend("demens", first)
    assert promoted(reader, "Demens!") == [first.title]
    recommendation.page = second
    recommendation.save()
    assert promoted(reader, "demens") == [second.title]
    # The admin gives the recommendations other words like this.
    SearchPromotion.objects.filter(pk=recommendation.pk).update(query=Query.get("faldalarm"))
    assert (promoted(reader, "demens"), promoted(reader, "faldalarm")) == ([], [second.title])
    recommend("skærmbesøg", first)
    assert promoted(reader, "skærmbesøg") == [first.title]
    second.unpublish()
    assert promoted(reader, "faldalarm") == []
    Query.objects.get(query_string="skærmbesøg").delete()
    assert promoted(reader, "skærmbesøg") == []


@pytest.mark.parametrize("meant", ["demenser", "senmed"])
def test_words_that_are_mended_in_their_place_are_seen(reader: Client, guides: list[GuidePage], meant: str):
    """Nothing in the admin does so, and even as many letters are seen."""
    recommend("demens", guides[0])
    assert promoted(reader, "demens") == [guides[0].title]
    query = Query.objects.get(query_string="demens")
    query.query_string = meant
    query.save()
    assert (promoted(reader, "demens"), promoted(reader, meant)) == ([], [guides[0].title])


def test_much_that_is_recommended_costs_no_more_queries(
    reader: Client, guides: list[GuidePage], monkeypatch: pytest.MonkeyPatch
):
    pages = list(Page.objects.filter(locale__language_code="da", live=True, depth__gt=2).order_by("pk"))

    def queries(words: str) -> int:
        reader.get("/da/soeg/", {"q": words})  # what is kept is made, and the question is counted
        with CaptureQueriesContext(
            connection,
        ) as asked:
            reader.get("/da/soeg/", {"q": words})
        return len(asked)

    for page in pages[:FEW]:
        recommend("demens", page)
    few = queries("demens"), queries("hjemmepleje")
    read = list[str]()

    def noted(text: str) -> str:
        read.append(text)
        return folded(text)

    monkeypatch.setattr(promotions, "folded", noted)
    for number, page in enumerate(pages[:MANY]):
        recommend("demens", page)
        recommend(f"andet {number}", page)
    assert queries("demens") <= few[0] + promotions.MOST
    assert queries("hjemmepleje") == few[1]
    read.clear()
    reader.get("/da/soeg/", {"q": "hjemmepleje"})
    assert read == ["hjemmepleje"], "the editors' words are not folded again"
