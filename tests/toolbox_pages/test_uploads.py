"""An editor puts another file in a template's place: what is refused, and what becomes of the one before."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.users.models import UserProfile

from tests.toolbox_pages.conftest import (
    body,
    excel,
    file_url,
    open_document,
    page_of,
    replace,
    row_of,
    save_page,
    upload,
    word,
)
from toolbox.files import uploads
from toolbox.files.uploads import UploadError, check, text_of
from toolbox.models import FileVersion, TemplateFile
from toolbox.models.files import next_version, numbers

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def repacked(data: bytes, parts: dict[str, bytes] | None = None, *, drop: str = "") -> bytes:
    """An archive with parts left out or put in."""
    out, parts = io.BytesIO(), parts or {}
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            if name != drop:
                target.writestr(name, parts[name] if name in parts else source.read(name))
    return out.getvalue()


def with_a_wrong_sum(data: bytes) -> bytes:
    """An archive in which a byte of a stored part was turned over."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    made = out.getvalue()
    at = made.index(b"<w:body")
    return made[: at + 1] + b"x" + made[at + 2 :]


GOOD = {
    "docx": word("Hej"),
    "xlsx": excel("Hej"),
    "odt": open_document("Hej"),
    "ods": open_document("Hej", "spreadsheet"),
    "pdf": PDF,
}
BAD = [
    ("a.docx", b"\0\0\0", "empty"),
    ("a.docx", b"Hej alle", "other"),
    ("a.docx", excel("x"), "other"),
    ("a.xlsx", word("x"), "other"),
    ("a.odt", open_document("x", "spreadsheet"), "other"),
    ("a.docx", repacked(word("x"), drop="word/document.xml"), "other"),
    ("a.docx", word("x")[:-300], "damaged"),
    ("a.docx", with_a_wrong_sum(word("x")), "damaged"),
    ("a.docx", repacked(word("x"), {"word/document.xml": b"<w:document>"}), "damaged"),
    ("a.docx", OLD_OFFICE, "locked"),
    ("a.pdf", OLD_OFFICE, "locked"),
    ("a.pdf", b"<html>", "other"),
    ("a.pdf", PDF[:20], "damaged"),
    ("a.xlsx", repacked(excel("x"), {"xl/vbaProject.bin": b"x"}), "macros"),
    ("a.txt", b"text", "other"),
]


@pytest.mark.parametrize("extension", sorted(GOOD))
def test_what_can_be_opened_is_taken(extension: str) -> None:
    file = io.BytesIO(GOOD[extension])
    check(file, extension)
    assert file.tell() == 0


@pytest.mark.parametrize(("name", "content", "problem"), BAD, ids=[f"{one[2]}-{i}" for i, one in enumerate(BAD)])
def test_what_cannot_is_refused(name: str, content: bytes, problem: str) -> None:
    with pytest.raises(UploadError) as refused:
        check(io.BytesIO(content), name.rpartition(".")[2])
    assert refused.value.problem == problem


def test_an_archive_may_not_unpack_to_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(3_000_000))
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 2_000_000)
    with pytest.raises(UploadError, match="large"):
        check(out, "docx")


def test_entities_do_not_grow() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    content = open_document("x")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = bomb + archive.read("content.xml").replace(b">x<", b">&b;<")
    file = io.BytesIO(repacked(content, {"content.xml": xml}))
    assert "ha" not in text_of(file, "odt")


def test_the_words_are_found() -> None:
    assert text_of(io.BytesIO(word("Et ord", "Et ord", "Endnu et")), "docx") == "Et ord\nEndnu et\nFeltets celle"
    assert text_of(io.BytesIO(excel("Gevinst", "Ejer")), "xlsx") == "Arket\nGevinst\nEjer"
    assert text_of(io.BytesIO(open_document("Afsnit")), "odt") == "Afsnit"
    assert text_of(io.BytesIO(PDF), "pdf") == ""


def test_not_more_words_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_TEXT", 50)
    assert len(text_of(io.BytesIO(word(*map(str, range(1000)))), "docx")) == 50


@pytest.mark.parametrize(
    ("taken", "following"), [([], "1.0"), (["1.0"], "1.1"), (["1.9", "1.10", "1.2"], "1.11"), (["3"], "4")]
)
def test_numbers_go_on(taken: list[str], following: str) -> None:
    assert next_version(taken) == following
    assert numbers("1.10") > numbers("1.9")


# --- in the admin ----------------------------------------------------------------------------------------------------


def add(desk: Client, name: str, content: bytes) -> Any:
    data = {"title": "Vores", "file": SimpleUploadedFile(name, content), "collection": 1, "tags": ""}
    return desk.post(reverse("wagtaildocs:add"), data)


def errors(answer: Any) -> str:
    soup = BeautifulSoup(answer.content, "html.parser")
    return " ".join(one.get_text(" ", strip=True) for one in soup.select(".w-field__errors, .error-message"))


@pytest.mark.usefixtures("media")
@pytest.mark.parametrize(
    ("language", "name", "content", "said"),
    [
        ("da", "a.docx", b"Hej", "Filen er ikke det, dens navn siger"),
        ("sv", "a.docx", b"Hej", "Filen är inte det som namnet säger"),
        ("da", "a.docx", word("x")[:-300], "Filen er beskadiget"),
        ("sv", "a.docx", OLD_OFFICE, "Filen har ett lösenord"),
        ("da", "a.exe", b"Hej", "“exe” er ikke tilladt"),
        ("da", "a.docx", b"", "tom"),
        ("sv", "a.docx", b"", "tom"),
    ],
)
def test_a_bad_upload_is_refused_beside_the_field(
    desk: Client, language: str, name: str, content: bytes, said: str
) -> None:
    user = desk.get(reverse("wagtailadmin_home")).wsgi_request.user
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    before = get_document_model().objects.count()
    told = BeautifulSoup(add(desk, name, content).content, "html.parser").select(".error-message")
    assert [said in one.get_text(" ", strip=True) for one in told] == [True]
    assert get_document_model().objects.count() == before


@pytest.mark.usefixtures("media")
def test_a_huge_upload_is_refused(desk: Client, settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    assert errors(add(desk, "a.docx", word("x")))


@pytest.mark.usefixtures("media")
def test_a_good_upload_is_taken(desk: Client) -> None:
    assert add(desk, "a.docx", word("x")).status_code == 302


@pytest.mark.usefixtures("media")
def test_the_file_of_a_template_is_not_changed_behind_its_page(desk: Client) -> None:
    document = row_of(page_of()).document
    data = {"title": "x", "file": SimpleUploadedFile("a.docx", word("x")), "collection": document.collection_id}
    answer = desk.post(reverse("wagtaildocs:edit", args=[document.pk]), data | {"tags": ""})
    assert "skabelonens side" in errors(answer)
    assert row_of(page_of()).document.file_hash == document.file_hash


@pytest.mark.usefixtures("seeded", "media")
class TestThePageEditor:
    def place(self, language: str = "da", role: str = "file") -> str:
        rows = list(page_of().get_latest_revision_as_object().files.all())
        at = next(i for i, row in enumerate(rows) if (row.language, row.role) == (language, role))
        return f"files-{at}-"

    def test_another_file_gets_the_next_version(self, desk: Client, client: Client) -> None:
        old = body(client.get(file_url()))
        mine = upload(word("Kommunernes egen"))
        assert save_page(desk, page_of(), **{f"{self.place()}document": mine.pk}).status_code == 302
        assert row_of(page_of()).document == mine
        assert FileVersion.objects.get(document=mine).version == "1.1"
        assert body(client.get(file_url())) == word("Kommunernes egen")
        assert body(client.get(file_url(ending="-da-v1.0.docx"))) == old
        soup = BeautifulSoup(client.get(page_of().url).content, "html.parser")
        assert "version 1.1" in soup.select_one(f'.dl:has(a[href="{file_url()}"])').get_text(" ")
        rows = [row.get_text(" ", strip=True) for row in soup.select("#versions ~ table tbody tr")]
        assert [row.split()[0] for row in rows] == ["1.1", "1.0"]
        assert soup.select_one(f'table a[href="{file_url(ending="-da-v1.0.docx")}"]')
        assert FileVersion.objects.filter(template=page_of().translation_key, language="sv").count() == 2

    def test_the_editor_may_number_it(self, desk: Client) -> None:
        mine, at = upload(word("Ny")), self.place()
        save_page(desk, page_of(), **{f"{at}document": mine.pk, f"{at}version": "2.0"})
        assert FileVersion.objects.get(document=mine).version == "2.0"

    @pytest.mark.parametrize("number", ["1.0", "ny", "1."])
    def test_but_not_like_another_file(self, desk: Client, number: str) -> None:
        mine, at = upload(word("Ny")), self.place()
        answer = save_page(desk, page_of(), **{f"{at}document": mine.pk, f"{at}version": number})
        assert "version" in errors(answer).lower()
        assert row_of(page_of()).document != mine

    def test_two_files_do_not_share_a_place(self, desk: Client) -> None:
        answer = save_page(desk, page_of(), **{f"{self.place('sv')}language": "da"})
        assert "allerede en fil" in errors(answer)

    def test_what_is_looked_at_first_is_a_pdf(self, desk: Client) -> None:
        answer = save_page(desk, page_of(), **{f"{self.place(role='preview')}document": upload(word("x")).pk})
        assert "PDF" in errors(answer)

    def test_going_back_is_no_new_version(self, desk: Client) -> None:
        first = row_of(page_of()).document
        replace(page_of(), upload(word("Ny")))
        save_page(desk, page_of(), **{f"{self.place()}document": first.pk})
        assert row_of(page_of()).document == first
        versions = FileVersion.objects.filter(template=page_of().translation_key, language="da", role="file")
        assert sorted(versions.values_list("version", flat=True)) == ["1.0", "1.1"]

    def test_publishing_again_is_no_new_version(self, desk: Client) -> None:
        before = FileVersion.objects.count()
        assert save_page(desk, page_of()).status_code == 302
        assert FileVersion.objects.count() == before
        assert TemplateFile.objects.filter(page=page_of()).count() == 4

    def test_a_document_that_is_a_version_is_not_deleted(self, desk: Client) -> None:
        first = row_of(page_of()).document
        replace(page_of(), upload(word("Ny")))
        desk.post(reverse("wagtaildocs:delete", args=[first.pk]))
        assert get_document_model().objects.filter(pk=first.pk).exists()

    def test_a_file_in_both_pages_of_a_translated_template(self, client: Client) -> None:
        replace(page_of(), upload(word("Svensk")), language="sv")
        assert body(client.get(file_url(language="sv", ending="-sv.docx"))) == word("Svensk")
        assert body(client.get(file_url(ending="-sv.docx"))) == word("Svensk")
