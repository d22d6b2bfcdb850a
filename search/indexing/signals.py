"""Notices what changes what readers may find: publication, withdrawal, moves, addresses, privacy, deletion, words.

A page is written down in the transaction that saves it, so that no moment lies between the two. Saving a draft changes
nothing for readers, and autosave does it twice a second: such saves write only fields that no reader sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from portal.core.models import PortalPage, Relation
from portal.organisations.models import Participation
from portal.vocabulary.models import Concept, GlossaryPage, PageConcept
from search.indexing import neighbours, outbox
from search.indexing.documents import uid

UNSEEN_FIELDS: Final = frozenset(
    {
        "draft_title",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
    }
)
"""Fields of a page whose change no reader sees."""


def affected(pages: Iterable[int]) -> list[int]:
    """The pages, their translations and their neighbours: words of a page are part of the others' documents."""
    ids = list(pages)
    keys = set(Page.objects.filter(pk__in=ids).values_list("translation_key", flat=True))
    translations = Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True)
    return list(dict.fromkeys([*ids, *translations, *neighbours.numbers(keys)]))


def _below(path: str) -> list[int]:
    """The page at a place of the tree and everything under it."""
    return list(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))


@receiver(pre_save)
def page_is_saved(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Before a page is saved: see how readers have it now."""
    if isinstance(instance, Page) and not raw and not UNSEEN_FIELDS.issuperset(update_fields or {"all"}):
        before = Page.objects.filter(pk=instance.pk).values_list("live", "url_path").first() if instance.pk else None
        instance._readers_have = before or (False, "")


@receiver(post_save)
def page_saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A page was published, withdrawn, moved or renamed; what stands under it has then got a new address too.

    Wagtail brings the addresses up to date in the same transaction.
    """
    before = getattr(instance, "_readers_have", None) if isinstance(instance, Page) else None
    if raw or before is None:
        return
    del instance._readers_have
    live, address = before
    if address and address != instance.url_path:
        outbox.mark(affected(_below(instance.path)))
    elif live or instance.live:
        outbox.mark(affected([instance.pk]))


@receiver([post_save, post_delete], sender=Relation)
@receiver([post_save, post_delete], sender=Participation)
def joined_otherwise(sender: Any, instance: Relation | Participation, raw: bool = False, **kwargs: Any) -> None:
    """Two pages belong together, or no longer do."""
    if raw:
        return
    ends = {
        getattr(instance, name)
        for name in ("source_id", "target_id", "page_id", "organisation_id")
        if getattr(instance, name, None)
    }
    keys = Page.objects.filter(pk__in=ends).values("translation_key")
    outbox.mark(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(sender: Any, instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """A branch became private or public."""
    path = None if raw else Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path:
        outbox.mark(affected(_below(path)))


@receiver(pre_delete)
def page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page goes; its documents are named here, since afterwards nothing else can."""
    if not isinstance(instance, PortalPage):
        return
    suffixes = Concept.objects.values_list("key", flat=True) if isinstance(instance, GlossaryPage) else []
    gone = [uid(instance.pk), *(uid(instance.pk, suffix) for suffix in suffixes)]
    outbox.mark(affected([instance.pk]), gone=gone)


@receiver([post_save, post_delete], sender=Concept)
def concept_changed(sender: Any, instance: Concept, raw: bool = False, **kwargs: Any) -> None:
    """A term has new words: its glossary entry, and the pages whose facet it names."""
    if raw:
        return
    glossaries = list(GlossaryPage.objects.values_list("pk", flat=True))
    tagged = PageConcept.objects.filter(concept_id=instance.pk).values("page__translation_key")
    pages = Page.objects.filter(translation_key__in=tagged).values_list("pk", flat=True)
    outbox.mark([*glossaries, *pages], gone=[uid(page, instance.key) for page in glossaries])
