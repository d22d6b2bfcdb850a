"""Loads checked entries into the database: natural keys, one transaction, nothing of an editor's work touched."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from django.db import models, transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.core.permissions import grant_front_pages
from portal.core.staleness import remember_new
from portal.seed.drafts import drafts
from portal.seed.loading.files import write_files
from portal.seed.loading.indexing import index_written
from portal.seed.loading.ledger import Ledger
from portal.seed.loading.navigation import write_navigation
from portal.seed.loading.pages import tie_concepts, write_pages
from portal.seed.loading.registers import write_registers
from portal.seed.loading.registry import Registry
from portal.seed.loading.report import Outcome, Report
from portal.seed.loading.site import point_site, prepare_languages
from portal.seed.reading import Content

STEPS: Final = 4
"""How many steps :func:`load` announces."""

Announce = Callable[[str], AbstractContextManager[Any]]


def _quietly(title: str) -> AbstractContextManager[Any]:
    return nullcontext()


def load(content: Content, *, announce: Announce = _quietly) -> Report:
    """Load everything, or nothing when something fails.

    Args:
        content: what :func:`portal.seed.validation.load_files` read.
        announce: called with the title of each step; the step is the ``with`` block of what it returns.

    Returns:
        what became of every entry.
    """
    with transaction.atomic():
        ledger, registry = Ledger(), Registry()
        written: list[models.Model] = []
        with announce("Vocabulary and sources"):
            prepare_languages()
            written += write_registers(content, ledger)
            registry.load_registers()
        with announce("Pages"), disable_reference_index_auto_update():
            pages = write_pages(drafts(content), registry, ledger)
            written += pages
            tie_concepts(content, registry)
            remember_new(pages)
            grant_front_pages()
            point_site(content.home[0].key, registry)
            write_navigation(content, registry, ledger)
        with announce("Files of templates") as step, disable_reference_index_auto_update():
            written += write_files(ledger, step.tell) if step else write_files(ledger)
        with announce("Indexes of the admin"):
            index_written(written)
        ledger.close()
    return ledger.report


__all__ = ["STEPS", "Announce", "Outcome", "Report", "load"]
