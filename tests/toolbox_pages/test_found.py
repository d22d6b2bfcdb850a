"""The words in the files are searched, in the language of the page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search.indexing.documents import documents
from tests.toolbox_pages.conftest import drafted, page_of, replace, upload, word
from toolbox.models import FileVersion, TemplatePage


@pytest.mark.usefixtures("seeded", "media")
def test_the_entry_has_the_words_of_the_files() -> None:
    for page in TemplatePage.objects.all():
        words = (
            FileVersion.objects.filter(template=page.translation_key, language=page.language, role="file").get().text
        )
        entry = next(iter(page.search_entries()))
        assert len(words) > 300
        assert words in entry.body
        assert entry.body.count(words) == 1


@pytest.mark.usefixtures("seeded", "media")
def test_an_uploaded_file_takes_the_place_of_the_words(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    replace(page_of(), upload(word("Hestevognsklausulen gælder.")))
    page = page_of()
    with django_assert_max_num_queries(3):
        document = next(iter(page.search_entries()))
    assert "Hestevognsklausulen" in document.body
    assert "Hestevognsklausulen" not in next(iter(page_of(language="sv").search_entries())).body
    made = {d.lang: d for d in documents([page.pk, page_of(language="sv").pk])}
    assert "Hestevognsklausulen" in made["da"].body


@pytest.mark.usefixtures("seeded", "media")
def test_a_draft_and_a_broken_file_are_not_found() -> None:
    drafted(page_of(), upload(word("Kladdeord")))
    assert "Kladdeord" not in next(iter(page_of().search_entries())).body
    replace(page_of(), upload(b"PK not a file"))
    assert next(iter(page_of().search_entries())).title


@pytest.mark.usefixtures("seeded", "indexed")
@pytest.mark.parametrize(("address", "asked", "found"), [
    ("/da/soeg/", "misligholdelse tvist", "/da/vaerktoejskasse/opi-samarbejdsaftale/"),
    ("/sv/sok/", "avtalsbrott tvist", "/sv/verktygslada/samverkansavtal-innovation/"),
])  # fmt: skip
def test_a_word_of_the_file_finds_the_template(client: Client, address: str, asked: str, found: str) -> None:
    assert found in client.get(address, {"q": asked}).content.decode()
