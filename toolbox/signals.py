"""Follows templates as they are published and deleted."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from toolbox import versions
from toolbox.models import TemplatePage


@receiver(page_published, sender=TemplatePage)
def note_files(sender: Any, instance: TemplatePage, **kwargs: Any) -> None:
    """The files of a template were published with its original."""
    if instance.is_original and not instance.alias_of_id:
        versions.note_published(TemplatePage.objects.get(pk=instance.pk))


@receiver(post_delete, sender=TemplatePage)
def forget_files(sender: Any, instance: TemplatePage, **kwargs: Any) -> None:
    """The last language of a template was deleted."""
    versions.forget(instance.translation_key, deleted=instance.pk)
