"""Who may do what in the admin, and what its lists and reports show."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from cases.models import CasePage
from portal.core.models import Source, VerificationMark, VerificationPoint
from portal.core.permissions import EDITORS, after_migrate, before_migrate, grant_editor_permissions
from portal.vocabulary.models import Concept, ConceptKind
from tests.admin.conftest import Pair, in_swedish, translate

REPORTS = ["portal_verification_report", "portal_translations_report"]
LISTS = ["vocabulary_concept", "core_source", "core_verificationpoint", "core_navigation"]


@pytest.mark.parametrize("name", [*REPORTS, *(f"{name}_results" for name in REPORTS)])
def test_reports_are_for_editors(desk: Client, outsider: User, client: Client, name: str) -> None:
    assert desk.get(reverse(name)).status_code == 200
    assert client.get(reverse(name)).status_code == 302
    client.force_login(outsider)
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", LISTS)
def test_editors_find_and_edit_what_is_not_a_page(desk: Client, outsider: User, client: Client, name: str) -> None:
    address = reverse(f"wagtailsnippets_{name}:list")
    response = desk.get(address)
    assert response.status_code == 200
    first = response.context["object_list"][0]
    assert desk.get(reverse(f"wagtailsnippets_{name}:edit", args=[first.pk])).status_code == 200
    assert desk.get(address, {"export": "csv"}).status_code == 200
    client.force_login(outsider)
    assert client.get(address).status_code == 302


def test_an_editor_works_under_the_front_pages_only(editor: User) -> None:
    for home in Page.objects.filter(depth=2):
        allowed = home.permissions_for_user(editor)
        assert allowed.can_edit()
        assert allowed.can_publish()
        assert allowed.can_add_subpage()
    assert not Page.get_first_root_node().permissions_for_user(editor).can_add_subpage()
    assert editor.has_perm("wagtail_localize.submit_translation")
    assert editor.has_perm("vocabulary.change_concept")
    assert not editor.has_perm("core.add_navigation"), "there is one header and footer per language"
    assert not editor.has_perm("auth.change_user")


def test_giving_the_permissions_again_changes_nothing(editor: User) -> None:
    def given() -> tuple[set[Any], set[Any]]:
        group = Group.objects.get(name=EDITORS)
        pages = set(GroupPagePermission.objects.filter(group=group).values_list("page", "permission"))
        return set(group.permissions.values_list("pk", flat=True)), pages

    grant_editor_permissions()
    before = given()
    grant_editor_permissions()
    assert given() == before


def test_what_an_administrator_takes_away_stays_away(editor: User) -> None:
    group = Group.objects.get(name=EDITORS)
    group.permissions.remove(*group.permissions.filter(codename="delete_concept"))
    before_migrate(sender=None)
    after_migrate(sender=None)
    assert not group.permissions.filter(codename="delete_concept").exists()


def test_a_model_that_comes_later_is_opened_to_editors(editor: User) -> None:
    group = Group.objects.get(name=EDITORS)
    Permission.objects.filter(codename__in=["add_source", "change_source"]).delete()
    before_migrate(sender=None)
    after_migrate(sender=None)
    assert group.permissions.filter(codename__in=["add_source", "change_source"]).count() == 2


def test_the_menu_has_what_editors_need(desk: Client) -> None:
    home = desk.get(reverse("wagtailadmin_home"))
    html = home.content.decode()
    for name in ("portal_verification_report", "portal_translations_report"):
        assert reverse(name) in html
    assert reverse("wagtail_localize:translations_report") not in html, "it calls every translation up to date"
    assert reverse("wagtailsnippets:index") + '"' not in html


# --- the report of what is to be verified


def rows(client: Client, name: str, **filters: str) -> list[dict[str, str]]:
    response = client.get(reverse(name), {"export": "csv", **filters})
    text = b"".join(getattr(response, "streaming_content"))  # noqa: B009
    return list(csv.DictReader(text.decode().splitlines()))


def test_every_open_point_and_concept_is_reported(desk: Client) -> None:
    found = rows(desk, REPORTS[0])
    marks = VerificationMark.objects.filter(settled_on=None).count()
    concepts = Concept.objects.exclude(to_verify="").count()
    assert marks > 50
    assert len(found) == marks + concepts


def test_a_reported_point_says_where_and_what(pair: Pair, desk: Client) -> None:
    point = VerificationPoint.objects.all()[0]
    [row] = [row for row in rows(desk, REPORTS[0]) if pair.da.title in row.values()]
    title, _kind, languages, code, text, _responsible = row.values()
    assert (title, languages, code, text) == (pair.da.title, "Dansk, Svenska", point.code, "Ring")


def test_a_settled_point_leaves_the_report_and_the_editor(pair: Pair, desk: Client) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[pair.sv.pk])
    assert 'id="points-to-verify"' in desk.get(edit).content.decode()
    assert "#points-to-verify" in desk.get(edit).content.decode()
    VerificationMark.objects.filter(page=pair.da).update(settled_on="2026-11-01")
    assert not [row for row in rows(desk, REPORTS[0]) if pair.da.title in row.values()]
    assert "#points-to-verify" not in desk.get(edit).content.decode()


def test_points_to_verify_are_never_shown_to_readers(pair: Pair, client: Client) -> None:
    VerificationMark.objects.filter(page=pair.da).update(note_da="Hemmelig note", note_sv="Hemlig anteckning")
    assert "Hemmelig note" not in client.get(pair.da.url).content.decode()
    assert "Hemlig anteckning" not in client.get(pair.sv.url).content.decode()


@pytest.mark.parametrize(
    ("filters", "marks", "concepts"), [({"where": "pages"}, True, False), ({"where": "concepts"}, False, True)]
)
def test_the_report_can_be_filtered(desk: Client, filters: dict[str, str], marks: bool, concepts: bool) -> None:
    Concept.objects.filter(pk=Concept.objects.all()[0].pk).update(to_verify="Er ordet rigtigt?")
    codes = [list(row.values())[4] for row in rows(desk, REPORTS[0], **filters)]
    assert ("Er ordet rigtigt?" in codes) is concepts
    assert (len(codes) > 50) is marks


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [("V15", "offentlig-privat innovation", "modersmål"), ("", "prøv jer frem", "Er ordet rigtigt?")],
)
def test_a_concept_to_verify_is_found_by_its_point(desk: Client, code: str, name: str, text: str) -> None:
    """A concept names a general point by its code, or says in words of its own what is to be checked."""
    other = Concept.objects.filter(to_verify="")[0]
    Concept.objects.filter(pk=other.pk).update(to_verify="Er ordet rigtigt?", name_da="prøv jer frem")
    point = str(VerificationPoint.objects.get(code=code).pk) if code else "none"
    found = [list(row.values()) for row in rows(desk, REPORTS[0], point=point, where="concepts")]
    assert [row for row in found if row[0] == name and text in row[4]]
    assert {row[3] for row in found} == ({code} if code else {"Bemærkning"})


# --- the report of translations


def test_missing_unpublished_and_changed_translations_are_reported(
    danish: CasePage, desk: Client, editor: User
) -> None:
    def mine(**filters: str) -> list[str]:
        return [list(row.values())[3] for row in rows(desk, REPORTS[1], **filters) if danish.title in row.values()]

    [missing] = mine()
    assert mine(state="missing", language="sv") == [missing]
    assert mine(state="missing", language="da") == mine(state="changed") == []
    swedish = translate(danish, editor)
    [draft] = mine()
    assert draft != missing
    assert mine(state="draft") == [draft]
    in_swedish(swedish.get_latest_revision_as_object()).save_revision().publish()
    assert mine() == []
    danish.fact_what = "Noget andet"
    danish.save_revision().publish()
    assert len(mine(state="changed")) == 1


# --- choosers


def test_the_chooser_shows_both_names_and_keeps_to_the_kind(desk: Client) -> None:
    chooser = reverse(Concept.snippet_viewset.chooser_viewset.get_url_name("choose"))
    html = desk.get(chooser, {"kind": "actor"}).json()["html"]
    for concept in Concept.objects.filter(kind=ConceptKind.ACTOR):
        assert concept.name_da in html
        assert concept.name_sv in html
    assert Concept.objects.filter(kind=ConceptKind.AREA)[0].name_da not in html


@pytest.mark.parametrize("word", ["name_sv", "synonym"])
def test_concepts_are_found_by_any_of_their_words(desk: Client, word: str) -> None:
    concept = Concept.objects.filter(labels__isnull=False)[0]
    query = concept.name_sv if word == "name_sv" else concept.labels.all()[0].text
    found = desk.get(reverse("wagtailsnippets_vocabulary_concept:list"), {"q": query}).context["object_list"]
    assert concept in list(found)


def test_the_list_says_how_often_a_source_is_used(desk: Client, pair: Pair) -> None:
    source = pair.da.page_sources.get().source
    listed = desk.get(reverse("wagtailsnippets_core_source:list")).context["object_list"]
    [row] = [row for row in listed if row.pk == source.pk]
    assert row.use_count == Source.objects.get(pk=source.pk).uses.count()
