"""The models every feature stands on: page, sources, relations, points to verify, translations, navigation."""

from .navigation import Navigation
from .page import PortalPage
from .relations import Relation
from .sources import PageSource, Source
from .translation import TranslationState
from .verification import VerificationMark, VerificationPoint

__all__ = [
    "Navigation",
    "PageSource",
    "PortalPage",
    "Relation",
    "Source",
    "TranslationState",
    "VerificationMark",
    "VerificationPoint",
]
