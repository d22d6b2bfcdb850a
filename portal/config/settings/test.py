"""Settings of the test suite: fast hashing, no manifest, state in a folder of its own."""

import os
import tempfile
import zlib
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, ROOT, STATE_DIR

SECRET_KEY = "only for tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
SERVE_MEDIA = True
PUBLIC_ADDRESS = ""  # answer with the host name that was asked for
ALLOW_SYNTHETIC = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Not in the checkout, whose folder may be slow or read-only. Another checkout has another folder, and so has each of
# the processes that share the tests of a run.
OWNER = f"{zlib.crc32(str(ROOT).encode()):08x}{os.environ.get('PYTEST_XDIST_WORKER', '')}"
TEST_STATE = Path(tempfile.gettempdir()) / f"samvaerk-test-{OWNER}"
TEST_STATE.mkdir(exist_ok=True)
MEDIA_ROOT = TEST_STATE / "media"
SEARCH_INDEX_DIR = TEST_STATE / "index"
SEARCH_CARETAKER_SECONDS = None  # tests call the caretaker themselves
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(STATE_DIR / "build").mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [ROOT / "static", STATE_DIR / "build"]
WHITENOISE_AUTOREFRESH = True
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    # A file, so that --reuse-db saves the 240 migrations and live-server threads share it.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_STATE / "test.sqlite3")}
