"""Panels of the page editor that know about originals, translations and open points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text
from wagtail.admin.panels import ObjectList, Panel, TitleFieldPanel

from portal.core.languages import shown


class OriginalOnly(ObjectList):
    """A group of panels that is shown on an original only; a translation reads these facts from its original."""

    class BoundPanel(ObjectList.BoundPanel):
        """Hidden before its children are bound: on a translation their form fields do not exist."""

        def is_shown(self) -> bool:
            """Only where the page is an original."""
            return bool(getattr(self.instance, "is_original", True)) and super().is_shown()

        @property
        def visible_children(self) -> list[Any]:
            """No children on a translation."""
            return super().visible_children if getattr(self.instance, "is_original", True) else []


class TitlePanel(TitleFieldPanel):
    """The title as Wagtail shows it; the address is made from it on the server (``portal.core.forms``)."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        """Leaves out the script that would fill in the address."""

        def get_attrs(self) -> dict[str, Any]:
            """Only the placeholder."""
            placeholder = self.get_placeholder()
            return {"placeholder": placeholder} if placeholder else {}


class NoticePanel(Panel):
    """A read-only notice; subclasses give its template and context."""


class OriginalFactsNotice(NoticePanel):
    """Says on a translation where the common facts are edited, with a link."""

    class BoundPanel(Panel.BoundPanel):
        """Shown on translations only."""

        template_name = "core/panels/original_notice.html"

        def is_shown(self) -> bool:
            """Only where the page has an original of its own."""
            return bool(getattr(self.instance, "translated_from_id", None))

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds ``edit_url`` and ``original_title``."""
            context = super().get_context_data(parent_context)
            context["edit_url"] = reverse("wagtailadmin_pages:edit", args=[self.instance.translated_from_id])
            context["original_title"] = self.instance.original.title
            return context


class TranslationNotice(NoticePanel):
    """Lists on a translation what has changed in the original since, before and after."""

    class BoundPanel(Panel.BoundPanel):
        """Shown where something has changed."""

        template_name = "core/panels/translation_notice.html"

        @cached_property
        def changes(self) -> list[Any]:
            """What has changed, with the words that differ marked."""
            from portal.core import staleness

            page = self.instance
            if not page.pk or not staleness.is_translation(page):
                return []
            return [{"change": change, **marked(change.before, change.after)} for change in staleness.changes(page)]

        def is_shown(self) -> bool:
            """Only where something has changed."""
            return bool(self.changes)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds ``changes``, the original's title and address in the admin, and the address that settles it."""
            context = super().get_context_data(parent_context)
            original = self.instance.original
            context["changes"] = self.changes
            context["original_title"] = original.title
            context["original_lang"] = original.locale.language_code
            context["edit_url"] = reverse("wagtailadmin_pages:edit", args=[original.pk])
            context["up_to_date_url"] = reverse("portal_up_to_date", args=[self.instance.pk])
            return context


def marked(before: str, after: str) -> dict[str, str]:
    """Both texts as HTML with the words that differ marked: ``before`` with ``del``, ``after`` with ``ins``."""
    parts = diff_text(before, after).changes
    return {
        "before": _joined((kind, text) for kind, text in parts if kind != "addition"),
        "after": _joined((kind, text) for kind, text in parts if kind != "deletion"),
    }


def _joined(parts: Iterable[tuple[str, str]]) -> str:
    tags = {"deletion": "del", "addition": "ins"}
    return format_html_join(
        "",
        "{}{}{}",
        (
            (mark_safe(f"<{tags[kind]}>"), text, mark_safe(f"</{tags[kind]}>")) if kind in tags else ("", text, "")  # noqa: S308
            for kind, text in parts
        ),
    )


class UntranslatedNotice(NoticePanel):
    """Lists the texts of a translation that are still the original's."""

    class BoundPanel(Panel.BoundPanel):
        """Shown where there are any."""

        template_name = "core/panels/untranslated_notice.html"

        @cached_property
        def labels(self) -> list[str]:
            """Where the texts are."""
            from portal.core import staleness

            page = self.instance
            return staleness.untranslated(page)[0] if page.pk and staleness.is_translation(page) else []

        def is_shown(self) -> bool:
            """Only where there are any."""
            return bool(self.labels)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds ``labels``."""
            return {**super().get_context_data(parent_context), "labels": self.labels}


class VerificationNotice(NoticePanel):
    """Lists what editors still have to verify on this page."""

    class BoundPanel(Panel.BoundPanel):
        """Shown where at least one point is open."""

        template_name = "core/panels/verification_notice.html"

        def open_marks(self) -> list[tuple[str, str]]:
            """Code and text of each open point, in the editor's language."""
            page = self.instance
            if not page.pk or not hasattr(page, "shared"):
                return []
            language = shown()
            return [
                (
                    mark.point.code if mark.point else _("Note"),
                    mark.note(language) or (mark.point.text(language) if mark.point else ""),
                )
                for mark in page.shared("verification_marks").all()
                if mark.settled_on is None
            ]

        def is_shown(self) -> bool:
            """Only where something is open."""
            return bool(self.open_marks())

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds ``marks``."""
            context = super().get_context_data(parent_context)
            context["marks"] = self.open_marks()
            return context
