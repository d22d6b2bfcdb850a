"""The search page and the lists, without scripts, in both languages."""

from __future__ import annotations

import itertools
import re
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from search import service
from search.contexts import FacetOption

PAGES = {"da": "/da/soeg/", "sv": "/sv/sok/"}
LISTS = ["/da/vaerktoejskasse/", "/sv/verktygslada/", "/da/cases/", "/sv/exempel/"]
both = pytest.mark.parametrize("language", ["da", "sv"])


def view(reader: Client, url: str) -> Any:
    response = reader.get(url)
    assert response.status_code == 200, url
    return response.context["view"]


def soup(reader: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(reader.get(url).content, "html.parser")


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def options(found: Any) -> list[FacetOption]:
    return list(itertools.chain.from_iterable((*group.options, *group.folded) for group in found.groups))


def ticked(url: str, option: FacetOption) -> str:
    """Where the form leads with one more box ticked."""
    parts = urlsplit(url)
    return f"{parts.path}?{urlencode([*parse_qsl(parts.query), (option.facet, option.value)])}"


@pytest.mark.parametrize("url", ["/da/soeg/", "/da/soeg/?q=demens", "/sv/sok/?q=behov&type=guide,template", *LISTS])
def test_counts_are_true(reader: Client, url: str) -> None:
    """A click on a value gives as many results as its number says, for the value alone within its facet."""
    found = view(reader, url)
    followed = 0
    for option in options(found):
        if option.selected or not option.count:
            assert option.disabled is (not option.count and not option.selected)
            continue
        group = next(group for group in found.groups if group.name == option.facet)
        after = view(reader, ticked(url, option))
        if not group.chosen:
            assert after.total == option.count, option
        else:
            assert option.count <= after.total <= found.total + option.count
        followed += 1
    assert followed > 5


def test_chips_take_filters_away(reader: Client) -> None:
    found = view(reader, "/da/soeg/?q=behov&type=guide,template&phase=faelles-behov")
    assert [chip.label for chip in found.chips] == ["Guide", "Skabelon", "Fase 2 Behov"]
    assert found.chips[0].url == "/da/soeg/?q=behov&type=template&phase=faelles-behov"
    assert found.clear_url == "/da/soeg/?q=behov"
    assert view(reader, found.clear_url).count == 0


@both
def test_works_without_scripts(reader: Client, language: str) -> None:
    """A form with a button, boxes with names and numbers, links with addresses."""
    page = soup(reader, f"{PAGES[language]}?q=demens&type=case")
    form = page.select_one("form#facets")
    assert form["action"] == PAGES[language]
    assert form.select_one('button[type="submit"]')
    assert form.select_one('input[type="hidden"][name="q"]')["value"] == "demens"
    assert [box["value"] for box in form.select("input[checked]")] == ["case"]
    for box in form.select('input[type="checkbox"]'):
        number = words(box.parent.select_one(".n"))
        assert box.has_attr("disabled") is (number.startswith(", 0") and not box.has_attr("checked"))
    assert page.select_one('main form.search input[name="q"]')["value"] == "demens"
    assert page.select(".hit h3 a[href]")
    assert page.select(".hit mark")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex, follow"
    assert page.select_one('link[rel="canonical"]')["href"] == f"http://testserver{PAGES[language]}"
    switch = page.select_one(".langs a")
    assert switch["href"].endswith("?q=demens&type=case")
    assert not [tag for tag in page.select("script") if not tag.get("src") and tag.get("type") != "application/ld+json"]
    assert page.html["lang"] == language


@both
def test_long_groups_fold_and_keep_what_is_chosen(reader: Client, language: str) -> None:
    found = view(reader, PAGES[language])
    group = next(group for group in found.groups if group.name == "area")
    assert len(group.options) == 6
    assert group.folded
    assert [o.count for o in group.options] == sorted((o.count for o in group.options), reverse=True)
    last = group.folded[-1]
    again = next(group for group in view(reader, ticked(PAGES[language], last)).groups if group.name == "area")
    assert last.value in {option.value for option in again.options if option.selected}
    phases = next(group for group in found.groups if group.name == "phase")
    assert [option.label[0] for option in phases.options] == list("12345678")


def test_results_in_the_other_language_say_so(reader: Client) -> None:
    page = soup(reader, "/sv/sok/?language=da")
    hits = page.select(".hit h3[lang]")
    for hit in hits:
        assert hit["lang"] == "da"
        assert hit.a["hreflang"] == "da"
    assert all(words(hit.select_one(".meta .tag")) == "På danska" for hit in page.select(".hit") if hit.h3.get("lang"))


def test_pages_follow_each_other(reader: Client) -> None:
    first = view(reader, "/da/soeg/")
    seen = [hit.url for hit in first.hits]
    url = first.pagination.next
    while url:
        page = view(reader, url)
        seen += [hit.url for hit in page.hits]
        url = page.pagination.next
    assert len(seen) == len(set(seen)) == first.total


ASKED = ["/da/soeg/", "/sv/sok/?q=demens", "/da/soeg/?q=qzxwvkpj", *LISTS]
NO_NUMBERS = ["0", "-1", "abc", "1.0", "٢", "²", "1_0", "9" * 5000, " ", "1,2"]


def at(url: str, number: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'page': number})}"


@pytest.mark.parametrize("url", ASKED)
def test_an_unknown_page_number_is_not_found(reader: Client, url: str) -> None:
    last = view(reader, url)
    while last.pagination.next:
        last = view(reader, last.pagination.next)
    beyond = [page.number + 1 for page in last.pagination.pages if page.current] or [2]
    for number in [*NO_NUMBERS, str(beyond[0]), "999999"]:
        response = reader.get(at(url, number))
        assert response.status_code == 404, number
        page = BeautifulSoup(response.content, "html.parser")
        assert words(page.h1) == ("Her slipper tråden" if url.startswith("/da/") else "Här tar tråden slut")
        assert page.html["lang"] == url[1:3]
        assert page.select_one('meta[name="robots"]')["content"] == "noindex"
        asked = parse_qs(urlsplit(url).query).get("q", [""])[0]
        assert page.select_one("main input[name=q]").get("value", "") == asked, "the question is kept"
        first = str(page.select_one("main a.btn:not(.quiet)")["href"])
        assert view(reader, first).total == view(reader, url).total, "the list itself is one click away"
        assert not page.select('link[rel="canonical"], link[hreflang], meta[property="og:url"]')
    for number in ("1", ""):
        assert view(reader, at(url, number)).total == view(reader, url).total


@pytest.mark.parametrize("url", LISTS)
def test_without_an_index_a_list_has_one_page(down: Client, url: str) -> None:
    """Links to further pages still lead to the items; what is no number is not found, as with an index."""
    assert down.get(at(url, "2")).status_code == 200
    assert down.get(at(url, "abc")).status_code == 404


@pytest.mark.parametrize("url", ["/da/soeg/", "/sv/sok/?type=guide,template", LISTS[0], LISTS[1]])
def test_pages_and_orders_have_titles_of_their_own(reader: Client, url: str) -> None:
    first = view(reader, url)
    addresses = {url, first.pagination.next, *(link.url for link in first.sorts)}
    addresses.add(view(reader, next(link.url for link in first.sorts if not link.current)).pagination.next)
    titles = {words(soup(reader, address).title) for address in addresses}
    # The order that is usual has the address without it.
    assert len(titles) == len({address.replace(url, "", 1) for address in addresses})
    assert all(title.endswith((" – Samværk", " – Samverk")) for title in titles)


@pytest.mark.parametrize("sort", ["phase", "newest", "relevance"])
def test_sorting(reader: Client, sort: str) -> None:
    found = view(reader, f"/da/soeg/?q=kommune&sort={sort}")
    assert [link.current for link in found.sorts].count(True) == 1
    if sort == "phase":
        firsts = [hit.phases[0] for hit in found.hits if hit.phases]
        assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    ("url", "kinds"),
    [(LISTS[0], {"guide", "template", "tool"}), (LISTS[1], {"guide", "template", "tool"}), (LISTS[2], {"case"})],
)
def test_lists_are_searches_with_a_preset(reader: Client, url: str, kinds: set[str]) -> None:
    found = view(reader, url)
    assert found.action == url
    assert {hit.kind for hit in found.hits} <= kinds
    assert ("type" in {group.name for group in found.groups}) is (len(kinds) > 1)
    assert f"type={','.join(sorted(kinds))}" in found.feed_url
    page = soup(reader, url)
    assert not page.select_one('meta[name="robots"]')
    assert page.select_one('link[rel="canonical"]')["href"].endswith(url)
    assert soup(reader, f"{url}?q=demens").select_one('meta[name="robots"]')["content"] == "noindex, follow"


@both
def test_nothing_found_offers_ways_on_with_true_numbers(reader: Client, language: str) -> None:
    url = f"{PAGES[language]}?q=demens&type=term&phase=marked-og-match&country=sverige,land-se"
    found = view(reader, url)
    assert found.total == 0
    assert "demens" in found.heading
    assert found.empty
    assert found.empty.write
    for offer in found.empty.offers:
        total = view(reader, offer.url).total
        assert total
        assert f": {total} " in offer.text
    assert found.empty.offers
    assert soup(reader, url).select_one("#q")["value"] == "demens"
    unknown = view(reader, f"{PAGES[language]}?q=qzxwvkpj")
    assert unknown.total == 0
    assert unknown.empty.offers


@pytest.mark.parametrize(
    ("listed", "everywhere"), [("/da/vaerktoejskasse/", PAGES["da"]), ("/sv/verktygslada/", PAGES["sv"])]
)
def test_a_list_without_an_answer_leads_to_the_search_of_everything(
    reader: Client, listed: str, everywhere: str
) -> None:
    empty = view(reader, f"{listed}?q=robotdalen").empty
    assert empty
    assert empty.offers[0].url == f"{everywhere}?q=robotdalen"
    assert view(reader, empty.offers[0].url).hits


@both
def test_misspelt_words_are_corrected_and_can_be_insisted_on(reader: Client, language: str) -> None:
    found = view(reader, f"{PAGES[language]}?q=demmens")
    assert "demens" in found.corrected_to
    insisted = view(reader, found.insist_url)
    assert not insisted.corrected_to


@both
def test_a_correction_that_finds_nothing_shows_no_results(reader: Client, language: str) -> None:
    url = f"{PAGES[language]}?q=demmens&type=term&phase=marked-og-match&country=sverige,land-se"
    found = view(reader, url)
    assert found.corrected_to
    assert not found.total
    text = words(soup(reader, url).select_one("#results"))
    assert {"da": "Vi søgte på", "sv": "Vi sökte på"}[language] in text
    assert {"da": "Viser resultater", "sv": "Visar resultat"}[language] not in text


@both
def test_the_heading_says_which_page_it_is(reader: Client, language: str) -> None:
    first = view(reader, PAGES[language])
    second = view(reader, first.pagination.next)
    last = max(page.number for page in first.pagination.pages)
    assert second.heading == f"{first.heading}, {'side 2 af' if language == 'da' else 'sida 2 av'} {last}"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/da/soeg/?q=demens&type=case,guide&phase=faelles-behov&sort=newest", "type=case,guide&phase=faelles-behov"),
        ("/sv/sok/?q=demens", ""),
        ("/da/vaerktoejskasse/?type=template", "type=template"),
    ],
)
def test_a_new_question_keeps_the_filters(reader: Client, url: str, kept: str) -> None:
    form = soup(reader, url).select_one("main form.search")
    pairs = [(str(field["name"]), str(field["value"])) for field in form.select("input")]
    assert pairs[0][0] == "q"
    assert urlencode(pairs[1:], safe=",") == kept
    assert [chip.label for chip in view(reader, f"{form['action']}?{urlencode(pairs)}").chips] == [
        chip.label for chip in view(reader, url).chips
    ]


def test_number_of_queries(reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """Frame, concepts and the editors' words; three more for counting and recommendations."""
    reader.get("/da/soeg/")
    with django_assert_max_num_queries(9):
        reader.get("/da/soeg/")
    reader.get("/da/soeg/?q=demens&type=case")
    with django_assert_max_num_queries(14):
        reader.get("/da/soeg/?q=demens&type=case")
    with django_assert_max_num_queries(5):
        reader.get("/api/v1/search?q=demens")


@pytest.mark.parametrize("url", [*PAGES.values()])
def test_search_down(down: Client, url: str) -> None:
    response = down.get(url + "?q=demens")
    assert response.status_code == 503
    assert response["Retry-After"]
    page = BeautifulSoup(response.content, "html.parser")
    assert page.h1
    assert page.select_one('input[name="q"][value="demens"]')
    assert len(page.select(".line.full li a[href]")) == 8


@pytest.mark.parametrize("url", LISTS)
def test_lists_show_their_own_view_when_search_is_down(down: Client, url: str) -> None:
    response = down.get(url)
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select(".card")


def test_stale_index_is_named_in_the_log(down: Client, monkeypatch: Any, caplog: pytest.LogCaptureFixture) -> None:
    from search.ports import StaleIndex
    from tests.search_page.conftest import Down

    monkeypatch.setattr(service, "engines", lambda: (Down(StaleIndex),))
    assert down.get("/da/soeg/").status_code == 503
    assert "search_rebuild" in caplog.text


@both
def test_opensearch_and_feed(reader: Client, language: str) -> None:
    page = soup(reader, f"/{language}/")
    link = page.select_one('link[rel="search"]')["href"]
    response = reader.get(str(link))
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    description = BeautifulSoup(response.content, "xml")
    assert description.find("Url", type="text/html")["template"].startswith(f"http://testserver{PAGES[language]}?q={{")
    feed = reader.get(reverse(f"search_feed_{language}") + "?q=demens&type=case")
    assert feed["Content-Type"].startswith("application/atom+xml")
    atom = BeautifulSoup(feed.content, "xml")
    assert len(atom.select("entry")) == view(reader, f"{PAGES[language]}?q=demens&type=case").total
    assert atom.feed["xml:lang"] == language
    assert words(atom.feed.author.find("name")) in {"Samværk", "Samverk"}


@pytest.mark.parametrize("url", ["/da/soeg/?q=demens", "/sv/sok/", "/da/vaerktoejskasse/", "/sv/exempel/"])
def test_landmarks_of_a_kind_have_names_of_their_own(reader: Client, url: str) -> None:
    page = soup(reader, url)
    for kind in ("form, [role=search]", "nav"):
        names = [one.get("aria-label") for one in page.select(kind)]
        assert all(names), names
        assert len(names) == len(set(names)), names
    fields = page.select("[role=search]")
    assert len(fields) == 2, "the header's, and the page's"


@both
def test_what_was_typed_is_shown_as_it_was_typed(reader: Client, language: str) -> None:
    """Escaped once and not twice, in the heading and in the ways on when nothing is found."""
    for typed in ('"demens" & dokumentation', "kommunen's <b>demens</b>", 'zzqx "&" <i>'):
        page = soup(reader, f"{PAGES[language]}?{urlencode({'q': typed})}")
        assert typed in words(page.select_one("#res"))
        assert not re.search("&(amp|quot|lt|gt|#)", page.main.get_text())
