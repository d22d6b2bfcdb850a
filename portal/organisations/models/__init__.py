"""Organisations, programmes and networks as entry points, and who takes part in what."""

from .directory import DirectoryPage
from .entry_points import EntryPointPage, NetworkPage, OrganisationPage, ProgrammePage
from .participation import Participation, ParticipationRole

__all__ = [
    "DirectoryPage",
    "EntryPointPage",
    "NetworkPage",
    "OrganisationPage",
    "Participation",
    "ParticipationRole",
    "ProgrammePage",
]
