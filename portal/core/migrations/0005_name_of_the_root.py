"""The page above all pages is called after the portal: Wagtail's ``Root`` stands at the head of the editors' page list."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def rename(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rename it, unless an administrator has done so."""
    pages = apps.get_model("wagtailcore", "Page").objects.using(schema_editor.connection.alias)
    pages.filter(depth=1, title="Root").update(title="Samværk", draft_title="Samværk")


class Migration(migrations.Migration):
    dependencies = [("core", "0004_contact_of_the_editors")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop, elidable=False)]
