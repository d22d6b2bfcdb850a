"""What readers have been able to read is unpublished by editors, not deleted."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cases.models import CaseIndexPage, CasePage
from portal.core.models import Relation
from portal.pages.models import SectionPage
from portal.vocabulary.models import Concept, ConceptKind, PageConcept
from tests.admin.conftest import Pair, new_case
from toolbox.models import GuidePage, PhasePage


def exists(page: Page) -> bool:
    return bool(Page.objects.filter(pk=page.pk).exists())


def try_to_delete(desk: Client, page: Page) -> bool:
    """From the page's own menu, and from the list. Whether it is gone."""
    desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    desk.post(f"{bulk}?id={page.pk}&next=/admin/")
    return not exists(page)


def test_an_editor_unpublishes_what_was_published_and_cannot_delete_it(danish: CasePage, desk: Client) -> None:
    delete = reverse("wagtailadmin_pages:delete", args=[danish.pk])
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[danish.pk])
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[danish.pk])).content.decode()
    assert delete not in html
    assert unpublish in html
    assert delete not in desk.get(reverse("wagtailadmin_explore", args=[danish.get_parent().pk])).content.decode()
    assert not try_to_delete(desk, danish)
    desk.post(unpublish)
    assert not Page.objects.get(pk=danish.pk).live
    assert not try_to_delete(desk, danish), "what was on the air stays retrievable"


@pytest.mark.parametrize("asked", ["unpublish", "delete"])
@pytest.mark.parametrize("gone", ["da", "sv"])
def test_before_a_page_goes_its_editor_is_told_what_leads_to_it(
    pair: Pair, desk: Client, admin_client: Client, gone: str, asked: str
) -> None:
    """A relation is written once, on one page, and leads readers of both languages."""
    guide = GuidePage.objects.filter(translated_from=None)[0]
    page = getattr(pair, gone)
    asking = admin_client if asked == "delete" else desk

    def told() -> tuple[int, str]:
        html = asking.get(reverse(f"wagtailadmin_pages:{asked}", args=[page.pk])).content.decode()
        listed = asking.get(reverse("wagtailadmin_pages:usage", args=[page.pk])).content.decode()
        found = re.search(
            r"\d+", BeautifulSoup(html, "html.parser").select_one(f'a[href*="/pages/{page.pk}/usage/"]').get_text()
        )
        assert found is not None
        return int(found[0]), listed

    before, listed = told()
    assert guide.get_admin_display_title() not in listed
    guide.relations_out.add(Relation(target=pair.da))
    guide.save()
    after, listed = told()
    assert after == before + 1
    assert guide.get_admin_display_title() in listed
    assert before == 0, "its own translation is nothing that depends on it"


@pytest.mark.parametrize("asked", ["unpublish", "delete", "usage"])
@pytest.mark.parametrize("language", ["da", "sv"])
def test_before_a_page_goes_its_editor_is_told_which_phases_show_it(
    pair: Pair, admin_client: Client, language: str, asked: str
) -> None:
    """Nobody pointed the page out there: the phases show it because it is classified with them."""
    page = getattr(pair, language)
    phases = list(PhasePage.objects.filter(locale=page.locale).order_by("path"))

    def told() -> list[str]:
        html = admin_client.get(reverse(f"wagtailadmin_pages:{asked}", args=[page.pk])).content.decode()
        said = BeautifulSoup(html, "html.parser").select(".messages .info a")
        return [str(link["href"]) for link in said]

    assert told() == []
    for concept in Concept.objects.filter(kind=ConceptKind.PHASE, order__in=(2, 5)):
        PageConcept.objects.create(page=pair.da, concept=concept)
    assert told() == [reverse("wagtailadmin_pages:edit", args=[phases[place].pk]) for place in (1, 4)]
    page.unpublish()
    if asked != "unpublish":
        assert told() == [], "no reader finds it"


def test_an_editor_deletes_a_draft_that_nobody_has_read(danish: CasePage, desk: Client) -> None:
    draft = danish.get_parent().add_child(instance=new_case(title="Kladde", live=False))
    assert (
        reverse("wagtailadmin_pages:delete", args=[draft.pk])
        in desk.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    )
    assert try_to_delete(desk, draft)


def test_what_is_published_protects_what_is_above_it(desk: Client, editor: User) -> None:
    home = Page.objects.get(depth=2, locale__language_code="da")
    section = home.add_child(instance=SectionPage(title="Kladde", live=False, locale=home.locale))
    assert section.permissions_for_user(editor).can_delete()
    child = section.add_child(instance=SectionPage(title="Under", search_description="Under den.", locale=home.locale))
    child.save_revision().publish()
    SectionPage.objects.get(pk=child.pk).unpublish()
    above = SectionPage.objects.get(pk=section.pk)
    assert not above.permissions_for_user(editor).can_delete(ignore_bulk=True)
    assert not try_to_delete(desk, above)


def test_an_administrator_deletes_anything(danish: CasePage, admin_client: Client) -> None:
    assert try_to_delete(admin_client, danish)


@pytest.mark.parametrize("general", [True, False])
def test_an_editor_still_moves_what_was_published(danish: CasePage, editor: User, general: bool) -> None:
    """Wagtail asks for permission to delete a page that is moved."""
    page = Page.objects.get(pk=danish.pk) if general else danish
    assert page.permissions_for_user(editor).can_move()
    assert not page.permissions_for_user(editor).can_delete()
    assert CaseIndexPage.objects.get(locale__language_code="da").permissions_for_user(editor).can_edit()
