"""The words on a term's page: what means the same, and apart from it what does not quite."""

from __future__ import annotations

import re

import pytest

from portal.vocabulary.models import Concept, ConceptLabel
from tests.pages.portal import LANGUAGES, OTHER, Answer, Portal, words

HEADINGS = {
    "da": {"near": "Beslægtet ord", "former": "Tidligere", "loose": "Bruges også løst"},
    "sv": {"near": "Närliggande ord", "former": "Tidigare", "loose": "Används också löst"},
}
QUOTED = re.compile(r"»[^»«]+«|”[^”]+”")
SAME = {"da": "Kaldes også", "sv": "Kallas också"}


def rows(answer: Answer) -> dict[str, list[str]]:
    found = answer.main.select("dl.list > div")
    return {words(row.dt): words(row.dd).split(", ") for row in found}


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_do_not_mean_the_same_stand_apart(portal: Portal, language: str) -> None:
    terms = {answer.thing: answer for answer in portal.of(language) if answer.kind == "Term"}
    seen = set()
    for concept in Concept.objects.filter(in_glossary=True).prefetch_related("labels"):
        shown = rows(terms[concept.key])
        for label in concept.labels.all():
            text, how = label.text, label.closeness
            equal = how in ConceptLabel.SAME
            if label.language == language:
                seen.add(how)
                assert (text in shown.get(SAME[language], [])) == equal, (concept.key, text)
                for closeness, heading in HEADINGS[language].items():
                    assert (text in shown.get(heading, [])) == (how == closeness), (concept.key, text)
            elif not equal:
                others = [word for row in shown.values() for word in row]
                assert label.language == OTHER[language]
                mine = concept.labels.filter(language=language, text=text).exists()
                assert mine or text not in others, (concept.key, text)
    assert {"full", "acronym", "former", "near"} <= seen if language == "sv" else {"loose", "near"} <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_for_search_only_is_not_shown(portal: Portal, language: str) -> None:
    """In Swedish care, ``fall`` is when somebody falls; who asks for a fallbeskrivning still finds the cases."""
    shown = [answer for answer in portal.of(language) if answer.kind in {"Term", "GlossaryPage"}]
    assert shown
    assert not [answer.url for answer in shown if "fallbeskrivning" in words(answer.main).lower()]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_acronym_stands_bare_in_facts_and_checklists(portal: Portal, language: str) -> None:
    """In the box of facts it is explained on the page, in a checklist it leads to the glossary; quoted titles apart."""
    acronyms = ConceptLabel.objects.filter(closeness="acronym", language=language, concept__in_glossary=True)
    known = {label.text: label.concept.key for label in acronyms.select_related("concept")}
    explained = linked = 0
    for guide in (answer for answer in portal.of(language) if answer.kind == "GuidePage"):
        for acronym, key in known.items():
            alone = re.compile(rf"(?<![\w-]){acronym}(?![\w-])")
            if any(alone.search(QUOTED.sub("", words(row))) for row in guide.main.select(".facts dd")):
                explained += 1
                assert guide.main.select_one(f"#t-{key}"), (guide.url, acronym)
            for point in guide.main.select(".check label"):
                assert not point.select("button")
                if alone.search(words(point)):
                    linked += 1
                    assert acronym in [words(link) for link in point.select("a")], (guide.url, acronym)
    assert linked >= 3
    assert explained or language == "sv", "the Swedish boxes of facts write them out"
