"""Templates with their files, uploads, and an editor who replaces them."""

from __future__ import annotations

import io
import shutil
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.documents import get_document_model

from portal.core.permissions import EDITORS
from portal.seed.loading import Report, load
from portal.seed.validation import load_files
from tests.admin.posting import form_data
from toolbox.models import TemplatePage

KEY = "opi-samarbejdsaftale"
CASE = "faelles-business-case-ark"
READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def page_of(key: str = KEY, language: str = "da") -> TemplatePage:
    return TemplatePage.objects.get(key=key, locale__language_code=language)


def row_of(page: TemplatePage, language: str = "da", role: str = "file") -> Any:
    return page.original.files.get(language=language, role=role)


def file_url(key: str = KEY, language: str = "da", ending: str = "-da.docx") -> str:
    page = page_of(key, language)
    return f"{page.url}filer/{page.slug}{ending}"


@cache
def word(*paragraphs: str) -> bytes:
    """A Word file, the same one each time."""
    document, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "Feltets celle"
    document.save(out)
    return out.getvalue()


def excel(*cells: str) -> bytes:
    """An Excel file."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Arket"
    book.active.append([*cells, 12])
    book.save(out)
    return out.getvalue()


def open_document(text: str, kind: str = "text") -> bytes:
    """An OpenDocument file, as small as one can be."""
    out = io.BytesIO()
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    names += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml", f"<office:document-content {names}><text:p>{text}</text:p></office:document-content>"
        )
    return out.getvalue()


def upload(content: bytes, name: str = "vores-aftale.docx") -> Any:
    """A document as an editor's upload makes it."""
    document = get_document_model()(title=name)
    document.file.save(name, ContentFile(content), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


def drafted(page: TemplatePage, document: Any, language: str = "da", role: str = "file", version: str = "") -> Any:
    """A draft of the page with another file, saved."""
    draft = page.original.get_latest_revision_as_object()
    rows = list(draft.files.all())
    for row in rows:
        if (row.language, row.role) == (language, role):
            row.document, row.version = document, version
    draft.files.set(rows)
    return draft.save_revision()


def replace(page: TemplatePage, document: Any, language: str = "da", role: str = "file", version: str = "") -> None:
    """Publish the page with another file, as the page editor does."""
    drafted(page, document, language, role, version).publish()


def seed() -> Report:
    return load(load_files())


@pytest.fixture
def media(tmp_path: Path, settings: Settings) -> Path:
    """New files go to a folder of the test's own, which has the seed's too."""
    folder = tmp_path / "media"
    shutil.copytree(settings.MEDIA_ROOT, folder)
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def reader(client: Client) -> Client:
    """A browser of somebody unknown."""
    client.defaults["HTTP_USER_AGENT"] = READER
    return client


@pytest.fixture
def desk(seeded: None) -> Client:
    """A browser in which an editor is logged in."""
    return desk_of("redaktoer-i-test")


def desk_of(name: str) -> Client:
    """The browser of a new editor."""
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user)
    return client


def save_page(desk: Client, page: TemplatePage, **changes: Any) -> Any:
    """Press “Publish” in the page editor."""
    data = form_data(page.get_latest_revision_as_object(), **changes)
    return desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | {"action-publish": "1"})


def body(response: Any) -> bytes:
    """What was sent."""
    return b"".join(response.streaming_content) if response.streaming else response.content
