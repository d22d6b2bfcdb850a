"""What is counted of searches, what of it editors see, and what they recommend."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from search import counting
from search.models import SearchCount

from .test_page import soup, view, words


def test_searches_are_counted_without_their_seekers(reader: Client) -> None:
    for text in ("Faldalarm?", "faldalarm", "qzxwvkpj"):
        response = reader.get("/da/soeg/", {"q": text})
        assert not response.cookies
    rows = {row.query: row for row in SearchCount.objects.all()}
    assert rows["faldalarm"].count == 2
    assert rows["qzxwvkpj"].zero_results == 1
    for url in ("/da/soeg/?q=qzxwvkpj&type=template", "/da/cases/?q=qzxwvkpj"):
        reader.get(url)
    row = SearchCount.objects.get(query="qzxwvkpj")
    assert (row.count, row.zero_results) == (3, 1), "nothing found with a filter says nothing about the words"
    assert {field.name for field in SearchCount._meta.concrete_fields} == {
        "id", "day", "language", "query", "count", "zero_results", "clicks",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "ole@example.dk",
        "010203-1234",
        "0102031234",
        "19121212-1212",
        "19 12 12 12 1212",
        "121212+1212",
        "20 30 40 50",
        "+45 20304050",
        "https://example.dk/x",
        "x" * 81,
        "  ?!",
        "*",
        "(((",
        "%",
        "🙂 🙂",
        "<script>alert(1)</script>",
        "demens <img src=x onerror=alert(1)>",
        "<!--",
        "",
    ],
)
def test_personal_data_and_what_is_no_question_are_never_stored(text: str, db: None) -> None:
    counting.count(lang="da", text=text, found=False)
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize("text", ["under < 5 kommuner", "a<5", "a > b"])
def test_signs_between_words_are_no_markup(text: str, db: None) -> None:
    counting.count(lang="da", text=text, found=False)
    assert SearchCount.objects.get().query == text


def test_clicks(reader: Client) -> None:
    reader.get("/da/soeg/?q=demens")
    for sent in ({"q": "Demens ", "lang": "da"}, {"q": "never asked", "lang": "da"}, {"q": "demens", "lang": "xx"}, {}):
        response = reader.post("/api/v1/clicked", sent, content_type="application/x-www-form-urlencoded")
        assert response.status_code in {204, 415}
    body = urlencode({"q": "Demens ", "lang": "da"})
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/api/v1/clicked", body, content_type="text/plain").status_code == 204
    assert SearchCount.objects.get(query="demens").clicks == 1
    assert SearchCount.objects.count() == 1


def test_what_was_searched_for_once_is_forgotten(db: None) -> None:
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    old, new = timezone.localdate() - timedelta(days=31), timezone.localdate()
    SearchCount.objects.create(day=old, language="da", query="once", count=1)
    SearchCount.objects.create(day=old, language="da", query="twice", count=1)
    SearchCount.objects.create(day=new, language="da", query="twice", count=1)
    SearchCount.objects.create(day=new, language="da", query="lately", count=1)
    SearchCount.objects.create(day=old, language="da", query="often", count=9)
    call_command("search_forget", stdout=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    assert set(SearchCount.objects.values_list("query", flat=True)) == {"twice", "lately", "often"}


def test_report(reader: Client, admin_client: Client) -> None:
    for url in ("/da/soeg/?q=qzxwvkpj", "/da/soeg/?q=demens"):
        reader.get(url)
        reader.get(url)
    counting.clicked(lang="da", text="demens")
    response = admin_client.get(reverse("portal_search_report"))
    text = response.content.decode()
    assert "qzxwvkpj" in text
    assert ">demens<" not in text
    assert "qzxwvkpj" not in admin_client.get(reverse("portal_search_report") + "?what=unclicked").content.decode()
    assert admin_client.get(reverse("portal_search_report") + "?export=csv").status_code == 200


def test_report_keeps_what_was_searched_for_once_to_itself(db: None, admin_client: Client) -> None:
    """Once ever, not once in the time chosen; and a day is shown as a day."""
    from datetime import timedelta

    from django.utils import timezone
    from django.utils.formats import date_format

    today = timezone.localdate()
    before, long_ago = today - timedelta(days=3), today - timedelta(days=40)
    asked = [(today, "single", 1), (today, "again", 1), (long_ago, "again", 1), (before, "double", 2)]
    for day, query, count in [*asked, (long_ago, "former", 5)]:
        SearchCount.objects.create(day=day, language="da", query=query, count=count)
    rows = admin_client.get(reverse("portal_search_report")).context["object_list"]
    assert {row.title: row.searches for row in rows} == {"again": 1, "double": 2}
    text = BeautifulSoup(admin_client.get(reverse("portal_search_report")).content, "html.parser").get_text()
    assert date_format(before) in text
    assert "single" not in admin_client.get(reverse("portal_search_report") + "?export=csv").getvalue().decode()


def test_recommendations_come_first_in_their_language(reader: Client) -> None:
    from wagtail.contrib.search_promotions.models import Query, SearchPromotion
    from wagtail.models import Page

    for number, language in enumerate(("da", "sv")):
        page = Page.objects.filter(locale__language_code=language, depth=4, live=True).order_by("path").last()
        SearchPromotion.objects.create(query=Query.get("Kommune"), page=page, sort_order=number)
    found = view(reader, "/da/soeg/?q=kommune")
    assert [row.url[:4] for row in found.promoted] == ["/da/"]
    assert found.promoted[0].url not in {hit.url for hit in found.hits}
    assert "Anbefalet" in words(soup(reader, "/da/soeg/?q=KOMMUNE").select_one(".hit"))
    assert not view(reader, "/da/soeg/?q=kommune&page=2").promoted
    SearchPromotion.objects.first().page.specific.unpublish()
    assert not view(reader, "/da/soeg/?q=kommune").promoted


def test_recommendations_stand_where_they_belong(reader: Client) -> None:
    """By best match only, in lists only what the list holds; matched without capitals and marks, external ones too."""
    from wagtail.contrib.search_promotions.models import Query, SearchPromotion
    from wagtail.models import Page

    found = view(reader, "/da/cases/?q=demens").hits[0].url
    case = next(page for page in Page.objects.filter(slug=found.strip("/").split("/")[-1]) if page.url == found)
    query = Query.get("AI-Hjælp!")
    SearchPromotion.objects.create(query=query, page=case, sort_order=0)
    SearchPromotion.objects.create(
        query=query, external_link_url="https://example.org/ai", external_link_text="AI elsewhere", sort_order=1
    )
    for asked in ("ai-hjælp", "AI-hjælp?", " “Ai-Hjælp” "):
        rows = view(reader, f"/da/soeg/?{urlencode({'q': asked})}").promoted
        assert [row.url for row in rows] == [case.url, "https://example.org/ai"], asked
    assert [row.url for row in view(reader, "/sv/sok/?q=ai-hj%C3%A6lp").promoted] == ["https://example.org/ai"]
    assert not view(reader, "/da/soeg/?q=ai+hj%C3%A6lp").promoted
    for sort in ("newest", "phase"):
        assert not view(reader, f"/da/soeg/?q=ai-hj%C3%A6lp&sort={sort}").promoted
    assert [row.url for row in view(reader, "/da/cases/?q=ai-hj%C3%A6lp").promoted] == [case.url]
    assert not view(reader, "/da/vaerktoejskasse/?q=ai-hj%C3%A6lp").promoted


def test_a_recommendation_is_no_result_and_not_contradicted(reader: Client) -> None:
    from wagtail.contrib.search_promotions.models import Query, SearchPromotion

    SearchPromotion.objects.create(
        query=Query.get("kvzqxwj"),
        external_link_url="https://example.org/",
        external_link_text="Elsewhere",
        sort_order=0,
    )
    found = view(reader, "/da/soeg/?q=kvzqxwj")
    assert not found.total
    assert found.promoted
    assert found.heading == "Ingen andre resultater for »kvzqxwj« end det, redaktionen anbefaler"
