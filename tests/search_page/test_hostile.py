"""Whatever an address holds, the answer is a page, soon."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LIMIT = 30.0
"""Seconds: no promise, which benchmarks measure, but a guard against a text that the engine never comes back from."""
WHERE = ("/da/soeg/", "/sv/sok/", "/da/vaerktoejskasse/", "/da/soeg/feed/", "/api/v1/search", "/api/v1/suggest")
NASTY = (
    "a" * 5000, "\x00\x01\x1b", "*", "???", "(((((((", ")))", '"""', "a AND OR NOT b", "title:x^9~3", "' OR 1=1 --",
    "'; DROP TABLE wagtailcore_page; --", "(a+)+$" * 20, "[[:alpha:]]", "../../etc/passwd", "<script>alert(1)</script>",
    "{{ 7*7 }}{% load x %}", "%s%n%d", "\U0001f9d3\U0001f3fd\u200d\u2695\ufe0f" * 30, "مرحبا بالعالم", "\u202eabc",
    "A\u0300" * 800, "word " * 900, "-1", "999999", "ﬀ İ ẞ", "\ud800", "\ufdfa" * 200, "demens " * 28,
)  # fmt: skip
NAMES = ("q", "page", "sort", "type", "phase", "language", "lang", "exact", "limit", "x", "")


def check(reader: Client, url: str) -> None:
    began = time.perf_counter()
    response = reader.get(url)
    took = time.perf_counter() - began
    assert response.status_code in {200, 400, 404, 422}, (response.status_code, url)
    assert took < LIMIT, (took, url)
    assert b"<script>alert" not in response.content or url.startswith("/api/")
    assert b"49{" not in response.content


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts(reader: Client, text: str) -> None:
    value = quote(text.encode("utf-8", "surrogatepass"))
    for where in WHERE:
        for name in ("q", "page", "type"):
            check(reader, f"{where}?{name}={value}")


@pytest.mark.parametrize("raw", ["q=%ff%fe%00", "q=%C3%28", "q=%", "%ff=%ff", "q=a;b&&&=", "q[]=1", "type=,,,,", "=q"])
def test_broken_addresses(reader: Client, raw: str) -> None:
    for where in WHERE:
        check(reader, f"{where}?{raw}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    where=st.sampled_from(WHERE),
    pairs=st.lists(
        st.tuples(
            st.sampled_from(NAMES) | st.text(max_size=5),
            st.sampled_from(("guide", "da", "1", "newest", "faelles-behov", "demens", *NASTY))
            | st.text(st.characters(codec="utf-8"), max_size=40),
        ),
        max_size=6,
    ),
)
def test_any_parameters(reader: Client, where: str, pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{quote(n.encode('utf-8', 'replace'))}={quote(v.encode('utf-8', 'replace'))}" for n, v in pairs)
    check(reader, f"{where}?{query}")
