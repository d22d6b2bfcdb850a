"""What holds on every seeded page in both languages: its head, its headings, its links and its words."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import Tag
from django.apps import apps
from django.test import Client
from django.utils import timezone

from portal.core.models import PortalPage
from tests.pages.portal import (
    HOST,
    LANGUAGES,
    LISTS,
    OTHER,
    Answer,
    Portal,
    blocks,
    foreign,
    language_of,
    nothing,
    words,
)

SITE = {"da": "Samværk", "sv": "Samverk"}
SCHEMA_TYPES = {
    "HomePage": {"WebSite"},
    "ProcessPage": {"WebPage"},
    "PhasePage": {"Article"},
    "ToolboxPage": {"CollectionPage"},
    "GuidePage": {"HowTo"},
    "TemplatePage": {"DigitalDocument"},
    "CalculatorPage": {"WebApplication"},
    "CaseIndexPage": {"CollectionPage"},
    "CasePage": {"Article", "AdvertiserContentArticle"},
    "DirectoryPage": {"CollectionPage"},
    "OrganisationPage": {"Organization", "GovernmentOrganization"},
    "ProgrammePage": {"Organization", "GovernmentOrganization"},
    "NetworkPage": {"Organization"},
    "GlossaryPage": {"DefinedTermSet"},
    "Term": {"DefinedTerm"},
    "StandardPage": {"WebPage"},
    "Search": {"SearchResultsPage"},
}
NOT_INDEXED = {"Search"}
"""Addresses that no search engine is to index."""
ORGANISATIONS = {"OrganisationPage", "ProgrammePage", "NetworkPage"}
"""Types whose data are about the organisation, not about the page."""
LANDMARKS = (
    "h1, h2, h3, h4, p, dt, dd, dl, ul, ol, li, table, figure, figcaption, a, button, th, nav, aside, section, label"
)
RAW = re.compile(
    r"""\bNone\b|⚠|‖|�|\bV\d{1,2}\b  # Python, and the marks of CONTENT.md
    |\[\s*[A-Z]\d{1,3}\b             # a source's code that was not turned into a link
    |\{\{|\{%|%\(\w+\)s              # templates and placeholders
    |&(?:lt|gt|amp|quot|\#\d+);      # escaped twice, as parsed text
    |<(?:p|b|a|br|i|em|strong)\b|\b(?:TODO|FIXME|lorem\ ipsum)\b""",
    re.VERBOSE,
)

both_languages = pytest.mark.parametrize("language", LANGUAGES)


def graph(answer: Answer) -> list[dict[str, Any]]:
    """The objects of the page's data block: the page, and its breadcrumb."""
    scripts = answer.soup.head.select('script[type="application/ld+json"]')
    assert len(scripts) == 1, f"{len(scripts)} data blocks on {answer.url}"
    data = json.loads(scripts[0].string or "")
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def json_ld(answer: Answer) -> dict[str, Any]:
    return graph(answer)[0]


def test_every_type_of_page_is_there_in_both_languages(portal: Portal) -> None:
    types = {model.__name__ for model in apps.get_models() if issubclass(model, PortalPage)} - {"SectionPage"}
    for language in LANGUAGES:
        assert types <= {answer.kind for answer in portal.of(language)}
    assert {answer.kind for answer in portal.answers} == SCHEMA_TYPES.keys()
    assert {answer.kind for answer in portal.without_index} == {*LISTS, "Search"}
    things = {
        language: Counter((answer.kind, answer.thing) for answer in portal.of(language)) for language in LANGUAGES
    }
    assert things["da"] == things["sv"]
    assert set(things["da"].values()) == {1}


def test_what_reads_the_portal_has_a_database_of_its_own(portal: Portal, request: pytest.FixtureRequest) -> None:
    """Run alone, this test would otherwise read the developer's: see ``tests/conftest.py``."""
    assert request.node.get_closest_marker("django_db")


@both_languages
def test_answers_in_its_own_language(portal: Portal, language: str) -> None:
    nothing(portal.of(language), lambda answer: answer.status != 200 and answer.status)
    for answer in portal.everything(language):
        assert answer.soup.html["lang"] == language
        assert answer.url.startswith(f"/{language}/")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-language"] == language


@both_languages
def test_without_an_index_lists_show_their_own_view(portal: Portal, language: str) -> None:
    """And lead to the same items as with one; only the search page says that it is down."""
    for answer in portal.without_index:
        assert answer.status == (503 if answer.kind == "Search" else 200), answer.url
        if answer.kind in {"ToolboxPage", "CaseIndexPage"} and answer.language == language:
            inside = f'a[href^="{answer.url}"]:not([href*="?"])'
            shown, found = (
                {tag["href"] for tag in one.main.select(inside)} for one in (answer, portal.by_url[answer.url])
            )
            assert found - {answer.url} <= shown


@both_languages
def test_titles_and_descriptions_are_its_own(portal: Portal, language: str) -> None:
    """Each names the page, and none is used twice in a language."""
    for answer in portal.of(language):
        title = words(answer.soup.head.title)
        assert SITE[language] in title, answer.url
        assert SITE[OTHER[language]] not in title, answer.url
        if answer.kind != "HomePage":
            assert words(answer.soup.h1) in title, answer.url
        assert 15 < len(answer.meta("description")) <= 320, answer.url
    for name in ("og:title", "description"):
        values = Counter(answer.meta(name) for answer in portal.of(language))
        assert not [value for value, number in values.items() if number > 1]


@both_languages
def test_canonical_and_open_graph(portal: Portal, language: str) -> None:
    for answer in portal.of(language):
        assert [tag["href"] for tag in answer.soup.select('link[rel="canonical"]')] == [HOST + answer.url]
        assert answer.meta("og:url") == HOST + answer.url
        assert answer.meta("og:title") == words(answer.soup.head.title)
        assert answer.meta("og:description") == answer.meta("description")
        assert answer.meta("og:locale") == {"da": "da_DK", "sv": "sv_SE"}[language]
        assert answer.meta("og:site_name") == SITE[language]
        assert answer.meta("og:type") == ("article" if answer.kind in {"GuidePage", "CasePage"} else "website")


@both_languages
def test_alternates_lead_both_ways(portal: Portal, language: str) -> None:
    """A page names both languages and itself, and its translation names the same."""
    for answer in portal.of(language):
        found = answer.alternates()
        assert set(found) == {"da", "sv", "x-default"}, answer.url
        assert found[language] == HOST + answer.url
        assert found["x-default"] == found["da"]
        there = portal.by_url[found[OTHER[language]].removeprefix(HOST)]
        assert (there.kind, there.thing, there.language) == (answer.kind, answer.thing, OTHER[language])
        assert there.alternates() == found


@both_languages
def test_structured_data_is_of_the_fitting_type(portal: Portal, language: str) -> None:
    for answer in portal.of(language):
        assert answer.meta("robots") == ("noindex, follow" if answer.kind in NOT_INDEXED else "")
        data = json_ld(answer)
        assert data["@type"] in SCHEMA_TYPES[answer.kind], answer.url
        assert HOST + answer.url in {data.get("url"), data.get("mainEntityOfPage")}
        assert data["description"]
        assert data.get("inLanguage", language) == language
        assert not RAW.search(json.dumps(data, ensure_ascii=False))
        assert data["name"] == (SITE[language] if answer.kind == "HomePage" else words(answer.soup.h1))
        if data["@type"] == "HowTo":
            assert [step["name"] for step in data["step"]] == [words(tag) for tag in answer.soup.select(".steps h3")]
            assert all(step["text"] and step["position"] for step in data["step"])
        if data["@type"] == "AdvertiserContentArticle":
            assert answer.view.sponsored


@both_languages
def test_data_say_who_publishes_the_page_and_when(portal: Portal, language: str) -> None:
    publisher = {"@type": "Organization", "name": SITE[language], "url": f"{HOST}/{language}/"}
    for answer in portal.of(language):
        data = json_ld(answer)
        if answer.kind in ORGANISATIONS | NOT_INDEXED | {"HomePage", "Term", "GlossaryPage"}:
            continue
        assert data["author"] == data["publisher"] == publisher, answer.url
        assert data["datePublished"] <= data["dateModified"] <= timezone.localdate().isoformat()


@both_languages
def test_the_breadcrumb_is_data_too(portal: Portal, language: str) -> None:
    for answer in portal.of(language):
        trails = [data for data in graph(answer) if data["@type"] == "BreadcrumbList"]
        shown = [words(step) for step in answer.soup.select(".crumb li")]
        if answer.kind == "HomePage":
            assert not trails
            continue
        steps = trails[0]["itemListElement"]
        assert [step["name"] for step in steps] == shown, answer.url
        assert [step["position"] for step in steps] == list(range(1, len(shown) + 1))
        links = [HOST + str(tag["href"]) for tag in answer.soup.select(".crumb li a")]
        assert [step["item"] for step in steps] == [*links, HOST + answer.url]


def test_what_was_paid_for_is_data_too(portal: Portal) -> None:
    for answer in portal.answers:
        if answer.kind == "CasePage":
            paid = json_ld(answer)["@type"] == "AdvertiserContentArticle"
            assert paid == bool(answer.soup.select_one(".msg"))
    assert any(answer.kind == "CasePage" and answer.view.sponsored for answer in portal.answers)


@both_languages
def test_breadcrumb_leads_from_the_front_page_here(portal: Portal, language: str) -> None:
    for answer in portal.of(language):
        trail = answer.soup.select(".crumb li")
        if answer.kind == "HomePage":
            assert not trail
            continue
        links = [str(tag["href"]) for tag in answer.soup.select(".crumb li a")]
        assert links[0] == f"/{language}/"
        assert len(trail) == len(links) + 1
        assert not [link for link in links if link not in portal.by_url]
        assert all(after.startswith(before) for before, after in itertools.pairwise([*links, answer.url])), answer.url
        assert [tag.get("aria-current") for tag in trail] == [None] * len(links) + ["page"]
        assert words(trail[-1]) == words(answer.soup.h1)


@both_languages
def test_headings_are_in_order(portal: Portal, language: str) -> None:
    """One first-level heading, which comes first, and no level skipped."""

    def levels(answer: Answer) -> str:
        found = [int(tag.name[1]) for tag in answer.soup.body.select("h1, h2, h3, h4, h5, h6")]
        good = found[0] == 1 and found.count(1) == 1
        return "" if good and all(after - before <= 1 for before, after in itertools.pairwise(found)) else str(found)

    nothing(portal.everything(language), levels)


@both_languages
def test_no_holes(portal: Portal, language: str) -> None:
    """Nothing that has a frame, a label or a bullet is empty, and no separator stands beside nothing."""

    def hole(answer: Answer) -> str:
        for tag in answer.soup.body.select(LANDMARKS):
            text = words(tag)
            if not text:
                return f"empty {tag}"
            if tag.name in {"p", "dd", "dt", "li", "h2", "h3"} and re.search(r"^[,;·.:]|[,;·(]$|\(\s*\)|,\s*,", text):
                return f"loose end in {text!r}"
        for tag in answer.soup.body.select("dl > div"):
            if [child.name for child in tag.find_all(True, recursive=False)][:1] != ["dt"] or not tag.dd:
                return f"a row without its value: {tag}"
        return ""

    nothing(portal.everything(language), hole)


@both_languages
def test_nothing_of_the_making_is_shown(portal: Portal, language: str) -> None:
    """No ``None``, no mark of the editors, no unresolved source code, no markup as text."""

    def raw(answer: Answer) -> str:
        shown = " ".join([words(answer.soup.body), words(answer.soup.head.title), answer.meta("description")])
        found = RAW.search(shown)
        return shown[max(0, found.start() - 40) : found.end() + 40] if found else ""

    nothing(portal.everything(language), raw)


@both_languages
def test_no_text_in_the_wrong_language(portal: Portal, language: str) -> None:
    """Each block of text is in the language that it is marked with, and no mark is one the portal does not know."""

    def strange(answer: Answer) -> str:
        for lang, text in blocks(answer.soup):
            if lang == "en" and answer.kind == "Term":
                continue
            if lang not in LANGUAGES:
                return f"lang={lang!r} of {text!r}"
            if said := foreign(text, lang):
                return f"{said} in {text!r}"
        about = " ".join([answer.meta("description"), answer.meta("og:title")])
        return foreign(about, language)

    nothing(portal.everything(language), strange)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kommunen och företaget är inte överens", "da"),
        ("Kommunen og virksomheden er ikke enige", "sv"),
        ("När", "da"),
    ],
)
def test_a_text_in_the_wrong_language_is_noticed(text: str, language: str) -> None:
    assert foreign(text, language)
    assert not foreign(text, OTHER[language])


@both_languages
def test_markup_is_nested_as_html_wants(portal: Portal, language: str) -> None:
    """No id twice, no block inside a paragraph, nothing to press inside something to press."""
    nested = "p p, p ul, p ol, p div, p dl, p h2, p h3, a a, a button, button a, button button, label label, li > li"

    def broken(answer: Answer) -> object:
        ids = Counter(str(tag["id"]) for tag in answer.soup.select("[id]"))
        twice = [name for name, number in ids.items() if number > 1]
        return twice or [str(tag)[:120] for tag in answer.soup.body.select(nested)]

    nothing(portal.everything(language), broken)


@both_languages
def test_references_within_the_page_have_a_target(portal: Portal, language: str) -> None:
    names = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "popovertarget")

    def lost(answer: Answer) -> list[str]:
        known = {str(tag["id"]) for tag in answer.soup.select("[id]")}
        wanted = {part for name in names for tag in answer.soup.select(f"[{name}]") for part in str(tag[name]).split()}
        wanted |= {str(tag["href"])[1:] for tag in answer.soup.select('a[href^="#"], use[href^="#"]')}
        return sorted(wanted - known)

    nothing(portal.everything(language), lost)


@pytest.mark.usefixtures("seeded", "indexed")
def test_every_link_within_the_portal_leads_somewhere(portal: Portal, client: Client) -> None:
    """To a page, and where it names a place on that page, to that place."""
    links: dict[str, str] = {}
    for answer in portal.all_answers:
        for tag in answer.soup.select("a[href], form[action], link[href]"):
            target = str(tag.get("href") or tag.get("action")).removeprefix(HOST)
            if target.startswith("/") and not target.startswith("/static/"):
                links.setdefault(target, answer.url)
    assert len(links) > len(portal.answers)
    dead = []
    for target, source in links.items():
        parts = urlsplit(target)
        if parts.path not in portal.by_url and client.get(target, follow=True).status_code != 200:
            dead.append(f"{target} on {source}")
        there = portal.by_url.get(parts.path)
        if parts.fragment and not (there and there.soup.find(id=parts.fragment)):
            dead.append(f"{target} on {source}: no such place")
    assert not dead


@both_languages
def test_links_stay_in_the_language_or_say_so(portal: Portal, language: str) -> None:
    def stray(answer: Answer) -> list[str]:
        found: list[Tag] = answer.soup.body.select(f'a[href^="/{OTHER[language]}/"]')
        return [str(tag) for tag in found if tag.get("hreflang") != OTHER[language] or language_of(tag) == language]

    nothing(portal.everything(language), stray)


@both_languages
def test_pictures_and_fields_have_names(portal: Portal, language: str) -> None:
    def nameless(answer: Answer) -> list[str]:
        labelled = {str(tag["for"]) for tag in answer.soup.select("label[for]")}
        return [str(tag) for tag in answer.soup.select("img:not([alt])")] + [
            str(tag)
            for tag in answer.soup.select("input, textarea, select")
            if tag.get("type") != "hidden" and tag.get("id") not in labelled and not tag.find_parent("label")
        ]

    nothing(portal.everything(language), nameless)
