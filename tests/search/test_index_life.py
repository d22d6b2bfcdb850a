"""From a change of a page to what readers find: every way a page comes and goes, in the seeded portal's own index."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction

from portal.core.models import Relation
from portal.seed.factories import Factory, make
from portal.vocabulary.models import Concept, GlossaryPage
from search import service
from search.indexing import caretaker, outbox
from search.indexing.documents import uid
from search.indexing.rebuilding import compare, rebuild
from search.models import DirtyPage, RebuildUnderWay
from search.ports import Lang, Query
from toolbox.models import GuidePage, TemplatePage

WORD = {"da": "snurretopgalop", "sv": "snurrgaloppen"}
"""Words that nothing else in the portal has."""
Committing = Callable[..., Any]


@pytest.fixture
def portal(index_folder: Path, tmp_path: Path, settings: Settings, seeded: None) -> Iterator[None]:
    """The portal with an index that the test may change."""
    settings.SEARCH_INDEX_DIR = shutil.copytree(index_folder, tmp_path / "index")
    settings.SEARCH_ENGINE = "embedded"
    service.forget()
    yield
    service.forget()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any, portal: None) -> Committing:
    """Stands for the end of a transaction: what is to happen then happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def guide(committed: Committing) -> dict[str, GuidePage]:
    """A published guide with a word of its own, in both languages."""
    with committed():
        titles = {lang: f"Om {word}" for lang, word in WORD.items()}
        pages = make(Factory().guide(1, title=titles))[0]
        for page in pages.values():
            page.save()
    return pages


def found(lang: Lang = "da", text: str = "") -> set[str]:
    """Uids that a reader of a language is given."""
    return {hit.uid for hit in service.search(Query(text or WORD[lang], lang, size=100, correct=False)).hits}


def publish(page: Page) -> None:
    page.save_revision().publish()


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


def make_private(page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


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


# --- what nobody has carried out --------------------------------------------------------------------------------------


LEFT = "krukkekrasseord"


def leave_behind(page: GuidePage) -> None:
    """As when the process dies between the commit and the index: the rows are there, and nothing was done."""
    page.title = f"Et {LEFT}"
    publish(page)
    assert outbox.pending()
    assert not found("da", LEFT)


def test_what_was_left_is_carried_out_after_the_next_request(
    guide: dict[str, GuidePage], settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    leave_behind(guide["da"])
    monkeypatch.setattr(caretaker.caretaker, "_next", 0.0)
    settings.SEARCH_CARETAKER_SECONDS = 60
    Client().get("/robots.txt")
    assert not outbox.pending()
    assert found("da", LEFT)
    publish(guide["sv"])
    Client().get("/robots.txt")
    assert outbox.pending(), "not after every request"


def test_what_was_left_is_carried_out_with_the_next_publication(guide: dict[str, GuidePage], committed: Committing):
    leave_behind(guide["da"])
    with committed():
        publish(guide["sv"])
    assert found("da", LEFT)


def test_what_was_left_is_carried_out_by_the_command(guide: dict[str, GuidePage], capsys: Any):
    leave_behind(guide["da"])
    with pytest.raises(SystemExit):
        call_command("search_status")
    assert "changes that wait: " in capsys.readouterr().out
    call_command("search_catch_up")
    assert "that wait: 0" in capsys.readouterr().out
    assert found("da", LEFT)
    call_command("search_status")


def test_rows_of_a_rebuild_that_died_are_carried_out_again(guide: dict[str, GuidePage], committed: Committing):
    dead = RebuildUnderWay.objects.create(engine="embedded", alive_at=timezone.now())
    with committed():
        publish(guide["da"])
    kept = DirtyPage.objects.filter(carried=True).count()
    assert kept, "kept for the rebuild"
    assert caretaker.catch_up() == 0
    RebuildUnderWay.objects.filter(pk=dead.pk).update(alive_at=timezone.now() - 2 * outbox.PRESUMED_DEAD)
    assert caretaker.catch_up() == kept
    assert not DirtyPage.objects.exists()


# --- rebuilding and comparing -----------------------------------------------------------------------------------------


def test_what_is_published_during_a_rebuild_is_in_the_new_index_from_its_first_moment(
    guide: dict[str, GuidePage], committed: Committing, monkeypatch: pytest.MonkeyPatch
):
    """Everything happens when all pages have been read, and before the new index takes the old one's place."""
    engine = service.engine()
    seen: list[set[str]] = []
    finish = type(engine.rebuild()).finish

    def look_at_the_switch(generation: Any, *args: Any) -> Any:
        status = finish(generation, *args)
        seen.append(found("da") | found("sv", LEFT))
        return status

    monkeypatch.setattr(type(engine.rebuild()), "finish", look_at_the_switch)

    def meanwhile(done: int, of: int) -> None:
        if done == of and not DirtyPage.objects.exists():
            with committed():
                make_private(guide["da"])
                guide["sv"].title = f"Ett {LEFT}"
                publish(guide["sv"])
            assert not found("da"), "the old index knows at once"

    before = engine.status().generation
    rebuild(engine, progress=meanwhile)
    assert engine.status().generation != before
    assert seen == [{uid(guide["sv"].pk)}], "and so does the new one, before anybody could ask it"
    assert not DirtyPage.objects.exists()
    assert not compare(engine)


def test_verify_finds_what_was_written_past_all_signals_and_repairs_it(guide: dict[str, GuidePage], capsys: Any):
    Page.objects.filter(pk=guide["da"].pk).update(live=False)
    Page.objects.filter(pk=guide["sv"].pk).update(title="Ett smugord")
    service.engine().delete([uid(TemplatePage.objects.first().pk)])
    with pytest.raises(SystemExit):
        call_command("search_verify")
    told = capsys.readouterr().out
    assert f"1 left over {uid(guide['da'].pk)}" in told
    assert f"1 missing {uid(TemplatePage.objects.first().pk)}" in told
    assert uid(guide["sv"].pk) in told
    call_command("search_verify", repair=True)
    assert not found("da")
    assert found("sv", "smugord")
    capsys.readouterr()
    call_command("search_verify")
    assert "0 missing\nembedded: 0 outdated\nembedded: 0 left over" in capsys.readouterr().out


@pytest.mark.parametrize("trouble", ["gone", "of another analysis", "damaged"])
def test_an_index_that_cannot_be_used_is_noticed_and_made_anew(
    guide: dict[str, GuidePage], settings: Settings, trouble: str
):
    folder = Path(settings.SEARCH_INDEX_DIR)
    current = folder / (folder / "CURRENT").read_text()
    if trouble == "gone":
        shutil.rmtree(folder)
    elif trouble == "of another analysis":
        (current / "fingerprint").write_text("0123456789abcdef")
    else:
        (current / "words.json.gz").write_bytes(b"nothing")
    service.forget()
    assert Client().get("/da/soeg/", {"q": WORD["da"]}).status_code == 503, "never an answer that may be wrong"
    assert caretaker.needing_rebuild() == ["embedded"]
    guide["da"].title = f"Et {LEFT}"
    publish(guide["da"])
    call_command("search_catch_up")
    assert caretaker.needing_rebuild() == []
    assert not outbox.pending()
    assert found("da", LEFT) == {uid(guide["da"].pk)}
    assert Client().get("/da/soeg/", {"q": WORD["sv"]}).status_code == 200
    assert not compare(service.engine())


def test_only_one_process_rebuilds_by_itself(portal: None, settings: Settings):
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    service.forget()
    other = RebuildUnderWay.objects.create(engine="embedded", alive_at=timezone.now())
    assert caretaker.needing_rebuild() == []
    call_command("search_rebuild", if_needed=True, verbosity=0)
    assert not service.engine().status().ready
    other.delete()
    call_command("search_rebuild", if_needed=True, verbosity=0)
    assert service.engine().status().ready
