"""No way of publishing leads past the rules: not a list, not a workflow, not a copy, not code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from cases.models import CaseIndexPage, CasePage
from portal.core.publishing import HeldBackError
from tests.admin.conftest import Pair, in_swedish, new_case, translate
from tests.admin.posting import form_data

QUOTE = {
    "person": "Ida",
    "role": {"da": "leder", "sv": "chef"},
    "text": {"da": "Ordret", "sv": "Ordagrant"},
    "word_for_word": True,
}
WRONG: dict[str, Any] = {
    "a quotation without consent": {"quotes": [("quote", QUOTE)]},
    "a measured effect without a figure": {
        "effects": [("effect", {"kind": "measured", "statement": {"da": "Ro", "sv": "Lugn"}})]
    },
    "a text in one language": {"effects": [("effect", {"kind": "expected", "statement": {"da": "Ro", "sv": ""}})]},
    "a part without its text": {"story": [("part", {"heading": "Før", "text": ""})]},
    "no answer": {"running_cost": ""},
    "no title of the fact box": {"fact_who": ""},
    "no summary": {"search_description": " "},
}
wrong = pytest.mark.parametrize("values", WRONG.values(), ids=WRONG)


@pytest.fixture
def index(seeded: None) -> CaseIndexPage:
    return CaseIndexPage.objects.get(locale__language_code="da")


def new_draft(index: CaseIndexPage, values: dict[str, Any]) -> CasePage:
    case = new_case(title="Ikke færdig", live=False)
    index.add_child(instance=case)
    for name, value in values.items():
        setattr(case, name, value)
    case.save_revision(clean=False)
    return case


def live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


@wrong
def test_code_cannot(index: CaseIndexPage, values: dict[str, Any]) -> None:
    draft = new_draft(index, values)
    with pytest.raises(HeldBackError):
        draft.get_latest_revision().publish()
    assert not live(draft)


@wrong
def test_the_list_cannot_and_says_why(index: CaseIndexPage, desk: Client, values: dict[str, Any]) -> None:
    draft = new_draft(index, values)
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    desk.post(f"{action}?id={draft.pk}&next=/admin/", {"include_descendants": ""})
    assert not live(draft)
    assert "Ikke færdig: " in desk.get("/admin/").content.decode()


@pytest.mark.parametrize("dialogue", [False, True], ids=["page", "dialogue"])
@wrong
def test_a_workflow_cannot_and_says_why(
    index: CaseIndexPage, editor: User, desk: Client, values: dict[str, Any], dialogue: bool
) -> None:
    task = GroupApprovalTask.objects.create(name="Fire øjne")
    task.groups.set(editor.groups.all())
    workflow = Workflow.objects.create(name="Fire øjne")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    draft = new_draft(index, values)
    state = workflow.start(draft, editor)
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.current_task_state.pk])
    headers = {"X-Requested-With": "XMLHttpRequest"} if dialogue else {}
    response = desk.post(address, {"comment": ""}, headers=headers)
    editing = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert (response.json()["redirect"] if dialogue else response["Location"]) == editing
    assert not live(draft)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert "Ikke færdig: " in desk.get(editing).content.decode()


@wrong
def test_a_copy_cannot(index: CaseIndexPage, desk: Client, values: dict[str, Any]) -> None:
    """What got on air before a rule was made is not put on air a second time."""
    case: Any = new_draft(index, {})
    for name, value in values.items():
        setattr(case, name, value)
    case.live = True
    case.save(clean=False)
    address = reverse("wagtailadmin_pages:copy", args=[case.pk])
    data = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": index.pk}
    response = desk.post(address, data | {"publish_copies": "on"})
    assert list(response.context["form"].errors) == ["publish_copies"]
    assert not Page.objects.filter(slug="kopi").exists()
    assert desk.post(address, data).status_code == 302
    assert not Page.objects.get(slug="kopi").live


def test_a_copy_of_a_translation_lacks_the_facts(pair: Pair, desk: Client) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[pair.sv.pk])
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": pair.sv.get_parent().pk}
    response = desk.post(address, data | {"publish_copies": "on"})
    assert list(response.context["form"].errors) == ["publish_copies"]
    address = reverse("wagtailadmin_pages:copy", args=[pair.da.pk])
    data["new_parent_page"] = pair.da.get_parent().pk
    assert desk.post(address, data | {"publish_copies": "on"}).status_code == 302
    assert Page.objects.get(slug="kopia").live


def test_a_whole_draft_is_published(index: CaseIndexPage) -> None:
    draft = new_draft(index, {})
    draft.get_latest_revision().publish()
    assert live(draft)


def test_a_translation_waits_for_its_original(index: CaseIndexPage, editor: User, desk: Client) -> None:
    danish = new_draft(index, {})
    swedish = translate(danish, editor)
    revision = in_swedish(swedish).save_revision()
    with pytest.raises(HeldBackError):
        revision.publish()
    address = reverse("wagtailadmin_pages:edit", args=[swedish.pk])
    response = desk.post(address, form_data(swedish) | {"action-publish": "1"})
    assert "title" in response.context["form"].errors
    danish.get_latest_revision().publish()
    assert desk.post(address, form_data(swedish) | {"action-publish": "1"}).status_code == 302
    assert live(swedish)
    CasePage.objects.get(pk=danish.pk).unpublish()
    CasePage.objects.get(pk=swedish.pk).save_revision().publish()


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "published"])
def test_the_page_editor_wants_the_consent(index: CaseIndexPage, desk: Client, action: dict[str, str]) -> None:
    draft = new_draft(index, {})
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = desk.post(address, form_data(draft, quotes=[("quote", QUOTE)]) | action)
    assert response.status_code == (200 if action else 302)
    assert not live(draft)


def test_one_page_that_cannot_holds_up_no_other_at_its_time(
    index: CaseIndexPage, caplog: pytest.LogCaptureFixture
) -> None:
    due = timezone.now() - timedelta(minutes=1)
    late, ready = new_draft(index, {"quotes": [("quote", QUOTE)]}), index.add_child(instance=new_case(live=False))
    for case in (late, ready):
        case.save_revision(clean=False, approved_go_live_at=due)
    call_command("publish_scheduled", verbosity=0)
    assert (live(late), live(ready)) == (False, True)
    assert "Ikke færdig" in caplog.text
    late.quotes = []
    late.save_revision(clean=False, approved_go_live_at=due)
    call_command("publish_scheduled", verbosity=0)
    assert live(late)
