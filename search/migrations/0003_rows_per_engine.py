"""The outbox has rows per engine. Rows of before are let go: search_verify finds what they would have told."""

from django.db import migrations, models


def let_go(apps, schema_editor):
    apps.get_model("search", "DirtyPage").objects.all().delete()
    apps.get_model("search", "RebuildUnderWay").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_search_count")]

    operations = [
        migrations.RunPython(let_go, migrations.RunPython.noop),
        migrations.AddField("dirtypage", "engine", models.CharField(max_length=20, default=""), preserve_default=False),
        migrations.AddField(
            "rebuildunderway", "engine", models.CharField(max_length=20, default=""), preserve_default=False
        ),
        migrations.AddIndex(
            "dirtypage", models.Index(fields=["engine", "carried", "id"], name="waiting_for_an_engine")
        ),
    ]
