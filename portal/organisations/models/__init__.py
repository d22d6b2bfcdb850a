"""Organisations, programmes and networks as entry points, and who takes part in what."""

from .directory import DirectoryPage
from .entry_points import EntryPointPage, NetworkPage, OrganisationPage, ProgrammePage
from .participation import ENTRY_POINT_TYPES, Participation, ParticipationRole

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
