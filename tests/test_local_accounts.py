"""The two logins of a machine: random, private, kept, and never reset."""

import json
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model

from portal.core.permissions import EDITORS
from portal.seed.management.commands.local_accounts import CHANGED, ensure_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def logins(tmp_path: Path) -> Path:
    return tmp_path / "var" / "logins.json"


def passwords(logins: Path) -> dict[str, str]:
    return {username: password for _, username, password in ensure_accounts(logins)}


def test_both_logins_work_and_have_their_roles(logins: Path) -> None:
    admin, editor = (authenticate(username=name, password=password) for name, password in passwords(logins).items())
    assert admin is not None
    assert admin.is_superuser
    assert editor is not None
    assert not editor.is_superuser
    assert editor.has_perm("wagtailadmin.access_admin")
    assert [group.name for group in editor.groups.all()] == [EDITORS]


def test_passwords_are_random_and_only_the_owner_reads_the_file(logins: Path, tmp_path: Path) -> None:
    first = passwords(logins)
    get_user_model().objects.all().delete()
    second = passwords(tmp_path / "other.json")
    assert len({*first.values(), *second.values()}) == 4
    assert all(len(password) >= 16 for password in first.values())
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600


def test_the_next_start_shows_the_same_and_writes_nothing(logins: Path) -> None:
    first = passwords(logins)
    before = logins.stat().st_mtime_ns
    hashes = list(get_user_model().objects.values_list("password", flat=True))
    assert passwords(logins) == first
    assert logins.stat().st_mtime_ns == before
    assert list(get_user_model().objects.values_list("password", flat=True)) == hashes


def test_a_new_database_gets_the_passwords_of_the_file(logins: Path) -> None:
    first = passwords(logins)
    get_user_model().objects.all().delete()
    assert passwords(logins) == first
    assert authenticate(username="admin", password=first["admin"])


def test_a_password_changed_in_the_portal_stays(logins: Path) -> None:
    first = passwords(logins)
    admin = get_user_model().objects.get(username="admin")
    admin.set_password("chosen in the portal")
    admin.save()
    assert passwords(logins) == {"admin": CHANGED, "redaktoer": first["redaktoer"]}
    assert authenticate(username="admin", password="chosen in the portal")


def test_a_rehashed_password_is_still_known(logins: Path) -> None:
    first = passwords(logins)
    admin = get_user_model().objects.get(username="admin")
    admin.set_password(first["admin"])
    admin.save()
    assert passwords(logins) == first
    assert json.loads(logins.read_text())["admin"]["hash"] == admin.password


def test_an_account_that_was_there_before_the_file_is_left_alone(logins: Path) -> None:
    get_user_model().objects.create_superuser("admin", password="somebody's own")
    assert passwords(logins)["admin"] == CHANGED
    assert authenticate(username="admin", password="somebody's own")
