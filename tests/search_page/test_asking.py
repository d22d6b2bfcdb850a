"""Addresses become questions and questions addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from search.asking import FACET_ORDER, LAST_PAGE, SORTS, Asked, BadParameter, clean, lenient, strict
from search.ports import LONGEST_TEXT, Filters

KNOWN = {
    **dict.fromkeys(FACET_ORDER, ()),
    "type": ("guide", "case", "template"),
    "phase": ("behov", "marked", "test"),
    "country": ("dk", "se"),
    "language": ("da", "sv"),
}


def read(query: str, **more: Any) -> Asked:
    return lenient(QueryDict(query), "da", KNOWN, **more)


def test_reads_everything() -> None:
    asked = read("q=fald+alarm&type=guide,case&phase=behov&phase=test&sort=newest&page=3&exact=1")
    assert asked.text == "fald alarm"
    assert asked.filters.values("type") == ("guide", "case")
    assert asked.filters.values("phase") == ("behov", "test")
    assert (asked.sort, asked.page, asked.exact, asked.left_out) == ("newest", 3, True, ())
    query = asked.query()
    assert (query.text, query.sort, query.page, query.correct) == ("fald alarm", "newest", 3, False)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("page=0", 1),
        ("page=-4", 1),
        ("page=999999", LAST_PAGE),
        ("page=" + "9" * 40, LAST_PAGE),
        ("page=x", 1),
        ("", 1),
    ],
)
def test_page_is_brought_into_range(query: str, page: int) -> None:
    assert read(query).page == page


def test_what_is_unknown_is_left_out_and_said() -> None:
    asked = read("type=guide,nonsense&colour=red&utm_source=x&fbclid=y&sort=size")
    assert asked.filters.chosen == {"type": ("guide",)}
    with translation.override("da"):
        said = [left_out.sentence() for left_out in asked.left_out]
    assert len(said) == 3
    assert "nonsense" in said[0]
    assert "colour" in said[1]
    assert "size" in said[2]
    assert not read("utm_source=x").left_out
    assert len(read("&".join(f"a{n}=1" for n in range(50))).left_out) == 3


def test_words_are_cleaned() -> None:
    assert clean("  fald\x00\x1b alarm\n\ufffd\u202e ") == "fald alarm"
    assert clean("A\u030angermanland") == "Ångermanland"
    asked = read("q=" + "a" * 5000)
    assert len(asked.text) == LONGEST_TEXT
    assert asked.left_out[0].what == "text"


def test_repeated_parameters() -> None:
    asked = read("q=first&q=last&page=2&page=5")
    assert asked.text == "last"
    assert [(one.what, one.value) for one in asked.left_out] == [("repeated", "last")]
    assert not read("q=&q=same&q=same%20").left_out
    assert read("type=guide&type=guide,case").filters.values("type") == ("guide", "case")


def test_preset_holds_until_the_reader_chooses_within_it() -> None:
    preset = {"type": ("guide", "template")}
    assert read("", preset=preset).query().filters.values("type") == ("guide", "template")
    assert read("type=guide", preset=preset).query().filters.values("type") == ("guide",)
    other = read("type=case", preset=preset)
    assert other.query().filters.values("type") == ("guide", "template")
    assert other.left_out
    assert other.address("/x/") == "/x/"
    assert other.limited().address("/x/") == "/x/?type=guide,template"


def test_address_has_one_order_and_no_defaults() -> None:
    asked = read("page=1&country=se,dk&sort=relevance&type=case,guide&q=B%C3%B8rn%20%26%20unge")
    assert asked.address("/da/soeg/") == "/da/soeg/?q=B%C3%B8rn+%26+unge&type=case,guide&country=dk,se"
    assert read("sort=phase").address("/") == "/"
    assert read("q=x&sort=phase").address("/") == "/?q=x&sort=phase"


def test_other_questions_start_at_the_first_page() -> None:
    asked = read("q=x&type=guide&page=4")
    assert asked.toggled("type", "case").address("/") == "/?q=x&type=case,guide"
    assert asked.toggled("type", "guide").address("/") == "/?q=x"
    assert asked.without("type").address("/") == "/?q=x"
    assert asked.sorted_by("newest").address("/") == "/?q=x&type=guide&sort=newest"
    assert asked.unfiltered().address("/") == "/?q=x"
    assert asked.insisting().address("/") == "/?q=x&type=guide&exact=1"
    assert asked.with_text("y").address("/") == "/?q=y&type=guide"


values = st.lists(st.sampled_from(["guide", "case", "template"]), unique=True)


@given(
    text=st.text(max_size=60),
    types=values,
    phases=st.lists(st.sampled_from(["behov", "marked", "test"]), unique=True),
    sort=st.sampled_from([None, *SORTS]),
    page=st.integers(1, LAST_PAGE),
    exact=st.booleans(),
)
def test_address_and_question_are_the_same(
    text: str, types: list[str], phases: list[str], sort: Any, page: int, exact: bool
) -> None:
    asked = Asked(
        lang="sv",
        text=clean(text),
        filters=Filters({"type": tuple(sorted(types)), "phase": tuple(sorted(phases))}),
        sort=sort,
        page=page,
        exact=exact,
    )
    address = asked.address("/sv/sok/")
    again = lenient(QueryDict(urlsplit(address).query), "sv", KNOWN)
    assert again.address("/sv/sok/") == address
    assert (again.query(), again.left_out) == (asked.query() if asked.text or not exact else again.query(), ())
    assert not [value for _name, value in parse_qsl(urlsplit(address).query) if not value]


@given(st.binary(max_size=200))
def test_any_bytes_are_an_address(raw: bytes) -> None:
    asked = lenient(QueryDict(raw.decode("latin-1")), "da", KNOWN)
    assert len(asked.text) <= LONGEST_TEXT
    assert 1 <= asked.page <= LAST_PAGE
    asked.address("/da/soeg/").encode("ascii")
    for left_out in asked.left_out:
        assert left_out.sentence()


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "type=nonsense",
        "type=guide,",
        "page=0",
        "page=x",
        "page=501",
        "q=a&q=b",
        "sort=size",
        "exact=yes",
        "q=" + "a" * 201,
        "page=%F0%9F%98%80",
        "page=1&page=2",
        "page=-1",
        "sort=",
    ],
)
@pytest.mark.parametrize("language", ["da", "sv"])
def test_programs_are_told_what_is_wrong(query: str, language: Any) -> None:
    if query in {"type=guide,", "sort="}:
        strict(QueryDict(query), language, KNOWN)
        return
    with translation.override(language), pytest.raises(BadParameter) as wrong:
        strict(QueryDict(query), language, KNOWN)
    assert str(wrong.value).endswith(".")
