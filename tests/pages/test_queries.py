"""At most ten queries for a page that no cache knows, each of them named, and no more of them with more content."""

from __future__ import annotations

import io
import time

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from cases.models import CasePage
from portal.organisations.models import Participation
from portal.pages.models import SectionPage, StandardPage
from portal.seed.factories import Factory, make
from tests.pages.portal import LANGUAGES, Answer, Portal, fetch, warm_up
from toolbox.models import GuidePage

MOST = 10

Query = tuple[str, str]
"""The table that is asked, and what for."""

ADDRESS: Query = ("wagtailcore_page", "which page has the address")
PRIVATE: Query = ("wagtailcore_pageviewrestriction", "whether it or a page above it is private")
CONCEPTS: Query = ("vocabulary_concept", "every concept: phases, facets, terms to explain")
SOURCES: Query = ("core_pagesource", "the page's sources, on its original")
RELATED: Query = ("wagtailcore_page", "pages that belong together with it, from both ends")
TAGS: Query = ("vocabulary_pageconcept", "concepts of this page and of those on its cards")
MENU: Query = ("core_navigation", "menu and footer")
FRAME: Query = (
    "wagtailcore_page",
    "pages of menu and footer, above it, its translations, the phases, what it links to",
)
ROLES: Query = ("core_relation", "who runs it, whose member it is")


def own(table: str) -> Query:
    """Every version of the page: itself and the original that holds its facts."""
    return (table, "the page with its translations")


QUERIES: dict[str, list[Query]] = {
    "HomePage": [
        ADDRESS,
        own("pages_homepage"),
        PRIVATE,
        MENU,
        CONCEPTS,
        FRAME,
        ("wagtailcore_page", "the newest cases"),
        ("wagtailcore_page", "the pages to begin with, and the network"),
        TAGS,
        ("wagtailcore_page", "the network's municipalities"),
    ],
    "ProcessPage": [
        ADDRESS,
        own("toolbox_processpage"),
        PRIVATE,
        CONCEPTS,
        SOURCES,
        ("toolbox_phasepage", "what the phases say"),
        ("wagtailcore_page", "guides and templates of the phases"),
        TAGS,
        MENU,
        FRAME,
    ],
    "PhasePage": [
        ADDRESS,
        own("toolbox_phasepage"),
        PRIVATE,
        CONCEPTS,
        SOURCES,
        RELATED,
        TAGS,
        MENU,
        FRAME,
        ("toolbox_processpage", "the rule of all gates"),
    ],
    "ToolboxPage": [
        ADDRESS,
        own("toolbox_toolboxpage"),
        PRIVATE,
        ("wagtailcore_page", "guides and templates"),
        TAGS,
        CONCEPTS,
        MENU,
        FRAME,
    ],
    "GuidePage": [ADDRESS, own("toolbox_guidepage"), PRIVATE, CONCEPTS, SOURCES, RELATED, TAGS, MENU, FRAME],
    "TemplatePage": [
        ADDRESS,
        own("toolbox_templatepage"),
        PRIVATE,
        CONCEPTS,
        SOURCES,
        ("toolbox_templatefile", "the files with their documents"),
        RELATED,
        TAGS,
        MENU,
        FRAME,
    ],
    "CaseIndexPage": [
        ADDRESS,
        own("cases_caseindexpage"),
        PRIVATE,
        ("wagtailcore_page", "the cases"),
        TAGS,
        CONCEPTS,
        MENU,
        FRAME,
    ],
    "CasePage": [
        ADDRESS,
        own("cases_casepage"),
        PRIVATE,
        CONCEPTS,
        SOURCES,
        RELATED,
        TAGS,
        MENU,
        FRAME,
        ("organisations_participation", "who takes part"),
    ],
    "DirectoryPage": [
        ADDRESS,
        own("organisations_directorypage"),
        PRIVATE,
        ("organisations_organisationpage", "organisations with their originals"),
        ("organisations_programmepage", "programmes with their originals"),
        ("organisations_networkpage", "networks with their originals"),
        MENU,
        CONCEPTS,
        FRAME,
        TAGS,
    ],
    **{
        kind: [
            ADDRESS,
            own(f"organisations_{kind.lower()}"),
            PRIVATE,
            ROLES,
            RELATED,
            TAGS,
            CONCEPTS,
            SOURCES,
            MENU,
            FRAME,
        ]
        for kind in ("OrganisationPage", "ProgrammePage", "NetworkPage")
    },
    "GlossaryPage": [ADDRESS, own("vocabulary_glossarypage"), PRIVATE, CONCEPTS, MENU, FRAME],
    "Term": [
        ADDRESS,
        own("vocabulary_glossarypage"),
        PRIVATE,
        CONCEPTS,
        ("vocabulary_conceptlabel", "its other words"),
        ("wagtailcore_page", "pages about it"),
        TAGS,
        MENU,
        FRAME,
    ],
    "StandardPage": [ADDRESS, own("pages_standardpage"), PRIVATE, CONCEPTS, SOURCES, MENU, FRAME],
    "SectionPage": [
        ADDRESS,
        own("pages_sectionpage"),
        PRIVATE,
        ("wagtailcore_page", "pages under it"),
        TAGS,
        CONCEPTS,
        SOURCES,
        MENU,
        FRAME,
    ],
}
NOT_FOUND: list[Query] = [
    ADDRESS,
    own("pages_homepage"),
    ("wagtailcore_page", "whether the front page has such a child"),
    ("wagtailcore_page", "the front page"),
    ("pages_homepage", "what it says"),
    ("wagtailcore_locale", "its language"),
    MENU,
    ("wagtailcore_page", "pages of menu and footer"),
    ("wagtailcore_site", "whose redirects to look at"),
    ("wagtailredirects_redirect", "whether the page has moved"),
]
"""A page that is not there. Bots ask for many of them."""


def tables(kind: str) -> list[str]:
    return [table for table, _why in QUERIES[kind]]


@pytest.mark.parametrize("kind", sorted(QUERIES.keys() - {"SectionPage"}))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_query_has_a_name(portal: Portal, kind: str, language: str) -> None:
    assert len(QUERIES[kind]) <= MOST
    answers = [answer for answer in portal.of(language) if answer.kind == kind]
    assert answers
    for answer in answers:
        expected = tables(kind)
        if kind == "Term" and not answer.view.cards:
            expected.remove(TAGS[0])  # nothing to ask about
        assert list(answer.queries) == expected, answer.url


def test_no_address_needs_more_than_ten(portal: Portal) -> None:
    assert {len(answer.queries) for answer in portal.answers if len(answer.queries) > MOST} == set()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_page(client: Client, language: str) -> None:
    warm_up()
    home = Page.objects.get(depth=2, locale__language_code=language)
    section = home.add_child(instance=SectionPage(title="Section", slug="section", locale=home.locale))
    section.add_child(instance=StandardPage(title="Below", slug="below", body="<p>x</p>", locale=home.locale))
    assert list(fetch(client, section.url).queries) == tables("SectionPage")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there(client: Client, language: str) -> None:
    warm_up()
    answer = fetch(client, f"/{language}/no-such-page/")
    assert answer.status == 404
    assert list(answer.queries) == [table for table, _why in NOT_FOUND]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_choosers_cost_nothing_more(client: Client, language: str) -> None:
    """However many pages, of however many types, a text links to and a block names."""
    warm_up()
    targets = list(Page.objects.filter(depth=4, locale__language_code="da").order_by("?")[:12])
    links = "".join(f'<p>Se <a linktype="page" id="{page.pk}">{page.title}</a>.</p>' for page in targets)
    factory = Factory()
    guide, case = (versions[language] for versions in make(factory.guide(1), factory.case(2)))
    for name in ("why", "tip", "country_dk", "country_se"):
        setattr(guide, name, links)
    step = {"title": "Gør", "text": "Det"}
    guide.steps = [("step", {**step, "tool": page}) for page in targets]
    guide.save()
    original = CasePage.objects.get(pk=case.translated_from_id or case.pk)
    places = Page.objects.filter(depth=4, content_type__model="organisationpage", locale__language_code="da")
    original.also_in_use = [("place", {"organisation": page}) for page in places[:6]]
    original.participations = [Participation(organisation=page, role="funder") for page in places[6:12]]
    original.save()
    case = CasePage.objects.get(pk=case.pk)
    case.outside = case.unknown = links
    case.save()
    home = Page.objects.get(depth=2, locale__language_code=language)
    standard = home.add_child(instance=StandardPage(title="Links", slug="links", body=links, locale=home.locale))
    for page, kind in ((guide, "GuidePage"), (case, "CasePage"), (standard, "StandardPage")):
        answer = fetch(client, page.url)
        assert list(answer.queries) == tables(kind)
        assert len(answer.soup.select(f'article a[href^="/{language}/"]')) >= 12, answer.url
    assert not fetch(client, standard.url).soup.select("article a:not([href])")


def _each_kind(client: Client) -> dict[str, tuple[Answer, float]]:
    """One page of each type: the answer, and the seconds that the quicker of three took."""
    found = {}
    for page in Page.objects.filter(depth__gt=1, locale__language_code="da").order_by("path").specific():
        kind = type(page).__name__
        if kind not in found:
            seconds = []
            for _again in range(3):
                began = time.perf_counter()
                answer = fetch(client, page.url)
                seconds.append(time.perf_counter() - began)
            found[kind] = (answer, min(seconds))
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("seeded")
def test_more_content_means_no_more_queries(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """The same queries among 100 made-up pages and among 2,000. The times are printed for whoever wants to compare."""
    warm_up()
    call_command("seed_synthetic", pages=100, stdout=io.StringIO())
    few = _each_kind(client)
    call_command("seed_synthetic", pages=1_900, stdout=io.StringIO())
    assert GuidePage.objects.count() + CasePage.objects.count() > 4_000
    many = _each_kind(client)
    assert many.keys() == few.keys() >= {"HomePage", "GuidePage", "CasePage", "PhasePage", "ToolboxPage"}
    for kind, (answer, _seconds) in many.items():
        assert answer.status == 200
        assert list(answer.queries) == list(few[kind][0].queries) == tables(kind)
    with capsys.disabled():
        print("\n  type of page         at 100   at 2,000   ratio")
        for kind, (_answer, seconds) in many.items():
            before = few[kind][1]
            print(f"  {kind:<18} {before * 1e3:5.0f} ms {seconds * 1e3:7.0f} ms {seconds / before:7.1f}")
