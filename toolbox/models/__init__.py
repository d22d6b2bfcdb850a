"""The toolbox: the process model with its phases, method guides and templates."""

from .guides import GuidePage
from .process import PhasePage, ProcessPage
from .sections import ToolboxPage
from .templates import TemplateFile, TemplatePage

__all__ = ["GuidePage", "PhasePage", "ProcessPage", "TemplateFile", "TemplatePage", "ToolboxPage"]
