"""A change of the original is flagged text by text on its translation."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry

from cases.models import CasePage
from portal.core import staleness
from portal.core.editing.pages import UP_TO_DATE
from portal.core.models import PortalPage, TranslationState
from portal.core.prose import readable, text_fields, texts
from portal.vocabulary.models import Concept, ConceptKind
from tests.admin.conftest import Pair, in_swedish, translate
from tests.admin.posting import form_data
from toolbox.models import GuidePage


def edit(page: Page, change: Callable[[Any], object], *, publish: bool = True) -> None:
    draft = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    change(draft)
    revision = draft.save_revision()
    if publish:
        revision.publish()


def put(**values: Any) -> Callable[[Any], None]:
    """A change that sets fields."""

    def change(page: Any) -> None:
        for name, value in values.items():
            setattr(page, name, value)

    return change


def stale(page: Page) -> dict[str, tuple[str, str]]:
    """Label, and text before and after, of what is flagged."""
    page = Page.objects.get(pk=page.pk).specific
    found = staleness.changes(page)
    assert TranslationState.objects.get(page=page).changed_fields == len(found), "the lists show what the editor shows"
    return {change.label: (change.before, change.after) for change in found}


def test_a_new_translation_is_up_to_date(pair: Pair) -> None:
    assert stale(pair.sv) == {}


def test_republishing_without_a_change_is_silent(pair: Pair, desk: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[pair.da.pk])
    desk.post(address, form_data(pair.da.get_latest_revision_as_object()) | {"action-publish": "1"})
    assert pair.again().da.live_revision_id != pair.da.live_revision_id
    assert stale(pair.sv) == {}


def test_line_ends_and_block_keys_are_no_changes(pair: Pair) -> None:
    edit(pair.da, put(funding="Egne midler\n\nog fonde"))
    staleness.mark_up_to_date(pair.again().sv)
    edit(pair.da, put(funding="Egne midler\r\n\r\nog fonde\r\n"))
    edit(pair.da, lambda page: setattr(page, "unknown", page.unknown.replace("<p>", '<p data-block-key="x1">')))
    assert stale(pair.sv) == {}


def test_each_kind_of_text_is_flagged_with_before_and_after(pair: Pair) -> None:
    def change(page: CasePage) -> None:
        page.title = "Døgnrytme på Ærø og Fyn"
        page.fact_goal = "Bedre søvn for alle"
        page.unknown = "<p>Vi ved ikke, om virkningen holder i <b>længden</b>.</p>"
        page.story[1].value["text"] = "Beboerne sover nu hele natten."

    edit(pair.da, change)
    found = stale(pair.sv)
    assert set(found.values()) == {
        ("Døgnrytme på Ærø", "Døgnrytme på Ærø og Fyn"),
        ("Bedre søvn for beboere med demens", "Bedre søvn for alle"),
        ("Vi ved ikke, om virkningen holder i længden.", "Vi ved ikke, om virkningen holder i **længden**."),
        ("Beboerne sover nu det meste af natten.", "Beboerne sover nu hele natten."),
    }


def test_blocks_added_removed_and_moved(pair: Pair) -> None:
    edit(pair.da, lambda page: page.story.append(("part", {"heading": "", "text": "En ny del."})))
    assert [change.kind for change in staleness.changes(pair.again().sv)] == ["added"]
    staleness.mark_up_to_date(pair.again().sv)

    edit(pair.da, lambda page: page.story.pop(0))
    assert {change.kind for change in staleness.changes(pair.again().sv)} == {"removed"}
    staleness.mark_up_to_date(pair.again().sv)

    edit(pair.da, lambda page: page.story.insert(0, page.story.pop(1)))
    [moved] = staleness.changes(pair.again().sv)
    assert moved.order
    assert moved.after.splitlines()[0] == "1. En ny del."


@pytest.mark.parametrize(
    "change",
    [
        put(staff_hours=99),
        put(effects=[]),
        put(change_note="Rettet en stavefejl."),
        put(slug="et-andet-sted"),
    ],
    ids=["figure", "shared stream field", "change note", "address"],
)
def test_what_is_shared_or_the_pages_own_affair_is_not_flagged(pair: Pair, change: Callable[[Any], object]) -> None:
    edit(pair.da, change)
    assert stale(pair.sv) == {}


def test_a_draft_of_the_original_is_not_flagged_before_it_is_published(pair: Pair) -> None:
    edit(pair.da, put(fact_goal="Noget andet"), publish=False)
    assert stale(pair.sv) == {}


def test_an_edit_of_the_translation_flags_nothing_on_the_original(pair: Pair) -> None:
    edit(pair.sv, put(fact_goal="Något helt annat"))
    assert stale(pair.sv) == {}
    assert staleness.changes(pair.again().da) == []
    assert not TranslationState.objects.filter(page=pair.da).exists()


def test_editing_and_publishing_a_flagged_text_settles_that_text_alone(pair: Pair) -> None:
    edit(pair.da, put(fact_goal="Bedre søvn", fact_who="Ærø alene"))
    edit(pair.sv, put(fact_goal="Bättre sömn"), publish=False)
    assert len(stale(pair.sv)) == 2, "a draft settles nothing"
    Page.objects.get(pk=pair.sv.pk).specific.get_latest_revision().publish()
    assert list(stale(pair.sv).values()) == [("Ærø Kommune og et firma fra Odense", "Ærø alene")]


def test_publishing_something_else_settles_nothing(pair: Pair) -> None:
    edit(pair.da, put(fact_goal="Bedre søvn"))
    edit(pair.sv, put(fact_who="En rättad stavning"))
    assert len(stale(pair.sv)) == 1


def test_a_change_made_after_the_draft_was_translated_stays_flagged(
    danish: CasePage,
) -> None:
    swedish = translate(danish)
    edit(swedish, in_swedish, publish=False)
    edit(danish, put(fact_goal="Bedre nætter"))
    Page.objects.get(pk=swedish.pk).specific.get_latest_revision().publish()
    assert list(stale(swedish).values()) == [("Bedre søvn for beboere med demens", "Bedre nætter")]


def test_a_block_that_the_translator_adds_settles_a_block_added_to_the_original(pair: Pair) -> None:
    edit(pair.da, lambda page: page.story.append(("part", {"heading": "", "text": "En ny del."})))
    edit(pair.sv, lambda page: page.story.append(("part", {"heading": "", "text": "En ny del på svenska."})))
    assert stale(pair.sv) == {}


def test_the_editor_shows_the_changes_and_marks_them(pair: Pair, desk: Client, editor: User) -> None:
    edit(pair.da, put(fact_goal="Bedre søvn", fact_who="Ærø alene"))
    address = reverse("wagtailadmin_pages:edit", args=[pair.sv.pk])
    html = desk.get(address).content.decode()
    assert "<del>" in html
    assert "Ærø <ins>alene</ins>" in html
    mark = reverse("portal_up_to_date", args=[pair.sv.pk])
    assert desk.get(mark).status_code == 405
    before = pair.again().sv
    desk.post(f"{mark}?path=fact_goal")
    assert len(stale(pair.sv)) == 1
    desk.post(mark)
    assert stale(pair.sv) == {}
    after = pair.again().sv
    assert after.live_revision_id == before.live_revision_id, "nothing is published"
    state = TranslationState.objects.get(page=after)
    assert state.marked_by == editor
    entries = PageLogEntry.objects.filter(page=after, action=UP_TO_DATE, user=editor)
    assert [len(entry.data["texts"]) for entry in entries.order_by("timestamp")] == [1, 1]
    assert desk.get(reverse("wagtailadmin_pages:history", args=[pair.sv.pk])).status_code == 200
    assert 'id="translation-changes"' not in desk.get(address).content.decode()


def test_only_those_who_may_edit_the_page_may_mark_it(pair: Pair, outsider: User, client: Client) -> None:
    client.force_login(outsider)
    assert client.post(reverse("portal_up_to_date", args=[pair.sv.pk])).status_code == 302


def test_an_original_cannot_be_marked(pair: Pair, desk: Client) -> None:
    assert desk.post(reverse("portal_up_to_date", args=[pair.da.pk])).status_code == 302
    assert not TranslationState.objects.filter(page=pair.da).exists()


def test_the_explorer_shows_what_is_open(pair: Pair, desk: Client) -> None:
    edit(pair.da, put(fact_goal="Bedre søvn"))
    for page, changed in ((pair.sv, 1), (pair.da, 0)):
        answer = desk.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
        [row] = [row for row in answer.context["object_list"] if row.pk == page.pk]
        assert (row.portal_todo.changed, row.portal_todo.points, row.portal_todo.missing) == (changed, 1, ())


def test_a_translation_with_the_originals_words_is_not_published(danish: CasePage, desk: Client, editor: User) -> None:
    swedish = translate(danish, editor)
    address = reverse("wagtailadmin_pages:edit", args=[swedish.pk])
    data = form_data(swedish.get_latest_revision_as_object(), slug="ny")
    desk.post(address, data | {"action-publish": "1"})
    assert not CasePage.objects.get(pk=swedish.pk).live
    data = form_data(CasePage.objects.get(pk=swedish.pk).get_latest_revision_as_object())
    one = data | {"fact_goal": "Bättre sömn för boende med demens"}
    answer = desk.post(address, one | {"action-publish": "1"}, follow=True)
    assert not CasePage.objects.get(pk=swedish.pk).live, "the others are still Danish"
    assert "originalens sprog: Resumé" in answer.content.decode()
    in_swedish(swedish).save_revision(user=editor)
    data = form_data(CasePage.objects.get(pk=swedish.pk).get_latest_revision_as_object())
    desk.post(address, data | {"action-publish": "1"})
    assert CasePage.objects.get(pk=swedish.pk).live


def test_texts_that_are_still_the_originals_are_named(pair: Pair) -> None:
    assert staleness.untranslated(pair.sv) == ([], [])
    edit(pair.sv, put(fact_goal=pair.da.fact_goal), publish=False)
    labels, wrong = staleness.untranslated(pair.again().sv.get_latest_revision_as_object())
    assert len(labels) == 1
    assert wrong == labels, "it is Danish"


def test_what_is_chosen_is_no_text_to_translate(pair: Pair) -> None:
    """The name of an actor or a page is the same thing in both languages, however long it is."""
    actor = Concept.objects.filter(kind=ConceptKind.ACTOR)[0]
    actor.name_da, actor.name_sv = "Forskere og andre vidensfolk", "Forskare med flera"
    actor.save()
    for page in (pair.da, pair.sv):
        lesson = {"actor": actor.pk, "text": f"Det lærte vi på {page.language} i går."}
        page.lessons = json.dumps([{"type": "lesson", "id": "f3b1c0de-0000-4000-8000-000000000001", "value": lesson}])
        page.save()
    assert len(str(actor).split()) >= staleness.LONG
    assert staleness.untranslated(pair.again().sv) == ([], [])


@pytest.mark.usefixtures("seeded")
def test_nothing_in_the_seed_is_said_to_be_untranslated() -> None:
    """Names of organisations are the same in both languages."""
    translations = Page.objects.filter(locale__language_code="sv", depth__gt=1).specific()
    assert [page.title for page in translations if any(staleness.untranslated(page))] == []


@pytest.mark.usefixtures("seeded")
def test_seeded_translations_are_watched_and_up_to_date() -> None:
    translations = list(Page.objects.filter(locale__language_code="sv", depth__gt=1).specific())
    states = TranslationState.objects.filter(page__in=translations)
    assert {state.page_id for state in states} == {page.pk for page in translations if page.translated_from_id}
    assert {state.changed_fields for state in states} == {0}


@pytest.mark.usefixtures("seeded")
def test_a_seeded_guide_is_flagged_per_step() -> None:
    guide = GuidePage.objects.filter(locale__language_code="da").first()
    assert guide is not None
    swedish = GuidePage.objects.get(translated_from=guide)

    def change(page: GuidePage) -> None:
        page.steps[1].value["title"] = "Gør noget andet"

    before = guide.steps[1].value["title"]
    edit(guide, change)
    assert list(stale(swedish).values()) == [(before, "Gør noget andet")]


def page_types() -> list[type[PortalPage]]:
    return [model for model in apps.get_models() if issubclass(model, PortalPage)]


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
@pytest.mark.usefixtures("seeded")
def test_every_text_of_every_page_type_is_watched(model: type[PortalPage]) -> None:
    names = {field.name for field in text_fields(model)}
    assert {"title", "search_description"} <= names
    assert not names & {*model.shared_fields, "slug", "key", "url_path", "path", "draft_title", "change_note"}
    own = {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) or type(field).__name__ in {"RichTextField", "TextField"}
    }
    assert own - {*model.shared_fields, "search_description", "url_path", "not_stated"} <= names
    for page in model._default_manager.all():
        assert texts(page)["title"].text == page.title


def test_rich_text_is_read_as_text() -> None:
    markup = '<h2>Om</h2><p>En <a linktype="page" id="3">side</a> og <a href="https://x.dk">X</a>:</p><ul><li>a</li><li>b</li></ul>'
    assert readable(markup) == "## Om\n\nEn side [page 3] og X [https://x.dk]:\n\n• a\n• b"
