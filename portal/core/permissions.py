"""What members of the editors' group may do, and who may delete pages.

Called after ``migrate`` by a receiver, and by another one when a language's front page is made, instead of from a
migration: the permissions of later apps do not exist while the migrations of this one run, and the front pages come
with the content. Each permission is given once only, when it comes into being, so an administrator who takes one away
(or gives the group more) in the admin is not overruled by the next start.
"""

from __future__ import annotations

from typing import Any, Final

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, PagePermissionTester

EDITORS: Final = "Redaktion"
"""The group's name, the same word in both languages. Wagtail makes the group, a migration gives it the name."""
PAGE_ACTIONS: Final = ("add", "change", "publish", "lock", "unlock")
"""What editors may do with the pages of both languages. Who may change may also delete what was never published."""
FILE_PERMISSIONS: Final = (
    ("wagtailimages", "image", ("add", "change", "choose")),
    ("wagtaildocs", "document", ("add", "change", "choose")),
)
GLOBAL_PERMISSIONS: Final = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    *(("wagtailsearchpromotions", f"{action}_searchpromotion") for action in ("add", "change", "delete", "view")),
)

_before: Final[set[int]] = set()


class PortalPagePermissions(PagePermissionTester):
    """What a user may do with a page of the portal. What readers have been able to read stays retrievable: editors
    unpublish it, and only an administrator deletes it.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the user may delete the page with everything under it."""
        return bool(super().can_delete(ignore_bulk)) and (self.user.is_superuser or not self._was_published())

    def can_move(self) -> bool:
        """Whether the user may move the page: Wagtail asks whether it could be deleted, which says less here."""
        return bool(super().can_delete(ignore_bulk=True))

    def _was_published(self) -> bool:
        page = self.page
        if page.live or page.first_published_at:
            return True
        published = Q(live=True) | Q(first_published_at__isnull=False)
        return not page.is_leaf() and page.get_descendants().filter(published).exists()


def grant_editor_permissions() -> None:
    """Give the group everything that an editor of the portal needs. Doing so again changes nothing."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    wanted = [Permission.objects.get(content_type__app_label=app, codename=name) for app, name in GLOBAL_PERMISSIONS]
    wanted += _own_permissions()
    group.permissions.add(*wanted)
    root = Collection.get_first_root_node()
    for app, model, actions in FILE_PERMISSIONS:
        for action in actions:
            permission = Permission.objects.get(content_type__app_label=app, codename=f"{action}_{model}")
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    # Wagtail lets editors write anywhere, even beside the front pages, where nothing is ever shown.
    GroupPagePermission.objects.filter(group=group, page__depth=1).delete()
    grant_front_pages()


def grant_front_pages() -> None:
    """Let editors write under the front pages that the group has no permission for yet."""
    for home in Page.objects.filter(depth=2).exclude(group_permissions__group__name=EDITORS):
        grant_pages(home)


def grant_pages(home: Page) -> None:
    """Let editors write and publish everything under a language's front page."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    content_type = ContentType.objects.get_for_model(Page)
    for action in PAGE_ACTIONS:
        permission = Permission.objects.get(content_type=content_type, codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def granted() -> bool:
    """Whether the group was given its permissions before: none but this module gives those of our own models."""
    return Group.objects.filter(name=EDITORS, permissions__in=_own_permissions()).exists()


def _own_permissions() -> list[Permission]:
    """Those of every model that says with ``editors_may`` what editors may do with it."""
    found = []
    for model in apps.get_models():
        for action in getattr(model, "editors_may", ()):
            content_type = ContentType.objects.get_for_model(model)
            found.append(
                Permission.objects.get(content_type=content_type, codename=f"{action}_{model._meta.model_name}")
            )
    return found


def _create_missing_permissions() -> None:
    """Django makes the permissions of each app after ``migrate``, in an order that nothing here should depend on."""
    for config in apps.get_app_configs():
        if config.models_module:
            create_permissions(config, verbosity=0)


def before_migrate(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Receiver of ``pre_migrate``: note which permissions there are, so that new ones are known afterwards."""
    _before.clear()
    if Permission._meta.db_table in connections[using].introspection.table_names():
        _before.update(Permission.objects.using(using).values_list("pk", flat=True))


def after_migrate(sender: Any, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``: give everything the first time, and later what came with new models."""
    if Collection.get_first_root_node() is None:
        return  # the database was emptied, not migrated
    _create_missing_permissions()
    if not granted():
        grant_editor_permissions()
    elif _before:
        new = [permission for permission in _own_permissions() if permission.pk not in _before]
        Group.objects.get(name=EDITORS).permissions.add(*new)
    _before.clear()
