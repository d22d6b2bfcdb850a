"""Settings of the page's part of the search benchmark: the test suite's, with a database that is kept."""

from portal.config.settings.test import *  # noqa: F403
from portal.config.settings.test import STATE_DIR

BENCHMARK_DIR = STATE_DIR / "benchmarks"
BENCHMARK_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(BENCHMARK_DIR / "portal.sqlite3"),
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"},
    }
}
LOGGING = {"version": 1, "disable_existing_loggers": True}
