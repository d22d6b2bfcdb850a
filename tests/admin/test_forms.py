"""The page editor's forms: what they ask for, what they refuse, how addresses are spelled."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cases.models import CaseIndexPage, CasePage
from portal.core.models import PortalPage
from portal.organisations.models import OrganisationPage
from portal.pages.models import HomePage
from portal.vocabulary.models import Concept, ConceptKind
from portal.vocabulary.models.classified import FACET_FIELDS, ClassifiedPage
from tests.admin.conftest import Pair, new_case, translate
from tests.admin.posting import form_data, page_form, row
from toolbox.models import GuidePage

PUBLISH = {"action-publish": "1"}


@pytest.fixture
def index(seeded: None) -> CaseIndexPage:
    return CaseIndexPage.objects.get(locale__language_code="da")


def create(desk: Client, parent: Page, data: dict[str, Any]) -> Any:
    return desk.post(reverse("wagtailadmin_pages:add", args=["cases", "casepage", parent.pk]), data)


def blank(index: CaseIndexPage, **values: Any) -> dict[str, Any]:
    """The data of the form for a new case."""
    case = new_case(**values)
    case.locale = index.locale
    case._cached_parent_obj = index
    return form_data(case, slug="")


def errors(response: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


def test_a_case_is_made_and_published_with_facts_of_every_kind(index: CaseIndexPage, desk: Client) -> None:
    area, form = (Concept.objects.filter(kind=kind)[0] for kind in (ConceptKind.AREA, ConceptKind.LEGAL_FORM))
    effects = [
        (
            "effect",
            {
                "kind": "measured",
                "statement": {"da": "Ro", "sv": "Lugn"},
                "value": 3,
                "metric": {"da": "Runder", "sv": "Rundor"},
            },
        )
    ]
    data = blank(index, effects=effects) | {"concepts_area": [area.pk], "concepts_legal_form": [form.pk]}
    firm = {
        "role": "company",
        "name_da": "Firma",
        "name_sv": "Företag",
        "organisation": "",
        "note_da": "",
        "note_sv": "",
    }
    data |= row("participations", 0, **firm)
    data |= row("verification_marks", 0, point="", note_da="Ring", note_sv="Ring", settled_on="")
    data |= {"participations-TOTAL_FORMS": 1, "verification_marks-TOTAL_FORMS": 1}
    assert create(desk, index, data | PUBLISH).status_code == 302
    case = CasePage.objects.get(slug="doegnrytme-paa-aeroe")
    assert case.live
    assert {tag.concept for tag in case.concept_tags.all()} == {area, form}
    assert (case.participations.get().name_sv, case.verification_marks.get().note_da) == ("Företag", "Ring")
    assert case.effects[0].value["statement"]["sv"] == "Lugn"


def test_publishing_wants_an_answer_or_a_tick_for_each_fact(index: CaseIndexPage, desk: Client) -> None:
    data = blank(index, funding="", running_cost="", staff_hours=None)
    assert create(desk, index, data).status_code == 302, "a draft may be incomplete"
    response = create(desk, index, blank(index, funding="", running_cost="", staff_hours=None) | PUBLISH)
    [message] = errors(response)["not_stated"]
    labels = [str(CasePage.stateable[name]) for name in ("funding", "staff_hours", "running_cost")]
    assert message.endswith(f"{', '.join(labels)}.")
    data = blank(index, funding="", running_cost="", staff_hours=0, amount=12) | {"not_stated": ["running_cost"]}
    assert create(desk, index, data | PUBLISH).status_code == 302, "zero is an answer, and so is an amount"


def test_a_fact_cannot_be_filled_in_and_ticked(index: CaseIndexPage, desk: Client) -> None:
    response = create(desk, index, blank(index) | {"not_stated": ["funding", "unit"]} | PUBLISH)
    [message] = errors(response)["not_stated"]
    assert message.endswith(f": {CasePage.stateable['funding']}.")


def test_the_legal_form_is_a_facet_and_is_checked_as_it_is_chosen_now(danish: CasePage) -> None:
    legal_form = Concept.objects.filter(kind=ConceptKind.LEGAL_FORM)[0]
    data = form_data(danish) | {"concepts_legal_form": [legal_form.pk], "not_stated": ["legal_form"]}
    assert "not_stated" in page_form(danish, data).errors
    danish.concept_tags.create(concept=legal_form)
    data = form_data(danish) | {"concepts_legal_form": [], "not_stated": ["legal_form"]}
    assert page_form(danish, data).errors == {}


def test_a_translation_answers_what_its_original_answers(pair: Pair, desk: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[pair.sv.pk])
    data = form_data(pair.sv.get_latest_revision_as_object()) | {"running_cost": ""}
    assert set(errors(desk.post(address, data | PUBLISH))) == {"running_cost"}
    assert desk.post(address, data).status_code == 302


@pytest.mark.parametrize(
    ("effect", "wrong"),
    [
        ({"kind": "measured", "statement": {"da": "a", "sv": "b"}}, True),
        ({"kind": "measured", "statement": {"da": "a", "sv": "b"}, "value": 1}, True),
        (
            {
                "kind": "measured",
                "statement": {"da": "a", "sv": "b"},
                "metric": {"da": "fald", "sv": "fall"},
                "change": {"da": "halveret", "sv": "halverades"},
            },
            False,
        ),
        ({"kind": "experienced", "statement": {"da": "a", "sv": ""}}, True),
        ({"kind": "experienced", "statement": {"da": "a", "sv": "b"}}, False),
        ({"kind": "experienced", "statement": {"da": "a", "sv": "b"}, "unit": {"da": "timer", "sv": ""}}, True),
    ],
)
def test_effects_are_whole_before_they_are_published(danish: CasePage, effect: dict[str, Any], wrong: bool) -> None:
    form = page_form(danish, form_data(danish, effects=[("effect", effect)]))
    assert ("effects" in form.errors) is wrong
    draft = page_form(danish, form_data(danish, effects=[("effect", effect)]))
    draft.defer_required_fields()
    assert "effects" not in draft.errors


def test_a_concept_of_another_kind_is_refused_in_a_stream(danish: CasePage) -> None:
    area, actor = (Concept.objects.filter(kind=kind)[0] for kind in (ConceptKind.AREA, ConceptKind.ACTOR))
    assert "lessons" in page_form(danish, form_data(danish, lessons=[("lesson", {"actor": area, "text": "x"})])).errors
    assert not page_form(danish, form_data(danish, lessons=[("lesson", {"actor": actor, "text": "x"})])).errors


def test_a_draft_may_wait_for_its_summary_and_a_published_page_may_not(danish: CasePage) -> None:
    data = form_data(danish) | {"search_description": ""}
    assert not page_form(danish, data).errors
    for action in ("action-publish", "action-submit"):
        errors = page_form(danish, data | {action: "1"}).errors
        assert list(errors) == ["search_description"]
    with translation.override("da"):
        assert "Skriv et resumé" in str(page_form(danish, data | {"action-publish": "1"}).errors)


def test_the_summary_has_280_characters_at_most(danish: CasePage) -> None:
    assert not page_form(danish, form_data(danish) | {"search_description": "x" * 280}).errors
    assert "search_description" in page_form(danish, form_data(danish) | {"search_description": "x" * 281}).errors


def test_a_review_is_not_due_before_the_last_one(danish: CasePage) -> None:
    data = form_data(danish) | {"last_reviewed": "2026-02-01", "review_due": "2026-01-01"}
    assert "review_due" in page_form(danish, data).errors


def test_a_named_person_needs_a_legal_basis_and_an_end(seeded: None) -> None:
    page = OrganisationPage.objects.filter(locale__language_code="da", translated_from=None)[0]
    named = form_data(page) | {"contact_name": "Ida"}
    assert "contact_basis" in page_form(page, named).errors
    assert "contact_expires" in page_form(page, named | {"contact_basis": "Samtykke"}).errors
    assert not page_form(page, named | {"contact_basis": "Samtykke", "contact_expires": "2030-01-01"}).errors


def test_a_guide_without_steps_is_told_what_to_write(seeded: None, desk: Client) -> None:
    guide = GuidePage.objects.filter(locale__language_code="da")[0]
    with translation.override("da"):
        errors = page_form(guide, form_data(guide, steps=[]) | {"action-publish": "1"}).errors
        assert "Skriv mindst ét trin." in str(errors["steps"].as_data()[0].non_block_errors)
        guide.steps = []
        assert guide.obstacle() == "Trin: Skriv mindst ét trin."


def test_publishing_from_a_list_asks_for_the_same(index: CaseIndexPage, danish: CasePage, desk: Client) -> None:
    lacking = index.add_child(instance=new_case(title="Uden svar", funding="", live=False))
    same_words = translate(danish)
    whole = index.add_child(instance=new_case(title="Med svar", live=False))

    def publish(*pages: Page) -> list[bool]:
        query = "&".join(f"id={page.pk}" for page in pages)
        action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        desk.post(f"{action}?{query}&next=/admin/", {"include_descendants": ""})
        return [CasePage.objects.get(pk=page.pk).live for page in pages]

    assert publish(lacking, whole) == [False, False]
    assert publish(same_words) == [False]
    assert publish(whole) == [True]


@pytest.mark.usefixtures("seeded")
def test_nothing_in_the_seed_is_held_back() -> None:
    pages = Page.objects.filter(depth__gt=1).specific()
    assert [(page, page.obstacle()) for page in pages if page.obstacle()] == []


@pytest.mark.usefixtures("seeded")
def test_the_key_of_a_concept_stays() -> None:
    concept = Concept.objects.all()[0]
    concept.name_da = "Et andet navn"
    concept.full_clean()
    concept.key = "en-anden-noegle"
    with pytest.raises(ValidationError, match="key"):
        concept.full_clean()


# --- every page type


def page_types() -> list[type[PortalPage]]:
    return [model for model in apps.get_models() if issubclass(model, PortalPage)]


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_the_editor_opens_and_shows_each_field_once(
    editor: User, desk: Client, model: type[PortalPage], language: str
) -> None:
    page = model._default_manager.filter(locale__language_code=language).first()
    if page is None:
        home = HomePage.objects.get(locale__language_code=language)
        page = home.add_child(instance=model(title="Test", search_description="Test"))
    response = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    panel = response.context["edit_handler"]
    assert panel.render_missing_fields().strip() == "", "a field has no panel"
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one("form#page-edit-form") is not None
    assert not page_form(page.get_latest_revision_as_object(), form_data(page.get_latest_revision_as_object())).errors


@pytest.mark.parametrize("model", [m for m in page_types() if issubclass(m, ClassifiedPage)], ids=lambda m: m.__name__)
def test_a_page_type_is_asked_for_its_own_facets(seeded: None, rf: RequestFactory, model: type[ClassifiedPage]) -> None:
    page = model._default_manager.filter(locale__language_code="da").first()
    assert page is not None
    shown = {FACET_FIELDS[name] for name in page_form(page).fields if name in FACET_FIELDS}
    assert shown == set(model.facets)


# --- addresses


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("Øl på Ærø: ål & blåbær", "da", "oel-paa-aeroe-aal-blaabaer"),
        ("Åk över älven", "sv", "ak-over-alven"),
        ("???", "da", "side"),
    ],
)
def test_an_address_is_made_from_the_title_with_the_letters_spelled_out(
    desk: Client, title: str, language: str, slug: str
) -> None:
    index = CaseIndexPage.objects.get(locale__language_code=language)
    for expected in (slug, f"{slug}-2"):
        assert create(desk, index, blank(index, title=title) | PUBLISH).status_code == 302
        assert CasePage.objects.order_by("-pk")[0].slug == expected


def test_a_page_made_in_code_gets_the_same_address(index: CaseIndexPage) -> None:
    assert index.add_child(instance=new_case(title="Bålet på Møn", live=False)).slug == "baalet-paa-moen"
    assert index.add_child(instance=new_case(title="Bålet på Møn", live=True)).slug == "baalet-paa-moen-2"


def test_a_typed_address_is_kept_and_spelled_out(index: CaseIndexPage, desk: Client) -> None:
    create(desk, index, blank(index) | {"slug": "Mit Ærø"} | PUBLISH)
    case = CasePage.objects.get(slug="mit-aeroe")
    address = reverse("wagtailadmin_pages:edit", args=[case.pk])
    desk.post(address, form_data(case) | {"title": "Noget helt nyt"} | PUBLISH)
    assert CasePage.objects.get(pk=case.pk).slug == "mit-aeroe"


def test_a_drafts_address_follows_its_title_until_it_is_published(index: CaseIndexPage, desk: Client) -> None:
    create(desk, index, blank(index, title="Første navn"))
    case = CasePage.objects.get(slug="foerste-navn")
    address = reverse("wagtailadmin_pages:edit", args=[case.pk])
    desk.post(address, form_data(case) | {"title": "Andet navn"} | PUBLISH)
    case = CasePage.objects.get(pk=case.pk)
    assert case.slug == "andet-navn"
    desk.post(address, form_data(case) | {"title": "Tredje navn"} | PUBLISH)
    assert CasePage.objects.get(pk=case.pk).slug == "andet-navn"


def test_a_translations_address_is_made_from_its_own_title(danish: CasePage, desk: Client, editor: User) -> None:
    swedish = translate(danish, editor)
    assert swedish.slug == danish.slug
    address = reverse("wagtailadmin_pages:edit", args=[swedish.pk])
    draft = swedish.get_latest_revision_as_object()
    desk.post(address, form_data(draft) | {"title": "Dygnsrytm på Ærö"})
    assert CasePage.objects.get(pk=swedish.pk).slug == "dygnsrytm-pa-aro"


def test_an_address_in_use_is_refused(pair: Pair, desk: Client, index: CaseIndexPage) -> None:
    response = create(desk, index, blank(index) | {"slug": "hjoerring-findr"})
    other = CasePage.objects.exclude(pk=pair.da.pk).filter(locale__language_code="da")[0]
    response = create(desk, index, blank(index) | {"slug": other.slug})
    assert "slug" in errors(response)
