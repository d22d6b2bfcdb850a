"""Forms of the page editor."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from portal.core.languages import spelled_slug

SUMMARY_LENGTH = 280
"""Longest summary, in characters: what a search result, a feed or a shared link shows without cutting."""


def address_field(label: Any, help_text: Any = "", **kwargs: Any) -> forms.CharField:
    """A field for an address as anybody would type it; Wagtail's own drops æ, ø and å before they are spelled out."""
    widget = forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=255, widget=widget, **kwargs)


class PortalPageForm(WagtailAdminPageForm):
    """The form of every page type.

    It takes the facts that have their home on the original out of a translation's form, so that saving it cannot touch
    them, and makes addresses from titles with the letters spelled out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "search_description" in self.fields:
            self.fields["search_description"].widget.attrs["maxlength"] = SUMMARY_LENGTH
        if "slug" in self.fields:
            self.fields["slug"] = address_field(self.fields["slug"].label, _("Made from the title when left empty."))
        if self.instance.translated_from_id:
            for name in [*self.instance.shared_fields, *self.extra_shared_fields()]:
                self.fields.pop(name, None)
            for name in self.instance.shared_relations:
                self.formsets.pop(name, None)

    def extra_shared_fields(self) -> list[str]:
        """Names of form fields without a model field that also have their home on the original."""
        return []

    @property
    def is_publishing(self) -> bool:
        """Whether the page is to be published or handed in, not only saved as a draft."""
        return bool(self.data.get("action-publish") or self.data.get("action-submit"))

    def _post_clean(self) -> None:
        """Hold back a translation that nobody has translated."""
        super()._post_clean()
        if self.is_publishing and self.instance.pk and self.instance.translated_from_id and not self.errors:
            obstacle = self.instance.obstacle()
            if obstacle:
                self.add_error("title", obstacle)

    def clean(self) -> Any:
        """Make the address before it is checked against the pages beside this one."""
        if "slug" in self.fields and "slug" not in self.errors:
            self.cleaned_data["slug"] = self._address(self.cleaned_data.get("slug") or "")
        self._refuse_relations_to_itself()
        summary = self.cleaned_data.get("search_description", self.instance.search_description)
        if self.is_publishing and "search_description" not in self.errors and not summary.strip():
            field = "search_description" if "search_description" in self.fields else None
            self.add_error(field, _("Write a summary: search results, lists, feeds and shared links show it."))
        return super().clean()

    def _refuse_relations_to_itself(self) -> None:
        """A page, in whichever language, does not belong together with itself."""
        for row in self.formsets["relations_out"].forms if "relations_out" in self.formsets else ():
            target = row.cleaned_data.get("target") if row.is_valid() else None
            if target is not None and target.translation_key == self.instance.translation_key:
                row.add_error("target", _("This is the page itself."))

    def _address(self, typed: str) -> str:
        """The address that was typed, or one made from the title where nobody has chosen one."""
        language = self.instance.locale.language_code
        title = self.cleaned_data.get("title") or ""
        slug = spelled_slug(typed, language)
        chosen = slug and (self.instance.first_published_at or not self._made_from_a_title(slug, language))
        if chosen or not title:
            return slug
        return self.instance.free_slug(spelled_slug(title, language), self.parent_page)

    def _made_from_a_title(self, slug: str, language: str) -> bool:
        """Whether the address only says what the title was before, here or on the original that was copied."""
        sources = [spelled_slug(self.initial.get("title") or "", language)]
        if self.instance.translated_from_id:
            if self.cleaned_data.get("title") == self.instance.original.title:
                return False
            sources.append(self.instance.original.slug)
        return any(source and re.fullmatch(rf"{re.escape(source)}(-\d+)?", slug) for source in sources)


class PortalCopyForm(CopyForm):
    """Wagtail's form for copying pages, without aliases: readers never see one (``portal.core.visibility``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        self.fields["new_slug"] = address_field(self.fields["new_slug"].label, initial=self.page.slug)

    def clean(self) -> Any:
        """Copies that are published at once never pass the page editor: ask here what it would ask."""
        cleaned = super().clean()
        if self.cleaned_data.get("publish_copies"):
            below = self.page.get_descendants(inclusive=True) if self.cleaned_data.get("copy_subpages") else [self.page]
            for page in below:
                copied = page.specific
                if page.live and hasattr(copied, "obstacle"):
                    copied.translated_from_id = None  # a copy is no translation, and has none of its original's facts
                    if obstacle := copied.obstacle():
                        self.add_error("publish_copies", f"{copied.get_admin_display_title()}: {obstacle}")
        return cleaned

    def clean_new_slug(self) -> str:
        """Spell out the letters; without an address, those of the title."""
        typed = self.cleaned_data["new_slug"] or self.cleaned_data.get("new_title") or ""
        return spelled_slug(typed, self.page.locale.language_code)
