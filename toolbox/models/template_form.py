"""The page editor of templates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.vocabulary.models.classified import ClassifiedPageForm
from toolbox.models.files import FileVersion, TemplateFile


class TemplatePageForm(ClassifiedPageForm):
    """The page editor of templates: each file has a place and a version of its own."""

    def is_valid(self) -> bool:
        """Also compare the rows of files with each other, and with what was published before."""
        return super().is_valid() and self._files_fit()

    def _files_fit(self) -> bool:
        formset = self.formsets.get("files")
        if formset is None:
            return True
        published = list(FileVersion.objects.filter(template=self.instance.translation_key).defer("text"))
        seen: set[tuple[str, str, str]] = set()
        fits = True
        for form in formset.forms:
            row = form.instance
            if form in formset.deleted_forms or not row.document_id:
                continue
            if row.slot in seen:
                form.add_error("document", _("There is another file of this language, use and format in the list."))
                fits = False
            elif row.version and _taken(row, published):
                form.add_error(
                    "version", _("This version is another file already. Write a higher number, or leave it empty.")
                )
                fits = False
            seen.add(row.slot)
        return fits


def _taken(row: TemplateFile, published: list[FileVersion]) -> bool:
    return any(
        one.slot == row.slot and one.version == row.version and one.document_id != row.document_id for one in published
    )
