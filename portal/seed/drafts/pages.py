"""Front page, sections and standard pages."""

from __future__ import annotations

from typing import Any, Final

from cases.models import CaseIndexPage
from portal.core.models import PortalPage
from portal.organisations.models import DirectoryPage
from portal.pages.models import HomePage, StandardPage
from portal.seed.drafts.base import Draft, Ref, per_language, rows, stream, upkeep
from portal.seed.drafts.weaving import Weave
from portal.seed.schema import HomeItem, SectionPageItem, StandardPageItem, absent
from portal.vocabulary.models import GlossaryPage
from toolbox.models import ToolboxPage

SECTIONS: Final[dict[str, type[PortalPage]]] = {
    "vaerktoejskasse": ToolboxPage,
    "cases": CaseIndexPage,
    "for-virksomheder": DirectoryPage,
    "begreber": GlossaryPage,
}
_HOME_SLUG: Final = {"da": "forside", "sv": "startsida"}
"""Never part of an address; the language code stands there instead."""


def home(item: HomeItem, weave: Weave) -> Draft:
    """The front page of each language."""
    names = (
        "hero_title", "hero_lead", "search_placeholder", "line_title", "line_intro", "start_title", "start_intro",
        "cases_title", "network_title", "network_text", "companies_title", "companies_intro",
    )  # fmt: skip

    def ways(language: str) -> list[dict[str, Any]]:
        values = [
            {
                "title": way.title.of(language),
                "text": way.text.of(language),
                "foot": absent(way.foot, language),
                "anchor": way.anchor,
            }
            for way in item.companies
        ]
        return stream(item.key, "companies", "way", values)

    return Draft(
        model=HomePage,
        key=item.key,
        parent="",
        texts=per_language(
            item, names, slug=_HOME_SLUG.__getitem__, companies=ways,
            start=lambda language: stream(item.key, "start", "page", [Ref("page", one.key) for one in item.start]),
            network=lambda language: Ref("page", item.network_key),
        ),
        shared=upkeep(item),
        rows=rows(item),
    )  # fmt: skip


def section(item: SectionPageItem, weave: Weave) -> Draft:
    """A section with a page type of its own."""
    model = SECTIONS[item.key]
    texts = per_language(item, (), slug=item.slug.of, show_in_menus=lambda language: True)
    if model is DirectoryPage:
        for language, fields in texts.items():
            fields["before_you_write"] = stream(
                item.key, "before_you_write", "item", [point.of(language) for point in item.before_you_write]
            )
            fields["stages"] = stream(
                item.key, "stages", "stage",
                [
                    {
                        "concept": stage.concept, "title": stage.title.of(language), "text": stage.text.of(language),
                        "foot": absent(stage.foot, language),
                    }
                    for stage in item.stages
                ],
            )  # fmt: skip
    return Draft(model=model, key=item.key, parent=weave.home, texts=texts, shared=upkeep(item), rows=rows(item))


def standard(item: StandardPageItem, weave: Weave) -> Draft:
    """A standard page."""
    return Draft(
        model=StandardPage,
        key=item.key,
        parent=weave.home,
        texts=per_language(item, ("body",), slug=item.slug.of),
        shared={**upkeep(item), "shows_contact": item.shows_contact},
        rows=rows(item, (), weave.relations(item.key)),
    )
