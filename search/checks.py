"""A page type that search would forget stops the start."""

from __future__ import annotations

from typing import Any

from django.core import checks
from wagtail.models import Page, get_page_models

from portal.core.models import PortalPage


@checks.register("search")
def every_page_type_is_decided(**kwargs: Any) -> list[checks.CheckMessage]:
    """Every page type can be found, or says why not."""
    errors: list[checks.CheckMessage] = []
    for model in get_page_models():
        if model is Page:
            continue
        if not issubclass(model, PortalPage):
            errors.append(
                checks.Error(
                    f"{model.__name__} is no PortalPage, so search does not know it.", obj=model, id="search.E001"
                )
            )
        elif hasattr(model, "search_entries") == bool(model.not_searched):
            hint = "Mix in SearchablePage, or give the reason in not_searched; not both."
            errors.append(
                checks.Error(
                    f"{model.__name__} is neither searchable nor left out on purpose.",
                    hint=hint,
                    obj=model,
                    id="search.E002",
                )
            )
    return errors
