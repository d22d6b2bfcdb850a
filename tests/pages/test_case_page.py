"""What a case says about status, effects and phases, and what stands apart from the parties' own story."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import Tag
from django.test import Client

from cases.models import CasePage
from tests.pages.portal import LANGUAGES, Answer, Portal, fetch, words

both_languages = pytest.mark.parametrize("language", LANGUAGES)
APART = {
    "outside": {"da": "Hvad vi ellers ved", "sv": "Vad vi vet i övrigt"},
    "unknown": {"da": "Det ved vi ikke endnu", "sv": "Det vet vi inte än"},
}
"""Headings of what does not come from the case's main source."""
AS_STATED = {"da": "(oplyst {})", "sv": "(enligt uppgift {})"}
STATUS = {"da": "Status", "sv": "Status"}


def cases(portal: Portal, language: str) -> list[Answer]:
    found = [answer for answer in portal.of(language) if answer.kind == "CasePage"]
    assert len(found) == 8
    return found


def rows(tag: Tag) -> dict[str, str]:
    """The rows of the lists of facts in ``tag``, by label."""
    return {words(row.dt): words(row.dd) for row in tag.select("dl > div") if row.dt and row.dd}


def marked(answer: Answer) -> list[int]:
    """Numbers on the rail that are marked as phases of the page."""
    beads = answer.soup.select(".line.mini :is(.also, [aria-current=step]) .bead")
    return [int(words(bead)) for bead in beads]


@both_languages
@pytest.mark.parametrize("part", APART)
def test_what_is_not_the_parties_story_stands_in_a_box_of_its_own(portal: Portal, part: str, language: str) -> None:
    boxes = 0
    for answer in cases(portal, language):
        box = answer.main.select_one(f"section.note[aria-labelledby={part}]")
        assert (box is not None) == bool(getattr(answer.view, part)), answer.url
        if box is not None:
            boxes += 1
            assert words(box.h2) == APART[part][language]
            assert answer.main.select_one(f'.toc a[href="#{part}"]'), answer.url
            assert not box.select(".quote, blockquote")
    assert boxes >= 6


@both_languages
def test_a_status_says_when_the_source_said_so(portal: Portal, language: str) -> None:
    dated = 0
    for answer in cases(portal, language):
        case = CasePage.objects.get(url_path__endswith=answer.url.removeprefix(f"/{language}"), live=True)
        status = rows(answer.main)[STATUS[language]]
        dated += bool(case.status_date)
        assert status.endswith(AS_STATED[language].format(case.status_date)) == bool(case.status_date), status
    assert dated >= 3


@pytest.mark.usefixtures("seeded")
@both_languages
def test_an_effect_may_be_measured_without_a_figure(client: Client, language: str) -> None:
    """The source says that it measured, and how large the change was, in words only."""
    case: Any = CasePage.objects.get(key="odder-vr", locale__language_code="da")
    change = {"da": "halveret", "sv": "halverades"}
    effect = {
        "kind": "measured",
        "statement": {"da": "Færre fald", "sv": "Färre fall"},
        "metric": {"da": "Fald", "sv": "Fallolyckor"},
    }
    case.effects = [("effect", {**effect, "change": change})]
    case.save()
    assert case.obstacle() == ""
    url = CasePage.objects.get(key="odder-vr", locale__language_code=language).url
    shown = fetch(client, url).main.select_one(".effects > li")
    assert shown is not None
    assert words(shown.select_one(".tag.strong")) == {"da": "målt", "sv": "mätt"}[language]
    assert change[language] in rows(shown).values()
    case.effects = [("effect", effect)]
    assert case.obstacle() != ""


@both_languages
def test_the_rail_marks_every_phase_of_the_page(portal: Portal, language: str) -> None:
    several = 0
    for answer in portal.of(language):
        if answer.kind not in {"CasePage", "GuidePage", "TemplatePage"}:
            continue
        line = answer.view.article.line
        several += len(line.current) > 1
        assert marked(answer) == sorted(line.current), answer.url
        assert len(answer.soup.select(".line.mini [aria-current]")) == 1
        if len(line.current) > 1:
            assert all(step.select_one(".vh") for step in answer.soup.select(".line.mini .also")), answer.url
            now = words(answer.soup.select_one(".line-now"))
            names = [step.name for step in line.steps if step.number in line.current]
            assert now.endswith(", ".join(names)), now
    assert several >= 5


def test_no_label_of_a_fact_counts_what_the_text_does_not(portal: Portal) -> None:
    """Who is affected is mostly said as a group; the label promises no number."""
    for language, label in (("da", "Hvem det berører"), ("sv", "Vilka som berörs")):
        for answer in cases(portal, language):
            assert label in rows(answer.main), answer.url
