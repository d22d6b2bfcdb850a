"""A page and its translation: how they are tied, and where their facts live."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cases.models import CasePage
from portal.core.models import TranslationState
from portal.core.visibility import visible
from tests.admin.conftest import Pair, new_case, translate
from tests.admin.posting import form_data, page_form

RELATIONS = ("page_sources", "verification_marks", "participations", "concept_tags")


def test_a_translation_is_a_draft_that_leaves_the_facts_on_the_original(danish: CasePage, editor: User) -> None:
    swedish = translate(danish, editor)
    assert not swedish.live
    assert swedish.translated_from_id == danish.pk
    assert swedish.key == danish.key == "doegnrytme-paa-aeroe"
    assert swedish.translation_key == danish.translation_key
    draft = swedish.get_latest_revision_as_object()
    for page in (swedish, draft):
        assert [getattr(page, name).count() for name in RELATIONS] == [0, 0, 0, 0]
        assert (page.staff_hours, list(page.effects), page.responsible) == (None, [], "")
        assert [page.shared(name).count() for name in RELATIONS] == [1, 1, 1, 1]
        assert page.shared("staff_hours") == 40
        assert page.fact_who == danish.fact_who, "texts are copied, to be translated in place"
    assert [getattr(danish, name).count() for name in RELATIONS] == [1, 1, 1, 1]


def test_the_editor_of_a_translation_has_no_fields_for_facts(pair: Pair, desk: Client) -> None:
    form = page_form(pair.sv.get_latest_revision_as_object())
    assert {"staff_hours", "not_stated", "effects", "concepts_area"}.isdisjoint(form.fields)
    assert not set(RELATIONS) & set(form.formsets)
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[pair.sv.pk])).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[pair.da.pk]) in html
    assert 'name="staff_hours"' not in html


def test_saving_and_publishing_a_translation_touches_no_fact(pair: Pair, desk: Client) -> None:
    data = form_data(pair.sv.get_latest_revision_as_object(), fact_goal="Lugnare nätter för alla på boendet")
    desk.post(reverse("wagtailadmin_pages:edit", args=[pair.sv.pk]), data | {"action-publish": "1"})
    now = pair.again()
    assert now.sv.fact_goal == "Lugnare nätter för alla på boendet"
    assert [getattr(now.da, name).count() for name in RELATIONS] == [1, 1, 1, 1]
    assert now.sv.shared("staff_hours") == 40


@pytest.mark.parametrize("view", ["preview_on_edit", "view_draft", "history"])
def test_views_around_a_translation_work(pair: Pair, desk: Client, view: str) -> None:
    assert desk.get(reverse(f"wagtailadmin_pages:{view}", args=[pair.sv.pk])).status_code == 200


def test_autosave_compare_and_revert_of_a_translation(pair: Pair, desk: Client) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[pair.sv.pk])
    data = form_data(pair.sv.get_latest_revision_as_object(), fact_goal="Ett nytt mål för nätterna här")
    answer = desk.post(edit, data, headers={"accept": "application/json"})
    assert answer.json()["success"] is True
    first, last = pair.sv.revisions.order_by("pk").first(), pair.sv.revisions.order_by("pk").last()
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[pair.sv.pk, first.pk, last.pk])
    assert "nytt mål" in desk.get(compare).content.decode()
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[pair.sv.pk, first.pk])
    assert desk.get(revert).status_code == 200
    desk.post(revert, form_data(first.as_object()))
    assert pair.again().sv.get_latest_revision_as_object().fact_goal == pair.da.fact_goal
    assert pair.again().sv.get_latest_revision_as_object().translated_from_id == pair.da.pk


def test_a_page_first_written_in_swedish_is_the_original(seeded: None, editor: User, pair: Pair) -> None:
    index = pair.sv.get_parent().specific
    case = index.add_child(instance=new_case(title="Först på svenska", staff_hours=3))
    case.save_revision().publish()
    danish = translate(case, editor)
    assert (danish.translated_from_id, danish.language, danish.shared("staff_hours")) == (case.pk, "da", 3)


def test_deleting_the_original_hands_its_facts_over(pair: Pair, desk: Client, admin_client: Client) -> None:
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[pair.da.pk]))
    assert not CasePage.objects.filter(pk=pair.da.pk).exists()
    heir = CasePage.objects.get(pk=pair.sv.pk)
    assert heir.is_original
    assert heir.live
    assert not heir.has_unpublished_changes
    assert not TranslationState.objects.filter(page=heir).exists()
    for page in (heir, heir.get_latest_revision_as_object()):
        assert [getattr(page, name).count() for name in RELATIONS] == [1, 1, 1, 1]
        assert (page.staff_hours, len(page.effects)) == (40, 1)
    data = form_data(heir.get_latest_revision_as_object(), fact_goal="Ett annat mål")
    desk.post(reverse("wagtailadmin_pages:edit", args=[heir.pk]), data | {"action-publish": "1"})
    heir = CasePage.objects.get(pk=heir.pk)
    assert heir.fact_goal == "Ett annat mål"
    assert [getattr(heir, name).count() for name in RELATIONS] == [1, 1, 1, 1]


def test_deleting_a_translation_leaves_the_original_whole(pair: Pair) -> None:
    pair.sv.delete()
    assert [getattr(CasePage.objects.get(pk=pair.da.pk), name).count() for name in RELATIONS] == [1, 1, 1, 1]


def test_a_copy_of_a_translation_is_a_page_of_its_own(pair: Pair) -> None:
    copy = pair.sv.copy(update_attrs={"slug": "kopia", "title": "Kopia"})
    assert (copy.translated_from_id, copy.key, copy.live) == (None, "kopia", True)
    assert TranslationState.objects.filter(page=copy).count() == 0


def test_the_form_for_copying_offers_no_alias(pair: Pair, desk: Client) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[pair.da.pk])
    assert "alias" not in desk.get(address).context["form"].fields
    data = {"new_title": "Ny", "new_slug": "nøgle-på-ærø", "new_parent_page": pair.da.get_parent().pk, "alias": "on"}
    desk.post(address, data)
    made = CasePage.objects.get(slug="noegle-paa-aeroe")
    assert (made.alias_of, made.live) == (None, False)


# --- aliases: wagtail-localize can make them, readers never meet them


@pytest.fixture
def alias(danish: CasePage, editor: User) -> CasePage:
    return danish.copy_for_translation(Locale.objects.get(language_code="sv"), alias=True)


def test_an_alias_is_never_served_or_listed(alias: CasePage, client: Client) -> None:
    assert alias.live
    assert alias.alias_of_id
    assert not visible(CasePage.objects.filter(pk=alias.pk)).exists()
    assert client.get(f"/sv/exempel/{alias.slug}/").status_code == 404
    assert alias.title not in client.get("/sv/exempel/").content.decode()
    assert f"/sv/exempel/{alias.slug}/" not in client.get("/sitemap.xml").content.decode()
    assert alias.title not in client.get("/sv/feed/").content.decode()


def test_a_danish_page_says_that_it_has_no_translation_when_there_is_only_an_alias(
    alias: CasePage, danish: CasePage, client: Client
) -> None:
    html = client.get(f"/da/cases/{danish.slug}/").content.decode()
    assert f"/sv/exempel/{alias.slug}/" not in html


def test_a_translation_turned_into_an_alias_goes_off_the_air(pair: Pair, desk: Client, client: Client) -> None:
    address = f"/sv/exempel/{pair.sv.slug}/"
    assert client.get(address).status_code == 200
    desk.post(reverse("wagtail_localize:convert_to_alias", args=[pair.sv.pk]))
    assert pair.again().sv.alias_of_id == pair.da.pk
    assert client.get(address).status_code == 404


def test_the_editor_does_not_offer_what_would_undo_a_translation(pair: Pair, desk: Client) -> None:
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[pair.sv.pk])).content.decode()
    assert "action-publish" in html
    assert "localize-convert-to-alias" not in html
    assert "localize-restart-translation" not in html


def test_an_alias_that_is_translated_becomes_a_translation(alias: CasePage, danish: CasePage, editor: User) -> None:
    page = translate(danish, editor)
    assert page.pk == alias.pk
    page = CasePage.objects.get(pk=page.pk)
    assert (page.alias_of_id, page.translated_from_id, page.key) == (None, danish.pk, danish.key)
    assert [getattr(page, name).count() for name in RELATIONS] == [0, 0, 0, 0]
    assert TranslationState.objects.filter(page=page).exists()
