"""The seeded portal as a reader gets it: every address fetched once, for all tests of this folder to look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import pytest
from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from portal.vocabulary import snapshot
from portal.vocabulary.models import Concept

HOST = "http://testserver"
LANGUAGES = ("da", "sv")
OTHER = {"da": "sv", "sv": "da"}
LISTS = ("ToolboxPage", "CaseIndexPage", "DirectoryPage")
"""Types of page that show their own list where there is no index; the index may show it otherwise."""


@dataclass(frozen=True)
class Answer:
    """What the portal answered for one address."""

    url: str
    language: str
    kind: str
    """Name of the page type's class, or ``Term`` or ``Search``."""
    thing: object
    """The same for a page and its translation."""
    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    html: str = field(repr=False)
    queries: tuple[str, ...]
    """The table that each query of the database asked in the first place, in order."""
    template: str = ""
    """Name of the page's template."""
    view: Any = field(default=None, repr=False)
    frame: Any = field(default=None, repr=False)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page. ``html.parser`` moves nothing about, so that wrong nesting stays visible."""
        return BeautifulSoup(self.html, "html.parser")

    @property
    def main(self) -> Tag:
        """What the page itself says, without header and footer."""
        found = self.soup.main
        assert found is not None, f"no main element on {self.url}"
        return found

    def meta(self, name: str) -> str:
        """Content of the meta element with this name or property; empty without one."""
        tag = self.soup.head.select_one(f'meta[name="{name}"], meta[property="{name}"]')
        return str(tag["content"]) if tag else ""

    def alternates(self) -> dict[str, str]:
        """Address of each language version, by hreflang."""
        return {str(tag["hreflang"]): str(tag["href"]) for tag in self.soup.head.select("link[hreflang]")}


@dataclass
class Portal:
    """Every answer, in the order of the page tree."""

    answers: list[Answer] = field(default_factory=list, repr=False)
    without_index: list[Answer] = field(default_factory=list, repr=False)
    """The lists and the search page while there is no index."""

    @property
    def all_answers(self) -> list[Answer]:
        """All that readers may get, with and without an index."""
        return [*self.answers, *self.without_index]

    def everything(self, language: str) -> list[Answer]:
        """All that a reader of one language may get."""
        return [answer for answer in self.all_answers if answer.language == language]

    @cached_property
    def by_url(self) -> dict[str, Answer]:
        """Answer for each address."""
        return {answer.url: answer for answer in self.answers}

    def of(self, language: str) -> list[Answer]:
        """The answers of one language."""
        return [answer for answer in self.answers if answer.language == language]

    def first_of_each_kind(self, language: str) -> dict[str, Answer]:
        """One answer for each type of page."""
        first: dict[str, Answer] = {}
        for answer in self.of(language):
            first.setdefault(answer.kind, answer)
        return first


def addresses() -> Iterator[tuple[str, str, str, object]]:
    """Address, language, type and translation key of every page, every term and the search of both languages."""
    for page in Page.objects.filter(depth__gt=1).select_related("locale", "content_type").order_by("path"):
        yield page.url, page.locale.language_code, page.specific_class.__name__, page.translation_key
    terms = list(Concept.objects.filter(in_glossary=True).values_list("key", flat=True))
    for language in LANGUAGES:
        for key in terms:
            yield reverse(f"term_{language}", args=[key]), language, "Term", key
        yield reverse(f"search_{language}"), language, "Search", "search"


def fetch(client: Client, url: str, language: str = "da", kind: str = "", thing: object = None) -> Answer:
    """Ask for one address."""
    with Queries() as queries:
        response = client.get(url)
    context = response.context or {}
    return Answer(
        url=url,
        language=language,
        kind=kind,
        thing=thing,
        status=response.status_code,
        headers={name.lower(): value for name, value in response.items()},
        cookies=tuple(response.cookies),
        html=response.content.decode(),
        queries=tuple(queries.tables),
        template=next((t.name for t in response.templates if t.name and t.name.endswith(".html")), ""),
        view=context.get("view"),
        frame=context.get("frame"),
    )


class Queries:
    """Notes which table each query of the database is about, while it is the context of a ``with`` block."""

    def __init__(self) -> None:
        self.tables: list[str] = []
        self._installed = connection.execute_wrapper(self._note)

    def __enter__(self) -> Self:
        self._installed.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._installed.__exit__(None, None, None)

    def _note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        found = re.search(r'(?:FROM|INTO|UPDATE) "(\w+)"', sql)
        self.tables.append(found[1] if found else sql[:60])
        return execute(sql, params, many, context)


def warm_up() -> None:
    """Fill the caches that every process of the portal has filled after a few requests."""
    ContentType.objects.get_for_models(*apps.get_models())
    snapshot.concepts()
    Site.get_site_root_paths()


def nothing(found: Iterable[Answer], what: Callable[[Answer], object]) -> None:
    """Fail with one line for each answer of which ``what`` says something."""
    lines = [f"{answer.url}: {said}" for answer in found if (said := what(answer))]
    if lines:
        pytest.fail("\n".join([f"{len(lines)} pages:", *lines[:20]]), pytrace=False)


def words(tag: Tag | None) -> str:
    """The text of an element, which must be there, as one line; scripts and the portal's drawings have none."""
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def language_of(tag: Tag) -> str:
    """The language that a browser takes an element's text to be in."""
    return next((str(one["lang"]) for one in (tag, *tag.parents) if one.get("lang")), "")


ONLY = {
    "da": frozenset(
        [
            "og",
            "ikke",
            "af",
            "hvad",
            "jeg",
            "også",
            "skal",
            "bliver",
            "hvordan",
            "mellem",
            "sammen",
            "nogle",
            "jeres",
            "vores",
            "ud",
            "til",
            "fra",
            "når",
            "hver",
        ]
    ),
    "sv": frozenset(
        [
            "och",
            "är",
            "inte",
            "av",
            "vad",
            "jag",
            "också",
            "ska",
            "blir",
            "hur",
            "mellan",
            "tillsammans",
            "några",
            "vår",
            "att",
            "för",
            "ut",
            "till",
            "från",
            "när",
            "varje",
        ]
    ),
}
"""Common words of one language that do not exist in the other."""
NAMES = re.compile("Konkurrence- og Forbrugerstyrelsen|Et nyt skridt sammen")
"""Names that keep their language wherever they stand."""
BLOCKS = "h1, h2, h3, p, li, dt, dd, a, button, label, figcaption, th, td"


def foreign(text: str, language: str) -> str:
    """Names the words of the other language where they outnumber those of ``language``; otherwise nothing."""
    found = [word.lower() for word in re.findall(r"[^\W\d_]+", NAMES.sub("", text))]
    theirs = [word for word in found if word in ONLY[OTHER[language]]]
    mine = [word for word in found if word in ONLY[language]]
    return ", ".join(theirs) if len(theirs) > len(mine) else ""


def blocks(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """The language and the text of every heading, paragraph, list item and the like that holds no other of them."""
    for tag in soup.body.select(BLOCKS):
        if not tag.find(["p", "li", "dd", "h3", "div"]):
            yield language_of(tag), words(tag)
