"""Keeps a page and its translations together: when one is made, edited, published, or goes."""

from __future__ import annotations

from typing import Any

from django.db.models import SET_NULL
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import copy_for_translation_done, page_published

from portal.core import permissions, staleness
from portal.core.models import PortalPage, Relation

HOME_DEPTH = 2
"""Depth of the front pages in the page tree."""


@receiver(copy_for_translation_done)
def tie_to_original(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Mark a new translation as one, and take away its copies of the facts that live on the original."""
    source = source_obj.specific if isinstance(source_obj, Page) else None
    if isinstance(source, PortalPage) and not target_obj.alias_of_id:
        _tie(target_obj.specific, source)


@receiver(post_save)
def tie_former_alias(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """An alias that becomes a page of its own is a translation from then on; only this saves that one field alone."""
    if raw or not isinstance(instance, Page) or update_fields is None or set(update_fields) != {"alias_of_id"}:
        return
    page = instance.specific
    if instance.alias_of_id or not isinstance(page, PortalPage) or page.translated_from_id:
        return
    others = type(page)._default_manager.filter(
        translation_key=page.translation_key, alias_of=None, translated_from=None
    )
    original = others.exclude(locale_id=page.locale_id).order_by("pk").first()
    if original is not None:
        _tie(page, original)
        instance.refresh_from_db()


@receiver(post_save)
def follow_the_original(
    sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Begin to watch a new translation; look again at the translations of an original that was saved."""
    if raw or update_fields is not None or not isinstance(instance, PortalPage) or instance.alias_of_id:
        return
    if staleness.is_translation(instance):
        staleness.ensure_state(instance)
    elif instance.live:
        staleness.refresh(instance)


@receiver(post_save)
def open_to_editors(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A language's front page was made: let editors write under it."""
    if created and not raw and isinstance(instance, PortalPage) and instance.depth == HOME_DEPTH:
        permissions.grant_pages(instance)


@receiver(post_save, sender=Revision)
def note_draft(sender: Any, instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """A draft was saved."""
    model = None if raw or update_fields is not None else instance.content_type.model_class()
    if (
        model is None
        or not issubclass(model, PortalPage)
        or not model._default_manager.filter(pk=instance.object_id).exists()
    ):
        return
    draft = instance.as_object()
    if staleness.is_translation(draft):
        staleness.note_draft(draft)
    elif not draft.live and not draft.alias_of_id:
        staleness.refresh(draft)


@receiver(page_published)
def note_publication(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page was published."""
    if staleness.is_translation(instance):
        staleness.note_publication(instance)


@receiver(pre_delete)
def hand_over_facts(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Before an original is deleted, give its facts to a translation, which becomes the original."""
    if not isinstance(instance, PortalPage) or instance.translated_from_id or instance.alias_of_id:
        return
    model = type(instance)
    heirs = list(model._default_manager.filter(translated_from_id=instance.pk, alias_of=None).order_by("pk"))
    if not heirs:
        return
    original, heir, others = model._default_manager.get(pk=instance.pk), heirs[0], heirs[1:]
    draft = heir.get_latest_revision_as_object() if heir.latest_revision_id else None
    _give_facts(original, heir)
    heir.save(clean=False)
    if draft is not None:
        # The draft would otherwise take the facts away again when it is published.
        _give_facts(original, draft)
        for name in heir.shared_relations:
            getattr(draft, name).set(list(getattr(heir, name).all()))
        draft.save_revision(changed=False, clean=False)
    staleness.forget(heir)
    for other in others:
        model._default_manager.filter(pk=other.pk).update(translated_from_id=heir.pk)
    _lead_here(heir, original)


@receiver(post_delete)
def lead_relations_to_the_heir(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Relations handed over while a whole branch is deleted may begin at or lead to a page that goes with it: end or
    lead them on.
    """
    if not isinstance(instance, PortalPage):
        return
    Relation.objects.filter(source_id=instance.pk).delete()
    heir = Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk).order_by("pk").first()
    for relation in Relation.objects.filter(target_id=instance.pk):
        taken = Relation.objects.filter(source=relation.source_id, target=heir, role=relation.role)
        if heir is None or heir.pk == relation.source_id or taken.exists():
            relation.delete()
        else:
            Relation.objects.filter(pk=relation.pk).update(target=heir)


def _lead_here(heir: PortalPage, original: PortalPage) -> None:
    """Lead to the heir what leads to the original. A relation ends with either of its pages, so another one is made."""
    for relation in Relation.objects.filter(target_id=original.pk).exclude(source_id=heir.pk):
        Relation.objects.get_or_create(source_id=relation.source_id, target_id=heir.pk, role=relation.role)
    for link in Page._meta.get_fields(include_hidden=True):
        if getattr(link, "on_delete", None) is SET_NULL and link.field.name not in {"alias_of", "translated_from"}:
            name, rows = link.field.name, link.related_model._base_manager
            rows.filter(**{name: original.pk}).update(**{name: heir.pk})


def _tie(page: PortalPage, original: PortalPage) -> None:
    page.translated_from_id = original.translated_from_id or original.pk
    page.key = original.key
    page.change_note = ""
    page.save(clean=False)
    page.save_revision(clean=False)


def _give_facts(original: PortalPage, heir: PortalPage) -> None:
    """Copy the original's facts. The child rows are saved with the heir, as new ones."""
    for name in original.shared_fields:
        setattr(heir, name, getattr(original, name))
    for name in original.shared_relations:
        rows = list(getattr(original, name).all())
        for row in rows:
            row.pk = None
        getattr(heir, name).set(rows)
    heir.translated_from_id = None
