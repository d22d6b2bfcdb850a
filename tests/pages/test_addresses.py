"""Addresses that are no page: wrong ones, moved ones, and those that machines ask for."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.pages.portal import HOST, LANGUAGES, OTHER, Portal, foreign, nothing, words
from toolbox.models import GuidePage

WAY_ON = {"da": "Gå til forsiden", "sv": "Gå till startsidan"}
FEED = 'link[type="application/atom+xml"]'
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

both_languages = pytest.mark.parametrize("language", LANGUAGES)


def designed(response: Any, language: str) -> BeautifulSoup:
    """The parsed answer, which must be the designed 404 in this language."""
    assert response.status_code == 404
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.html["lang"] == language
    assert len(soup.select("h1")) == 1
    assert not foreign(words(soup.main), language)
    assert WAY_ON[language] in words(soup.main)
    assert soup.select_one(f'main a[href="/{language}/"]')
    assert soup.select_one("main form[role=search]")
    assert soup.select(".nav a")
    assert soup.select(".feet a")
    assert not response.cookies
    return soup


# --- wrong addresses -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "path",
    [
        "findes-ikke/",
        "findes-ikke",
        "cases/findes-ikke/",
        "a/b/c/d/e/f/",
        "cases/hjoerring-findr/mere/",
        "begreber/findes-ikke/",
        "begrepp/finns-inte/",
        "feed/findes-ikke/",
        "wp-login.php",
        "%E6%F8%E5/",
        "%/",
        "%ZZ/",
        "%00/",
        "%0d%0aX-Y:%201/",
        "..%2f..%2fetc%2fpasswd",
        "æøå/åäö/",
        "😀/",
        "x" * 5_000 + "/",
        "a/" * 2_000,
        "?page=999",
        "cases/?page=abc",
    ],
)
@both_languages
def test_a_wrong_address_gets_the_designed_answer(client: Client, language: str, path: str) -> None:
    """A page number that no list has is no error: there is one page only, and it is shown."""
    response = client.get(f"/{language}/{path}", follow=True)
    if "?" in path and response.status_code != 404:
        assert response.status_code == 200
        return
    designed(response, language)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/findes-ikke/", "da", "da"),
        ("/findes-ikke/", "sv-SE,sv", "sv"),
        ("/findes-ikke/", "en", "da"),
        ("/en/cases/", "sv", "sv"),
        ("/de/", "", "da"),
        ("/dansk/", "sv", "sv"),
        ("/DA/", "sv", "sv"),
        ("/sv", "da", "sv"),
        ("/da/findes-ikke/", "sv", "da"),
        ("/sv/finns-inte/", "da", "sv"),
    ],
)
def test_the_language_of_a_wrong_address(client: Client, path: str, accepted: str, language: str) -> None:
    """That of the address, otherwise of the browser, otherwise Danish."""
    response = client.get(path, headers={"accept-language": accepted}, follow=True)
    if path == "/sv":
        assert response.redirect_chain[-1][0] == "/sv/"
        return
    designed(response, language)


@pytest.mark.usefixtures("seeded")
@both_languages
def test_the_way_on_from_a_wrong_address(client: Client, language: str) -> None:
    """The switch leads to the front pages, and no search engine takes the page for the front page."""
    soup = designed(client.get(f"/{language}/findes-ikke/"), language)
    assert soup.select_one(".langs a")["href"] == f"/{OTHER[language]}/"
    assert not soup.select('script[type="application/ld+json"], .crumb')
    assert {"da": "Siden blev ikke fundet", "sv": "Sidan hittades inte"}[language] in words(soup.head.title)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_takes_no_other_method(client: Client, portal: Portal, method: str) -> None:
    """It is not changed, and nothing falls over; HEAD and OPTIONS are answered."""
    strict = Client(enforce_csrf_checks=True)
    for url in ("/da/", "/da/cases/hjoerring-findr/", "/da/findes-ikke/", "/robots.txt", "/sitemap.xml"):
        assert getattr(strict, method)(url).status_code in {403, 404, 405}, url
    head = client.head("/da/")
    assert (head.status_code, head.content) == (200, b"")
    assert client.options("/da/").status_code in {200, 204}


@pytest.mark.usefixtures("seeded")
@both_languages
def test_without_a_front_page_there_is_still_an_answer(client: Client, language: str) -> None:
    Page.objects.filter(depth=2, locale__language_code=language).update(live=False)
    response = client.get(f"/{language}/findes-ikke/")
    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()


@both_languages
def test_an_error_of_the_server_needs_no_database(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No fixture opens the database here, so that a query would fail."""
    from portal.core import views

    def fall(request: Any) -> HttpResponse:
        raise ZeroDivisionError

    monkeypatch.setattr(views, "visible_in", fall)
    client = Client(raise_request_exception=False)
    response = client.get("/was/", headers={"accept-language": language})
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    assert soup.html["lang"] == language
    assert len(soup.select("h1")) == 1
    other = soup.select_one(f'[lang="{OTHER[language]}"]')
    assert not foreign(words(other), OTHER[language])
    other.extract()
    assert not foreign(words(soup.body), language)
    assert not soup.select("link[rel=stylesheet], script, form, img, [src]")
    assert "ZeroDivision" not in response.content.decode()
    assert not response.cookies


# --- moved addresses -------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_old_address_leads_to_the_new_one(client: Client) -> None:
    """Of the page whose address was changed, and of those below it."""
    guide = GuidePage.objects.filter(locale__language_code="da")[0]
    section, old_guide, old_section = guide.get_parent().specific, guide.url, guide.get_parent().url
    section.slug = "haandbog"
    section.save_revision().publish()
    guide = GuidePage.objects.get(pk=guide.pk)
    assert guide.url.startswith("/da/haandbog/")
    assert Redirect.objects.count() >= 2
    for old, new in ((old_section, "/da/haandbog/"), (old_guide, guide.url), (old_guide.rstrip("/"), guide.url)):
        response = client.get(old, follow=True)
        assert response.status_code == 200
        assert response.request["PATH_INFO"] == new
    assert client.get(old_guide).status_code == 301


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("url", ["/da/cases", "/sv/exempel", "/da", "/robots.txt/"])
def test_a_missing_slash_is_put_right(client: Client, url: str) -> None:
    expected = {"/robots.txt/": 404}.get(url, 200)
    assert client.get(url, follow=True).status_code == expected


@pytest.mark.usefixtures("seeded")
def test_the_short_cut_to_the_accessibility_statement(client: Client) -> None:
    response = client.get("/was", follow=True)
    assert response.redirect_chain[-1] == ("/da/tilgaengelighed/", 301)
    assert "Tilgængelighedserklæring" in words(BeautifulSoup(response.content, "html.parser").h1)
    Page.objects.filter(slug="tilgaengelighed").update(live=False)
    assert client.get("/was/", follow=True).redirect_chain[-1][0] == "/da/"


# --- for machines ----------------------------------------------------------------------------------------------------


def test_robots(client: Client) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /da/soeg/", "Disallow: /sv/sok/"} <= set(lines)
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert not any(line in {"Disallow: /", "Disallow: /da/", "Disallow: /sv/"} for line in lines)


@pytest.mark.usefixtures("seeded")
def test_the_sitemap_has_every_page_with_its_alternates(client: Client, portal: Portal) -> None:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    entries = ET.fromstring(response.content).findall("s:url", MAP)
    listed = {entry.findtext("s:loc", namespaces=MAP): entry for entry in entries}
    assert len(listed) == len(entries)
    assert listed.keys() == {HOST + url for url, answer in portal.by_url.items() if not answer.meta("robots")}
    for address, entry in listed.items():
        answer = portal.by_url[address.removeprefix(HOST)]
        alternates = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", MAP)}
        assert alternates == {code: url for code, url in answer.alternates().items() if code in LANGUAGES}
        assert datetime.fromisoformat(entry.findtext("s:lastmod", "", MAP)).year > 2020


@pytest.mark.usefixtures("seeded")
def test_every_section_and_language_has_its_feed(client: Client, portal: Portal) -> None:
    """Named on the pages that have one; valid Atom; each entry leads to a page of that language, newest first."""
    feeds = {
        str(tag["href"]): answer
        for answer in portal.answers
        if answer.kind not in {"Search", "Term"}  # the first has tests of its own, the second its glossary's
        for tag in answer.soup.select(FEED)
    }
    sections = {
        "da": {"processen", "vaerktoejskasse", "cases", "for-virksomheder", "begreber"},
        "sv": {"processen", "verktygslada", "exempel", "for-foretag", "begrepp"},
    }
    for language, names in sections.items():
        assert {f"/{language}/feed/", *(f"/{language}/feed/{name}/" for name in names)} <= feeds.keys()
    introduced = {tag["href"]: tag["title"] for answer in portal.answers for tag in answer.soup.select(FEED)}
    assert (introduced["/da/feed/"], introduced["/sv/feed/"]) == ("Samværk", "Samverk")
    for url, answer in feeds.items():
        response = client.get(url)
        assert response["Content-Type"].startswith("application/atom+xml"), url
        feed = ET.fromstring(response.content)
        assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == answer.language
        for name in ("title", "id", "updated", "author/a:name"):
            assert feed.findtext(f"a:{name}", namespaces=ATOM), f"{url} has no {name}"
        links = {link.attrib.get("rel"): link.attrib["href"] for link in feed.findall("a:link", ATOM)}
        assert links["self"].endswith(url)
        assert urlsplit(links["alternate"]).path == answer.url
        entries = feed.findall("a:entry", ATOM)
        assert 0 < len(entries) <= 30
        dates = [datetime.fromisoformat(entry.findtext("a:updated", "", ATOM)) for entry in entries]
        assert dates == sorted(dates, reverse=True)
        for entry in entries:
            link = urlsplit(entry.find("a:link", ATOM).attrib["href"])
            page = portal.by_url[link.path]
            assert link.netloc
            assert page.language == answer.language
            assert page.url.startswith(answer.url)
            assert entry.findtext("a:title", namespaces=ATOM) == words(page.soup.h1)
            assert not foreign(entry.findtext("a:summary", "", ATOM), answer.language)
            assert entry.findtext("a:id", namespaces=ATOM)


@pytest.mark.usefixtures("seeded", "own_lists")
@pytest.mark.parametrize("path", ["da/begreber/", "sv/begrepp/", "da/for-virksomheder/", "sv/for-foretag/"])
def test_a_list_with_one_page_has_no_other(client: Client, path: str) -> None:
    for number, status in (("1", 200), ("2", 404), ("9", 404), ("abc", 404), ("", 200)):
        assert client.get(f"/{path}?page={number}").status_code == status, number


@pytest.mark.usefixtures("seeded")
@both_languages
def test_a_missing_page_is_described_as_what_it_is(client: Client, language: str) -> None:
    soup = BeautifulSoup(client.get(f"/{language}/findes-ikke/").content, "html.parser")
    home = BeautifulSoup(client.get(f"/{language}/").content, "html.parser")
    for name in ("meta[name=description]", 'meta[property="og:description"]'):
        assert soup.select_one(name)["content"] == words(soup.select_one("main .lead"))
        assert soup.select_one(name)["content"] != home.select_one(name)["content"]
    picture = home.select_one('meta[property="og:image:alt"]')["content"]
    assert len(picture.split()) > 5


@pytest.mark.usefixtures("seeded")
def test_a_feed_without_entries_stays_the_same(client: Client) -> None:
    Page.objects.filter(depth=4).update(live=False)
    section = Page.objects.get(url_path__endswith="/cases/", locale__language_code="da", depth=3)
    feed = ET.fromstring(client.get("/da/feed/cases/").content)
    assert not feed.findall("a:entry", ATOM)
    updated = datetime.fromisoformat(feed.findtext("a:updated", "", ATOM))
    assert updated == section.last_published_at


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "url",
    [
        "/da/feed/exempel/",
        "/sv/feed/cases/",
        "/en/feed/",
        "/da/feed/hjoerring-findr/",
        "/da/feed/privatliv/",
    ],
)
def test_there_is_no_feed_of_what_is_no_section(client: Client, url: str) -> None:
    assert client.get(url, follow=True).status_code == 404


# --- privacy and security --------------------------------------------------------------------------------------------


def test_no_page_sets_a_cookie(portal: Portal) -> None:
    nothing(portal.answers, lambda answer: answer.cookies)


def test_every_page_carries_the_headers_that_protect_it(portal: Portal) -> None:
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "font-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'self'",
    }
    for answer in portal.answers:
        found = dict(
            part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";") if part
        )
        assert policy.items() <= found.items(), answer.url
        assert "'unsafe-inline'" not in found["script-src"]
        assert not re.search(r"https?:|\*", answer.headers["content-security-policy"])
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"


def test_no_page_runs_code_of_its_own(portal: Portal) -> None:
    """The policy would stop it: no script in the page but data, no handler on an element, no script address."""

    def inline(answer: Any) -> list[str]:
        scripts = [tag for tag in answer.soup.select("script") if not tag.get("src")]
        handlers = [tag for tag in answer.soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
        return [str(tag)[:80] for tag in scripts if tag.get("type") != "application/ld+json"] + [
            str(tag)[:80] for tag in [*handlers, *answer.soup.select('[href^="javascript:"]')]
        ]

    nothing(portal.answers, inline)


def test_no_page_fetches_anything_from_elsewhere(portal: Portal) -> None:
    """Links lead away; nothing is loaded from another host, and no form is sent there."""

    def elsewhere(answer: Any) -> list[str]:
        loads = "link:not([rel=canonical]):not([rel=alternate])[href]"
        found = [str(tag["href"]) for tag in answer.soup.select(loads)]
        found += [str(tag["src"]) for tag in answer.soup.select("[src]")]
        found += [str(tag["srcset"]) for tag in answer.soup.select("[srcset]")]
        found += [str(tag["action"]) for tag in answer.soup.select("form[action]")]
        found += re.findall(r"url\(([^)]*)\)", " ".join(str(tag["style"]) for tag in answer.soup.select("[style]")))
        return [url for url in found if not re.match(r"/[^/]|data:|#", url)]

    nothing(portal.answers, elsewhere)


def test_no_style_sheet_or_script_fetches_anything_from_elsewhere() -> None:
    files = [Path(folder) / name for folder in settings.STATICFILES_DIRS for name in ("css", "js")]
    sources = [path for folder in files if folder.exists() for path in folder.rglob("*.*")]
    assert len(sources) >= 3
    for path in sources:
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r"https?://(?!www\.w3\.org/)[^\s\"')]+|@import|(?<![:\w])//[\w.-]+\.\w{2,}", text), path


def test_every_static_file_that_a_page_names_is_there(portal: Portal) -> None:
    named = {
        str(tag.get("href") or tag.get("src"))
        for answer in portal.answers
        for tag in answer.soup.select('[href^="/static/"], [src^="/static/"]')
    }
    assert len(named) >= 4
    if not finders.find("fonts/hanken-grotesk.woff2"):
        call_command("build_assets", verbosity=0)
    assert [url for url in named if not finders.find(url.removeprefix("/static/"))] == []
