"""Terms and source codes in running text."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from portal.vocabulary.text import TextRenderer

TERMS = [("opi", ["OPI"], "Offentlig-privat innovation."), ("drift", ["drift"], "Når løsningen er hverdag.")]


@pytest.fixture(autouse=True)
def _danish() -> object:
    with translation.override("da"):
        yield


def renderer(**changes: Any) -> TextRenderer:
    values: dict[str, Any] = {"language": "da", "terms": TERMS, "source_numbers": {"S0": 1, "R04": 2}}
    return TextRenderer(**values | {"own_title": "Andet"} | changes)


def test_a_term_is_explained_once_on_a_page() -> None:
    text = renderer()
    first, second = text.paragraphs("Et OPI er et OPI."), text.paragraphs("OPI igen")
    assert first.count('class="term"') == 1
    assert 'popovertarget="t-opi"' in first
    assert 'href="/da/begreber/opi/"' in first
    assert "term" not in second


def test_no_line_begins_with_the_punctuation_behind_a_term() -> None:
    """A line may break behind a button, so both are in an element that does not."""
    html = renderer().inline("Et OPI, og (drift).")
    assert '>OPI</button>,</span><span class="pop"' in html
    assert '>drift</button>).</span><span class="pop"' in html
    assert html.count('<span class="nb">') == 2
    assert '<span class="nb">' not in renderer().inline("Et OPI er i drift i dag")


def test_a_term_inside_a_longer_word_is_left_alone() -> None:
    assert 'class="term"' not in renderer().paragraphs("OPI-projekter og driftsikkerhed")


def test_the_page_about_the_term_does_not_explain_it() -> None:
    assert 'class="term"' not in renderer(own_title="opi").paragraphs("Et OPI.")


def test_an_acronym_is_one_in_capitals_only_and_says_what_it_stands_for() -> None:
    terms = [("telemedicin", ["telemedicin", "MAST"], "På afstand.")]
    assert 'class="term"' not in renderer(terms=terms).paragraphs("En mast på taget.")
    html = renderer(terms=terms).paragraphs("Brug MAST til telemedicin.")
    assert "<strong>MAST, telemedicin</strong>" in html
    assert html.count('class="term"') == 1
    assert "<strong>Telemedicin</strong>" in renderer(terms=terms).paragraphs("Telemedicin er MAST.")


def test_acronyms_in_a_point_of_a_checklist_lead_to_the_glossary() -> None:
    """A button in a label would take the click that ticks the box."""
    text = renderer(terms=[*TERMS, ("dpia", ["konsekvensanalyse", "DPIA"], "Om risici.")])
    text.paragraphs("En DPIA.")
    assert text.point("DPIA & drift") == '<a href="/da/begreber/dpia/">DPIA</a> &amp; drift'


def test_a_term_in_what_something_is_called_is_left_alone() -> None:
    """The title of a guide is quoted whole; a term that is quoted alone is still the term."""
    assert 'class="term"' not in renderer().inline("Guiden »Drift og OPI« og ”Från test till drift”")
    assert '»<span class="nb"><button' in renderer().inline("Det, vi kalder »drift«, her")
    assert renderer().inline("Guiden »Drift for alle«, om drift").count('class="term"') == 1


def test_links_and_headings_are_left_alone() -> None:
    html = renderer().rich('<h2>OPI</h2><p><a href="https://example.org/">OPI</a> og OPI</p>')
    assert "<h2>OPI</h2>" in html
    assert '<a href="https://example.org/">OPI</a>' in html
    assert html.count('class="term"') == 1


def test_codes_of_the_pages_sources_become_numbered_links() -> None:
    html = renderer().paragraphs("Det siger kilden [S0, R04]. Og en ukendt [X9].")
    assert 'href="#kilde-1"' in html
    assert 'href="#kilde-2"' in html
    assert "[X9]" in html


@pytest.mark.parametrize("method", ["inline", "paragraphs"])
def test_markup_in_plain_text_is_escaped(method: str) -> None:
    html = getattr(renderer(), method)("<script>alert('x')</script> & OPI \"nu\"")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "&amp;" in html


def test_empty_text_gives_empty_markup() -> None:
    text = renderer()
    assert [text.inline(""), text.paragraphs(""), text.rich("")] == ["", "", ""]


def test_a_definition_with_markup_is_escaped() -> None:
    text = renderer(terms=[("x", ["x"], '<b onclick="y">fed</b>')])
    assert "<b onclick" not in text.inline("et x her")


def test_a_swedish_name_in_a_danish_text_says_its_language() -> None:
    assert renderer().inline("Sådan gør Västerås det") == 'Sådan gør <span lang="sv">Västerås</span> det'


@pytest.mark.parametrize("letter", ["\u0131", "\u0130", "\u017f", "\u212a"])
def test_letters_with_a_case_of_their_own_break_nothing(letter: str) -> None:
    """In another case they are i, s and k, so a search that ignores case finds them."""
    terms = [(f"t{one}", [one], "Forklaring.") for one in "isk"]
    text = renderer(terms=terms).paragraphs(f"Her er {letter} alene, og k.")
    assert letter in text
    assert 'popovertarget="t-tk"' in text
