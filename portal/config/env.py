"""Typed reading of environment variables.

Every setting that the environment can change is declared here, once, as a :class:`Variable`. A value that the
variable's type does not accept stops the start with a sentence that names it; a misspelt name that starts with
``SAMVAERK_`` is refused too, because a setting that is silently ignored is worse than one that is missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

PREFIX = "SAMVAERK_"


@dataclass(frozen=True, slots=True)
class Variable(Generic[T]):
    """One environment variable: its name, how its text is read, its default and what it is for."""

    name: str
    read: Callable[[str], T]
    default: T
    help: str

    def value(self, environment: Mapping[str, str]) -> T:
        """Read the variable from ``environment``; an absent or blank one gives the default.

        Raises:
            ImproperlyConfigured: the text is not of the variable's type.
        """
        text = environment.get(self.name, "").strip()
        if not text:
            return self.default
        try:
            return self.read(text)
        except ValueError as error:
            raise ImproperlyConfigured(f"{self.name}={text!r}: {error}") from error


def boolean(text: str) -> bool:
    """``1/true/yes/on`` and ``0/false/no/off``, nothing else."""
    lowered = text.lower()
    if lowered in {"1", "true", "yes", "on"}:
        return True
    if lowered in {"0", "false", "no", "off"}:
        return False
    raise ValueError("expected true or false")


def integer(text: str) -> int:
    """A whole number of zero or more."""
    if not text.isascii() or not text.isdigit():
        raise ValueError("expected a whole number")
    return int(text)


def seconds(text: str) -> float:
    """A positive number of seconds."""
    number = float(text)
    if not number > 0:
        raise ValueError("expected a number of seconds above zero")
    return number


def words(text: str) -> tuple[str, ...]:
    """A list separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def one_of(*allowed: str) -> Callable[[str], str]:
    """A reader that accepts the named values only."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"expected one of {', '.join(allowed)}")
        return text

    return read


def url(text: str) -> str:
    """An address with http or https and a host, without a closing slash."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("expected an address that begins with http:// or https://")
    return text.rstrip("/")


def urls(text: str) -> tuple[str, ...]:
    """One or more http(s) addresses separated by commas."""
    return tuple(url(part) for part in words(text))


def redis_url(text: str) -> str:
    """A ``redis://`` or ``rediss://`` address."""
    if urlsplit(text).scheme not in {"redis", "rediss"}:
        raise ValueError("expected an address that begins with redis:// or rediss://")
    return text


def database(text: str) -> dict[str, object]:
    """Django's database dictionary from ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(text)
    if parts.scheme == "sqlite":
        path = unquote(parts.path)
        if parts.netloc or path in {"", "/"}:
            raise ValueError("expected sqlite:///path, with three slashes and a file")
        return sqlite(Path(path))
    if parts.scheme in {"postgres", "postgresql"}:
        name = unquote(parts.path.lstrip("/"))
        if not name:
            raise ValueError("the address names no database")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError("expected sqlite:///path or postgresql://user:password@host/name")


def sqlite(path: Path) -> dict[str, object]:
    """SQLite set up for several readers and one writer at a time (write-ahead log, writers queue up to 20 s)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


STATE = Path(__file__).resolve().parents[2] / "var"

SECRET_KEY = Variable(
    "SAMVAERK_SECRET_KEY", str, "", "Secret for signatures and sessions. Production refuses to start without it."
)
HOSTS: Variable[tuple[str, ...]] = Variable(
    "SAMVAERK_HOSTS", words, (), "Host names the portal answers to, separated by commas."
)
BASE_URL = Variable(
    "SAMVAERK_BASE_URL",
    url,
    "http://localhost:8000",
    "The portal's public address, used in canonical links, feeds, sitemaps and mail.",
)
DATABASE_URL: Variable[dict[str, object] | None] = Variable(
    "SAMVAERK_DATABASE_URL",
    database,
    None,
    "sqlite:///path or postgresql://user:password@host/name.",
)
CACHE_URL = Variable(
    "SAMVAERK_CACHE_URL", redis_url, "", "redis://host:port/number; without it each process caches for itself."
)
STATE_DIR = Variable(
    "SAMVAERK_STATE_DIR", Path, STATE, "Folder for SQLite, media, collected static files and the embedded search index."
)
HTTPS = Variable(
    "SAMVAERK_HTTPS", boolean, True, "Whether readers reach the portal through https (redirect, secure cookies, HSTS)."
)
BEHIND_PROXY = Variable("SAMVAERK_BEHIND_PROXY", boolean, False, "Trust X-Forwarded-Proto from a proxy in front.")
LOG_LEVEL = Variable(
    "SAMVAERK_LOG_LEVEL", one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "How much is written to standard error."
)
EMAIL_HOST = Variable("SAMVAERK_EMAIL_HOST", str, "", "Mail server; without it mail is written to the log.")
EMAIL_PORT = Variable("SAMVAERK_EMAIL_PORT", integer, 587, "The mail server's port.")
EMAIL_USER = Variable("SAMVAERK_EMAIL_USER", str, "", "Login at the mail server.")
EMAIL_PASSWORD = Variable("SAMVAERK_EMAIL_PASSWORD", str, "", "Password at the mail server.")
EMAIL_FROM = Variable("SAMVAERK_EMAIL_FROM", str, "samvaerk@localhost", "Sender of the portal's mail.")
SEARCH_ENGINE = Variable(
    "SEARCH_ENGINE",
    one_of("embedded", "elasticsearch"),
    "embedded",
    "embedded (tantivy, nothing to start) or elasticsearch.",
)
ELASTICSEARCH_URL: Variable[tuple[str, ...]] = Variable(
    "ELASTICSEARCH_URL", urls, (), "One or more addresses of Elasticsearch 8, separated by commas."
)
ELASTICSEARCH_USER = Variable("ELASTICSEARCH_USER", str, "", "User at Elasticsearch.")
ELASTICSEARCH_PASSWORD = Variable("ELASTICSEARCH_PASSWORD", str, "", "Password at Elasticsearch.")
ELASTICSEARCH_API_KEY = Variable("ELASTICSEARCH_API_KEY", str, "", "API key, instead of user and password.")
ELASTICSEARCH_CA_FILE = Variable(
    "ELASTICSEARCH_CA_FILE", str, "", "File with the certificate authority that signed Elasticsearch's certificate."
)
ELASTICSEARCH_TIMEOUT = Variable(
    "ELASTICSEARCH_TIMEOUT", seconds, 1.0, "Seconds to wait for an answer before the standby takes over."
)

VARIABLES: tuple[Variable[object], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Variable)
)


def check_names(environment: Mapping[str, str] = os.environ) -> None:
    """Refuse a ``SAMVAERK_`` variable that nothing reads.

    Raises:
        ImproperlyConfigured: names the unknown variable.
    """
    known = {variable.name for variable in VARIABLES}
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            raise ImproperlyConfigured(f"{name} is not a setting of Samværk; docs/settings.md lists them all")


def read(variable: Variable[T]) -> T:
    """The variable's value in this process's environment."""
    return variable.value(os.environ)
