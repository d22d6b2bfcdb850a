"""Keeps participations right when an organisation's page goes."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page

from portal.core.models import PortalPage
from portal.organisations.models import Participation


@receiver(post_delete)
def lead_participations_to_the_heir(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A participation handed over while a whole branch is deleted may name a page that goes with it."""
    if isinstance(instance, PortalPage):
        heir = (
            Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk).order_by("pk").first()
        )
        Participation.objects.filter(organisation_id=instance.pk).update(organisation=heir)
