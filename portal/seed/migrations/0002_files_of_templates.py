
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('seed', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='seededitem',
            name='kind',
            field=models.CharField(choices=[('page', 'page'), ('concept', 'concept'), ('source', 'source'), ('point', 'point to verify'), ('navigation', 'header and footer'), ('file', 'file of a template')], max_length=20, verbose_name='kind'),
        ),
    ]
