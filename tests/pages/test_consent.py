"""What somebody said is public with consent until it is withdrawn, on the page and in search; the record never is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from cases.models import CasePage
from search import service
from search.engines.embedded import EmbeddedEngine
from search.indexing.rebuilding import rebuild
from search.ports import Query

SCOPE = "omfangsoptegnelse"
WORDS: dict[str, dict[str, Any]] = {
    "indirect": {},
    "withdrawn": {"withdrawn_on": "2026-01-02"},
    "direct": {"word_for_word": True, "consent_on": "2026-01-01"},
    "unasked": {"word_for_word": True},
    "both": {"word_for_word": True, "consent_on": "2026-01-01", "withdrawn_on": "2026-01-02"},
}
SAID = {name: {"da": f"danskudtalelse{name}", "sv": f"svensktuttalande{name}"} for name in WORDS}
PERSON = {name: f"Navnhaver{name}" for name in WORDS}
PUBLIC = {"indirect", "direct"}


@pytest.fixture
def cases(seeded: None) -> dict[str, CasePage]:
    """A case in both languages with statements of every kind."""
    page = CasePage.objects.get(key="hjoerring-findr", translated_from=None)
    page.quotes = [
        (
            "quote",
            {
                "person": PERSON[name],
                "role": {"da": "leder", "sv": "chef"},
                "text": SAID[name],
                "source": "S3",
                "consent_scope": f"{SCOPE} {name}",
                **record,
            },
        )
        for name, record in WORDS.items()
    ]
    page.save()
    return {one.language: one for one in CasePage.objects.filter(translation_key=page.translation_key)}


@pytest.mark.parametrize("language", ["da", "sv"])
def test_only_what_may_be_said_is_on_the_page(client: Client, cases: dict[str, CasePage], language: str) -> None:
    html = client.get(cases[language].url).content.decode()
    for texts in (PERSON, {name: said[language] for name, said in SAID.items()}):
        assert {name for name, text in texts.items() if text in html} == PUBLIC
    assert SCOPE not in html
    assert html.count("<blockquote") == 1


@pytest.fixture
def found(cases: dict[str, CasePage], tmp_path: Path, settings: Settings) -> Iterator[Any]:
    """Asks the index of the portal with these statements in it."""
    engine = EmbeddedEngine(tmp_path / "index", vocabulary=service.vocabulary())
    rebuild(engine)
    yield lambda text, language: engine.search(Query(text, language, size=10, correct=False)).total
    engine.close()


@pytest.mark.slow
def test_only_what_may_be_said_is_found(found: Any, cases: dict[str, CasePage]) -> None:
    for language in ("da", "sv"):
        for name, said in SAID.items():
            for text in (said[language], PERSON[name]):
                assert bool(found(text, language)) is (name in PUBLIC), (text, language)
        assert not found(SCOPE, language)
        [entry] = cases[language].search_entries()
        assert SCOPE not in entry.body
