"""``manage.py demo``: the portal on this machine, ready to read. run.py ends here."""

import hashlib
import json
import logging
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

import waitress
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from wagtail.models import Page

from portal.core.console import Step, Steps, hand_over

from .local_accounts import ensure_accounts

STEPS = 5
SERVER_THREADS = 8
SCHEDULE_SECONDS = 60.0


class Command(BaseCommand):
    """Brings the files, the database, the content and the logins up to date, and serves the portal."""

    help = (
        "Prepares what is missing or out of date (files, database, content, logins) and serves the portal until Ctrl-C."
    )
    requires_system_checks: list[str] = []  # a second of every start; run.py test runs them

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and two arguments for those that start this command."""
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
        parser.add_argument("--steps-before", type=int, default=0, help="how many steps run.py has already told of")
        parser.add_argument(
            "--prepared", action="store_true", help="serve at once, without looking for anything to prepare"
        )

    def handle(self, *args: Any, host: str, port: int, steps_before: int, prepared: bool, **options: Any) -> None:
        """Prepare, then serve."""
        signal.signal(signal.SIGINT, _interrupt)
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            if not prepared and prepare(Steps(STEPS + steps_before, before=steps_before)):
                # A process that began before the messages and static files existed has cached their absence.
                hand_over([sys.executable, "manage.py", "demo", f"--host={host}", f"--port={port}", "--prepared"])
            self.serve(host, port)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Everything is kept; the same command goes on from here.")

    def serve(self, host: str, port: int) -> None:
        """Listen, say where, and answer until Ctrl-C."""
        try:
            server = waitress.create_server(
                get_wsgi_application(), host=host, port=port, threads=SERVER_THREADS, ident=None
            )
        except OSError as error:
            raise CommandError(
                f"The portal cannot listen on {host}, port {port}: {error.strerror or error}."
            ) from error
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104
        lines = [f"  {'Site':<14} http://{shown}:{port}/", f"  {'Admin':<14} http://{shown}:{port}/admin/"]
        lines += [f"  {role:<14} {username:<10} {password}" for role, username, password in ensure_accounts(_logins())]
        self.stdout.write("\n".join(["", "Samværk is running. Ctrl-C stops it.", "", *lines, ""]))
        self.stdout.flush()
        publish_what_is_due(threading.Event())
        server.run()  # returns at Ctrl-C, after the answers under way
        raise KeyboardInterrupt


def publish_what_is_due(stopped: threading.Event, seconds: float = SCHEDULE_SECONDS) -> threading.Thread:
    """Publish and withdraw pages at the times that editors have set, as cron does in production, until ``stopped``."""

    def keep_going() -> None:
        while not stopped.wait(seconds):
            try:
                call_command("publish_scheduled", verbosity=0)
            except Exception:  # one failure must not end it: the next round tries again
                logging.getLogger(__name__).exception("Scheduled pages could not be published")
            finally:
                connection.close()

    thread = threading.Thread(target=keep_going, name="schedule", daemon=True)
    thread.start()
    return thread


def prepare(steps: Steps) -> bool:
    """Do what is missing or out of date; true when anything was done.

    The files come first, since content may ask for messages.
    """
    logging.disable(logging.INFO)  # the steps tell enough
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with _hurried() if not executor.loader.applied_migrations else nullcontext():
        work = [_build(steps), _migrate(steps, len(plan)), _seed(steps)]
        work.append(_index(steps, seeded=work[-1]))
    logins = _logins()
    ensure_accounts(logins)
    inside = logins.is_relative_to(settings.ROOT)
    steps.skip("Logins", f"in {logins.relative_to(settings.ROOT) if inside else logins}")
    logging.disable(logging.NOTSET)
    return any(work)


def _build(steps: Steps) -> bool:
    own_static = [Path(app.path) / "static" for app in apps.get_app_configs() if not _is_installed(app.path)]
    sources = [settings.ROOT / name for name in ("static", "locale", "portal/core/assets", "requirements.txt")]
    mark = Mark("assets", fingerprint([*sources, *own_static]))
    built = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    return _run_unless(built and mark.holds(), steps, "Fonts, messages, static files", "build_assets", mark)


def _migrate(steps: Steps, unapplied: int) -> bool:
    if not unapplied:
        steps.skip("Database")
        return False
    with steps.step("Database") as step:
        call_command(_Migrate(step, unapplied), verbosity=0, interactive=False)
        step.tell(f"{unapplied} migrations applied")
    return True


def _seed(steps: Steps) -> bool:
    folder = Path(apps.get_app_config("seed").path)
    sources = [part for part in sorted(folder.iterdir()) if part.name not in {"management", "migrations"}]
    sources += [settings.ROOT / "toolbox" / part for part in ("files", "calculation")]  # the templates' files
    database = "{NAME} {HOST} {PORT}".format(**connection.settings_dict)
    mark = Mark("seed", fingerprint(sources, extra=database))
    filled = Page.objects.filter(depth__gte=3).exists()
    return _run_unless(filled and mark.holds(), steps, "Content", "seed", mark)


def _index(steps: Steps, *, seeded: bool) -> bool:
    """Index the pages where the content is new, or where there is no index of this analysis."""
    if not seeded and not call_command("search_rebuild", check=True, verbosity=0, stdout=StringIO()):
        steps.skip("Search index")
        return False
    with steps.step("Search index"):
        call_command("search_rebuild", verbosity=0)
    return True


def _run_unless(current: bool, steps: Steps, title: str, command: str, mark: "Mark") -> bool:
    if current:
        steps.skip(title)
        return False
    with steps.step(title):
        call_command(command, verbosity=0)
    mark.set()
    return True


class Mark:
    """A note in ``var/prepared.json`` of what a step was last done from."""

    def __init__(self, name: str, value: str) -> None:
        self._name, self._value = name, value
        self._path = settings.STATE_DIR / "prepared.json"

    def holds(self) -> bool:
        """Whether the step was last done from exactly this."""
        return self._read().get(self._name) == self._value

    def set(self) -> None:
        """Note that the step is done."""
        self._path.write_text(json.dumps(self._read() | {self._name: self._value}, indent=2) + "\n", encoding="utf-8")

    def _read(self) -> dict[str, str]:
        return json.loads(self._path.read_text(encoding="utf-8")) if self._path.exists() else {}


def fingerprint(sources: Iterable[Path], *, extra: str = "") -> str:
    """A hash of the named files, and of every file in the named folders except compiled ones."""
    digest = hashlib.sha256(extra.encode())
    for source in sources:
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if file.is_file() and file.suffix not in {".pyc", ".mo"}:
                digest.update(f"{file.relative_to(settings.ROOT).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


class _Migrate(Migrate):
    """Django's own migrate, telling how far it is."""

    def __init__(self, step: Step, total: int) -> None:
        super().__init__()
        self._step, self._total, self._applied = step, total, 0

    def migration_progress_callback(self, action: str, migration: Migration | None = None, fake: bool = False) -> None:
        """Count the applied migrations."""
        if action == "apply_success":
            self._applied += 1
            self._step.tell(f"{self._applied} of {self._total} migrations")


@contextmanager
def _hurried() -> Iterator[None]:
    """While a new SQLite database holds nothing that could be lost, do not wait for the disk."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")


def _is_installed(path: str) -> bool:
    return "site-packages" in Path(path).parts


def _logins() -> Path:
    return settings.STATE_DIR / "logins.json"


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
