"""Names that Wagtail stores in English become words that are the same in Danish and Swedish.

They are shown as they are stored, whatever the editor's language: in the button that sends a page to be approved, in
the choosers of groups and collections. A name that an administrator has chosen already stays.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAMES = (
    ("auth", "Group", "Editors", "Redaktion"),
    ("auth", "Group", "Moderators", "Chefredaktion"),
    ("wagtailcore", "Workflow", "Moderators approval", "Chefredaktionen"),
    ("wagtailcore", "Task", "Moderators approval", "Chefredaktionen"),
    ("wagtailcore", "Collection", "Root", "Arkiv"),
)


def rename(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rename what still has Wagtail's own name."""
    for app, model, old, new in NAMES:
        rows = apps.get_model(app, model).objects.using(schema_editor.connection.alias)
        if not rows.filter(name=new).exists():
            rows.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop, elidable=False)]
