"""``manage.py demo`` does a step when what it is made from has changed, and only then."""

import io
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page

from portal.core.console import Steps
from portal.seed.management.commands import demo


@pytest.fixture
def sources(tmp_path: Path, settings: Settings) -> Path:
    settings.ROOT = settings.STATE_DIR = tmp_path
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "guides.yaml").write_text("a: 1\n")
    return folder


def test_a_changed_added_removed_or_renamed_file_is_seen(sources: Path) -> None:
    seen = [demo.fingerprint([sources])]
    (sources / "guides.yaml").write_text("a: 2\n")
    seen.append(demo.fingerprint([sources]))
    (sources / "cases.yaml").write_text("b: 1\n")
    seen.append(demo.fingerprint([sources]))
    (sources / "cases.yaml").rename(sources / "sources.yaml")
    seen.append(demo.fingerprint([sources]))
    (sources / "guides.yaml").unlink()
    seen.append(demo.fingerprint([sources]))
    assert len(set(seen)) == len(seen)


def test_compiled_files_and_dates_are_not(sources: Path) -> None:
    before = demo.fingerprint([sources])
    (sources / "django.mo").write_bytes(b"\0")
    (sources / "guides.yaml").write_text("a: 1\n")
    assert demo.fingerprint([sources]) == before


def test_the_same_content_in_another_database_is_another_mark(sources: Path) -> None:
    assert demo.fingerprint([sources], extra="one.sqlite3") != demo.fingerprint([sources], extra="two.sqlite3")


def test_a_step_runs_once_for_what_it_was_made_from(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(demo, "call_command", lambda command, **options: calls.append(command))
    log = io.StringIO()

    def start(made_from: str) -> bool:
        mark = demo.Mark("seed", made_from)
        return demo._run_unless(mark.holds(), Steps(1, stream=log), "Content", "seed", mark)

    assert [start("one"), start("one"), start("two")] == [True, False, True]
    assert calls == ["seed", "seed"]
    assert log.getvalue().splitlines().count("[1/1] Content: up to date") == 1


def test_a_failed_step_runs_again_at_the_next_start(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: str, **options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(demo, "call_command", fail)
    mark = demo.Mark("seed", "one")
    with pytest.raises(ZeroDivisionError):
        demo._run_unless(False, Steps(1, stream=io.StringIO()), "Content", "seed", mark)
    assert not mark.holds()


def test_marks_do_not_overwrite_one_another(sources: Path) -> None:
    demo.Mark("assets", "one").set()
    demo.Mark("seed", "two").set()
    assert demo.Mark("assets", "one").holds()
    assert demo.Mark("seed", "two").holds()


@pytest.mark.django_db(transaction=True)
def test_what_editors_have_scheduled_goes_live_while_the_portal_runs(seeded_live: None) -> None:
    page = Page.objects.get(url_path__endswith="/om/", locale__language_code="da").specific
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(seconds=1)
    page.save_revision(approved_go_live_at=page.go_live_at).publish()
    assert not Page.objects.get(pk=page.pk).live
    stopped = threading.Event()
    clock = demo.publish_what_is_due(stopped, seconds=0.2)
    try:
        for _ in range(150):
            if Page.objects.get(pk=page.pk).live:
                break
            time.sleep(0.2)
    finally:
        stopped.set()
        clock.join(timeout=30)
    assert Page.objects.get(pk=page.pk).live
