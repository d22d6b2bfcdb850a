"""The shape of every seed file, as strict models."""

from .base import NOT_STATED, PageItem, Reference, Rich, Slug, Strict, Text, Upkeep, Verify, absent
from .cases import CaseItem
from .organisations import OrganisationItem
from .pages import FooterItem, HomeItem, SectionPageItem, StandardPageItem
from .registers import FacetItem, PointItem, SourceItem, TermItem
from .toolbox import CalculatorItem, GuideItem, PhaseItem, ProcessItem, TemplateItem

__all__ = [
    "NOT_STATED",
    "CalculatorItem",
    "CaseItem",
    "FacetItem",
    "FooterItem",
    "GuideItem",
    "HomeItem",
    "OrganisationItem",
    "PageItem",
    "PhaseItem",
    "PointItem",
    "ProcessItem",
    "Reference",
    "Rich",
    "SectionPageItem",
    "Slug",
    "SourceItem",
    "StandardPageItem",
    "Strict",
    "TemplateItem",
    "TermItem",
    "Text",
    "Upkeep",
    "Verify",
    "absent",
]
