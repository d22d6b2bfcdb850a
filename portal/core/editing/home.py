"""What waits for the editors, on the admin's first page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kind of thing that waits for the editors."""

    report: str
    """Name of the address of the report that lists them."""
    icon_name: str
    order: int
    count: Callable[[], int]
    """How many wait."""
    label: Callable[[int], str]
    """A number of them in words."""


class WaitingItem(SummaryItem):
    """A number that leads to a report."""

    template_name = "core/admin/waiting_item.html"

    def __init__(self, request: HttpRequest, waiting: Waiting) -> None:
        super().__init__(request)
        self._waiting, self.order = waiting, waiting.order

    @cached_property
    def _count(self) -> int:
        return self._waiting.count()

    def is_shown(self) -> bool:
        """Only to those who can do something about it, and only while there is something."""
        return may_write(self.request) and self._count > 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Icon, label and address."""
        return {
            "icon_name": self._waiting.icon_name,
            "label": self._waiting.label(self._count),
            "url": reverse(self._waiting.report),
        }


def _outdated() -> int:
    """Translations with at least one text whose original has changed."""
    return TranslationState.objects.filter(changed_fields__gt=0, page__alias_of=None).count()


def _outdated_label(count: int) -> str:
    """So many translations."""
    text = ngettext("%(count)d translation to bring up to date", "%(count)d translations to bring up to date", count)
    return text % {"count": count}


WAITING_TRANSLATIONS = Waiting("portal_translations_report", "globe", 410, _outdated, _outdated_label)
