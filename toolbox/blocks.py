"""Stream blocks of the toolbox."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import Bilingual
from portal.vocabulary.blocks import ConceptChooserBlock
from portal.vocabulary.models import ConceptKind


class PitfallBlock(blocks.StructBlock):
    """A typical mistake, and the general pitfall that it is an example of."""

    text = blocks.TextBlock(label=_("mistake"), rows=2)
    pitfall = ConceptChooserBlock(ConceptKind.PITFALL.value, label=_("general pitfall"), required=False)

    class Meta:
        label = _("pitfall")
        icon = "warning"


class MappingBlock(blocks.StructBlock):
    """How the process model relates to another one."""

    model = blocks.CharBlock(label=_("the other model"))
    text = blocks.TextBlock(label=_("how they relate"), rows=2)

    class Meta:
        label = _("other model")
        icon = "resubmit"


class ContentBlock(blocks.StructBlock):
    """A section, sheet or group of columns of a template."""

    heading = blocks.CharBlock(label=_("section or sheet"))
    text = blocks.TextBlock(label=_("what one writes there"), rows=3, required=False)

    class Meta:
        label = _("part")
        icon = "form"


class VersionBlock(blocks.StructBlock):
    """An entry of a template's changelog, newest first."""

    version = blocks.CharBlock(label=_("version"), max_length=20)
    made_on = blocks.DateBlock(label=_("date"))
    note = Bilingual(label=_("what changed"))

    class Meta:
        label = _("version")
        icon = "history"


def lines(label: object) -> list[tuple[str, blocks.Block]]:
    """Block types of a plain list: one line of text each."""
    return [("item", blocks.CharBlock(label=label, max_length=300))]
