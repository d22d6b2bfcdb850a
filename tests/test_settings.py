"""Settings come from the environment through typed readers: what does not fit stops the start and says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.config import env

ROOT = Path(__file__).resolve().parents[1]
NEEDED = {
    "SAMVAERK_SECRET_KEY": "a-secret-of-fifty-letters-that-only-this-test-uses-1234",
    "SAMVAERK_HOSTS": "portal.example, www.portal.example",
    "SAMVAERK_BASE_URL": "https://portal.example/",
}


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        (env.HTTPS, "off", False),
        (env.HTTPS, "Yes", True),
        (env.EMAIL_PORT, "465", 465),
        (env.ELASTICSEARCH_TIMEOUT, "0.5", 0.5),
        (env.HOSTS, "a.example, b.example,", ("a.example", "b.example")),
        (env.SEARCH_ENGINE, "elasticsearch", "elasticsearch"),
        (env.BASE_URL, "https://portal.example/", "https://portal.example"),
        (env.ELASTICSEARCH_URL, "http://a:9200,http://b:9200/", ("http://a:9200", "http://b:9200")),
        (env.CACHE_URL, "redis://cache:6379/1", "redis://cache:6379/1"),
        (env.LOG_LEVEL, "  ", "INFO"),
    ],
)
def test_a_value_is_read_as_its_type(variable: env.Variable[Any], text: str, value: object) -> None:
    assert variable.value({variable.name: text}) == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        (env.HTTPS, "maybe"),
        (env.EMAIL_PORT, "-1"),
        (env.EMAIL_PORT, "²"),
        (env.ELASTICSEARCH_TIMEOUT, "0"),
        (env.ELASTICSEARCH_TIMEOUT, "nan"),
        (env.ELASTICSEARCH_TIMEOUT, "soon"),
        (env.SEARCH_ENGINE, "solr"),
        (env.LOG_LEVEL, "info"),
        (env.BASE_URL, "portal.example"),
        (env.BASE_URL, "ftp://portal.example"),
        (env.ELASTICSEARCH_URL, "http://a:9200,b:9200"),
        (env.CACHE_URL, "memcached://cache"),
        (env.DATABASE_URL, "sqlite://"),
        (env.DATABASE_URL, "sqlite:///"),
        (env.DATABASE_URL, "sqlite://portal.sqlite3"),
        (env.DATABASE_URL, "postgresql://user@host"),
        (env.DATABASE_URL, "mysql://user@host/name"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(variable: env.Variable[Any], text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=variable.name):
        variable.value({variable.name: text})


def test_a_database_address_is_taken_apart() -> None:
    read = env.database("postgresql://samv%C3%A6rk:p%40ss@db.example:5433/portal")
    assert (read["USER"], read["PASSWORD"], read["HOST"]) == ("samværk", "p@ss", "db.example")
    assert (read["PORT"], read["NAME"]) == ("5433", "portal")
    assert env.database("sqlite:////srv/portal.sqlite3")["NAME"] == "//srv/portal.sqlite3"


def test_a_misspelt_name_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="SAMVAERK_HOST is not a setting"):
        env.check_names({"SAMVAERK_HOST": "portal.example"})


def _production(tmp_path: Path, **changed: str | None) -> subprocess.CompletedProcess[str]:
    wanted = {**NEEDED, "SAMVAERK_STATE_DIR": str(tmp_path), **changed}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SAMVAERK_")}
    say = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.DEBUG, s.ALLOWED_HOSTS, s.PUBLIC_ADDRESS, s.EMAIL_USE_SSL, s.EMAIL_USE_TLS, s.SESSION_COOKIE_SECURE)"
    )
    return subprocess.run(
        [sys.executable, "-c", say],
        cwd=ROOT,
        env=clean
        | {name: value for name, value in wanted.items() if value is not None}
        | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.base"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", NEEDED)
def test_production_does_not_start_without(name: str, tmp_path: Path) -> None:
    started = _production(tmp_path, **{name: None})
    assert started.returncode != 0
    assert f"{name} is not set" in started.stderr


def test_production_is_strict(tmp_path: Path) -> None:
    started = _production(tmp_path, SAMVAERK_EMAIL_HOST="mail.example", SAMVAERK_EMAIL_PORT="465")
    assert started.stderr == ""
    hosts = "['portal.example', 'www.portal.example']"
    assert started.stdout.strip() == f"False {hosts} https://portal.example True False True"


@pytest.mark.parametrize("named", ["", "/srv/other.sqlite3"])
def test_the_database_lies_in_the_state_folder_unless_it_is_named(tmp_path: Path, named: str) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SAMVAERK_")}
    own = {
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.development",
        "SAMVAERK_STATE_DIR": str(tmp_path),
        "SAMVAERK_DATABASE_URL": named and f"sqlite://{named}",
    }
    say = "from django.conf import settings as s; print(s.DATABASES['default']['NAME'])"
    said = subprocess.check_output([sys.executable, "-c", say], cwd=ROOT, env=clean | own, text=True)
    assert said.strip() == (named or str(tmp_path / "samvaerk.sqlite3"))


@pytest.mark.django_db
def test_addresses_are_the_public_ones_whatever_host_was_asked(client: Client, seeded: None, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://portal.example"
    page = client.get("/da/processen/", headers={"host": "www.portal.example"}).content.decode()
    assert '<link rel="canonical" href="https://portal.example/da/processen/">' in page
    assert "//www.portal.example" not in page
    for address in ("/sitemap.xml", "/robots.txt", "/da/feed/", "/da/opensearch.xml"):
        said = client.get(address, headers={"host": "www.portal.example"}).content.decode()
        assert "https://portal.example/" in said, address
        assert "//www.portal.example" not in said, address
