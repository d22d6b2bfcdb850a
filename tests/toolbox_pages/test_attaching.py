"""The seed builds the files, puts them on the pages, and leaves an editor's alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ReferenceIndex

from portal.core.models import TranslationState
from portal.seed.loading import Outcome, files
from portal.seed.loading.files import made_from
from portal.seed.models import SeededItem
from tests.toolbox_pages.conftest import KEY, body, file_url, page_of, replace, row_of, seed, upload, word
from toolbox.files.build import build_all
from toolbox.models import FileVersion, TemplateFile, TemplatePage

pytestmark = pytest.mark.usefixtures("seeded", "media")


def test_every_template_has_its_files_in_both_languages(tmp_path: Path) -> None:
    built = {file.path.name: file.path.read_bytes() for file in build_all(tmp_path)}
    rows = list(TemplateFile.objects.select_related("document", "page"))
    assert len(rows) == len(built) == 58
    for row in rows:
        version = FileVersion.objects.get(document=row.document)
        with row.document.open_file() as file:
            assert file.read() == built[version.name(row.page.key)]
    assert Counter(row.role for row in rows) == {"file": 28, "preview": 28, "example": 2}
    assert {row.page.translated_from_id for row in rows} == {None}


def test_the_pages_do_not_count_as_edited_and_their_drafts_have_the_files() -> None:
    for page in TemplatePage.objects.filter(translated_from=None):
        assert page.latest_revision_id == page.live_revision_id
        assert not page.has_unpublished_changes
        draft = page.get_latest_revision_as_object()
        assert [row.pk for row in draft.files.all()] == [row.pk for row in page.files.all()]
    assert not TranslationState.objects.filter(changed_fields__gt=0).exists()
    assert seed().count(Outcome.EDITED) == 0


def test_publishing_a_draft_keeps_the_files() -> None:
    page = page_of()
    draft = page.get_latest_revision_as_object()
    draft.title = "Aftalen"
    draft.save_revision().publish()
    assert TemplateFile.objects.filter(page=page).count() == 4
    assert FileVersion.objects.filter(template=page.translation_key).count() == 4


def test_where_a_document_is_used_is_known_to_the_admin() -> None:
    document = row_of(page_of()).document
    assert any(usage[0].pk == page_of().pk for usage in ReferenceIndex.get_grouped_references_to(document))


def test_nothing_is_built_while_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> bytes:
        raise AssertionError("built again")

    monkeypatch.setattr("toolbox.files.build.build_word", refuse)
    monkeypatch.setattr("toolbox.files.build.build_preview", refuse)
    assert seed().counts["files"] == {Outcome.UNCHANGED: 58}


def test_what_has_changed_takes_the_place_of_the_same_document(monkeypatch: pytest.MonkeyPatch, reader: Client) -> None:
    row = row_of(page_of())
    revision, address = page_of().latest_revision_id, file_url()
    old = body(reader.get(address))
    monkeypatch.setattr("toolbox.files.build.build_word", lambda one, language: word("Nyt", language))
    monkeypatch.setattr(files, "made_from", lambda: "changed")
    report = seed()
    assert report.counts["files"][Outcome.UPDATED] == 18  # every Word file; the others come out the same
    assert report.counts["files"][Outcome.UNCHANGED] == 40
    assert row_of(page_of()).document_id == row.document_id
    assert page_of().latest_revision_id == revision
    assert body(reader.get(address)) == word("Nyt", "da") != old
    assert seed().counts["files"] == {Outcome.UNCHANGED: 58}


def test_a_new_version_of_a_definition_keeps_the_old_one(monkeypatch: pytest.MonkeyPatch, reader: Client) -> None:
    old = body(reader.get(file_url()))
    monkeypatch.setattr("toolbox.files.build.build_word", lambda one, language: word("Nyt", language))
    wanted = list(files._wanted())
    newer = [files.Wanted(one.plan, one.text, "1.1", one.dated) for one in wanted]
    monkeypatch.setattr(files, "_wanted", lambda: iter(newer))
    monkeypatch.setattr(files, "made_from", lambda: "changed")
    seed()
    assert body(reader.get(file_url())) == word("Nyt", "da")
    assert body(reader.get(file_url(ending="-da-v1.1.docx"))) == word("Nyt", "da")
    assert body(reader.get(file_url(ending="-da-v1.0.docx"))) == old
    assert file_url(ending="-da-v1.0.docx") in reader.get(page_of().url).content.decode()


@pytest.mark.parametrize("published", [True, False], ids=["published", "draft"])
def test_an_editors_file_stays(monkeypatch: pytest.MonkeyPatch, published: bool) -> None:
    mine = upload(word("Kommunens egen aftale"))
    if published:
        replace(page_of(), mine)
    monkeypatch.setattr(files, "made_from", lambda: "changed")
    report = seed()
    if published:
        assert f"files {KEY}/file.docx (da): left alone: edited in the portal" in report.named
        assert row_of(page_of()).document == mine
    assert row_of(page_of(), "sv").document != mine


def test_a_file_that_an_editor_took_away_is_not_brought_back(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = page_of().get_latest_revision_as_object()
    draft.files.set([row for row in draft.files.all() if row.language != "sv"])
    draft.save_revision().publish()
    monkeypatch.setattr(files, "made_from", lambda: "changed")
    assert f"files {KEY}/file.docx (sv): not brought back: deleted in the portal" in seed().named
    assert {row.language for row in TemplateFile.objects.filter(page=page_of())} == {"da"}


def test_a_portal_that_was_seeded_before_there_were_files_gets_them() -> None:
    """Also in a draft that an editor has begun, which is not published by that."""
    TemplateFile.objects.all().delete()
    FileVersion.objects.all().delete()
    SeededItem.objects.filter(kind=SeededItem.Kind.FILE).delete()
    draft = page_of().get_latest_revision_as_object()
    draft.files.set([])
    draft.title = "Et udkast"
    revision = draft.save_revision()
    assert seed().counts["files"] == {Outcome.CREATED: 58}
    page = page_of()
    assert (page.latest_revision_id, page.title) == (revision.pk, "OPI-samarbejdsaftale (skelet)")
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Et udkast"
    assert [row.pk for row in draft.files.all()] == list(page.files.values_list("pk", flat=True))


def test_a_lost_file_is_built_again(reader: Client) -> None:
    document = row_of(page_of()).document
    document.file.storage.delete(document.file.name)
    assert reader.get(file_url()).status_code == 404
    assert seed().counts["files"] == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 57}
    assert reader.get(file_url()).status_code == 200


def test_a_deleted_page_does_not_stop_the_seed() -> None:
    page = page_of("testplan")
    page.delete()
    assert TemplateFile.objects.filter(page=page_of("testplan", "sv")).count() == 4
    assert FileVersion.objects.filter(template=page.translation_key).count() == 4
    page_of("testplan", "sv").delete()
    assert not FileVersion.objects.filter(template=page.translation_key).exists()
    assert seed().count(Outcome.CREATED) == 0


def test_the_fingerprint_follows_the_builders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Package:
        __path__ = [str(tmp_path)]

    (tmp_path / "one.yaml").write_text("a")
    monkeypatch.setattr(files, "_SOURCES", (Package,))
    before = made_from()
    assert made_from() == before
    (tmp_path / "one.yaml").write_text("b")
    assert made_from() != before
