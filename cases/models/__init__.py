"""Case stories: what was tried, by whom, what came of it and how we know."""

from .case import CasePage, EvidenceLevel
from .sections import CaseIndexPage

__all__ = ["CaseIndexPage", "CasePage", "EvidenceLevel"]
