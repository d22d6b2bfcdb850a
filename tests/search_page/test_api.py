"""The open interface."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.search_promotions.models import Query as SearchQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

HIT = {"key", "type", "lang", "title", "url", "summary", "highlights", "other_language", "promoted"}


def get(reader: Client, url: str, status: int = 200) -> Any:
    response = reader.get(f"/api/v1/{url}")
    assert response.status_code == status, response.content
    assert not response.cookies
    return response.json()


def test_who_reads_until_there_is_nothing_comes_to_an_end(reader: Client) -> None:
    first = reader.get("/api/v1/search?lang=da").json()
    last = reader.get(f"/api/v1/search?lang=da&page={first['pages']}").json()
    beyond = reader.get(f"/api/v1/search?lang=da&page={first['pages'] + 1}").json()
    assert last["hits"]
    assert (beyond["hits"], beyond["page"], beyond["total"]) == ([], first["pages"] + 1, first["total"])


@pytest.mark.parametrize("language", ["da", "sv"])
def test_answers_as_the_page_does(reader: Client, language: str) -> None:
    answer = get(reader, f"search?lang={language}&q=demens&type=case,guide")
    page = reader.get({"da": "/da/soeg/", "sv": "/sv/sok/"}[language] + "?q=demens&type=case&type=guide").context[
        "view"
    ]
    assert set(answer) == {"total", "page", "pages", "hits", "facets", "corrected_to", "suggestions"}
    assert answer["total"] == page.total
    assert [hit["url"] for hit in answer["hits"]] == [hit.url for hit in page.hits]
    for hit in answer["hits"]:
        assert set(hit) == HIT
        assert "".join(part["text"] for part in hit["highlights"]["title"]) == hit["title"]
        assert hit["other_language"] is (hit["lang"] != language)
    types = {value["value"]: value for value in answer["facets"]["type"]}
    assert types["case"]["selected"]
    assert types["case"]["label"] == {"da": "Case", "sv": "Exempel"}[language]
    assert set(types["case"]) == {"value", "label", "count", "selected"}


def test_keys_are_the_same_in_both_languages(reader: Client) -> None:
    keys = {lang: {hit["key"] for hit in get(reader, f"search?lang={lang}&type=case")["hits"]} for lang in ("da", "sv")}
    assert keys["da"] == keys["sv"]


@pytest.mark.parametrize(
    "query",
    [
        "lang=de",
        "lang=da&lang=sv",
        "lang=sv&colour=red",
        "lang=sv&type=x",
        "page=0",
        "page=abc",
        "lang=sv&sort=size",
        "lang=sv&q=v%E5rd",
        "q=" + "a" * 201,
    ],
)
def test_bad_parameters(reader: Client, query: str) -> None:
    answer = get(reader, f"search?{query}", 422)
    assert set(answer) == {"detail"}
    assert answer["detail"].endswith(".")
    if "sv" in query and "da" not in query:
        assert "finns" in answer["detail"] or "inget" in answer["detail"] or "inte" in answer["detail"]


def test_suggests(reader: Client) -> None:
    answer = get(reader, "suggest?lang=da&q=behov")
    assert answer["suggestions"]
    assert {"text", "kind", "lang", "url", "type", "label"} == set(answer["suggestions"][0])
    assert len(get(reader, "suggest?q=be&limit=3")["suggestions"]) <= 3
    assert get(reader, "suggest?q=")["suggestions"] == []
    for bad in ("limit=0", "limit=21", "limit=x", "q=a&q=b", "x=1", "lang=no", "q=v%E5rd", "q=" + "a" * 201):
        get(reader, f"suggest?{bad}", 422)


@pytest.mark.parametrize(
    ("lang", "typed", "text", "language", "label"),
    [
        ("sv", "hjemmepl", "Hjemmepleje", "da", "Begrepp · På danska"),
        ("da", "hemtj", "Hemtjänst", "sv", "Begreb · På svensk"),
        ("da", "inovation", "innovation", "da", ""),
    ],
)
def test_suggestions_say_what_they_are_and_in_which_language(
    reader: Client, lang: str, typed: str, text: str, language: str, label: str
) -> None:
    first = get(reader, f"suggest?lang={lang}&q={typed}")["suggestions"][0]
    assert (first["text"], first["lang"], first["label"]) == (text, language, label)


def test_recommendations_come_first_and_are_marked(reader: Client) -> None:
    """As on the page: once, on the first page by relevance, without filters."""
    query = SearchQuery.get("demens")
    last = [hit for hit in get(reader, "search?q=demens&type=case")["hits"] if not hit["other_language"]][-1]
    chosen = Page.objects.get(slug=last["url"].strip("/").split("/")[-1], locale__language_code="da")
    SearchPromotion.objects.create(query=query, page=chosen, sort_order=1)
    SearchPromotion.objects.create(
        query=query, external_link_url="https://example.org/", external_link_text="Elsewhere", sort_order=2
    )
    page = reader.get("/da/soeg/?q=Demens").context["view"]
    answer = get(reader, "search?q=Demens")
    assert [hit["url"] for hit in answer["hits"]] == [row.url for row in (*page.promoted, *page.hits)]
    assert answer["total"] == page.total
    first, second, *others = answer["hits"]
    assert (first["url"], first["key"], first["promoted"]) == (chosen.url, last["key"], True)
    assert (second["url"], second["key"], second["promoted"]) == ("https://example.org/", "", True)
    assert {hit["promoted"] for hit in others} == {False}
    assert set(first) == set(second) == HIT
    for other in ("q=demens&page=2", "q=demens&sort=newest", "q=demens&language=da", "q=hjemmepleje"):
        assert not any(hit["promoted"] for hit in get(reader, f"search?{other}")["hits"])
    swedish = get(reader, "search?lang=sv&q=demens")["hits"]
    assert [hit["url"] for hit in swedish if hit["promoted"]] == ["https://example.org/"]


def test_schema(reader: Client) -> None:
    schema = get(reader, "openapi.json")
    assert set(schema["paths"]) == {"/api/v1/search", "/api/v1/suggest"}
    operation = schema["paths"]["/api/v1/search"]["get"]
    assert {"lang", "q", "page", "sort", "type", "phase", "language"} <= {p["name"] for p in operation["parameters"]}
    assert set(operation["responses"]) >= {"200", "422", "503"}
    assert "promoted" in schema["components"]["schemas"]["HitOut"]["required"]


@pytest.mark.parametrize("url", ["search?lang=sv&q=demens", "suggest?q=dem", "search?lang=xx"])
def test_head_answers_as_get_does(reader: Client, url: str) -> None:
    asked, headed = reader.get(f"/api/v1/{url}"), reader.head(f"/api/v1/{url}")
    assert headed.status_code == asked.status_code
    assert headed.content == b""
    for name in ("Content-Type", "Content-Language", "Cache-Control", "ETag"):
        assert headed.get(name) == asked.get(name)


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/docs", "/api/v1/nothing/at/all", "/api/v9/search"])
def test_what_is_not_there_is_said_in_json(db: None, path: str) -> None:
    said = set()
    for method in ("get", "post"):
        for lang in ("da", "sv"):
            response = getattr(Client(enforce_csrf_checks=True), method)(f"{path}?lang={lang}")
            assert response.status_code == 404
            assert response["Content-Type"].startswith("application/json")
            assert response["Content-Language"] == lang
            said.add(response.json()["detail"])
    assert len(said) == 2
    assert all(sentence.endswith(".") for sentence in said)


def test_caching(reader: Client) -> None:
    first = reader.get("/api/v1/search?q=demens")
    assert first["Cache-Control"] == "public, no-cache"
    again = reader.get("/api/v1/search?q=demens", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "max-age" in reader.get("/api/v1/suggest?q=dem")["Cache-Control"]


def test_down(down: Client) -> None:
    for path in ("search?lang=sv&q=x", "suggest?lang=sv&q=x"):
        response = down.get(f"/api/v1/{path}")
        assert response.status_code == 503
        assert response.json()["detail"] == "Sökningen ligger nere just nu."
