"""The form in which documents are uploaded, which looks into the file too."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from toolbox.files.uploads import UploadError, check
from toolbox.models.files import FileVersion, TemplateFile

PROBLEMS = {
    "empty": _("The file is empty."),
    "other": _("The file is not what its name says. Save it anew in the program it was made with."),
    "damaged": _("The file is damaged and cannot be opened. Save it anew in the program it was made with."),
    "locked": _("The file has a password, or the format of old Office versions. Save it without one, as DOCX or XLSX."),
    "macros": _("The file has macros, which many municipalities block. Save it without them."),
    "large": _("The file unpacks to more than the portal takes."),
}
"""What is said of each problem of ``toolbox.files.uploads``."""


class PortalDocumentForm(BaseDocumentForm):
    """Wagtail's form for documents, which looks into the file too."""

    def clean_file(self) -> Any:
        """Take no file that a reader could not open, and none in the place of a template's.

        Raises:
            ValidationError: with what to do about it.
        """
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if self.instance.pk and _belongs_to_template(self.instance.pk):
            raise ValidationError(
                _(
                    "This is a version of a template’s file, and stays as it is. "
                    "Upload the new file on the template’s page."
                )
            )
        if file.name.rpartition(".")[2].lower() not in settings.WAGTAILDOCS_EXTENSIONS:
            return file  # the document itself says which it takes
        try:
            check(file, file.name.rpartition(".")[2].lower())
        except UploadError as error:
            raise ValidationError(PROBLEMS[error.problem]) from error
        return file

    def _post_clean(self) -> None:
        """Leave out what the document itself says of a file that was refused already: it has got no file to look at."""
        told = len(self.errors.get("file", ()))
        super()._post_clean()
        if told:
            del self.errors["file"][told:]


def _belongs_to_template(document: int) -> bool:
    return (
        TemplateFile.objects.filter(document=document).exists()
        or FileVersion.objects.filter(document=document).exists()
    )
