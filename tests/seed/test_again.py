"""Seeding again writes what changed in the files, and never what an editor wrote, changed or deleted."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from wagtail.models import Page

from portal.core.models import Navigation, Source
from portal.pages.models import StandardPage
from portal.seed.loading import Outcome, Report, load, registers
from portal.seed.models import SeededItem
from portal.seed.validation import load_files
from portal.vocabulary.models import Concept
from tests.seed.conftest import Files
from toolbox.models import GuidePage

pytestmark = pytest.mark.usefixtures("seeded")

GUIDE = "guides/markedsdialog.yaml"


def row_counts() -> dict[type[models.Model], int]:
    return {model: model._default_manager.count() for model in apps.get_models()}


def guide(language: str = "da") -> GuidePage:
    return GuidePage.objects.get(key="markedsdialog", locale__language_code=language)


def seed(files: Files) -> Report:
    return load(load_files(files.folder))


def test_seeding_twice_is_seeding_once() -> None:
    before, newest = row_counts(), Page.objects.order_by("-latest_revision_created_at").first()
    report = load(load_files())
    assert row_counts() == before
    assert Page.objects.order_by("-latest_revision_created_at").first() == newest
    assert report.count(Outcome.UNCHANGED) == SeededItem.objects.count()
    assert not report.named


def test_the_command_says_what_it_left_alone() -> None:
    out = io.StringIO()
    call_command("seed", stdout=out)
    assert "pages: 198 unchanged" in out.getvalue()


def test_a_changed_entry_updates_its_page_and_no_other(files: Files) -> None:
    files.replace(GUIDE, "da: Markedsdialog på lige vilkår", "da: Markedsdialog for alle")
    files.replace(GUIDE, "  - S2\nrelated:", "related:")
    files.replace(GUIDE, "[S2]", "[R09]")
    files.replace(GUIDE, "[S2]", "[R09]")
    before, pk, revision = row_counts(), guide().pk, guide().latest_revision_id
    report = seed(files)
    page = guide()
    assert (page.pk, page.title, page.draft_title) == (pk, "Markedsdialog for alle", "Markedsdialog for alle")
    assert [row.source.ref for row in page.page_sources.all()] == ["R09", "R34"]
    assert page.latest_revision_id == page.live_revision_id != revision
    assert page.get_latest_revision_as_object().title == "Markedsdialog for alle"
    assert guide("sv").title == "Marknadsdialog på lika villkor"
    assert report.count(Outcome.UPDATED) == 2  # the guide in Danish, and in Swedish for its text without the source
    assert row_counts()[GuidePage] == before[GuidePage]


def test_an_updated_page_is_left_alone_from_then_on(files: Files) -> None:
    files.replace(GUIDE, "da: Markedsdialog på lige vilkår", "da: Markedsdialog for alle")
    seed(files)
    again = seed(files)
    assert again.count(Outcome.UPDATED) == 0
    assert again.count(Outcome.UNCHANGED) == SeededItem.objects.count()


@pytest.mark.parametrize("published", [True, False], ids=["published", "draft"])
def test_what_an_editor_wrote_stays(files: Files, published: bool) -> None:
    page = guide()
    page.title = "Redaktionens titel"
    revision = page.save_revision()
    if published:
        revision.publish()
    files.replace(GUIDE, "da: Markedsdialog på lige vilkår", "da: Markedsdialog for alle")
    report = seed(files)
    assert guide().get_latest_revision_as_object().title == "Redaktionens titel"
    assert guide().latest_revision_id == revision.pk
    assert guide().title == ("Redaktionens titel" if published else "Markedsdialog på lige vilkår")
    assert report.named == ["pages markedsdialog (da): left alone: edited in the portal"]


def test_a_page_that_an_editor_took_offline_stays_offline(files: Files) -> None:
    guide().unpublish()
    files.replace(GUIDE, "da: Markedsdialog på lige vilkår", "da: Markedsdialog for alle")
    seed(files)
    assert not guide().live
    assert guide().title == "Markedsdialog på lige vilkår"


def test_a_page_that_an_editor_moved_or_renamed_stays_where_it_is(files: Files) -> None:
    page = StandardPage.objects.get(key="privatliv", locale__language_code="da")
    page.move(StandardPage.objects.get(key="om", locale__language_code="da"), pos="last-child")
    files.replace("pages/privatliv.yaml", "da: Privatliv", "da: Dit privatliv")
    seed(files)
    page = StandardPage.objects.get(key="privatliv", locale__language_code="da")
    assert (page.title, page.url) == ("Dit privatliv", "/da/om/privatliv/")


@pytest.mark.parametrize("language", ["da", "sv"])
def test_a_deleted_page_is_not_brought_back(files: Files, language: str) -> None:
    guide(language).delete()
    files.replace(GUIDE, "da: Markedsdialog på lige vilkår", "da: Markedsdialog for alle")
    files.replace(GUIDE, "sv: Marknadsdialog på lika villkor", "sv: Marknadsdialog för alla")
    report = seed(files)
    assert not GuidePage.objects.filter(key="markedsdialog", locale__language_code=language).exists()
    assert f"pages markedsdialog ({language}): not brought back: deleted in the portal" in report.named
    other = guide("sv" if language == "da" else "da")
    # A deleted original has given its facts to the translation, which keeps them and is the editors' from then on.
    assert other.page_sources.count() == 3
    assert other.title == ("Marknadsdialog på lika villkor" if language == "da" else "Markedsdialog for alle")


def test_a_field_that_a_later_version_adds_is_not_an_editors_work(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database was written by a version of the concepts without one of their fields."""
    whole = registers._concept

    def before(*given: Any) -> Any:
        fields, labels = whole(*given)
        return {name: value for name, value in fields.items() if name != "to_verify" or value}, labels

    monkeypatch.setattr(registers, "_concept", before)
    assert seed(files).count(Outcome.UNCHANGED) == SeededItem.objects.count()
    monkeypatch.setattr(registers, "_concept", whole)
    files.replace("facets.yaml", "da: Hjemmepleje", "da: Pleje i hjemmet")
    report = seed(files)
    assert Concept.objects.get(key="hjemmepleje").name_da == "Pleje i hjemmet"
    assert not report.named


def test_registers_are_updated_unless_edited_and_not_brought_back(files: Files) -> None:
    Source.objects.filter(ref="S1").update(publisher="Redaktionen")
    Concept.objects.filter(key="opi").update(definition_da="Rettet")
    Concept.objects.get(key="netvaerks-opi").delete()
    files.replace("sources.yaml", "publisher: Danish Life Science Cluster", "publisher: DLSC")
    files.replace("sources.yaml", "publisher: Kommunal Sundhed", "publisher: Kommunal Sundhed, redaktionen")
    files.replace("vocabulary.yaml", "en: public-private innovation", "en: public-private innovation partnership")
    files.replace("vocabulary.yaml", "en: network-based public-private innovation", "en: networked innovation")
    files.replace("vocabulary.yaml", "- text: velfærdstek\n", "- text: velfærds-it\n")
    report = seed(files)
    assert Source.objects.get(ref="S1").publisher == "Redaktionen"
    assert Source.objects.get(ref="S2").publisher == "Kommunal Sundhed, redaktionen"
    assert Concept.objects.get(key="opi").definition_da == "Rettet"
    assert not Concept.objects.filter(key="netvaerks-opi").exists()
    words = Concept.objects.get(key="velfaerdsteknologi").labels.filter(language="da").values_list("text", flat=True)
    assert next(iter(words)) == "velfærds-it"
    assert len(words) == 6
    assert len(report.named) == 3


def test_the_footer_follows_the_files_until_an_editor_changes_it(files: Files) -> None:
    files.replace("pages/footer.yaml", "da: Om Samværk", "da: Om portalen")
    seed(files)
    danish = Navigation.objects.get(locale__language_code="da")
    assert next(heading for heading, _links in danish.footer_entries()) == "Om portalen"
    Navigation.objects.filter(pk=danish.pk).update(tagline="Redaktionens")
    files.replace("pages/footer.yaml", "da: Om portalen", "da: Om os")
    report = seed(files)
    danish.refresh_from_db()
    assert next(heading for heading, _links in danish.footer_entries()) == "Om portalen"
    assert report.named == ["headers and footers navigation (da): left alone: edited in the portal"]


def test_a_page_of_an_editor_with_the_same_address_is_left_alone(files: Files) -> None:
    text = (files.folder / "pages/om.yaml").read_text(encoding="utf-8")
    summary = "summary:\n  da: >-\n    Hvad"
    assert summary in text
    home = Page.objects.get(depth=2, locale__language_code="da")
    home.add_child(instance=StandardPage(title="Nyheder", slug="nyheder", body="<p>Mine</p>", search_description=""))
    text = (
        text.replace("key: om\n", "key: nyheder\n")
        .replace("da: om\n", "da: nyheder\n")
        .replace("sv: om\n", "sv: nyheter\n")
    )
    text = text.replace(summary, "summary:\n  da: >-\n    Hvad nyt,").replace(
        "  sv: >-\n    Vad", "  sv: >-\n    Vad nytt,", 1
    )
    (files.folder / "pages/nyheder.yaml").write_text(text, encoding="utf-8")
    report = seed(files)
    assert StandardPage.objects.get(slug="nyheder", locale__language_code="da").body == "<p>Mine</p>"
    assert StandardPage.objects.filter(slug="nyheter", locale__language_code="sv").exists()
    assert report.named == ["pages nyheder (da): left alone: there already"]
