"""Keeps a page and its translations together when they are made and when one of them goes."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import copy_for_translation_done

from portal.core.models import PortalPage


@receiver(copy_for_translation_done)
def tie_to_original(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Mark a new translation as one, and take away its copies of the facts that live on the original."""
    if not isinstance(source_obj, PortalPage) or target_obj.alias_of_id:
        return
    page = target_obj.specific
    page.translated_from_id = source_obj.translated_from_id or source_obj.pk
    page.key = source_obj.key
    for name in page.shared_relations:
        getattr(page, name).set([])
    page.change_note = ""
    page.save(clean=False)
    page.save_revision(clean=False)


@receiver(pre_delete)
def hand_over_facts(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Before an original is deleted, give its facts to a translation, which becomes the original."""
    if not isinstance(instance, PortalPage) or instance.translated_from_id:
        return
    heirs = list(type(instance)._default_manager.filter(translated_from_id=instance.pk).order_by("pk"))
    if not heirs:
        return
    heir, others = heirs[0], heirs[1:]
    for name in instance.shared_fields:
        setattr(heir, name, getattr(instance, name))
    for name in instance.shared_relations:
        rows = list(getattr(instance, name).all())
        for row in rows:
            row.pk = None
        getattr(heir, name).set(rows)
    heir.translated_from = None
    heir.save(clean=False)
    for other in others:
        type(instance)._default_manager.filter(pk=other.pk).update(translated_from_id=heir.pk)
