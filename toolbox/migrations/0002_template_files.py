import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def examples_have_a_role(apps, schema_editor):
    """What was ticked as a filled-in example is one."""
    rows = apps.get_model('toolbox', 'TemplateFile').objects.using(schema_editor.connection.alias)
    rows.filter(filled_example=True).update(role='example')


class Migration(migrations.Migration):

    dependencies = [
        ('toolbox', '0001_initial'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.AddField(
            model_name='templatefile',
            name='role',
            field=models.CharField(choices=[('file', 'to fill in'), ('preview', 'to look at first (PDF)'), ('example', 'a filled-in example')], default='file', max_length=10, verbose_name='use'),
        ),
        migrations.AddField(
            model_name='templatefile',
            name='version',
            field=models.CharField(blank=True, help_text='Left empty, another file gets the next number when the page is published.', max_length=20, validators=[django.core.validators.RegexValidator('^\\d+(\\.\\d+)*\\Z', 'A version is written with digits and dots, such as 1.2.')], verbose_name='version'),
        ),
        migrations.RunPython(examples_have_a_role, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='templatefile',
            name='filled_example',
        ),
        migrations.CreateModel(
            name='FileVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.UUIDField(db_index=True, verbose_name='template')),
                ('language', models.CharField(choices=[('da', 'Danish'), ('sv', 'Swedish')], max_length=2, verbose_name='language of the file')),
                ('role', models.CharField(choices=[('file', 'to fill in'), ('preview', 'to look at first (PDF)'), ('example', 'a filled-in example')], max_length=10, verbose_name='use')),
                ('extension', models.CharField(max_length=10, verbose_name='format')),
                ('version', models.CharField(max_length=20, verbose_name='version')),
                ('made_on', models.DateField(verbose_name='date')),
                ('saved_at', models.DateTimeField(auto_now=True, verbose_name='saved')),
                ('text', models.TextField(blank=True, verbose_name='what stands in the file')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtaildocs.document', verbose_name='file')),
            ],
            options={
                'verbose_name': 'version of a file',
                'verbose_name_plural': 'versions of files',
            },
        ),
        migrations.CreateModel(
            name='DownloadCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('alone', models.PositiveIntegerField(default=0, verbose_name='downloads')),
                ('in_kits', models.PositiveIntegerField(default=0, verbose_name='in kits')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='downloads', to='toolbox.fileversion', verbose_name='file')),
            ],
            options={
                'verbose_name': 'download count',
                'verbose_name_plural': 'download counts',
            },
        ),
        migrations.AddConstraint(
            model_name='fileversion',
            constraint=models.UniqueConstraint(fields=('template', 'language', 'role', 'extension', 'version'), name='one_file_of_a_version'),
        ),
        migrations.AddConstraint(
            model_name='downloadcount',
            constraint=models.UniqueConstraint(fields=('day', 'file'), name='one_download_count_a_day'),
        ),
    ]
