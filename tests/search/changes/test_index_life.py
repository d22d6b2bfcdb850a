"""From a change of a page to what readers find: every way a page comes and goes, in the seeded portal's own index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction

from portal.core.models import Relation
from portal.organisations.models import ProgrammePage
from portal.vocabulary.models import Concept, GlossaryPage
from search import service
from search.indexing import outbox
from search.indexing.documents import documents, uid
from search.indexing.rebuilding import compare
from search.models import DirtyPage
from search.ports import Filters, Lang, Query
from toolbox.models import GuidePage, TemplatePage

from .changing import WORD, Committing, found, make_private, publish


def test_a_draft_is_not_found_and_a_published_page_is(guide: dict[str, GuidePage], committed: Committing):
    assert found("da") == {uid(guide["da"].pk)}
    assert found("sv") == {uid(guide["sv"].pk)}
    page = guide["da"]
    page.title = "Et kaglekugleord"
    with committed():
        page.save_revision()
    assert found("da") == {uid(page.pk)}
    assert not found("da", "kaglekugleord")
    with committed():
        publish(page)
    assert found("da", "kaglekugleord") == {uid(page.pk)}
    assert not found("da")


def test_saving_a_draft_writes_nothing_down(guide: dict[str, GuidePage], portal: None):
    DirtyPage.objects.all().delete()
    guide["da"].title = "Noget andet"
    guide["da"].save_revision()
    assert not DirtyPage.objects.exists()
    guide["da"].save_revision().publish()
    assert set(DirtyPage.objects.values_list("page", flat=True)) >= {page.pk for page in guide.values()}


def unpublish(page: GuidePage) -> None:
    page.unpublish()


def delete(page: GuidePage) -> None:
    page.delete()


def make_the_section_private(page: GuidePage) -> None:
    make_private(page.get_parent())


def move_under_something_private(page: GuidePage) -> None:
    home = page.get_ancestors().get(depth=2)
    hidden = home.get_children().exclude(pk=page.get_parent().pk).first()
    make_private(hidden)
    Page.objects.get(pk=page.pk).move(hidden, pos="last-child")


def end(page: GuidePage) -> None:
    page.expire_at = timezone.now() - timedelta(seconds=5)
    page.save()


def make_an_alias(page: GuidePage) -> None:
    page.alias_of = Page.objects.get(pk=TemplatePage.objects.first().pk)
    page.save()


WAYS = [
    unpublish,
    delete,
    make_private,
    make_the_section_private,
    move_under_something_private,
    end,
    make_an_alias,
]


@pytest.mark.parametrize("hide", WAYS, ids=lambda way: way.__name__)
def test_what_readers_may_not_see_is_not_found(
    guide: dict[str, GuidePage], committed: Committing, hide: Callable[[GuidePage], None]
):
    with committed():
        hide(guide["da"])
    danish, swedish = uid(guide["da"].pk), uid(guide["sv"].pk)
    assert danish not in found("da") | found("da", "") | found("sv", WORD["da"])
    assert found("sv") == {swedish}
    assert found("da", WORD["sv"]) == {swedish}, "now that there is no Danish page, Danish readers are given the other"
    titles = {suggestion.url for suggestion in service.suggest(WORD["da"][:6], lang="da")}
    assert guide["da"].url not in titles
    assert not outbox.pending()
    assert not compare(service.engine())


@pytest.mark.parametrize("hide", WAYS, ids=lambda way: way.__name__)
def test_nor_while_the_index_does_not_know(guide: dict[str, GuidePage], hide: Callable[[GuidePage], None]):
    """The change is written down, and whoever was to carry it out has died."""
    name, address = uid(guide["da"].pk), guide["da"].url
    hide(guide["da"])
    assert outbox.pending()
    known = service.engine().search(Query(WORD["da"], "da", correct=False))
    assert name in {hit.uid for hit in known.hits}
    assert name not in found("da")
    assert service.search(Query(WORD["da"], "da", correct=False)).total == known.total - 1
    assert address not in {suggestion.url for suggestion in service.suggest(WORD["da"][:6], lang="da")}


@pytest.mark.parametrize("hide", [make_private, delete], ids=lambda way: way.__name__)
def test_its_words_are_named_to_nobody_even_before_the_next_rebuild(
    guide: dict[str, GuidePage], committed: Committing, hide: Callable[[GuidePage], None]
):
    call_command("search_rebuild", verbosity=0)
    word, slip = WORD["da"], WORD["da"][:-3] + "x" + WORD["da"][-3:]

    def named() -> tuple[bool, bool, bool]:
        believed, doubted = (service.search(Query(slip, "da", correct=correct)) for correct in (True, False))
        suggested = [
            one.text for text in (slip, f"{slip} kommuner", word[:-1]) for one in service.suggest(text, lang="da")
        ]
        return (
            word in believed.corrected_to,
            word in " ".join(doubted.suggestions),
            word in " ".join(suggested).lower(),
        )

    assert named() == (True, True, True)
    with committed():
        hide(guide["da"])
    assert named() == (False, False, False)
    assert not service.search(Query(slip, "da")).suggestions


def test_what_becomes_public_again_is_found_again(guide: dict[str, GuidePage], committed: Committing):
    with committed():
        make_the_section_private(guide["da"])
    assert not found("da")
    with committed():
        PageViewRestriction.objects.all().delete()
    assert found("da") == {uid(guide["da"].pk)}
    assert not compare(service.engine())


def test_a_page_that_ends_is_not_found_from_that_second_on(guide: dict[str, GuidePage], committed: Committing):
    """No scheduler runs, and nobody publishes anything."""
    moment = timezone.now() + timedelta(hours=1)
    guide["da"].expire_at = moment
    with committed():
        guide["da"].save()
    assert found("da") == {uid(guide["da"].pk)}
    with time_machine.travel(moment + timedelta(seconds=1)):
        assert not found("da")
        everything = service.search(Query("", "da"))
        assert service.suggest(WORD["da"][:6], lang="da") == ()
        with committed():
            assert outbox.sweep() == 1
        assert service.search(Query("", "da")).total == everything.total + 1, "the Swedish page takes its place"
        assert found("da", WORD["sv"]) == {uid(guide["sv"].pk)}
        with committed():
            assert outbox.sweep() == 0
        assert not compare(service.engine())


def test_a_call_that_closes_is_closed_in_the_index_too(committed: Committing):
    """Nobody edits anything; what the page says changes at midnight, in both languages."""
    last_day = timezone.localdate() + timedelta(days=3)
    page = ProgrammePage.objects.filter(locale__language_code="da", translated_from=None).first()
    page.status, page.closes_on = ProgrammePage.Status.ONGOING, last_day
    page.not_stated = [name for name in page.not_stated if name != "closes_on"]
    with committed():
        publish(page)
    versions = ProgrammePage.objects.filter(translation_key=page.translation_key)
    uids = {version.locale.language_code: uid(version.pk) for version in versions}

    def status(lang: Lang) -> set[str]:
        hits = {
            value: service.search(Query("", lang, Filters({"status": (value,)}), size=100)).hits
            for value in ("ongoing", "ended")
        }
        return {value for value, found in hits.items() if uids[lang] in {hit.uid for hit in found}}

    assert (status("da"), status("sv")) == ({"ongoing"}, {"ongoing"})
    midnight = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
    with time_machine.travel(midnight - timedelta(seconds=2), tick=False):
        assert outbox.sweep() == 0
    with time_machine.travel(midnight, tick=False):
        assert status("da") == {"ongoing"}, "as it was indexed"
        call_command("search_catch_up")
        assert (status("da"), status("sv")) == ({"ended"}, {"ended"})
        assert outbox.sweep() == 0
        assert not compare(service.engine())


def test_a_moment_that_has_been_has_no_page_read_again_and_again(
    guide: dict[str, GuidePage], committed: Committing, monkeypatch: pytest.MonkeyPatch
):
    """One that comes while the page is read has it read once more: nobody knows what was read."""
    page = guide["da"]
    monkeypatch.setattr(GuidePage, "search_changes_at", lambda _: timezone.now() - timedelta(seconds=2))
    with committed():
        publish(page)
    assert found("da")
    assert service.engine().overdue() == ()
    with committed():
        assert outbox.sweep() == 0
    monkeypatch.setattr(GuidePage, "search_changes_at", lambda _: timezone.now())
    assert [document.changes for document in documents([page.pk])] != [None]


def test_a_page_that_goes_live_by_schedule_is_found(guide: dict[str, GuidePage], committed: Committing):
    moment = timezone.now() + timedelta(hours=1)
    page = guide["da"]
    with committed():
        page.unpublish()
        page.go_live_at = moment
        page.save_revision(approved_go_live_at=moment).publish()
    assert not found("da")
    with time_machine.travel(moment + timedelta(seconds=1)):
        with committed():
            call_command("publish_scheduled")
        assert found("da") == {uid(page.pk)}


def test_a_new_address_is_given_for_a_page_and_all_under_it(guide: dict[str, GuidePage], committed: Committing):
    section = guide["da"].get_parent().specific
    section.slug = "noget-helt-andet"
    with committed():
        publish(section)
    hit = next(iter(service.search(Query(WORD["da"], "da")).hits))
    assert hit.url == GuidePage.objects.get(pk=guide["da"].pk).url
    assert "/noget-helt-andet/" in hit.url
    translated = next(iter(service.search(Query(WORD["sv"], "sv")).hits))
    assert translated.translation_url == hit.url
    assert not compare(service.engine())


def test_a_moved_page_has_its_new_address(guide: dict[str, GuidePage], committed: Committing):
    page = Page.objects.get(pk=guide["da"].pk)
    target = page.get_ancestors().get(depth=2)
    with committed():
        page.move(target, pos="last-child")
    assert next(iter(service.search(Query(WORD["da"], "da")).hits)).url == Page.objects.get(pk=page.pk).url
    assert not compare(service.engine())


def test_deleting_a_section_takes_out_all_under_it(guide: dict[str, GuidePage], committed: Committing):
    section = guide["da"].get_parent()
    pages = [uid(page.pk) for page in section.get_descendants(inclusive=True)]
    with committed():
        section.delete()
    assert not set(dict(service.engine().contents())) & set(pages)
    assert not compare(service.engine())


def test_an_alias_is_not_found_until_it_is_a_page_of_its_own(guide: dict[str, GuidePage], committed: Committing):
    with committed():
        alias = guide["da"].create_alias(update_slug="en-genganger")
    assert found("da") == {uid(guide["da"].pk)}
    with committed():
        publish(guide["da"])
    assert found("da") == {uid(guide["da"].pk)}
    with committed():
        ConvertAliasPageAction(alias, user=None).execute(skip_permission_checks=True)
    assert found("da") == {uid(guide["da"].pk), uid(alias.pk)}
    assert not compare(service.engine())


def test_words_of_a_neighbour_lead_nowhere_when_it_has_gone(guide: dict[str, GuidePage], committed: Committing):
    template = TemplatePage.objects.filter(locale__language_code="da").first()
    with committed():
        Relation.objects.create(source=template, target=guide["da"])
    assert uid(template.pk) in found("da")
    with committed():
        make_private(guide["da"])
    assert not found("da")
    assert not compare(service.engine())


def test_terms_come_and_go_with_the_glossary(committed: Committing):
    concept = Concept.objects.filter(in_glossary=True).first()
    page = GlossaryPage.objects.get(locale__language_code="da")
    name = uid(page.pk, concept.key)
    assert name in dict(service.engine().contents())
    concept.in_glossary = False
    with committed():
        concept.save()
    assert name not in dict(service.engine().contents())
    concept.in_glossary = True
    with committed():
        concept.save()
    assert name in dict(service.engine().contents())
    with committed():
        page.unpublish()
    assert not [uid_ for uid_ in dict(service.engine().contents()) if uid_.startswith(f"{uid(page.pk)}-")]
    with committed():
        publish(GlossaryPage.objects.get(pk=page.pk))
    assert name in dict(service.engine().contents())
    assert not compare(service.engine())


def test_one_page_that_cannot_be_read_keeps_no_other_out(
    guide: dict[str, GuidePage], committed: Committing, monkeypatch: pytest.MonkeyPatch, caplog: Any
):
    broken = guide["da"].pk
    entries = GuidePage.search_entries

    def failing(page: GuidePage) -> Any:
        return entries(page) if page.pk != broken else 1 / 0

    monkeypatch.setattr(GuidePage, "search_entries", failing)
    with committed():
        for page in guide.values():
            publish(page)
    assert not found("da")
    assert found("sv") == {uid(guide["sv"].pk)}
    assert f"Page {broken} cannot be read" in caplog.text
    assert not outbox.pending()
