"""Blocks of running text."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import PageChooserBlock

RICH_FEATURES: Final = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
"""What editors may use in long texts."""
PLAIN_FEATURES: Final = ["bold", "italic", "ol", "ul", "link"]
"""What editors may use in short texts."""


class StepBlock(blocks.StructBlock):
    """A numbered step of a guide or a template: what to do, what comes out of it, what to do it with."""

    title = blocks.CharBlock(label=_("what to do"), max_length=120, help_text=_("Begin with a verb."))
    text = blocks.TextBlock(label=_("how"), rows=4)
    output = blocks.CharBlock(label=_("what you then have"), max_length=200, required=False)
    tool = PageChooserBlock(label=_("template or tool for it"), required=False)

    class Meta:
        label = _("step")
        icon = "list-ol"
