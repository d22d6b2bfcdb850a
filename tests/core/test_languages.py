"""Alphabets, spelling of addresses, dates."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core import dates
from portal.core.languages import initial, sort_key, spelled_slug


def in_order(words: str, language: str) -> list[str]:
    return sorted(words.split(), key=lambda word: sort_key(word, language))


def test_danish_puts_aa_last() -> None:
    assert in_order("Ål zebra øl Æble abe ærlig", "da") == ["abe", "zebra", "Æble", "ærlig", "øl", "Ål"]


def test_swedish_puts_aa_first_after_z() -> None:
    assert in_order("öl zebra äpple Ål apa", "sv") == ["apa", "zebra", "Ål", "äpple", "öl"]


def test_letters_of_the_other_alphabet_stand_with_their_kin() -> None:
    assert in_order("Ærø Östersund Århus", "sv") == ["Århus", "Ærø", "Östersund"]
    assert initial("Östersund", "da") == "Ø"
    assert initial("Ærø", "sv") == "Ä"


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Døgnrytme på Ærø", "da", "doegnrytme-paa-aeroe"),
        ("Kontaktväg för företag på Åland", "sv", "kontaktvag-for-foretag-pa-aland"),
        ("ø-æble", "da", "oe-aeble"),
    ],
)
def test_addresses_spell_the_letters_out(text: str, language: str, slug: str) -> None:
    assert spelled_slug(text, language) == slug


def test_dates_read_as_in_each_language() -> None:
    day = date(2026, 11, 22)
    assert dates.full(day, "da") == "22. november 2026"
    assert dates.full(day, "sv") == "22 november 2026"
    assert dates.partial("2022", "da") == "2022"
    assert dates.partial("2022-05", "sv") == "maj 2022"
    assert dates.partial("2022-12-02", "da") == "2. december 2022"
    assert dates.partial("", "da") == ""
