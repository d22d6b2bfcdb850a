"""The toolbox: the process model with its phases, method guides and templates."""

from .calculator import CalculatorPage
from .files import DownloadCount, FileVersion, Role, TemplateFile
from .guides import GuidePage
from .process import PhasePage, ProcessPage
from .sections import ToolboxPage
from .templates import TemplatePage

__all__ = [
    "CalculatorPage",
    "DownloadCount",
    "FileVersion",
    "GuidePage",
    "PhasePage",
    "ProcessPage",
    "Role",
    "TemplateFile",
    "TemplatePage",
    "ToolboxPage",
]
