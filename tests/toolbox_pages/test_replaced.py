"""What readers and editors are told when one language has a newer file, and what still shows the one before."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.toolbox_pages.conftest import CASE, KEY, file_url, page_of, replace, row_of, save_page, upload, word

pytestmark = pytest.mark.usefixtures("seeded", "media")
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
LANGUAGES = {"da": "sv", "sv": "da"}
both_languages = pytest.mark.parametrize("language", LANGUAGES)
ONLY = {
    "da": {"da": "Nye filer, kun på dansk.", "sv": "Nye filer, kun på svensk."},
    "sv": {"da": "Nya filer, bara på danska.", "sv": "Nya filer, bara på svenska."},
}
"""By the page's language, and the file's."""


def shown(client: Client, language: str, key: str = KEY) -> BeautifulSoup:
    return BeautifulSoup(client.get(page_of(key, language).url).content, "html.parser")


def text(tag: object) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())  # type: ignore[attr-defined]


def history(soup: BeautifulSoup) -> list[str]:
    return [text(row) for row in soup.select("#versions ~ table tbody tr")]


@both_languages
def test_only_the_language_that_changed_has_a_new_version(reader: Client, language: str) -> None:
    replace(page_of(), upload(word("Ny")), language=language)
    for here in LANGUAGES:
        soup = shown(reader, here)
        newest = history(soup)[0]
        assert newest.startswith("1.1")
        assert ONLY[here][language] in newest
        fact = soup.select_one(".side dt:-soup-contains('Version') + dd")
        assert text(fact) == ("1.1" if here == language else "1.0")


def test_new_files_in_both_languages_are_called_so(reader: Client) -> None:
    for language in LANGUAGES:
        replace(page_of(), upload(word(f"Ny {language}")), language=language)
    assert "Nye filer." in history(shown(reader, "da"))[0]


@both_languages
def test_links_to_earlier_files_say_which_version_they_are(reader: Client, language: str) -> None:
    replace(page_of(), upload(word("Ny")), language=language)
    soup = shown(reader, language)
    old = soup.select_one(f'table a[href="{file_url(language=language, ending=f"-{language}-v1.0.docx")}"]')
    assert text(old).endswith("version 1.0")
    links = [text(link) for link in soup.select("main a[href*='/filer/']")]
    assert len(links) == len(set(links))


@both_languages
def test_a_preview_of_the_file_before_says_so(reader: Client, language: str) -> None:
    def preview() -> str:
        found = shown(reader, language)
        return text(found.select_one(f'.dl:has(a[href="{file_url(language=language, ending=f"-{language}.pdf")}"])'))

    promise = {"da": "før du henter den", "sv": "innan ni laddar ner den"}[language]
    told = {
        "da": "Den viser version 1.0. Filen, I skal udfylde, er version 1.1.",
        "sv": "Den visar version 1.0. Filen som ni ska fylla i är version 1.1.",
    }[language]
    assert promise in preview()
    assert told not in preview()
    replace(page_of(), upload(word("Ny")), language=language)
    assert promise not in preview()
    assert told in preview()
    assert told not in text(shown(reader, LANGUAGES[language]).main)
    replace(page_of(), upload(PDF, "ny.pdf"), language=language, role="preview")
    assert promise in preview()
    assert told not in preview()


def test_an_example_of_the_file_before_says_so(reader: Client) -> None:
    replace(page_of(CASE), upload(word("Ny"), "ny.docx"))
    example = shown(reader, "da", CASE).select_one(f'.dl:has(a[href="{file_url(CASE, ending="-eksempel-da.xlsx")}"])')
    assert "Den viser version 1.0." in text(example)


def test_the_editor_is_told_what_lags_behind(desk: Client) -> None:
    def published(**changes: object) -> list[str]:
        answer = save_page(desk, page_of(), **changes)
        page = BeautifulSoup(desk.get(answer["Location"]).content, "html.parser")
        return [text(one) for one in page.select(".messages .warning")]

    def place(role: str) -> str:
        rows = [row.pk for row in page_of().get_latest_revision_as_object().files.all()]
        return f"files-{rows.index(row_of(page_of(), 'sv', role).pk)}-document"

    assert published() == []
    told = published(**{place("file"): upload(word("Ny")).pk})
    assert len(told) == 1
    assert "version 1.0" in told[0]
    assert "1.1" in told[0]
    assert "Svenska" in told[0]
    assert published(**{place("preview"): upload(PDF, "ny.pdf").pk}) == []
