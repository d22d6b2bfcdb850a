"""Every template's context, made by hand: once full, once with every optional value empty. For the template tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.calculator.contexts import templates as calculator_templates
from tests.toolkit.contexts import templates as toolkit_templates

from .cases import bare_case, bare_case_index, case, case_index
from .common import CASE_CARDS, GUIDE_CARD, TEMPLATE_CARD, article, bare_article, bare_frame, frame
from .organisations import bare_directory, bare_organisation, directory, organisation
from .pages import bare_home, bare_section, bare_standard, home, section, standard
from .search import bare_search_down, bare_search_page, search_down, search_page
from .toolbox import (
    bare_guide,
    bare_phase,
    bare_process,
    bare_template,
    bare_toolbox,
    guide,
    phase,
    process,
    template,
    toolbox,
)
from .vocabulary import bare_glossary, bare_term, glossary, term

__all__ = ["TEMPLATES", "bare_frame", "frame", "section"]

TEMPLATES: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "pages/home_page.html": (home, bare_home),
    "pages/section_page.html": (section, bare_section),
    "pages/standard_page.html": (standard, bare_standard),
    "toolbox/toolbox_page.html": (toolbox, bare_toolbox),
    "toolbox/process_page.html": (process, bare_process),
    "toolbox/phase_page.html": (phase, bare_phase),
    "toolbox/guide_page.html": (guide, bare_guide),
    "toolbox/template_page.html": (template, bare_template),
    **calculator_templates(
        lambda: article("tool", "Værktøj", "Regn den fælles business case ud", 4),
        lambda: bare_article("tool"),
        {"templates": (TEMPLATE_CARD,), "guides": (GUIDE_CARD,)},
    ),
    **toolkit_templates(GUIDE_CARD, CASE_CARDS[0], TEMPLATE_CARD),
    "cases/case_index_page.html": (case_index, bare_case_index),
    "cases/case_page.html": (case, bare_case),
    "organisations/directory_page.html": (directory, bare_directory),
    "organisations/organisation_page.html": (organisation, bare_organisation),
    "vocabulary/glossary_page.html": (glossary, bare_glossary),
    "vocabulary/term.html": (term, bare_term),
    "search/search_page.html": (search_page, bare_search_page),
    "search/unavailable.html": (search_down, bare_search_down),
}
"""Template name and the functions that make its full and its bare context."""
