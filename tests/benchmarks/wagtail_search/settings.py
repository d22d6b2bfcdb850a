"""Settings of Wagtail's own search alone, on the database that ``BENCHMARK_DATABASE`` names: a file of SQLite, or the
folder of a PostgreSQL server's socket.
"""

import os
from pathlib import Path

from tests.postgresql_server import USER

_database = os.environ["BENCHMARK_DATABASE"]
SECRET_KEY = "only for benchmarks"
INSTALLED_APPS = [
    "tests.benchmarks.wagtail_search",
    "wagtail.search",
    "wagtail",
    "taggit",
    "django.contrib.contenttypes",
    "django.contrib.auth",
]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": USER, "HOST": _database}
    if Path(_database).is_dir()
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _database,
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
USE_TZ = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
