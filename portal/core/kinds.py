"""The types of content that readers see, and what they are called."""

from __future__ import annotations

from typing import get_args

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.core.contexts import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
_NAMES = {
    "guide": _("Guide"),
    "case": _("Case"),
    "template": _("Template"),
    "entry": _("Entry point"),
    "phase": _("Phase"),
    "term": _("Term"),
    "page": _("Page"),
    "tool": _("Tool"),
}


def kind_of(page: Page) -> Kind:
    """The type of a page, specific or not, without a query once its content type is cached."""
    model: object = type(page)
    if type(page) is Page and page.content_type_id:
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return getattr(model, "content_kind", "page")


def content_types(kind: Kind) -> list[ContentType]:
    """The page types that readers see as ``kind``, without a query once they are cached."""
    models = [model for model in apps.get_models() if getattr(model, "content_kind", "") == kind]
    return list(ContentType.objects.get_for_models(*models).values())


def kind_name(kind: Kind) -> str:
    """The type's name in the active language."""
    return str(_NAMES[kind])
