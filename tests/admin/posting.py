"""Fills in the page editor's form as a browser would, from what a page holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock, RichTextBlock
from wagtail.blocks.base import BlockField
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

Data = dict[str, Any]


def page_form(page: Page, data: Data | None = None, *, parent: Page | None = None) -> Any:
    """The editor's form of a page."""
    form_class = type(page).get_edit_handler().get_form_class()
    return form_class(data, instance=page, parent_page=parent or page.get_parent())


def form_data(page: Page, **changes: Any) -> Data:
    """What the browser sends when the page's form is saved with ``changes``.

    The value of a stream field is a list of pairs of type and value, as in code.
    """
    for name in [name for name in changes if isinstance(changes[name], list) and _is_stream(page, name)]:
        setattr(page, name, changes.pop(name))
    form = page_form(page, parent=page.get_parent() if page.pk else page)
    data: Data = {}
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            data |= _block(field.block, form.get_initial_for_field(field, name), name)
        else:
            data |= _field(field, form.get_initial_for_field(field, name), name)
    for name, formset in form.formsets.items():
        data |= {f"{name}-TOTAL_FORMS": len(formset.forms), f"{name}-INITIAL_FORMS": len(formset.initial_forms)}
        for number, row in enumerate(formset.forms):
            data |= {f"{name}-{number}-ORDER": number + 1, f"{name}-{number}-DELETE": ""}
            for key, field in row.fields.items():
                if key not in {"ORDER", "DELETE"}:
                    data |= _field(field, row.get_initial_for_field(field, key), f"{name}-{number}-{key}")
    return data | changes


def row(name: str, number: int, **values: Any) -> Data:
    """A new row of a formset; the caller raises ``TOTAL_FORMS``."""
    fixed = {f"{name}-{number}-ORDER": number + 1, f"{name}-{number}-DELETE": "", f"{name}-{number}-id": ""}
    return fixed | {f"{name}-{number}-{key}": value for key, value in values.items()}


def _is_stream(page: Page, name: str) -> bool:
    return hasattr(page._meta.get_field(name), "stream_block") if hasattr(type(page), name) else False


def _field(field: forms.Field, value: Any, name: str) -> Data:
    value = field.prepare_value(value)
    if type(field.widget).__name__ == "DraftailRichTextArea":
        return {name: rich_text(value or "")}
    if isinstance(value, bool):
        return {name: "on"} if value else {}
    if isinstance(value, models.Model):
        return {name: value.pk}
    return {} if value is None else {name: value}


def _block(block: Any, value: Any, prefix: str) -> Data:
    if isinstance(block, BaseStreamBlock):
        data: Data = {f"{prefix}-count": len(value or ())}
        for number, bound in enumerate(value or ()):
            place = f"{prefix}-{number}"
            data |= {f"{place}-deleted": "", f"{place}-order": number, f"{place}-type": bound.block_type}
            data |= {f"{place}-id": bound.id or ""} | _block(bound.block, bound.value, f"{place}-value")
        return data
    if isinstance(block, ListBlock):
        data = {f"{prefix}-count": len(value or ())}
        for number, bound in enumerate(value.bound_blocks if value else ()):
            place = f"{prefix}-{number}"
            data |= {f"{place}-deleted": "", f"{place}-order": number, f"{place}-id": bound.id or ""}
            data |= _block(bound.block, bound.value, f"{place}-value")
        return data
    if isinstance(block, BaseStructBlock):
        data = {}
        for name, child in block.child_blocks.items():
            data |= _block(child, (value or {}).get(name), f"{prefix}-{name}")
        return data
    if isinstance(block, RichTextBlock):
        return {prefix: rich_text(value.source if isinstance(value, RichText) else "")}
    return _field(block.field, value, prefix)
