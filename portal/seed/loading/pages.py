"""Writes pages: new ones in bulk, changed ones as an editor would publish them, edited and deleted ones not at all."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from wagtail.models import Page

from portal.core.languages import DANISH, LANGUAGES
from portal.core.models import PortalPage
from portal.seed.drafts import ROWS, Draft
from portal.seed.loading.ledger import Ledger
from portal.seed.loading.planting import Planter, child_rows, page_values
from portal.seed.loading.registry import Registry
from portal.seed.loading.report import Outcome
from portal.seed.models import SeededItem
from portal.seed.reading import Content
from portal.vocabulary.models import Concept

_PAGE = SeededItem.Kind.PAGE


def write_pages(drafts: Sequence[Draft], registry: Registry, ledger: Ledger) -> list[PortalPage]:
    """Write every page in both languages.

    Returns:
        the pages that were made or changed.
    """
    present = registry.load_pages([draft.key for draft in drafts])
    new: list[tuple[Draft, str]] = []
    changed: list[tuple[Draft, str, Page]] = []
    for draft in drafts:
        for language in LANGUAGES:
            page = present.get((draft.key, language))
            outcome = ledger.decide(_PAGE, draft.key, language, draft.checksum(language), present=page is not None)
            if outcome is Outcome.CREATED:
                new.append((draft, language))
            elif outcome is Outcome.UPDATED and page is not None:
                # A page that was taken offline was changed by an editor, though it has no new revision.
                written = page.latest_revision_id if page.live else None
                if ledger.untouched(_PAGE, draft.key, language, written):
                    changed.append((draft, language, page))
    planted, left_out = Planter(registry).plant(new)
    checksums = {(draft.key, language): draft.checksum(language) for draft, language in new}
    for page in planted:
        checksum = checksums[page.key, page.language]
        ledger.wrote(_PAGE, page.key, page.language, checksum, page.latest_revision_id, Outcome.CREATED)
    for draft, language in left_out:
        ledger.note(_PAGE, draft.key, language, Outcome.PRESENT)
    for draft, language, page in changed:
        revision = publish(page.specific, draft, language, registry)
        ledger.wrote(_PAGE, draft.key, language, draft.checksum(language), revision, Outcome.UPDATED)
    return [*planted, *(page for _draft, _language, page in changed)]


def publish(page: PortalPage, draft: Draft, language: str, registry: Registry) -> int:
    """Bring a page up to date and publish it.

    Returns:
        the number of the new revision.
    """
    for name, value in page_values(draft, language, registry).items():
        setattr(page, name, value)
    page.draft_title = page.title
    if language == DANISH:
        for name in ROWS.intersection(page.shared_relations):
            getattr(page, name).set(child_rows(page, name, draft.rows.get(name, ()), registry))
    revision = page.save_revision(clean=False)
    revision.publish()
    return int(revision.pk)


def tie_concepts(content: Content, registry: Registry) -> None:
    """Let each concept point to the page about it, where it points nowhere yet; one of its own key needs no naming."""
    named = {facet.key: facet.about for facet in content.facets if facet.about}
    named |= {term.key: term.about for term in content.terms if term.about}
    concepts = list(Concept.objects.filter(about=None))
    for concept in concepts:
        concept.about_id = registry.pages.get((named.get(concept.key, concept.key), DANISH))
        concept.updated_at = timezone.now()  # a bulk update leaves it; search notices changes by it
    Concept.objects.bulk_update([concept for concept in concepts if concept.about_id], ["about", "updated_at"])
