"""A draft may lack any part of any block; its preview, and a page that got on air so, stand and show no hole."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField

from portal.core.blocks import Bilingual
from portal.core.models import PortalPage
from tests.pages.filling import LANGUAGE, Filled
from tests.pages.test_least import whole

pytestmark = pytest.mark.usefixtures("seeded", "own_lists")

FIELDS = [
    (model, field.name)
    for model in apps.get_models()
    if issubclass(model, PortalPage)
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]


def nothing(block: Any) -> Any:
    """What is stored of a part that nobody has filled in."""
    if isinstance(block, Bilingual):
        return {"da": "", "sv": ""}
    if isinstance(block, blocks.ListBlock):
        return []
    return "" if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.ChoiceBlock) else None


def incomplete(block: Any, full: Any) -> dict[str, Any]:
    """The block's value without each of its parts, without any, and without even the place for them."""
    if not isinstance(block, blocks.BaseStructBlock):
        return {"empty": nothing(block)}
    found = {name: {**full, name: nothing(child)} for name, child in block.child_blocks.items()}
    found |= {f"no {name}": {key: full[key] for key in full if key != name} for name in block.child_blocks}
    for name, child in block.child_blocks.items():
        if isinstance(child, blocks.ListBlock):
            inner = full[name][0]
            for part, value in incomplete(child.child_block, inner["value"]).items():
                found[f"{name} {part}"] = {**full, name: [{**inner, "value": value}]}
    return found | {"all": {name: nothing(child) for name, child in block.child_blocks.items()}, "nothing": {}}


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=[f"{model.__name__}.{name}" for model, name in FIELDS])
def test_a_block_that_lacks_a_part_breaks_nothing(client: Client, model: type[PortalPage], name: str) -> None:
    page: Any = model._default_manager.filter(locale__language_code=LANGUAGE, translated_from=None).first()
    stream: Any = model._meta.get_field(name)
    block = stream.stream_block
    for kind, child in block.child_blocks.items():
        full = Filled(page).block(child, name)
        for lacking, value in incomplete(child, full).items():
            setattr(page, name, StreamValue(block, [{"type": kind, "value": value, "id": "1"}], is_lazy=True))
            preview = page.make_preview_request()
            assert preview.status_code == 200, f"preview without {lacking}"
            page.save(clean=False)
            try:
                whole(client, page.url)
            except Exception as error:
                error.add_note(f"{name} without {lacking}")
                raise
