"""What a reader gets at the address of a file, what nobody gets, and what is counted."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from tests.toolbox_pages.conftest import (
    CASE,
    body,
    drafted,
    file_url,
    open_document,
    page_of,
    replace,
    row_of,
    upload,
    word,
)
from toolbox.downloads import count
from toolbox.models import DownloadCount, FileVersion, TemplateFile

pytestmark = pytest.mark.usefixtures("seeded", "media")

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def counted() -> dict[str, tuple[int, int]]:
    rows = DownloadCount.objects.select_related("file")
    return {row.file.name("x"): (row.alone, row.in_kits) for row in rows}


def test_a_file_says_what_it_is(reader: Client) -> None:
    answer = reader.get(file_url())
    assert answer.status_code == 200
    assert answer["Content-Type"] == DOCX
    assert answer["Content-Disposition"] == 'attachment; filename="opi-samarbejdsaftale-da.docx"'
    assert int(answer["Content-Length"]) == len(body(answer))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


def test_its_name_is_in_the_language_of_the_page(reader: Client) -> None:
    answer = reader.get(file_url(language="sv", ending="-sv.docx"))
    assert answer["Content-Disposition"] == 'attachment; filename="samverkansavtal-innovation-sv.docx"'
    other = reader.get(file_url(language="sv", ending="-da.docx"))
    assert 'filename="samverkansavtal-innovation-da.docx"' in other["Content-Disposition"]
    assert (answer["Content-Language"], other["Content-Language"]) == ("sv", "da"), "that of the file"


def test_a_preview_opens_in_the_browser(reader: Client) -> None:
    answer = reader.get(file_url(ending="-da.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert body(answer).startswith(b"%PDF")


def test_who_has_it_already_gets_it_not_again(reader: Client) -> None:
    first = reader.get(file_url())
    body(first)
    for name, mark in (("If-None-Match", first["ETag"]), ("If-Modified-Since", first["Last-Modified"])):
        answer = reader.get(file_url(), headers={name: mark})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == first["ETag"]
    assert counted() == {"x-da.docx": (1, 0)}


def test_head_tells_the_same_and_sends_nothing(reader: Client) -> None:
    got, asked = reader.get(file_url()), reader.head(file_url())
    assert asked.status_code == 200
    for header in ("Content-Type", "Content-Length", "Content-Disposition", "ETag", "Last-Modified"):
        assert asked[header] == got[header]
    assert (body(asked), body(got)[:2]) == (b"", b"PK")
    assert counted() == {"x-da.docx": (1, 0)}


def test_compressed_files_are_not_compressed_again(reader: Client) -> None:
    answer = reader.get(file_url(), HTTP_ACCEPT_ENCODING="gzip")
    assert "Content-Encoding" not in answer
    assert body(answer).startswith(b"PK")


@pytest.mark.parametrize("ending", ["-xx.docx", "-da.odt", "-da-v9.docx", ".docx", "-sv.xlsx"])
def test_what_is_not_there_is_the_designed_404(reader: Client, ending: str) -> None:
    answer = reader.get(file_url(ending=ending))
    assert answer.status_code == 404
    assert "<main" in answer.content.decode()


@pytest.mark.parametrize("ending", ["-eksempel-da.xlsx", "-da.xlsx", "-da-v1.0.xlsx"])
def test_a_name_that_the_page_never_had_leads_nowhere(reader: Client, ending: str) -> None:
    base = page_of(CASE).url
    for name in ("et-gammelt-navn", "nope", "", page_of(CASE, "sv").slug, page_of().slug):
        assert reader.get(f"{base}filer/{name}{ending}").status_code == 404


def test_a_name_that_the_page_once_had_leads_to_the_right_one(
    reader: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = page_of(CASE).slug
    for slug in ("regnearket", "regnearket-igen"):
        page = page_of(CASE)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    base = page_of(CASE).url
    for slug in (before, "regnearket"):
        for ending in ("-eksempel-da.xlsx", "-da.xlsx", "-da-v1.0.xlsx"):
            answer = reader.get(f"{base}filer/{slug}{ending}")
            assert (answer.status_code, answer["Location"]) == (302, f"{base}filer/regnearket-igen{ending}")


def test_a_renamed_page_takes_its_addresses_along(
    reader: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old = file_url()
    page = page_of()
    page.slug = "aftalen"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = reader.get(old, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == "/da/vaerktoejskasse/aftalen/filer/aftalen-da.docx"
    assert body(answer).startswith(b"PK")


def test_a_file_of_another_format_takes_the_place(reader: Client) -> None:
    old = file_url()
    kept = body(reader.get(old))
    replace(
        page_of(), upload(body(reader.get(file_url(ending="-da.pdf"))), "aftale.pdf"), version="2.0", role="preview"
    )
    replace(page_of(), upload(open_document("Ny"), "aftale.odt"))
    assert reader.get(old)["Location"] == file_url(ending="-da.odt")
    assert body(reader.get(file_url(ending="-da-v1.0.docx"))) == kept


# --- what nobody gets ------------------------------------------------------------------------------------------------


def wagtails_own(page: Page) -> str:
    return str(row_of(page).document.url)


def test_a_withdrawn_page_keeps_its_files(reader: Client) -> None:
    address, own, versioned = file_url(), wagtails_own(page_of()), file_url(ending="-da-v1.0.docx")
    for page in (page_of(), page_of(language="sv")):
        page.unpublish()
    for url in (address, versioned, own):
        assert reader.get(url, follow=True).status_code == 404


def test_one_language_may_go_on_without_the_other(reader: Client) -> None:
    page_of().unpublish()
    assert reader.get(file_url(language="sv", ending="-sv.docx")).status_code == 200


@pytest.mark.parametrize("kind", ["password", "login"])
def test_a_private_page_keeps_its_files(reader: Client, kind: str) -> None:
    for language in ("da", "sv"):
        page = page_of(language=language)
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="hemmelig")
        answer = reader.get(file_url(language=language))
        assert answer.get("Content-Type") != DOCX
        assert b"PK" not in answer.content[:4]
    assert reader.get(wagtails_own(page_of()), follow=True).status_code == 404


def test_a_private_collection_keeps_its_documents(reader: Client) -> None:
    folder = Collection.objects.get(pk=row_of(page_of()).document.collection_id)
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    answer = reader.get(file_url())
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_an_expired_page_keeps_its_files(reader: Client) -> None:
    address = file_url()
    Page.objects.filter(pk=page_of().pk).update(expire_at=timezone.now())
    assert reader.get(address).status_code == 404


def test_the_file_of_a_draft_is_for_editors(reader: Client, desk: Client) -> None:
    draft_file = upload(word("Ikke udgivet"))
    drafted(page_of(), draft_file)
    assert reader.get(draft_file.url, follow=True).status_code == 404
    assert desk.get(draft_file.url).status_code == 200
    assert b"Ikke udgivet" not in body(reader.get(file_url()))


def test_a_public_file_may_be_had_at_wagtails_address(reader: Client) -> None:
    assert reader.get(wagtails_own(page_of())).status_code == 200


def test_a_preview_of_the_draft_shows_its_files(desk: Client) -> None:
    draft_file = upload(word("Ikke udgivet"))
    drafted(page_of(), draft_file)
    shown = desk.get(reverse("wagtailadmin_pages:view_draft", args=[page_of().pk])).content.decode()
    assert draft_file.url in shown
    assert "version 1.1" in shown


def test_a_file_lost_from_the_disk_leaves_no_hole(reader: Client) -> None:
    document = row_of(page_of()).document
    document.file.storage.delete(document.file.name)
    assert reader.get(file_url()).status_code == 404
    shown = reader.get(page_of().url).content.decode()
    assert file_url() not in shown
    assert file_url(ending="-da.pdf") in shown


def test_without_any_file_the_page_says_so(reader: Client) -> None:
    TemplateFile.objects.filter(page=page_of()).delete()
    assert "Filen er på vej" in reader.get(page_of().url).content.decode()


# --- counting --------------------------------------------------------------------------------------------------------


def test_each_file_has_its_own_number(reader: Client) -> None:
    for ending in ("-da.docx", "-da.docx", "-sv.docx", "-da.pdf"):
        body(reader.get(file_url(ending=ending)))
    assert counted() == {"x-da.docx": (2, 0), "x-sv.docx": (1, 0), "x-da.pdf": (1, 0)}
    assert set(DownloadCount.objects.values_list("day", flat=True)) == {timezone.localdate()}
    names = {field.name for field in DownloadCount._meta.get_fields()}
    assert names == {"id", "day", "file", "alone", "in_kits"}


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "curl/8.5", "python-requests/2.32", "HeadlessChrome/130"])
def test_bots_do_not_count(reader: Client, agent: str) -> None:
    assert reader.get(file_url(), HTTP_USER_AGENT=agent).status_code == 200
    assert not DownloadCount.objects.exists()


def test_fetching_ahead_does_not_count(reader: Client) -> None:
    reader.get(file_url(), HTTP_SEC_PURPOSE="prefetch")
    assert not DownloadCount.objects.exists()


def test_the_second_of_a_day_is_one_query() -> None:
    ids = list(FileVersion.objects.values_list("pk", flat=True)[:3])
    count(ids)
    with CaptureQueriesContext(connection) as queries:
        count([ids[0]])
        count(ids, in_kits=True)
    updates = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(updates) == 2
    assert all(sql.startswith("UPDATE") for sql in updates)
    assert sorted(DownloadCount.objects.values_list("alone", "in_kits")) == [(1, 1), (1, 1), (2, 1)]


def test_a_download_asks_little(reader: Client) -> None:
    reader.get(page_of().url)
    with CaptureQueriesContext(connection) as queries:
        body(reader.get(file_url()))
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len([sql for sql in asked if "toolbox_fileversion" in sql and sql.startswith("SELECT")]) == 1


@pytest.mark.parametrize(
    ("language", "title"), [("da", "OPI-samarbejdsaftale (skelet)"), ("sv", "Samverkansavtal för innovation (stomme)")]
)
def test_editors_see_the_numbers(desk: Client, language: str, title: str) -> None:
    from wagtail.users.models import UserProfile

    file = FileVersion.objects.get(document=row_of(page_of()).document)
    DownloadCount.objects.create(day=timezone.localdate(), file=file, alone=5, in_kits=2)
    DownloadCount.objects.create(day=date(2020, 1, 1), file=file, alone=900)
    user = desk.get(reverse("wagtailadmin_home")).wsgi_request.user
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    shown = desk.get(reverse("portal_download_report")).content.decode()
    assert title in shown
    assert {"da": "Hentede skabeloner", "sv": "Nedladdade mallar"}[language] in shown
    exported = desk.get(reverse("portal_download_report"), {"export": "csv"})
    lines = body(exported).decode().splitlines()
    assert len(lines) == 2
    assert "5,2" in lines[1]
    assert {"da": "I sæt", "sv": "I uppsättningar"}[language] in lines[0]


def test_the_report_can_be_narrowed(desk: Client) -> None:
    for role in ("file", "preview"):
        file = FileVersion.objects.get(document=row_of(page_of(), role=role).document)
        DownloadCount.objects.create(day=timezone.localdate(), file=file, alone=5)
    answer = desk.get(reverse("portal_download_report"), {"role": "preview", "export": "csv", "days": "7"})
    assert [line.count("PDF") for line in body(answer).decode().splitlines()[1:]] == [1]


def test_the_report_is_for_writers(reader: Client) -> None:
    assert reader.get(reverse("portal_download_report")).status_code == 302
