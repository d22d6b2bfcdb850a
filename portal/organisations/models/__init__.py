"""Organisations, programmes and networks as entry points, and who takes part in what."""

from .directory import DirectoryPage
from .entry_points import EntryPointPage, OrganisationPage
from .networks import NetworkPage
from .participation import ENTRY_POINT_TYPES, Participation, ParticipationRole
from .programmes import ProgrammePage

__all__ = [
    "ENTRY_POINT_TYPES",
    "DirectoryPage",
    "EntryPointPage",
    "NetworkPage",
    "OrganisationPage",
    "Participation",
    "ParticipationRole",
    "ProgrammePage",
]
