"""Danish and Swedish are told apart by their small words and letters; names and English are neither."""

from __future__ import annotations

import pytest

from portal.core.languages import OTHER
from portal.core.recognising import is_nordic, is_written_in


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Gør det første"),
        ("da", "Lys om natten giver ro på plejehjemmet."),
        ("da", "Kommunen og firmaet fandt hinanden"),
        ("da", "Hvad vi ikke ved"),
        ("sv", "Gör det första"),
        ("sv", "Ljus om natten ger lugn på äldreboendet."),
        ("sv", "Kommunen och företaget fann varandra"),
        ("sv", "Vad vi inte vet"),
    ],
)
def test_a_text_is_in_its_language_and_not_in_the_other(language: str, text: str) -> None:
    assert is_written_in(text, language)
    assert not is_written_in(text, OTHER[language])
    assert is_nordic(text)


@pytest.mark.parametrize(
    "text",
    ["", "42", "Furesø Kommune", "Västerås", "Ærø", "Danish Center for Health", "A Living Lab at Odense in 2025"],
)
def test_names_numbers_and_english_are_neither(text: str) -> None:
    assert not is_written_in(text, "da")
    assert not is_written_in(text, "sv")


def test_words_of_both_say_only_that_it_is_one_of_them() -> None:
    assert is_nordic("Test på Fyn")
    assert not is_nordic("Digital Health Living Lab")
