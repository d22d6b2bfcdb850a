"""The admin in the editor's own language: words that Wagtail keeps in English or the portal keeps twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Collection, GroupPagePermission, Page, Task, Workflow, get_page_models
from wagtail.users.models import UserProfile

from portal.core.languages import sort_key
from portal.core.models import PortalPage, Source, VerificationPoint
from portal.vocabulary.blocks import ConceptChooserBlock
from tests.admin.conftest import Pair

LANGUAGES = ("da", "sv")
both = pytest.mark.parametrize("language", LANGUAGES)


def speak(user: User, language: str) -> None:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


def soup(desk: Client, name: str, *args: object) -> BeautifulSoup:
    response = desk.get(reverse(name, args=args))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_every_page_type_has_a_name() -> None:
    """Without one, Django makes an English one of the class's name."""
    models = [model for model in get_page_models() if issubclass(model, PortalPage)]
    assert len(models) > 10
    assert [model for model in models if "verbose_name" not in model._meta.original_attrs] == []


def test_names_that_are_stored_are_words_of_both_languages(seeded: None) -> None:
    """They are shown as they are stored, whatever the editor's language."""
    stored = {
        *Group.objects.values_list("name", flat=True),
        *Workflow.objects.values_list("name", flat=True),
        *Task.objects.values_list("name", flat=True),
        *Collection.objects.values_list("name", flat=True),
    }
    assert {"Arkiv", "Chefredaktion", "Chefredaktionen", "Redaktion"} <= stored
    assert stored.isdisjoint({"Editors", "Moderators", "Moderators approval", "Root"})


@both
def test_the_way_to_a_list_of_snippets_begins_in_the_editors_language(
    desk: Client, editor: User, language: str
) -> None:
    speak(editor, language)
    for model in ("vocabulary_concept", "core_source", "core_verificationpoint"):
        steps = soup(desk, f"wagtailsnippets_{model}:list").select_one(".w-breadcrumbs")
        assert steps is not None
        assert {"da": "Forside", "sv": "Startsida"}[language] in steps.get_text(" ")


@both
def test_the_button_that_sends_a_page_to_approval_has_no_english(desk: Client, editor: User, language: str) -> None:
    speak(editor, language)
    page = Page.objects.filter(depth=4, locale__language_code=language).order_by("path")[0]
    GroupPagePermission.objects.filter(group__user=editor, permission__codename="publish_page").delete()
    buttons = soup(desk, "wagtailadmin_pages:edit", page.pk).select('[name="action-submit"]')
    assert [" ".join(button.get_text().split()) for button in buttons] == [
        {"da": "Send til Chefredaktionen", "sv": "Lämna in till Chefredaktionen"}[language]
    ]


def labels(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.select("[aria-label]"):
        yield str(tag["aria-label"])


@both
@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_explore", "wagtailadmin_pages:edit"])
def test_labels_are_translated(desk: Client, editor: User, language: str, name: str) -> None:
    speak(editor, language)
    page = Page.objects.filter(depth=3, locale__language_code=language).order_by("path")[0]
    found = set(labels(soup(desk, name, *([] if name == "wagtailadmin_home" else [page.pk]))))
    assert "Actions" not in found
    if name != "wagtailadmin_home":
        assert {"da": "Handlinger", "sv": "Handlingar"}[language] in found


@both
def test_the_report_on_page_types_has_names_for_people(desk: Client, editor: User, language: str) -> None:
    speak(editor, language)
    table = soup(desk, "wagtailadmin_reports:page_types_usage").select_one("table.listing")
    text = table.get_text(" ")
    assert not re.search(r"\b\w+\.\w*page\b", text)
    assert {"da": "Caseoversigt", "sv": "Exempelöversikt"}[language] in text
    counts = {
        row.td.get_text().strip(): row.select_one(".count").get_text().strip() for row in table.select("tbody tr")
    }
    assert counts[{"da": "Værktøjskasse", "sv": "Verktygslåda"}[language]] == "2"
    assert len(counts) == len(table.select("tbody tr"))


@both
def test_nobody_is_not_called_none(desk: Client, editor: User, language: str) -> None:
    """The portal's first pages were published by nobody."""
    speak(editor, language)
    rows = soup(desk, "wagtailadmin_reports:aging_pages").select("table.listing tbody tr")
    publishers = {row.select("td")[3].get_text().strip() for row in rows}
    assert publishers == {"–"}


@both
def test_the_density_of_the_admin_is_no_website(desk: Client, editor: User, language: str) -> None:
    speak(editor, language)
    options = soup(desk, "wagtailadmin_account").select('select[name$="density"] option, [name$="density"]')
    assert "Standard" in " ".join(one.parent.get_text(" ") for one in options).split()
    assert "Standardwebbplats" not in soup(desk, "wagtailadmin_account").get_text()


@both
def test_lists_show_the_editors_language(desk: Client, editor: User, language: str) -> None:
    speak(editor, language)
    points = soup(desk, "wagtailsnippets_core_verificationpoint:list").get_text()
    sources = soup(desk, "wagtailsnippets_core_source:list").get_text()
    for shown in LANGUAGES:
        point = VerificationPoint.objects.get(code="V1").text(shown)
        source = Source.objects.exclude(title_da="").order_by("ref")[0].title(shown)
        assert (point in points) is (shown == language)
        assert (source in sources) is (shown == language)


@both
def test_sources_are_sorted_by_the_title_that_is_shown(desk: Client, editor: User, language: str) -> None:
    speak(editor, language)
    address = reverse("wagtailsnippets_core_source:list")
    listed = desk.get(address, {"ordering": f"title_{language}"}).context["object_list"]
    expected = Source.objects.order_by(f"title_{language}").values_list(f"title_{language}", flat=True)
    assert [getattr(row, f"title_{language}") for row in listed] == list(expected[: len(listed)])


@both
def test_what_is_to_be_verified_is_named_and_sorted_in_the_editors_language(
    pair: Pair, desk: Client, editor: User, language: str
) -> None:
    speak(editor, language)
    report = soup(desk, "portal_verification_report")
    titles = [cell.get_text().strip() for cell in report.select("table.listing td.title")]
    mine, other = (pair.da.title, pair.sv.title) if language == "da" else (pair.sv.title, pair.da.title)
    assert mine in titles
    assert other not in titles
    assert titles == sorted(titles, key=lambda title: sort_key(title, language))
    point = VerificationPoint.objects.get(code="V1")
    options = {option.get_text() for option in report.select('select[name="point"] option')}
    assert str(point.text(language))[:40] in " ".join(options)


@both
def test_points_in_the_page_editor_are_in_the_editors_language(
    pair: Pair, desk: Client, editor: User, language: str
) -> None:
    speak(editor, language)
    for page in (pair.da, pair.sv):
        mark = page.shared("verification_marks").get()
        mark.note_da, mark.note_sv = "Ring til Ærø", "Ring Ærø"
        mark.save()
        notice = soup(desk, "wagtailadmin_pages:edit", page.pk).select_one("#points-to-verify")
        assert mark.note(language) in notice.get_text()


@both
def test_a_page_in_both_languages_has_nothing_to_translate(desk: Client, editor: User, language: str) -> None:
    speak(editor, language)
    page = Page.objects.filter(depth=4, locale__language_code="da").order_by("path")[0]
    done = soup(desk, "wagtail_localize:submit_page_translation", page.pk)
    assert not done.select('form [name="locales"], main input[type="submit"]')
    assert {"da": "Siden findes allerede", "sv": "Sidan finns redan"}[language] in done.get_text()
    page.get_translations().first().delete()
    again = soup(desk, "wagtail_localize:submit_page_translation", page.pk)
    assert len(again.select('[name="locales"]')) == 1
    assert again.select('main input[type="submit"]')


def test_a_chooser_that_is_kept_speaks_the_language_of_the_moment() -> None:
    block = ConceptChooserBlock("area")
    said = {}
    for language in ("da", "sv", "da"):
        with override(language):
            said[language] = block.widget.render("area", None, {"id": "area"})
    assert "Vælg begreb" in said["da"]
    assert "Välj begrepp" in said["sv"]
    assert "Välj" not in said["da"]
