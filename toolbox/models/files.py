"""The files of a template, their versions, and how often each was downloaded.

A page's rows (:class:`TemplateFile`) say which files it offers and follow its drafts. Each document that was ever
published there is a :class:`FileVersion`, which outlives the row: the version keeps its address when another replaces
it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from toolbox.files.build import EXAMPLE

LANGUAGE_CHOICES = [("da", _("Danish")), ("sv", _("Swedish"))]
NUMBER = RegexValidator(r"^\d+(\.\d+)*\Z", _("A version is written with digits and dots, such as 1.2."))


PLACE: Final = "place"


class Role(models.TextChoices):
    """What a file is there for."""

    FILE = "file", _("to fill in")
    PREVIEW = "preview", _("to look at first (PDF)")
    EXAMPLE = "example", _("a filled-in example")


def slot_name(slug: str, role: str, language: str, extension: str, version: str = "") -> str:
    """Name of a file, the same from version to version unless a version is asked for.

    Args:
        slug: what the template is called: its address, or its key.
        role: one of :class:`Role`.
        language: the file's.
        extension: without its dot.
        version: for a file that stays what it is when there is a newer one.
    """
    example = f"-{EXAMPLE['sv' if language == 'sv' else 'da']}" if role == Role.EXAMPLE else ""
    return f"{slug}{example}-{language}{f'-v{version}' if version else ''}.{extension.lower()}"


class TemplateFile(Orderable):
    """A file of a template in one language."""

    page = ParentalKey("toolbox.TemplatePage", on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language of the file"), max_length=2, choices=LANGUAGE_CHOICES)
    role = models.CharField(_("use"), max_length=10, choices=Role, default=Role.FILE)
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    version = models.CharField(
        _("version"),
        max_length=20,
        blank=True,
        validators=[NUMBER],
        help_text=_("Left empty, another file gets the next number when the page is published."),
    )

    panels = [FieldPanel("document"), FieldRowPanel([FieldPanel(n) for n in ("language", "role", "version")])]

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return str(self.document)

    def clean(self) -> None:
        """Only a PDF can be looked at without a program for the template's format.

        Raises:
            ValidationError: on ``document``.
        """
        super().clean()
        if self.role == Role.PREVIEW and self.document_id and self.extension != "pdf":
            raise ValidationError({"document": _("What is looked at first has to be a PDF.")})

    @property
    def extension(self) -> str:
        """``docx``, ``xlsx``, ``pdf`` …"""
        return str(self.document.file_extension).lower()

    @property
    def slot(self) -> tuple[str, str, str]:
        """What a newer file of the page replaces: the one of the same language, role and format."""
        return self.language, self.role, self.extension


class FileVersionQuerySet(QuerySet["FileVersion"]):
    """Versions of files."""

    def with_rows(self) -> FileVersionQuerySet:
        """Adds ``place``: where the version stands on the published page; None for one that was replaced."""
        rows = TemplateFile.objects.filter(
            page__translation_key=OuterRef("template"),
            document=OuterRef("document"),
            language=OuterRef("language"),
            role=OuterRef("role"),
        )
        first = rows.annotate(at=Coalesce("sort_order", 0)).order_by("at", "pk").values("at")[:1]
        return self.annotate(**{PLACE: Subquery(first)})

    def current(self) -> FileVersionQuerySet:
        """Those that a published page offers now, with their ``place``."""
        return self.with_rows().filter(**{f"{PLACE}__isnull": False})

    def of(self, templates: Iterable[uuid.UUID]) -> FileVersionQuerySet:
        """Versions of templates by translation key, with their documents and without their long texts."""
        return self.filter(template__in=list(templates)).select_related("document").defer("text")


class FileVersion(models.Model):
    """A file as it was published. ``template`` is the pages' common translation key."""

    template = models.UUIDField(_("template"), db_index=True)
    language = models.CharField(_("language of the file"), max_length=2, choices=LANGUAGE_CHOICES)
    role = models.CharField(_("use"), max_length=10, choices=Role)
    extension = models.CharField(_("format"), max_length=10)
    version = models.CharField(_("version"), max_length=20)
    made_on = models.DateField(_("date"))
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    text = models.TextField(_("what stands in the file"), blank=True)

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a file")
        verbose_name_plural = _("versions of files")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "language", "role", "extension", "version"], name="one_file_of_a_version"
            )
        ]

    place: int | None = None
    """Where the file stands on its page; set by ``with_rows``."""

    def __str__(self) -> str:
        return f"{self.document} {self.version}"

    @property
    def slot(self) -> tuple[str, str, str]:
        """Language, role and format: what a newer version takes over."""
        return self.language, self.role, self.extension

    @property
    def number(self) -> tuple[int, ...]:
        """The version as numbers, to sort by."""
        return numbers(self.version)

    def name(self, slug: str, *, versioned: bool = False) -> str:
        """The file's name under an address or a key."""
        return slot_name(slug, self.role, self.language, self.extension, self.version if versioned else "")

    def there(self) -> bool:
        """Whether the file is on the disk."""
        file: Any = self.document.file
        return bool(file) and file.storage.exists(file.name)


class DownloadCount(models.Model):
    """How often a version of a file was downloaded on a day. Who did so is known nowhere."""

    day = models.DateField(_("day"))
    file = models.ForeignKey(FileVersion, on_delete=models.CASCADE, related_name="downloads", verbose_name=_("file"))
    alone = models.PositiveIntegerField(_("downloads"), default=0)
    in_kits = models.PositiveIntegerField(_("in kits"), default=0)

    class Meta:
        verbose_name = _("download count")
        verbose_name_plural = _("download counts")
        constraints = [models.UniqueConstraint(fields=["day", "file"], name="one_download_count_a_day")]

    def __str__(self) -> str:
        return f"{self.file}, {self.day}: {self.alone} + {self.in_kits}"


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers: ``1.10`` is after ``1.9``."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def next_version(taken: Iterable[str]) -> str:
    """The number after the highest: its last part counts on. The first is 1.0."""
    highest = max((numbers(version) for version in taken), default=())
    return ".".join(map(str, (*highest[:-1], highest[-1] + 1))) if highest else "1.0"
