"""A page as Wagtail's search indexes it, and its facet values."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.search import index


class Entry(index.Indexed, models.Model):
    """One document of the corpus. No page of the tree: that would only make it slower."""

    lang = models.CharField(max_length=2)
    title = models.CharField(max_length=255)
    summary = models.TextField()
    body = models.TextField()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title", boost=2),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("lang"),
        index.FilterField("id"),
    ]

    class Meta:
        app_label = "wagtail_search"

    def __str__(self) -> str:
        return self.title


class Value(models.Model):
    """A value of one facet of an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="values")
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    objects: ClassVar[models.Manager[Value]] = models.Manager()

    class Meta:
        app_label = "wagtail_search"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["facet", "value", "entry"]),
            models.Index(fields=["entry", "facet"]),
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"
