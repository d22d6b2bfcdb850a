"""The editable header and footer, and how the editors are reached, one record per language.

The links are stream blocks rather than rows of their own, so that a reader's page fetches all of them in one query;
the pages they point to are fetched together with the page's other neighbours (see ``portal.core.reading``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page


class PageLinkBlock(blocks.StructBlock):
    """A link to a page, with a text of its own where the page's title is too long."""

    page = blocks.PageChooserBlock(label=_("page"))
    title = blocks.CharBlock(
        label=_("text"), max_length=80, required=False, help_text=_("Empty: the page's own title.")
    )

    class Meta:
        label = _("link")
        icon = "link"


class FooterColumnBlock(blocks.StructBlock):
    """A heading and the links under it."""

    heading = blocks.CharBlock(label=_("heading"), max_length=60)
    links = blocks.ListBlock(PageLinkBlock(), label=_("links"))

    class Meta:
        label = _("column")
        icon = "list-ul"


class Navigation(models.Model):
    """Menu, footer, tagline and the editors' own contact in one language."""

    editors_may: ClassVar[tuple[str, ...]] = ("change",)
    """What members of the editors’ group may do (``portal.core.permissions``)."""

    locale = models.OneToOneField(
        Locale, on_delete=models.CASCADE, related_name="navigation", verbose_name=_("language")
    )
    tagline = models.CharField(_("one sentence about the portal"), max_length=255, blank=True)
    menu = StreamField([("link", PageLinkBlock())], verbose_name=_("menu"), blank=True, max_num=7)
    footer = StreamField([("column", FooterColumnBlock())], verbose_name=_("footer"), blank=True, max_num=4)

    contact_mailbox = models.EmailField(
        _("the editors' mailbox"),
        blank=True,
        help_text=_(
            "A shared mailbox that is read. The accessibility statement must name one before the portal opens."
        ),
    )
    contact_phone = models.CharField(_("the editors' telephone"), max_length=40, blank=True)

    panels = [
        FieldPanel("locale"),
        FieldPanel("tagline"),
        MultiFieldPanel([FieldPanel("contact_mailbox"), FieldPanel("contact_phone")], heading=_("Contact")),
        FieldPanel("menu"),
        FieldPanel("footer"),
    ]

    class Meta:
        verbose_name = _("header and footer")
        verbose_name_plural = _("headers and footers")

    def __str__(self) -> str:
        return str(_("Header and footer")) + f": {self.locale}"

    def clean(self) -> None:
        """Each link leads to a page of this language, or to one that is translated into it.

        Raises:
            ValidationError: naming the pages that are not.
        """
        super().clean()
        chosen = Page.objects.filter(pk__in=self.page_ids() - {None})
        here = Page.objects.filter(locale=self.locale_id, alias_of=None).values("translation_key")
        if foreign := [page.title for page in chosen.exclude(translation_key__in=here)]:
            raise ValidationError(
                gettext("These pages do not exist in this language: %(titles)s.") % {"titles": ", ".join(foreign)}
            )

    def menu_entries(self) -> Iterator[tuple[int, str]]:
        """Page id and own text of each menu link, without fetching the pages."""
        for block in self.menu.raw_data:
            yield block["value"]["page"], block["value"].get("title", "")

    def footer_entries(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """Heading of each footer column with the page ids and own texts of its links, without fetching the pages."""
        for block in self.footer.raw_data:
            links = [link.get("value", link) for link in block["value"]["links"]]
            yield block["value"]["heading"], [(link["page"], link.get("title", "")) for link in links]

    def page_ids(self) -> set[int]:
        """Ids of every page that the menu or the footer links to."""
        ids = {page for page, _title in self.menu_entries()}
        for _heading, links in self.footer_entries():
            ids.update(page for page, _title in links)
        return ids
