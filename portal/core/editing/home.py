"""What waits for the editors, on the admin's first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.site_summary import SummaryItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.core.models import TranslationState


def may_write(request: HttpRequest) -> bool:
    """Whether the user may write pages."""
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


class WaitingItem(SummaryItem):
    """A number that leads to a report."""

    template_name = "core/admin/waiting_item.html"
    icon_name = ""
    report = ""

    def is_shown(self) -> bool:
        """Only to those who can do something about it, and only while there is something."""
        return may_write(self.request) and self.count() > 0

    def count(self) -> int:
        """How many wait."""
        raise NotImplementedError

    def label(self, count: int) -> str:
        """The number in words."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Icon, label and address."""
        return {"icon_name": self.icon_name, "label": self.label(self.count()), "url": reverse(self.report)}


class WaitingTranslations(WaitingItem):
    """Translations whose original has changed."""

    order = 410
    icon_name = "globe"
    report = "portal_translations_report"

    def count(self) -> int:
        """Translations with at least one changed text."""
        return TranslationState.objects.filter(changed_fields__gt=0, page__alias_of=None).count()

    def label(self, count: int) -> str:
        """So many translations."""
        text = ngettext(
            "%(count)d translation to bring up to date", "%(count)d translations to bring up to date", count
        )
        return text % {"count": count}
