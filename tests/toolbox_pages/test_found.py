"""The words in the files are searched, in the language of the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from search import service
from search.indexing.documents import documents
from search.indexing.rebuilding import compare
from tests.toolbox_pages.conftest import desk_of, drafted, page_of, replace, row_of, save_page, upload, word
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


@pytest.fixture
def portal(seeded_live: None, index_folder: Path, media: Path, tmp_path: Path, settings: Settings) -> Iterator[None]:
    """The portal with an index of the test's own, where what is published is really committed."""
    settings.SEARCH_INDEX_DIR = shutil.copytree(index_folder, tmp_path / "index")
    settings.SEARCH_ENGINE = "embedded"
    service.forget()
    yield
    service.forget()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("portal")
def test_one_publication_is_enough_to_be_found_by_a_new_file(client: Client) -> None:
    """Each time anew, in both languages: the file of either is published with the Danish original."""
    desk = desk_of("redaktoer-i-test")
    rounds = [("da", "Frikadellestunden", "/da/soeg/"), ("sv", "Kanelbullestunden", "/sv/sok/")]
    for language, asked, address in rounds:
        original = page_of().original
        draft = original.get_latest_revision_as_object()
        at = [row.pk for row in draft.files.all()].index(row_of(original, language).pk)
        answer = save_page(desk, original, **{f"files-{at}-document": upload(word(f"{asked} gælder.")).pk})
        assert answer.status_code == 302
        page = page_of(language=language)
        made = next(d for d in documents([page.pk]) if d.lang == language)
        assert asked in made.body
        assert page.url in client.get(address, {"q": asked}).content.decode()
        assert not compare(service.engine())
