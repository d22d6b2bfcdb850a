"""Puts new pages into the tree many at a time.

Wagtail's own way, a page at a time, costs some forty queries for each. Here a page's row, its own table's row, its
children and its first revision are written in bulk, with the same values as Wagtail would give them. The tree stays as
treebeard wants it because each path is made by treebeard's own arithmetic: the path of the parent and the next free
step below it, counted from the last child that is there; each parent's number of children is raised by as many as it
got.
``manage.py fixtree`` finds nothing to repair afterwards, which a test holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageLogEntry, Revision

from portal.core.languages import DANISH
from portal.core.models import PortalPage
from portal.seed.drafts import Draft
from portal.seed.loading.registry import Registry, translation_key

BATCH = 400


@dataclass
class Bed:
    """A place for pages: a parent, and the next free step below it."""

    page: Page
    step: int = 1
    planted: int = 0
    slugs: set[str] = field(default_factory=set)

    @classmethod
    def below(cls, parent: Page) -> Bed:
        """The free places below an existing page."""
        children = list(parent.get_children().order_by("path").values_list("path", "slug"))
        step = Page._str2int(children[-1][0][-Page.steplen :]) + 1 if children else 1
        return cls(page=parent, step=step, slugs={slug for _path, slug in children})

    def next_path(self) -> str:
        """Take the next free place."""
        path: str = Page._get_path(self.page.path, self.page.depth + 1, self.step)
        self.step += 1
        self.planted += 1
        return path


@dataclass
class Seedling:
    """A new page: what it is to hold, and its row in the tree."""

    draft: Draft
    language: str
    base: Page
    page: PortalPage | None = None


class Planter:
    """Plants pages of any types. Everything they refer to must be there, or be planted in the same call."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._beds: dict[int, Bed] = {}
        self._now = timezone.now()

    def plant(self, wanted: Iterable[tuple[Draft, str]]) -> tuple[list[PortalPage], list[tuple[Draft, str]]]:
        """Write new pages, parents before children.

        Args:
            wanted: drafts with the language to write. One whose parent is not there, or whose address another page has,
                is left out.

        Returns:
            the pages that were written, in the order asked for, and what was left out.
        """
        seedlings: list[Seedling] = []
        left_out: list[tuple[Draft, str]] = []
        level: list[Seedling] = []
        for draft, language in wanted:
            if level and (draft.parent, language) not in self._registry.pages and draft.parent:
                self._root(level)
                level = []
            bed = self._bed(draft, language)
            if bed is None or draft.texts[language]["slug"] in bed.slugs:
                left_out.append((draft, language))
                continue
            seedling = Seedling(draft, language, self._base(draft, language, bed))
            level.append(seedling)
            seedlings.append(seedling)
        self._root(level)
        for bed in self._beds.values():
            if bed.planted:
                Page.objects.filter(pk=bed.page.pk).update(numchild=F("numchild") + bed.planted)
                bed.planted = 0
        self._grow(seedlings)
        return [seedling.page for seedling in seedlings if seedling.page], left_out

    # --- rows of the tree --------------------------------------------------------------------------------------------

    def _bed(self, draft: Draft, language: str) -> Bed | None:
        parent = (draft.parent, language)
        pk = self._registry.pages.get(parent) if draft.parent else Page.get_first_root_node().pk
        if pk is None:
            return None
        if pk not in self._beds:
            self._beds[pk] = Bed.below(Page.objects.get(pk=pk))
        return self._beds[pk]

    def _base(self, draft: Draft, language: str, bed: Bed) -> Page:
        texts, path = draft.texts[language], bed.next_path()
        bed.slugs.add(texts["slug"])
        return Page(
            path=path,
            depth=bed.page.depth + 1,
            numchild=0,
            title=texts["title"],
            draft_title=texts["title"],
            slug=texts["slug"],
            search_description=texts["search_description"],
            show_in_menus=texts.get("show_in_menus", False),
            url_path=f"{bed.page.url_path}{texts['slug']}/",
            content_type=ContentType.objects.get_for_model(draft.model),
            locale=self._locales[language],
            translation_key=translation_key(draft.key),
            live=True,
            has_unpublished_changes=False,
            first_published_at=self._now,
            last_published_at=self._now,
        )

    def _root(self, level: Sequence[Seedling]) -> None:
        """Write rows of the tree, and make the new pages known."""
        Page.objects.bulk_create([seedling.base for seedling in level], batch_size=BATCH)
        for seedling in level:
            self._registry.pages[seedling.draft.key, seedling.language] = seedling.base.pk

    # --- everything else ---------------------------------------------------------------------------------------------

    def _grow(self, seedlings: Sequence[Seedling]) -> None:
        children: dict[type[models.Model], list[models.Model]] = {}
        for seedling in seedlings:
            page = seedling.page = self._specific(seedling)
            page.save_base(raw=True, force_insert=True)
            rows = seedling.draft.rows if seedling.language == DANISH else {}
            for relation in get_all_child_relations(type(page)):
                name = relation.get_accessor_name()
                made = child_rows(page, name, rows.get(name, ()), self._registry)
                getattr(page, name).set(made)
                children.setdefault(relation.related_model, []).extend(made)
        for model, made in children.items():
            model._default_manager.bulk_create(made, batch_size=BATCH)
        self._publish([seedling.page for seedling in seedlings if seedling.page])

    def _specific(self, seedling: Seedling) -> PortalPage:
        draft, language, base = seedling.draft, seedling.language, seedling.base
        values = {f.attname: getattr(base, f.attname) for f in Page._meta.concrete_fields}
        values |= page_values(draft, language, self._registry)
        page = draft.model(page_ptr_id=base.pk, key=draft.key, **values)
        original = self._registry.pages.get((draft.key, DANISH))
        page.translated_from_id = original if language != DANISH else None
        page.locale = self._locales[language]
        page._state.adding = False
        return page

    def _publish(self, pages: Sequence[PortalPage]) -> None:
        """Give each page the revision that it is live from and a line of history, as the editor expects of it."""
        page_type = ContentType.objects.get_for_model(Page)
        revisions = [
            Revision(
                content_type_id=page.content_type_id,
                base_content_type=page_type,
                object_id=str(page.pk),
                created_at=self._now,
                object_str=str(page),
                content=page.serializable_data(),
            )
            for page in pages
        ]
        Revision.objects.bulk_create(revisions, batch_size=BATCH)
        for page, revision in zip(pages, revisions, strict=True):
            page.latest_revision = page.live_revision = revision
            page.latest_revision_created_at = self._now
        names = ["latest_revision", "live_revision", "latest_revision_created_at"]
        history = [
            PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=page.title,
                action="wagtail.publish",
                timestamp=self._now,
                revision=revision,
                content_changed=True,
            )
            for page, revision in zip(pages, revisions, strict=True)
        ]
        PageLogEntry.objects.bulk_create(history, batch_size=BATCH)
        bases = [Page(pk=page.pk, **{name: getattr(page, name) for name in names}) for page in pages]
        Page.objects.bulk_update(bases, names, batch_size=100)


def page_values(draft: Draft, language: str, registry: Registry) -> dict[str, Any]:
    """Values of a draft's fields as a page's constructor takes them."""
    values: dict[str, Any] = {}
    for name, value in draft.fields(language).items():
        model_field = draft.model._meta.get_field(name)
        resolved = registry.resolve(value, language)
        if isinstance(model_field, StreamField):
            values[name] = json.dumps(resolved)
        else:
            values[getattr(model_field, "attname", name)] = resolved
    return values


def child_rows(page: PortalPage, name: str, rows: Iterable[dict[str, Any]], registry: Registry) -> list[Any]:
    """Rows of a child relation of ``page``; one that needs something that is not there is left out."""
    relation = type(page)._meta.get_field(name)
    model = relation.related_model
    made: list[Any] = []
    for row in rows:
        values = {"sort_order": len(made)}
        complete = True
        for field_name, value in row.items():
            model_field = model._meta.get_field(field_name)
            resolved = registry.resolve(value, page.language)
            values[model_field.attname] = resolved
            lost = value is not None and resolved is None
            complete &= not (lost and (not model_field.null or field_name == "organisation"))
        if complete:
            made.append(model(**values))
    return made
