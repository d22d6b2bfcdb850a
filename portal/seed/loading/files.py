"""Builds the templates' files and puts them on their pages, in both languages.

A file is built when nobody has built it yet, when anything that it is made from has changed, or when it is not on the
disk. Its document stays the same one, so that neither the page nor its drafts have to change for it: pages do not
count as edited. What an editor has uploaded in its place, or taken away, is left alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from modelcluster.models import get_serializable_data_for_fields
from wagtail.documents import get_document_model
from wagtail.models import Collection, Revision

import toolbox.calculation
import toolbox.files
from portal.seed.loading.ledger import Ledger
from portal.seed.loading.report import Outcome
from portal.seed.models import SeededItem
from toolbox.files.build import Plan, plans
from toolbox.files.plain import plain_text
from toolbox.files.reading import templates
from toolbox.models import FileVersion, Role, TemplateFile, TemplatePage
from toolbox.models.files import next_version
from toolbox.versions import note_published

COLLECTION: Final = "Skabeloner · Mallar"
"""Where the documents are found in the admin."""
_KIND = SeededItem.Kind.FILE
_SOURCES: Final = (toolbox.files, toolbox.calculation)
_PACKAGES: Final = ("openpyxl", "python-docx", "typst", "fontpkg-hanken-grotesk")
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a page is to have."""

    plan: Plan
    text: str
    version: str
    dated: date

    @property
    def role(self) -> Role:
        """What it is there for."""
        if self.plan.filled_example:
            return Role.EXAMPLE
        return Role.PREVIEW if self.plan.format == "pdf" else Role.FILE

    @property
    def slot(self) -> tuple[str, str, str]:
        """Its place on the page."""
        return self.plan.language, str(self.role.value), self.plan.format

    @property
    def key(self) -> str:
        """Its name in the ledger."""
        return f"{self.plan.key}/{self.role.value}.{self.plan.format}"


def made_from() -> str:
    """A fingerprint of everything that decides what stands in the files: definitions, builders, their libraries."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for package in _SOURCES:
        folder = Path(package.__path__[0])
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(f"{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    digest.update(" ".join(f"{name} {installed(name)}" for name in _PACKAGES).encode())
    return digest.hexdigest()


def write_files(ledger: Ledger, tell: Tell = lambda said: None) -> list[models.Model]:
    """Build what is missing or out of date, and put it on the pages.

    Args:
        ledger: knows what was written before.
        tell: is told how far it is.

    Returns:
        the documents and versions that were made or changed, and the pages that got new files.
    """
    fingerprint = made_from()
    wanted = list(_wanted())
    pages = {
        page.key: page
        for page in TemplatePage.objects.filter(
            key__in={one.plan.key for one in wanted}, translated_from=None, alias_of=None
        ).order_by("-pk")
    }
    rows = {
        (row.page.key, *row.slot): row
        for row in TemplateFile.objects.filter(page__in=pages.values()).select_related("document", "page")
    }
    written: list[models.Model] = []
    new: set[int] = set()
    for number, one in enumerate(wanted, 1):
        page = pages.get(one.plan.key)
        row = rows.get((one.plan.key, *one.slot))
        outcome = _decide(ledger, one, fingerprint, row) if page is not None else None
        if page is None or outcome is None:
            continue
        tell(f"{number} of {len(wanted)} files")
        content = one.plan.content()
        if row is None:
            row = _put_on_page(page, one, content)
            new.add(page.pk)
        elif row.document.file_hash != _hash(content) or not _there(row.document):
            _replace(page, row, one, content)
        else:
            outcome = Outcome.UNCHANGED
        written += [row.document, _note_version(page, row, one)]
        ledger.wrote(_KIND, one.key, one.plan.language, fingerprint, _written(row), outcome)
    for page in pages.values():
        written += note_published(page)  # files that editors put there before versions were kept
    # The pages as they are now: those at hand know nothing of their new rows.
    return [*written, *TemplatePage.objects.filter(pk__in=new)]


def _wanted() -> Iterator[Wanted]:
    for template in templates():
        about = template.about
        for plan in plans(template):
            yield Wanted(plan, plain_text(template, plan.language), about.version, about.dated)


def _decide(ledger: Ledger, one: Wanted, fingerprint: str, row: TemplateFile | None) -> Outcome | None:
    """What is to be done with a file; None when it is to be left alone, which the ledger then has noted."""
    key = (_KIND, one.key, one.plan.language)
    lost = row is not None and not _there(row.document)
    outcome = ledger.decide(*key, "lost" if lost else fingerprint, present=row is not None)
    if outcome is Outcome.UPDATED and row is not None:
        return outcome if ledger.untouched(*key, _written(row)) else None
    return outcome if outcome is Outcome.CREATED else None


def _written(row: TemplateFile) -> str:
    """What tells the built file from one that an editor put in its place."""
    return f"{row.document_id} {row.document.file_hash}"


def _there(document: Any) -> bool:
    return bool(document.file) and document.file.storage.exists(document.file.name)


def _hash(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


# --- documents -------------------------------------------------------------------------------------------------------


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def _fill(document: Any, one: Wanted, content: bytes) -> None:
    """Store the content as the document's file."""
    document.file.save(one.plan.name, ContentFile(content), save=False)
    document.file_size, document.file_hash = len(content), _hash(content)
    _store(document)


def _store(document: Any) -> None:
    """Save a document without a signal for each: the admin's indexes are brought up to date for all at once."""
    documents = get_document_model()._default_manager
    if document.pk is None:
        documents.bulk_create([document])
    else:
        documents.bulk_update([document], ["file", "file_size", "file_hash"])


def _title(one: Wanted) -> str:
    return f"{one.plan.title} ({one.plan.name})"


def _put_on_page(page: TemplatePage, one: Wanted, content: bytes) -> TemplateFile:
    """A new row of the page, also in the drafts that an editor would go on from."""
    document = get_document_model()(title=_title(one), collection=_collection())
    _fill(document, one, content)
    last = TemplateFile.objects.filter(page=page).aggregate(last=models.Max("sort_order"))["last"]
    row = TemplateFile.objects.create(
        page=page,
        language=one.plan.language,
        role=one.role,
        document=document,
        sort_order=0 if last is None else last + 1,
    )
    data = get_serializable_data_for_fields(row)
    for revision in _open_revisions(page):
        revision.content.setdefault("files", []).append(data)
        revision.save(update_fields=["content"])
    return row


def _open_revisions(page: TemplatePage) -> Iterable[Revision]:
    """The published revision, the newest draft, and those that are to be published later."""
    return Revision.page_revisions.filter(object_id=str(page.pk)).filter(
        Q(pk__in=[page.latest_revision_id, page.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    )


def _replace(page: TemplatePage, row: TemplateFile, one: Wanted, content: bytes) -> None:
    """New content for a document; a version of its own keeps the old content where the version has changed."""
    document = row.document
    name, storage = document.file.name, document.file.storage
    old = FileVersion.objects.filter(template=page.translation_key, document=document).first()
    if old is not None and old.version != one.version and _there(document):
        kept = get_document_model()(
            title=f"{_title(one)} {old.version}",
            collection=document.collection,
            file=name,
            file_size=document.file_size,
            file_hash=document.file_hash,
        )
        _store(kept)
        old.document = kept
        old.save()
    else:
        transaction.on_commit(lambda: storage.delete(name))
    _fill(document, one, content)


def _note_version(page: TemplatePage, row: TemplateFile, one: Wanted) -> FileVersion:
    """Note the file as the version that its definition says, or as the next one where an editor's has that number."""
    language, role, extension = one.slot
    others = FileVersion.objects.filter(template=page.translation_key, language=language, role=role)
    taken = set(others.exclude(document=row.document).values_list("version", flat=True))
    number = next_version(taken) if one.version in taken else one.version
    values = {"made_on": one.dated, "document": row.document, "text": one.text if role == Role.FILE else ""}
    version, _made = FileVersion.objects.update_or_create(
        template=page.translation_key,
        language=language,
        role=role,
        extension=extension,
        version=number,
        defaults=values,
    )
    return version
