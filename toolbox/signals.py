"""Follows templates as they are deleted."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from toolbox import versions
from toolbox.models import TemplatePage


@receiver(post_delete, sender=TemplatePage)
def forget_files(sender: Any, instance: TemplatePage, **kwargs: Any) -> None:
    """The last language of a template was deleted."""
    versions.forget(instance.translation_key, deleted=instance.pk)
