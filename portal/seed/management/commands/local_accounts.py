"""``manage.py local_accounts``: an administrator's and an editor's login for this machine."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand

from portal.core.permissions import EDITORS

# Without the letters and digits that are easily taken for one another.
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
ACCOUNTS = {"admin": "Administrator", "redaktoer": "Editor"}
NAMES = {
    "admin": {"first_name": "Lokal", "last_name": "Administrator", "email": "admin@example.invalid"},
    "redaktoer": {"first_name": "Lokal", "last_name": "Redaktion", "email": "redaktoer@example.invalid"},
}
"""Wagtail's page of the user's own settings saves nothing, not even the language, without them. No mail ever arrives at
such an address (RFC 2606).
"""
CHANGED = "(changed in the portal, so not known here)"


class Command(BaseCommand):
    """Keeps the two local logins in ``var/logins.json``, readable by the owner of the files only."""

    help = "Makes the logins admin and redaktoer with random passwords where they are missing, and prints them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing and print what is known."""
        for role, username, password in ensure_accounts(settings.STATE_DIR / "logins.json"):
            self.stdout.write(f"  {role:<14} {username:<10} {password}")


def ensure_accounts(path: Path) -> list[tuple[str, str, str]]:
    """Make the missing accounts and return role, user name and password of both.

    A password that was chosen in the portal stays, and :data:`CHANGED` is returned in its place. A new database gets
    the passwords that the file already holds. Beside each password the file keeps the database's own hash of it, so
    that the next start can see at once, without a second of hashing, that it still holds.
    """
    known: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    rows, kept = [], {}
    users = {user.get_username(): user for user in get_user_model().objects.filter(username__in=ACCOUNTS)}
    for username, role in ACCOUNTS.items():
        entry, user = known.get(username, {}), users.get(username)
        password = entry.get("password", "")
        if user is None:
            password = password or "".join(secrets.choice(ALPHABET) for _ in range(16))
            user = _create(username, password)
        elif not password or (user.password != entry.get("hash") and not user.check_password(password)):
            rows.append((role, username, CHANGED))
            kept[username] = entry
            continue
        if not (user.first_name or user.last_name or user.email):
            get_user_model().objects.filter(pk=user.pk).update(**NAMES[username])
        kept[username] = {"password": password, "hash": user.password}
        rows.append((role, username, password))
    if kept != known:
        _write_private(path, json.dumps(kept, indent=2))
    return rows


def _create(username: str, password: str) -> User:
    users = get_user_model().objects
    if username == "admin":
        return users.create_superuser(username, password=password, **NAMES[username])
    user = users.create_user(username, password=password, **NAMES[username])
    user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    return user


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n")
    new.replace(path)
