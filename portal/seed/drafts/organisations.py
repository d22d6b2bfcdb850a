"""Organisations, programmes and networks as pages."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from portal.organisations.models import NetworkPage, OrganisationPage, ProgrammePage
from portal.organisations.models.entry_points import EntryPointPage
from portal.seed.drafts.base import Draft, per_language, rows, upkeep
from portal.seed.drafts.weaving import Weave
from portal.seed.schema import NOT_STATED, OrganisationItem

_MODELS: Final[dict[str, type[EntryPointPage]]] = {
    "entry_point": OrganisationPage,
    "programme": ProgrammePage,
    "network": NetworkPage,
}
_TEXTS: Final = {
    "entry_point": (),
    "programme": ("amount", "who_may_apply"),
    "network": ("purpose", "who_may_join", "period"),
}
_NAMES_IN_FILE: Final = {"opens_on": "opens", "closes_on": "closes"}


def _known(value: str) -> str:
    return "" if value == NOT_STATED else value


def organisation(item: OrganisationItem, weave: Weave) -> Draft:
    """An entry point."""
    model = _MODELS[item.page]
    concepts = [
        item.organisation_type, item.country, *item.areas, *item.technologies, *item.errands, *item.company_stages
    ]  # fmt: skip
    names = (
        "themes", "company_gets", "municipality_gets", "write_when", "send", "reply_time", "status_note",
        *_TEXTS[item.page],
    )  # fmt: skip
    silent = [name for name in model.stateable if getattr(item, _NAMES_IN_FILE.get(name, name), None) == NOT_STATED]
    shared: dict[str, Any] = {
        **upkeep(item),
        "not_stated": silent,
        **{name: _known(getattr(item, name)) for name in ("website", "mailbox", "phone")},
        "status": item.status,
        "supplementary": item.supplementary,
    }
    if model is ProgrammePage:
        for name in ("covers_development", "covers_implementation", "covers_scaling"):
            shared[name] = getattr(item, name)
        shared["opens_on"] = item.opens if isinstance(item.opens, date) else None
        shared["closes_on"] = item.closes if isinstance(item.closes, date) else None
    return Draft(
        model=model,
        key=item.key,
        parent="for-virksomheder",
        texts=per_language(item, names, slug=item.slug.of),
        shared=shared,
        rows=rows(item, concepts, weave.relations(item.key)),
    )
