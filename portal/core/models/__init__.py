"""The models every feature stands on: the abstract page, sources, relations, points to verify and the navigation."""

from .navigation import Navigation
from .page import PortalPage
from .relations import Relation
from .sources import PageSource, Source
from .verification import VerificationMark, VerificationPoint

__all__ = [
    "Navigation",
    "PageSource",
    "PortalPage",
    "Relation",
    "Source",
    "VerificationMark",
    "VerificationPoint",
]
