"""Every template, filled to the brim and with nothing but a title: no holes, no double ids, nothing untranslated."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polib
import pytest
from babel.messages.extract import extract
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.template import templatize

from portal.core.templatetags.portal import ICONS, headings_of, number, quoted, sprite_for
from tests import contexts

ROOT = Path(__file__).resolve().parents[1]
READER = SimpleNamespace(is_preview=False)
CASES = [(name, which) for name in contexts.TEMPLATES for which in ("full", "bare")]


def page(name: str, which: str = "full", *, language: str = "da", **frame: Any) -> BeautifulSoup:
    """A rendered template."""
    make = contexts.TEMPLATES[name][which == "bare"]
    surrounds = contexts.frame(**frame) if which == "full" else contexts.bare_frame()
    with translation.override(language):
        return BeautifulSoup(
            render_to_string(name, {"view": make(), "frame": surrounds, "request": READER}), "html.parser"
        )


def words(tag: Any) -> str:
    """The text of an element, as one line."""
    return " ".join(tag.get_text(" ").split())


@pytest.mark.parametrize(("name", "which"), CASES)
def test_no_holes(name: str, which: str) -> None:
    """No empty heading, list, paragraph or row; no separator with nothing beside it; no ``None``."""
    soup = page(name, which)
    for tag in soup.select(
        "h1, h2, h3, p, dt, dd, dl, ul, ol, li, figure, figcaption, a, button, th, nav, aside, section"
    ):
        assert words(tag), f"empty {tag}"
    for tag in soup.select("dl"):
        assert tag.select("dt"), f"a list without a row: {tag}"
    assert not re.search(r"\bNone\b|·\s*$|\(\s*\)", words(soup.main))
    for tag in soup.select("p, dd, li"):
        assert not re.search(r"^[,;·.]|[,;·]$", words(tag)), tag


@pytest.mark.parametrize(("name", "which"), CASES)
def test_order_and_names(name: str, which: str) -> None:
    """One h1, no skipped level, unique ids, and every reference leads to an element of the page."""
    soup = page(name, which)
    levels = [int(tag.name[1]) for tag in soup.main.select("h1, h2, h3, h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    # The same term may be explained in two texts of these hand-made contexts; pages explain it once.
    ids = [tag["id"] for tag in soup.select("[id]") if "pop" not in (tag.get("class") or [])]
    assert len(ids) == len(set(ids))
    known = {tag["id"] for tag in soup.select("[id]")}
    for tag in soup.select("[aria-labelledby], label[for], [popovertarget], use"):
        target = (
            tag.get("aria-labelledby")
            or tag.get("for")
            or tag.get("popovertarget")
            or str(tag.get("href")).removeprefix("#")
        )
        assert target in known, f"{target} of {tag}"
    for tag in soup.select('a[href^="#"]'):
        if which == "full":
            assert tag["href"].removeprefix("#") in known, tag


@pytest.mark.parametrize("name", contexts.TEMPLATES)
def test_page_carries_only_the_drawings_it_uses(name: str) -> None:
    """Every symbol in the sprite is used, and nothing else is there."""
    soup = page(name)
    used = {use["href"].removeprefix("#") for use in soup.select("use")}
    assert {tag["id"] for tag in soup.select("svg[hidden] symbol, svg[hidden] g[id]")} == used


@pytest.mark.parametrize("name", contexts.TEMPLATES)
def test_head(name: str) -> None:
    """Title, description, canonical address, both languages, feed, Open Graph and structured data."""
    head = page(name).head
    assert words(head.title)
    assert head.select_one('meta[name="description"]')["content"]
    assert head.select_one('link[rel="canonical"]')["href"].startswith("https://")
    assert {tag["hreflang"] for tag in head.select("link[hreflang]")} == {"da", "sv", "x-default"}
    assert head.select_one('link[type="application/atom+xml"]')
    assert {tag["property"] for tag in head.select("meta[property]")} >= {
        "og:title",
        "og:type",
        "og:url",
        "og:locale",
        "og:description",
        "og:site_name",
    }
    assert head.select_one('script[type="application/ld+json"]')
    assert not [
        script
        for script in page(name).select("script")
        if not script.get("src") and script.get("type") != "application/ld+json"
    ]


@pytest.mark.parametrize("language", ["da", "sv"])
def test_language_switch_is_honest(language: str) -> None:
    """Where a page has no translation, the switch says that it leads to the front page only, in that language."""
    there = page("toolbox/guide_page.html", language=language).select_one('.langs a[lang="sv"]')
    assert words(there) == "Svenska"
    missing = page("toolbox/guide_page.html", language=language, exists=False).select_one('.langs a[lang="sv"]')
    assert words(missing) == "Svenska bara startsidan"


def test_message_and_preview_are_shown() -> None:
    """The message above the content, and the bar of an unpublished draft."""
    soup = page("toolbox/guide_page.html", message="Siden er ældre end sin gennemgang.")
    assert "ældre" in words(soup.select_one("main .msg"))
    with translation.override("da"):
        html = render_to_string(
            "pages/section_page.html",
            {"view": contexts.section(), "frame": contexts.frame(), "request": SimpleNamespace(is_preview=True)},
        )
    assert "Kladde" in words(BeautifulSoup(html, "html.parser").select_one(".draft"))


def test_what_is_not_stated_is_said() -> None:
    """A fact without a value keeps its row and is set apart."""
    row = page("cases/case_page.html").select_one(".facts dd.ns")
    assert words(row) == "Ikke oplyst i kilden"


def test_case_facts_keep_their_order() -> None:
    """Who, what, goal, period, effect."""
    assert [words(dt) for dt in page("cases/case_page.html").select(".facts dt")] == [
        "Hvem",
        "Hvad",
        "Mål",
        "Periode",
        "Effekt",
    ]


def test_types_are_told_apart_without_colour() -> None:
    """Every card with a type says it in words beside its glyph."""
    for card in page("toolbox/phase_page.html").select(".card"):
        assert words(card.select_one(".kind"))
        assert card.select_one(".kind svg")


@pytest.mark.parametrize(("template", "context"), [("404.html", True), ("404.html", False), ("500.html", False)])
def test_error_pages_need_nothing(template: str, context: bool) -> None:
    """The error pages stand without a view, the last one without anything at all."""
    html = render_to_string(template, {"frame": contexts.frame(breadcrumbs=())} if context else {})
    soup = BeautifulSoup(html, "html.parser")
    assert len(soup.select("h1")) == 1
    assert soup.select_one('a[href="/da/"], a[href="/"]')
    if template == "500.html":
        assert not soup.select("form, script, link[rel=stylesheet]")
        assert soup.select_one('[lang="sv"] a[href="/sv/"]')


@pytest.mark.parametrize("language", ["da", "sv"])
def test_every_text_of_the_templates_is_translated(language: str) -> None:
    """Both catalogues have every string that a template of the portal shows, with the same placeholders."""
    catalogue = {
        entry.msgid: entry
        for entry in polib.pofile(str(ROOT / "locale" / "portal" / language / "LC_MESSAGES" / "django.po"))
        if entry.translated()
    }
    wanted: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        flat = "\n".join(text.lstrip() for text in source.splitlines())  # to the extractor, indentation is Python's
        found: Any = extract("python", io.BytesIO(flat.encode()))
        for _line, _function, message, _comments in found:
            texts = [message] if isinstance(message, str) else list(message)
            wanted.update(texts[:1])
    assert wanted - catalogue.keys() == set()
    for msgid in wanted:
        entry = catalogue[msgid]
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            assert not text or set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", msgid))


def test_sprite_ignores_what_it_does_not_know() -> None:
    """A drawing that does not exist adds nothing; a page without drawings has no sprite."""
    assert sprite_for("<p>no drawings</p>") == ""
    assert sprite_for('<use href="#i-unheardof"/>') == ""
    assert all(f'id="i-{name}"' in sprite_for(f'<use href="#i-{name}"/>') for name in ICONS)


def test_headings_are_escaped_and_complete() -> None:
    """Only visible headings with an id, tags removed, entities kept."""
    found = headings_of('<h2 id="a">Før &amp; <em>efter</em></h2><h2>Uden id</h2><h2 id="b" class="vh">Skjult</h2>')
    assert [(heading.anchor, heading.title) for heading in found] == [("a", "Før &amp; efter")]


@pytest.mark.parametrize(("language", "text", "figure"), [("da", "»ord«", "1.250,5"), ("sv", "”ord”", "1\xa0250,5")])
def test_quotes_and_numbers(language: str, text: str, figure: str) -> None:
    """Quotation marks and numbers as each language writes them."""
    with translation.override(language):
        assert quoted("ord") == text
        assert number(1250.5) == figure


def test_forms_of_private_pages_are_labelled() -> None:
    """Password and login pages: every field has its label, errors are tied to their field."""
    with translation.override("da"):
        bound = AuthenticationForm(data={"username": "", "password": ""})
        pages = [
            render_to_string("wagtailcore/login.html", {"form": bound, "next": "/da/x/", "request": READER}),
            render_to_string("wagtailcore/password_required.html", {"form": PasswordForm(), "action_url": "/da/p/"}),
        ]
    for html in pages:
        soup = BeautifulSoup(html, "html.parser")
        fields = soup.select('main input:not([type="hidden"])')
        assert fields
        for field in fields:
            assert soup.select_one(f'label[for="{field["id"]}"]')
            for described in str(field.get("aria-describedby") or "").split():
                assert soup.select_one(f"#{described}")
        assert soup.select_one('meta[name="robots"][content="noindex"]')
    assert len(BeautifulSoup(pages[0], "html.parser").select(".err")) == 2


class PasswordForm(forms.Form):
    """What Wagtail asks for a page with a password."""

    password = forms.CharField(label="Adgangskode", widget=forms.PasswordInput)
