"""What nobody carried out, what was written past the signals, what broke: found and mended."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page

from search import service
from search.indexing import caretaker, outbox
from search.indexing.documents import uid
from search.indexing.rebuilding import compare, rebuild
from search.models import DirtyPage, RebuildUnderWay
from toolbox.models import GuidePage, TemplatePage

from .changing import WORD, Committing, found, make_private, publish

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
