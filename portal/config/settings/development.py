"""Settings of `run.py`: production's, loosened just enough for one machine without https."""

import secrets

from .base import *  # noqa: F403
from .base import STATE_DIR

STATE_DIR.mkdir(parents=True, exist_ok=True)


def _local_secret() -> str:
    """A secret of this checkout's own, made at the first start and kept beside the database."""
    path = STATE_DIR / "secret.txt"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = _local_secret()
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
SERVE_MEDIA = True
PUBLIC_ADDRESS = ""  # answer with the host name that was asked for
ALLOW_SYNTHETIC = True
(STATE_DIR / "build").mkdir(exist_ok=True)
