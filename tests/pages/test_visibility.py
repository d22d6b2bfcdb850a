"""What readers may not see is neither served nor shown anywhere: not in a list, a link, a feed, a map or a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from cases.models import CasePage
from portal.core.models import Navigation, Relation
from portal.organisations.models import OrganisationPage, Participation
from portal.pages.models import HomePage, StandardPage
from portal.seed.factories import Factory, make
from portal.vocabulary.models import Concept
from tests.pages.portal import words
from toolbox.models import GuidePage, PhasePage, TemplatePage

pytestmark = pytest.mark.usefixtures("seeded")

PASSWORD = "kun for de indviede"
TERM = "/da/begreber/{}/"


def restrict(page: Page, kind: str, **fields: Any) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def draft(page: Page) -> None:
    page.specific.unpublish()


def password(page: Page) -> None:
    restrict(page, PageViewRestriction.PASSWORD, password=PASSWORD)


def login(page: Page) -> None:
    restrict(page, PageViewRestriction.LOGIN)


def groups(page: Page) -> None:
    restrict(page, PageViewRestriction.GROUPS).groups.add(Group.objects.get_or_create(name="Indviede")[0])


def expired(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def deleted(page: Page) -> None:
    page.specific.delete()


def alias(page: Page) -> None:
    """As wagtail-localize makes one where nobody translates: the other language's text under this one's address."""
    Page.objects.filter(pk=page.pk).update(alias_of=page.get_translations().first())


WAYS = [draft, password, login, groups, expired, deleted, alias]
each_way = pytest.mark.parametrize("hide", WAYS, ids=[way.__name__ for way in WAYS])


@dataclass
class Places:
    """Everywhere that the portal could show something to a reader of Danish."""

    client: Client

    def showing(self, page: Page, urls: Iterable[str]) -> set[str]:
        """Those of the addresses whose content names the page or links to it."""
        return {url for url, text in self.texts(urls).items() if page.title in text or page.url in text}

    def texts(self, urls: Iterable[str]) -> dict[str, str]:
        """What the addresses answer, without the menu and the footer that are on every page."""
        found = {}
        for url in urls:
            response = self.client.get(url)
            assert response.status_code == 200, url
            found[url] = unescape(response.content.decode()).split("<main")[-1].split("</main>")[0]
        return found

    @staticmethod
    def all() -> list[str]:
        """Every page of the language, every term, the sitemap and the feeds."""
        pages = Page.objects.filter(live=True, depth__gt=1, locale__language_code="da")
        terms = Concept.objects.filter(in_glossary=True).values_list("key", flat=True)
        feeds = [f"/da/feed/{one.slug}/" for one in pages.filter(depth=3, numchild__gt=0)]
        return [*(one.url for one in pages), *map(TERM.format, terms), "/sitemap.xml", "/da/feed/", *feeds]

    def page(self, url: str) -> BeautifulSoup:
        """The parsed page."""
        return BeautifulSoup(self.client.get(url).content, "html.parser")


@pytest.fixture
def places(client: Client, own_lists: None) -> Places:
    """Lists show their own view: what the search shows is held by its own tests."""
    return Places(client)


def danish(model: type[Page], key: str) -> Any:
    return model.objects.get(key=key, locale__language_code="da")


@pytest.fixture
def guide() -> GuidePage:
    """A guide to which everything leads that can lead to one: relations, lists, menu, texts, steps, the front page."""
    factory = Factory()
    plain: dict[str, Any] = {
        "phases": ["faelles-behov"],
        "audiences": ["virksomhed"],
        "areas": ["handicap"],
        "technologies": [],
    }
    made, other = make(
        factory.guide(1, title={"da": "Den skjulte vej", "sv": "Den dolda vägen"}, cases=["silver-robotik"], **plain),
        factory.guide(2, title={"da": "En anden vej", "sv": "En annan väg"}, cases=[], **plain),
    )
    page, second = made["da"], other["da"]
    Relation.objects.create(source=danish(TemplatePage, "styregruppemandat"), target=page)
    second.slug = "en-anden-vej"
    second.why = f'<p>Læs <a linktype="page" id="{page.pk}">om den</a>.</p>'
    second.steps = [("step", {"title": "Gør", "text": "Det", "tool": page})]
    second.save()
    navigation = Navigation.objects.get(locale=page.locale)
    navigation.menu = [("link", {"page": page, "title": "Genvej"})]
    navigation.footer = [("column", {"heading": "Veje", "links": [{"page": page, "title": "Genvej"}]})]
    navigation.save()
    home = HomePage.objects.get(locale=page.locale)
    home.start = [("page", page)]
    home.save()
    return page


@pytest.fixture
def organisation() -> OrganisationPage:
    """An organisation that takes part in a case, answers for it, uses it too, and has a member."""
    fields: dict[str, Any] = {"areas": ["demens"], "technologies": []}
    made = make(Factory().organisation(3, title={"da": "Skjulested Kommune", "sv": "Skjulested kommun"}, **fields))
    page: OrganisationPage = made[0]["da"]
    case = danish(CasePage, "hjoerring-findr")
    case.participations = [Participation(organisation=page, role="municipality")]
    case.also_in_use = [("place", {"organisation": page, "since": "2024"})]
    case.contact_organisation = page
    case.save()
    Relation.objects.create(source=danish(OrganisationPage, "dlsc"), target=page, role=Relation.Role.MEMBER_OF)
    return page


@pytest.fixture
def case() -> CasePage:
    """The newest case, which the front page shows."""
    page: CasePage = danish(CasePage, "furesoe-netvaerk")
    Page.objects.filter(pk=page.pk).update(first_published_at=timezone.now())
    return page


GUIDE = {
    "/da/",
    "/da/processen/",
    "/da/processen/faelles-behov/",
    "/da/vaerktoejskasse/",
    "/da/vaerktoejskasse/en-anden-vej/",
    "/da/vaerktoejskasse/styregruppemandat/",
    "/da/cases/silver-robotik/",
    "/da/for-virksomheder/",
    "/da/begreber/handicap/",
    "/sitemap.xml",
    "/da/feed/",
    "/da/feed/vaerktoejskasse/",
}
ORGANISATION = {
    "/da/begreber/demens/",
    "/da/cases/hjoerring-findr/",
    "/da/for-virksomheder/",
    "/da/for-virksomheder/dlsc/",
    "/sitemap.xml",
    "/da/feed/",
    "/da/feed/for-virksomheder/",
}
CASE = {
    "/da/",
    "/da/processen/faelles-behov/",
    "/da/processen/marked-og-match/",
    "/da/vaerktoejskasse/behovsafdaekning/",
    "/da/vaerktoejskasse/faelles-business-case/",
    "/da/vaerktoejskasse/netvaerk-og-mandat/",
    "/da/vaerktoejskasse/skalering-til-flere/",
    "/da/cases/",
    "/da/begreber/hjemmepleje/",
    "/da/begreber/netvaerks-opi/",
    "/sitemap.xml",
    "/da/feed/cases/",
    *(
        f"/da/vaerktoejskasse/{name}/"
        for name in (
            *("behovsinterview", "evalueringsplan", "faelles-business-case-ark", "interessentkort", "laeringslog"),
            *("risikolog", "skaleringsplan", "styregruppemandat"),
        )
    ),
    *(
        f"/da/for-virksomheder/{name}/"
        for name in (
            *("albertslund-kommune", "ballerup-kommune", "furesoe-kommune", "gladsaxe-kommune", "vallensbaek-kommune"),
            *("lyngby-taarbaek-kommune", "erhvervshus-hovedstaden", "dtu", "koebenhavns-professionshoejskole", "co-pi"),
            *("dlsc", "innoba", "erhvervsfyrtaarn-life-science", "furesoe-opi-netvaerk"),
        )
    ),
}


@pytest.mark.slow
def test_the_lists_of_places_are_complete(
    places: Places, guide: GuidePage, organisation: OrganisationPage, case: CasePage
) -> None:
    """Nothing shows a guide, an organisation or a case but the places that the tests below look at."""
    texts = places.texts(places.all())
    for page, known in ((guide, GUIDE), (organisation, ORGANISATION), (case, CASE)):
        found = {url for url, text in texts.items() if page.title in text or page.url in text}
        assert found - {page.url} == known


@each_way
def test_a_guide_is_gone_from_everywhere(places: Places, guide: GuidePage, hide: Callable[[Page], None]) -> None:
    assert places.showing(guide, GUIDE) == GUIDE
    assert places.page("/da/begreber/").select(f'.nav a[href="{guide.url}"], .feet a[href="{guide.url}"]')
    hide(guide)
    assert places.showing(guide, GUIDE) == set()
    assert not places.page("/da/").select(".nav a, .feet nav, #start"), "a menu, column or section with nothing in it"
    soup = places.page("/da/vaerktoejskasse/en-anden-vej/")
    assert "Læs om den." in words(soup), "the words of a link stay"
    assert not soup.select(".steps p.small a, article a:not([href])")


@each_way
def test_an_organisation_is_gone_from_everywhere(
    places: Places, organisation: OrganisationPage, hide: Callable[[Page], None]
) -> None:
    """Its name is not kept in a case's list of those who took part, nor its contact, nor where else it is in use."""
    assert places.showing(organisation, ORGANISATION) == ORGANISATION
    swedish = organisation.get_translation(Locale.objects.get(language_code="sv"))
    hide(organisation)
    assert places.showing(organisation, ORGANISATION) == set()
    if hide is deleted:
        # Now it is an organisation with a Swedish page only, and named as it is there.
        partners = places.page("/da/cases/hjoerring-findr/").select_one("#partners + dl dd")
        assert str(partners) == '<dd><span lang="sv">Skjulested kommun</span></dd>'
        hide(swedish)
    soup = places.page("/da/cases/hjoerring-findr/")
    assert not soup.select("#partners, #also, .contact"), "a heading over nothing"


@each_way
def test_a_case_is_gone_from_everywhere(places: Places, case: CasePage, hide: Callable[[Page], None]) -> None:
    assert places.showing(case, CASE) == CASE
    hide(case)
    assert places.showing(case, CASE) == set()


@each_way
def test_a_phase_is_gone_from_the_process_line(places: Places, hide: Callable[[Page], None]) -> None:
    """And from the toolbox, the facts of a guide, and the phases before and after."""
    phase = danish(PhasePage, "faelles-behov")
    Page.objects.filter(pk=phase.pk).update(title="Den skjulte fase")
    phase.refresh_from_db()
    around = {
        "/da/",
        "/da/processen/",
        "/da/processen/mandat-og-netvaerk/",
        "/da/processen/marked-og-match/",
        "/da/vaerktoejskasse/",
        "/da/vaerktoejskasse/behovsafdaekning/",
        "/da/cases/silver-robotik/",
    }
    assert places.showing(phase, around) == around
    assert places.page("/da/vaerktoejskasse/behovsafdaekning/").select(f'.facts a[href="{phase.url}"]')
    hide(phase)
    assert places.showing(phase, around) == set()
    beads = places.page("/da/vaerktoejskasse/behovsafdaekning/").select(".line .bead")
    assert [words(tag) for tag in beads] == ["1", "3", "4", "5", "6", "7", "8"]


@pytest.mark.parametrize("hide", [draft, expired, alias], ids=["draft", "expired", "alias"])
def test_a_section_that_is_gone_leaves_no_gap_in_the_breadcrumb(client: Client, hide: Callable[[Page], None]) -> None:
    """The pages below stay, and lead to the front page."""
    guide = GuidePage.objects.filter(locale__language_code="da")[0]
    hide(guide.get_parent())
    soup = BeautifulSoup(client.get(guide.url).content, "html.parser")
    assert [words(tag) for tag in soup.select(".crumb li")] == ["Forside", guide.title]
    assert not soup.select('.nav a[href="/da/vaerktoejskasse/"]')


@pytest.mark.parametrize("hide", [password, login, groups], ids=["password", "login", "groups"])
def test_a_private_section_hides_everything_below_it(places: Places, hide: Callable[[Page], None]) -> None:
    guide = GuidePage.objects.filter(locale__language_code="da")[0]
    hide(guide.get_parent())
    text = "".join(places.client.get(url).content.decode() for url in ("/da/", "/da/processen/", "/sitemap.xml"))
    assert guide.url not in text
    assert guide.title not in places.client.get(guide.url).content.decode()
    assert places.client.get("/da/feed/vaerktoejskasse/").status_code == 404


@each_way
def test_the_address_of_a_hidden_page_tells_nothing(client: Client, hide: Callable[[Page], None]) -> None:
    """It is not there, or it asks for what opens it; its words are nowhere in the answer."""
    page = CasePage.objects.get(key="hjoerring-findr", locale__language_code="da")
    url, secrets = page.url, (page.title, page.search_description, page.fact_goal)
    hide(page)
    response = client.get(url)
    open_with = {"password": 200, "login": 302, "groups": 302}
    assert response.status_code == open_with.get(hide.__name__, 404)
    final = client.get(url, follow=True).content.decode()
    assert '<html lang="da">' in final
    assert not [secret for secret in secrets if secret in unescape(final)]


@pytest.mark.parametrize(("language", "word"), [("da", "Adgangskode"), ("sv", "Lösenord")])
def test_a_password_opens_the_page(client: Client, language: str, word: str) -> None:
    """Asked for in the reader's language; a wrong one is told so, the right one leads on."""
    page = CasePage.objects.get(key="hjoerring-findr", locale__language_code=language)
    restriction = restrict(page, PageViewRestriction.PASSWORD, password=PASSWORD)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert soup.html["lang"] == language
    assert word in words(soup.main)
    action = str(soup.select_one("main form[method=post]")["action"])
    assert action.startswith(f"/{language}/_util/authenticate_with_password/{restriction.pk}/")
    wrong = client.post(action, {"password": "gæt", "return_url": page.url})
    assert wrong.status_code == 200
    assert BeautifulSoup(wrong.content, "html.parser").select("main .err")
    right = client.post(action, {"password": PASSWORD, "return_url": page.url}, follow=True)
    assert right.redirect_chain == [(page.url, 302)]
    assert page.title in unescape(right.content.decode())


@pytest.mark.parametrize("language", ["da", "sv"])
def test_a_login_opens_the_page_for_those_who_may(client: Client, language: str) -> None:
    page = CasePage.objects.get(key="hjoerring-findr", locale__language_code=language)
    groups(page)
    User.objects.create_user("laeser", password=PASSWORD).groups.add(Group.objects.get(name="Indviede"))
    User.objects.create_user("gaest", password=PASSWORD)
    form = client.get(page.url, follow=True)
    assert form.redirect_chain[0][0].startswith(f"/{language}/_util/login/")
    soup = BeautifulSoup(form.content, "html.parser")
    assert soup.html["lang"] == language
    values = {tag["name"]: tag.get("value", "") for tag in soup.select("main form input[name]")}
    entered = client.post(
        form.redirect_chain[0][0], {**values, "username": "laeser", "password": PASSWORD}, follow=True
    )
    assert page.title in unescape(entered.content.decode())
    client.force_login(User.objects.get(username="gaest"))
    assert page.title not in unescape(client.get(page.url, follow=True).content.decode())


def test_a_page_is_gone_the_minute_it_expires(client: Client) -> None:
    """Also when nobody runs the scheduler."""
    page = CasePage.objects.get(key="hjoerring-findr", locale__language_code="da")
    for when, status in ((timezone.now() + timedelta(minutes=1), 200), (timezone.now() - timedelta(seconds=1), 404)):
        Page.objects.filter(pk=page.pk).update(expire_at=when)
        assert client.get(page.url).status_code == status


def test_a_page_that_is_to_go_live_later_is_not_there_yet(places: Places) -> None:
    home = Page.objects.get(depth=2, locale__language_code="da")
    later = datetime(2040, 1, 1, tzinfo=timezone.get_current_timezone())
    texts = {"title": "Senere end nu", "search_description": "Om senere.", "body": "<p>x</p>"}
    page = home.add_child(instance=StandardPage(slug="senere", live=False, go_live_at=later, **texts))
    page.save_revision(approved_go_live_at=later).publish()
    assert places.client.get("/da/senere/").status_code == 404
    assert places.showing(page, ["/da/", "/sitemap.xml", "/da/feed/"]) == set()


def test_a_hidden_translation_is_offered_by_nobody(client: Client) -> None:
    """The switch and the alternates of a page do not lead to a draft, an expired or a private page."""
    for hide, page in zip(
        (draft, password, expired), GuidePage.objects.filter(locale__language_code="sv")[:3], strict=True
    ):
        danish = page.get_translation(Locale.objects.get(language_code="da"))
        assert f'hreflang="sv" href="http://testserver{page.url}"' in client.get(danish.url).content.decode()
        hide(page)
        text = client.get(danish.url).content.decode()
        assert page.url not in text
        assert text.count('rel="alternate" hreflang') == 1, "the page itself"
        assert "/sv/?untranslated=da" in text


def test_nothing_hidden_is_found_under_another_spelling_of_its_address(client: Client) -> None:
    page = CasePage.objects.get(key="hjoerring-findr", locale__language_code="da")
    draft(page)
    for url in (page.url, page.url.rstrip("/"), page.url.upper(), f"{page.url}?x=1", page.url.replace("/da/", "/sv/")):
        assert client.get(url, follow=True).status_code == 404
