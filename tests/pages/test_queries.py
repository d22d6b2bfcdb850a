"""At most ten queries for a page that no cache knows, each of them named, and no more of them with more content."""

from __future__ import annotations

import io
from itertools import chain, islice, zip_longest
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from cases.models import CasePage
from portal.core.models import Relation
from portal.organisations.models import Participation
from portal.organisations.models.directory import MOST_GUIDES
from portal.pages.models import SectionPage, StandardPage
from portal.seed.factories import PREFIX, Factory, make
from portal.vocabulary.models import Concept, ConceptKind
from tests.pages.portal import LANGUAGES, LISTS, Answer, Portal, fetch, warm_up
from toolbox.models import GuidePage

MOST = 10

Query = tuple[str, str]
"""The table that is asked, and what for."""

ADDRESS: Query = ("wagtailcore_page", "which page has the address")
PRIVATE: Query = ("wagtailcore_pageviewrestriction", "whether it or a page above it is private")
CONCEPTS: Query = ("vocabulary_concept", "whether a concept has changed: phases, facets, terms to explain")
SOURCES: Query = ("core_pagesource", "the page's sources, on its original")
RELATED: Query = ("wagtailcore_page", "pages that belong together with it, from both ends")
NEWEST: Query = ("core_relation", "pages that belong together with it, and the newest of those classified alike")
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
        ("vocabulary_pageconcept", "what belongs to each phase"),
        ("wagtailcore_page", "the guides and templates among it"),
        MENU,
        FRAME,
    ],
    "PhasePage": [
        ADDRESS,
        own("toolbox_phasepage"),
        PRIVATE,
        CONCEPTS,
        SOURCES,
        NEWEST,
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
        ("toolbox_templatefile", "which versions the page offers, with their documents"),
        MENU,
        FRAME,
        RELATED,
        TAGS,
    ],
    "CalculatorPage": [
        ADDRESS,
        own("toolbox_calculatorpage"),
        PRIVATE,
        CONCEPTS,
        SOURCES,
        MENU,
        FRAME,
        RELATED,
        TAGS,
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
WAITING: Query = ("search_dirtypage", "whether the index may not know yet what has been withdrawn")
FOUND: list[Query] = [CONCEPTS, WAITING, MENU, FRAME]
"""What surrounds the results of the index, which is asked without the database."""
WITH_INDEX: dict[str, list[Query]] = {
    "ToolboxPage": [ADDRESS, own("toolbox_toolboxpage"), PRIVATE, *FOUND],
    "CaseIndexPage": [ADDRESS, own("cases_caseindexpage"), PRIVATE, *FOUND],
    "DirectoryPage": QUERIES["DirectoryPage"],
    "Search": [MENU, FRAME, CONCEPTS, WAITING],
}
"""The lists that an index may show, and the search page."""
NOT_FOUND: list[Query] = [
    ADDRESS,
    own("pages_homepage"),
    ("wagtailcore_page", "whether the front page has such a child"),
    MENU,
    ("wagtailcore_page", "pages of menu and footer, and the front pages"),
    ("wagtailcore_site", "whose redirects to look at"),
    ("wagtailredirects_redirect", "whether the page has moved"),
]
"""A page that is not there. Bots ask for many of them."""


def tables(kind: str, queries: dict[str, list[Query]] = QUERIES) -> list[str]:
    return [table for table, _why in queries[kind]]


@pytest.mark.parametrize("kind", sorted((QUERIES | WITH_INDEX).keys() - {"SectionPage"}))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_query_has_a_name(portal: Portal, kind: str, language: str) -> None:
    queries = QUERIES | WITH_INDEX
    assert len(queries[kind]) <= MOST
    answers = [answer for answer in portal.of(language) if answer.kind == kind]
    assert answers
    for answer in answers:
        expected = tables(kind, queries)
        if kind == "Term" and not answer.view.cards:
            expected.remove(TAGS[0])  # nothing to ask about
        assert list(answer.queries) == expected, answer.url


def test_a_list_without_an_index_asks_for_the_concepts_twice_at_most(portal: Portal) -> None:
    """Once for the question that no index answers, and then what it asks for anyway."""
    lists = [answer for answer in portal.without_index if answer.kind in LISTS]
    assert len(lists) == len(LISTS) * len(LANGUAGES)
    for answer in lists:
        asked, expected = list(answer.queries), tables(answer.kind)
        if answer.kind != "DirectoryPage":
            expected.insert(expected.index(PRIVATE[0]) + 1, CONCEPTS[0])
        assert asked == expected, answer.url


def test_no_address_needs_more_than_ten(portal: Portal) -> None:
    assert {answer.url: len(answer.queries) for answer in portal.all_answers if len(answer.queries) > MOST} == {}


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
    targets = _of_every_type(12)
    links = "".join(f'<p>Se <a linktype="page" id="{page.pk}">{page.title}</a>.</p>' for page in targets)
    factory = Factory()
    guide, case = (versions[language] for versions in make(factory.guide(1), factory.case(2)))
    for name in ("why", "tip", "country_dk", "country_se"):
        setattr(guide, name, links)
    step = {"title": "Gør", "text": "Det"}
    guide.steps = [("step", {**step, "tool": page}) for page in targets]
    guide.save()
    original: Any = CasePage.objects.get(pk=case.translated_from_id or case.pk)
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
        # The pages that a text leads to are asked for when the text is read, which may be earlier.
        assert sorted(answer.queries) == sorted(tables(kind))
        assert len(answer.soup.select(f'article a[href^="/{language}/"]')) >= 12, answer.url
    assert not fetch(client, standard.url).soup.select("article a:not([href])")


def _of_every_type(number: int) -> list[Page]:
    """Danish pages of all types in turn, from the lists' items."""
    by_type: dict[int, list[Page]] = {}
    for page in Page.objects.filter(depth=4, locale__language_code="da").order_by("path"):
        by_type.setdefault(page.content_type_id, []).append(page)
    in_turn = chain.from_iterable(zip_longest(*by_type.values()))
    return list(islice(filter(None, in_turn), number))


def _each_kind(client: Client) -> dict[str, Answer]:
    """One page of each type."""
    found: dict[str, Answer] = {}
    for page in Page.objects.filter(depth__gt=1, locale__language_code="da").order_by("path").specific():
        kind = type(page).__name__
        if kind not in found:
            found[kind] = fetch(client, page.url)
    return found


def _more_organisations_and_terms(client: Client, first: int, last: int) -> None:
    """Organisations that take part in the cases and belong to the guides, and terms that the texts use."""
    numbers = range(first, last + 1)
    made = make(*(Factory(seed=number).organisation(100_000 + number) for number in numbers))
    originals = [versions["da"] for versions in made]
    cases = list(CasePage.objects.filter(locale__language_code="da", translated_from=None).order_by("path"))
    guides = list(GuidePage.objects.filter(locale__language_code="da", translated_from=None).order_by("path"))
    for number, page in enumerate(originals):
        case, guide = cases[number % 8], guides[number % 12]
        Participation.objects.create(page=case, organisation=page, role="funder")
        Relation.objects.create(source=guide, target=page, role=Relation.Role.RELATED)
    Concept.objects.bulk_create(
        Concept(
            key=f"{PREFIX}{number}",
            kind=ConceptKind.TERM,
            in_glossary=True,
            name_da=f"fagord nummer {number}",
            name_sv=f"fackord nummer {number}",
            definition_da="Et ord.",
            definition_sv="Ett ord.",
        )
        for number in numbers
    )
    client.get("/da/")  # the first request after a change reads the concepts anew


@pytest.mark.slow
@pytest.mark.usefixtures("seeded", "own_lists")
def test_more_content_means_no_more_queries(client: Client) -> None:
    """The same queries among 100 made-up pages as among 400, with ten times the organisations and terms. How long they
    take is measured by a benchmark.
    """
    warm_up()
    call_command("seed_synthetic", pages=100, stdout=io.StringIO())
    _more_organisations_and_terms(client, 1, 30)
    few = _each_kind(client)
    call_command("seed_synthetic", pages=300, stdout=io.StringIO())
    _more_organisations_and_terms(client, 31, 300)
    made_up = {"locale__language_code": "da", "key__startswith": PREFIX}
    assert GuidePage.objects.filter(**made_up).count() + CasePage.objects.filter(**made_up).count() == 400
    many = _each_kind(client)
    assert many.keys() == few.keys() >= {"HomePage", "GuidePage", "CasePage", "PhasePage", "ToolboxPage"}
    for kind, answer in many.items():
        assert answer.status == 200
        assert list(answer.queries) == list(few[kind].queries) == tables(kind)
    assert len(many["DirectoryPage"].view.guides) == MOST_GUIDES
