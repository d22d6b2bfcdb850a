"""The seeded portal is CONTENT.md in full, in both languages."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page, Revision, Site

from cases.models import CasePage
from portal.core.models import Navigation, PageSource, PortalPage, Relation, Source, VerificationMark, VerificationPoint
from portal.organisations.models import NetworkPage, OrganisationPage, Participation, ProgrammePage
from portal.pages.models import HomePage, StandardPage
from portal.seed.factories import own_content
from portal.seed.schema import PhaseItem
from portal.vocabulary.models import Concept, ConceptKind
from toolbox.models import CalculatorPage, GuidePage, PhasePage, ProcessPage, TemplatePage

pytestmark = pytest.mark.usefixtures("seeded")

COUNTS: list[tuple[tuple[type[PortalPage], ...], int]] = [
    ((HomePage,), 1),
    ((ProcessPage,), 1),
    ((PhasePage,), 8),
    ((GuidePage,), 12),
    ((TemplatePage,), 14),
    ((CasePage,), 8),
    ((OrganisationPage, ProgrammePage, NetworkPage), 43),
    ((StandardPage,), 7),
    ((CalculatorPage,), 1),
]
ALL_PAGES = 2 * (sum(count for _models, count in COUNTS) + 4)  # four more sections


def pages() -> list[PortalPage]:
    return list(Page.objects.filter(depth__gt=1).order_by("path").specific())


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize(
    ("models", "count"), COUNTS, ids=lambda value: value[0].__name__ if isinstance(value, tuple) else None
)
def test_every_page_is_there_in_both_languages(models: tuple[type[PortalPage], ...], count: int, language: str) -> None:
    assert sum(model.objects.live().filter(locale__language_code=language).count() for model in models) == count
    assert Page.objects.filter(depth__gt=1).count() == ALL_PAGES


@pytest.mark.parametrize("language", ["da", "sv"])
def test_the_guides_have_all_93_steps(language: str) -> None:
    assert sum(len(guide.steps) for guide in GuidePage.objects.filter(locale__language_code=language)) == 93


def test_the_registers_are_complete() -> None:
    assert Concept.objects.filter(in_glossary=True).count() == 164
    assert Source.objects.count() == 71
    assert VerificationPoint.objects.count() == 15
    assert Navigation.objects.count() == 2


def test_a_page_and_its_translation_are_tied_and_only_the_original_holds_the_common_facts() -> None:
    by_key: dict[str, dict[str, PortalPage]] = {}
    for page in pages():
        by_key.setdefault(page.key, {})[page.language] = page
    for key, versions in by_key.items():
        danish, swedish = versions["da"], versions["sv"]
        assert danish.translation_key == swedish.translation_key, key
        assert danish.is_original
        assert swedish.translated_from_id == danish.pk
        for name in swedish.shared_relations:
            assert not getattr(swedish, name).exists(), f"{key}: {name}"


def test_every_page_would_pass_the_editors_form() -> None:
    for page in pages():
        page.full_clean()


def test_every_page_opens_in_the_editor_as_it_was_published() -> None:
    volatile = {"latest_revision", "live_revision", "latest_revision_created_at", "numchild"}
    for page in pages():
        assert page.live_revision_id == page.latest_revision_id
        stored, opened = page.serializable_data(), page.get_latest_revision_as_object().serializable_data()
        assert {k: v for k, v in opened.items() if k not in volatile} == {
            k: v for k, v in stored.items() if k not in volatile
        }


def test_the_site_shows_the_danish_front_page_and_knows_the_swedish_one() -> None:
    site = Site.objects.get(is_default_site=True)
    assert (site.site_name, site.root_page.specific.key) == ("Samværk", "forside")
    homes = {home.locale.language_code: home.url for home in HomePage.objects.all()}
    assert homes == {"da": "/da/", "sv": "/sv/"}
    assert not Page.objects.filter(slug="home").exists()


def test_a_pair_of_pages_has_one_relation_however_many_files_name_it() -> None:
    pairs = [frozenset(pair) for pair in Relation.objects.values_list("source_id", "target_id")]
    assert len(pairs) == len(set(pairs))


def test_a_page_belongs_to_the_phases_that_it_names_and_to_those_that_name_it() -> None:
    content = own_content()
    named = {guide.key: set(guide.phases) for guide in content.guides}
    named |= {template.key: set(template.phases) for template in content.templates}
    for phase in content.phases:
        for key in (*phase.guides, *phase.templates):
            named[key].add(phase.key)
    tools: list[GuidePage | TemplatePage] = [*GuidePage.objects.all(), *TemplatePage.objects.all()]
    for page in (tool for tool in tools if tool.is_original):
        phases = {tag.concept.key for tag in page.concept_tags.all() if tag.concept.kind == ConceptKind.PHASE}
        assert phases == named[page.key], page.key


def test_each_phase_asks_its_question_on_the_process_line() -> None:
    phases = {item.key: item for item in own_content().items() if isinstance(item, PhaseItem)}
    concepts = list(Concept.objects.filter(kind=ConceptKind.PHASE).select_related("about"))
    assert len(concepts) == 8
    for concept in concepts:
        assert concept.definition("sv") == phases[concept.key].question.sv
        assert concept.about is not None
        assert concept.about.specific.key == concept.key


def test_what_a_source_does_not_state_is_ticked_and_has_no_value() -> None:
    content = {item.key: item for item in own_content().cases}
    for case in CasePage.objects.filter(locale__language_code="da"):
        for name in case.not_stated:
            assert not case.has_value(name), f"{case.key}: {name}"
        assert ("fact_period" in case.not_stated) == (content[case.key].facts.period == "not_stated")
        assert set(case.not_stated) <= set(case.stateable)


def test_links_between_standard_pages_stay_in_their_language() -> None:
    linked = 0
    for page in StandardPage.objects.all():
        assert "page:" not in page.body
        for part in page.body.split('linktype="page" id="')[1:]:
            target = Page.objects.get(pk=int(part.split('"')[0]))
            assert target.locale_id == page.locale_id
            linked += 1
    assert linked >= 14


def test_participants_and_sources_are_those_of_the_files() -> None:
    content = own_content()
    assert Participation.objects.count() == sum(len(case.participants) for case in content.cases)
    assert PageSource.objects.count() == sum(len(set(item.sources)) for item in content.pages)


def test_every_point_to_verify_is_a_mark_in_the_admin_and_nothing_that_readers_see(client: Client) -> None:
    wanted = sorted((item.key, one.point or "", one.note.da) for item in own_content().pages for one in item.verify)
    marks = VerificationMark.objects.select_related("page", "point")
    originals = {page.pk: page for page in pages()}
    found = sorted((originals[m.page_id].key, m.point.code if m.point else "", m.note_da) for m in marks)
    assert found == wanted
    translations = {page.translated_from_id: page for page in originals.values()}
    for mark in marks:
        for page, note in ((originals[mark.page_id], mark.note_da), (translations[mark.page_id], mark.note_sv)):
            html = client.get(page.url).content.decode()
            assert note[:60] not in html, page.url
            assert "⚠" not in html


def test_each_point_is_open_somewhere() -> None:
    """A question that hangs on nothing is never asked again."""
    concepts = set(Concept.objects.exclude(to_verify="").values_list("to_verify", flat=True))
    pages_ = set(VerificationMark.objects.exclude(point=None).values_list("point__code", flat=True))
    assert concepts | pages_ == set(VerificationPoint.objects.values_list("code", flat=True))
    assert "V15" in concepts & pages_


def test_a_seeded_page_has_one_revision_and_one_line_of_history() -> None:
    assert Revision.objects.count() == ALL_PAGES
