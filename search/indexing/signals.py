"""Notices what changes what readers may find: publication, withdrawal, moves, addresses, privacy, deletion, words.

Saving a draft changes nothing for readers, and autosave does it twice a second: no save is listened to.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.core.models import PortalPage, Relation
from portal.organisations.models import Participation
from portal.vocabulary.models import Concept, GlossaryPage, PageConcept
from search.indexing import neighbours, outbox
from search.indexing.documents import uid


def _with_translations(page: Page) -> list[int]:
    """The page and its translations: facts and other-language words of one are part of the other's document."""
    return list(Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True))


def _below(page: Page) -> list[int]:
    """The page and everything under it, with their translations."""
    keys = Page.objects.filter(path__startswith=page.path).values("translation_key")
    return list(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


@receiver([page_published, page_unpublished])
def content_changed(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A page was published or withdrawn; its title and summary are part of its neighbours' documents."""
    if isinstance(instance, PortalPage):
        outbox.mark([*_with_translations(instance), *neighbours.numbers([instance.translation_key])])


@receiver([post_save, post_delete], sender=Relation)
@receiver([post_save, post_delete], sender=Participation)
def joined_otherwise(sender: Any, instance: Relation | Participation, raw: bool = False, **kwargs: Any) -> None:
    """Two pages belong together, or no longer do; the one that was published marks itself."""
    if raw:
        return
    other = instance.target_id if isinstance(instance, Relation) else instance.organisation_id
    if other:
        keys = Page.objects.filter(pk=other).values("translation_key")
        outbox.mark(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


@receiver(page_slug_changed)
def address_changed(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A page has a new address, and so has everything under it."""
    outbox.mark(_below(instance))


@receiver(post_page_move)
def page_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A branch stands elsewhere."""
    outbox.mark(_below(instance))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A branch became private or public."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        outbox.mark(_below(page))


@receiver(pre_delete)
def page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page goes; its documents are named here, since afterwards nothing else can."""
    if not isinstance(instance, PortalPage):
        return
    suffixes = Concept.objects.values_list("key", flat=True) if isinstance(instance, GlossaryPage) else []
    others = [pk for pk in _with_translations(instance) if pk != instance.pk]
    others += neighbours.numbers([instance.translation_key])
    outbox.mark(others, gone=[uid(instance.pk), *(uid(instance.pk, suffix) for suffix in suffixes)])


@receiver([post_save, post_delete], sender=Concept)
def concept_changed(sender: Any, instance: Concept, raw: bool = False, **kwargs: Any) -> None:
    """A term has new words: its glossary entry, and the pages whose facet it names."""
    if raw:
        return
    glossaries = list(GlossaryPage.objects.values_list("pk", flat=True))
    tagged = PageConcept.objects.filter(concept_id=instance.pk).values("page__translation_key")
    pages = Page.objects.filter(translation_key__in=tagged).values_list("pk", flat=True)
    deleted = kwargs.get("created") is None
    taken_out = deleted or not instance.in_glossary
    outbox.mark([*glossaries, *pages], gone=[uid(page, instance.key) for page in glossaries] if taken_out else ())
