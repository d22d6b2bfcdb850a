"""The tabs in which editors meet a page: the text of its language, the facts of all languages, its visibility."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from portal.core.panels import (
    OriginalFactsNotice,
    OriginalOnly,
    TitlePanel,
    TranslationNotice,
    UntranslatedNotice,
    VerificationNotice,
)

if TYPE_CHECKING:
    from wagtail.admin.panels import Panel


class EditorTabs:
    """What every page type's form has in common; the types put their own fields between."""

    summary_panel: ClassVar[Panel] = FieldPanel(
        "search_description",
        heading=_("Summary"),
        help_text=_(
            "At most 280 characters. Shown in lists, search results and shared links: say what the reader gets."
        ),
    )

    verification_panel: ClassVar[Panel] = InlinePanel(
        "verification_marks",
        heading=_("To be verified by the editors"),
        label=_("point"),
        help_text=_("Never shown to readers."),
    )

    @classmethod
    def facts_panels(cls) -> list[Panel]:
        """Panels of the facts with one home, for the tab “Facts”."""
        return [
            MultiFieldPanel(
                [
                    FieldPanel("responsible"),
                    FieldRowPanel([FieldPanel("last_reviewed"), FieldPanel("review_due")]),
                    FieldRowPanel([FieldPanel("licence"), FieldPanel("legal_note")]),
                ],
                heading=_("Upkeep"),
            ),
            InlinePanel(
                "page_sources",
                heading=_("Sources"),
                label=_("source"),
                help_text=_("In the order in which they are numbered on the page."),
            ),
            InlinePanel(
                "relations_out",
                heading=_("Belongs together with"),
                label=_("page"),
                help_text=_("Write each pair once, on either page: it is shown on both."),
            ),
            cls.verification_panel,
        ]

    @classmethod
    def tabs(cls, content: list[Panel], facts: list[Panel] | None = None, *, article: bool = True) -> TabbedInterface:
        """The editor's tabs: the text of this language, the common facts, visibility.

        Args:
            content: panels of the tab “Content”, after title and summary.
            facts: panels placed first in the tab “Facts”.
            article: whether the page type shows what articles show: upkeep, sources, what belongs together with it.
        """
        note = [FieldPanel("change_note")] if article else []
        common = cls.facts_panels() if article else [cls.verification_panel]
        return TabbedInterface(
            [
                ObjectList(
                    [
                        ObjectList([TranslationNotice(), UntranslatedNotice(), VerificationNotice()]),
                        TitlePanel("title"),
                        cls.summary_panel,
                        *content,
                        *note,
                    ],
                    heading=_("Content"),
                ),
                ObjectList([OriginalFactsNotice(), OriginalOnly([*(facts or []), *common])], heading=_("Facts")),
                ObjectList(
                    [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("show_in_menus"), PublishingPanel()],
                    heading=_("Visibility"),
                ),
            ]
        )
