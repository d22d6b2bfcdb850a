"""Wagtail's own indexes of what was written in bulk: its search in the admin, and where each object is used."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from wagtail.models import ReferenceIndex
from wagtail.search import index
from wagtail.search.backends import get_search_backends


def index_written(objects: Sequence[models.Model]) -> None:
    """Do at once what signals would have done for each object."""
    for one in objects:
        if ReferenceIndex.model_is_indexable(type(one)):
            ReferenceIndex.create_or_update_for_object(one)
    index_for_search(objects)


def index_for_search(objects: Sequence[models.Model]) -> None:
    """Put objects into the admin's search."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for one in objects:
        by_model.setdefault(type(one), []).append(one)
    for backend in get_search_backends(with_auto_update=True):
        for model, written in by_model.items():
            if index.class_is_indexed(model):
                backend.add_bulk(model, written)
