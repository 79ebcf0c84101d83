"""Keep a record of every report that leaves the house as a file.

A new, empty table and its history: at once; the way back drops both.
"""

import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_receive_registrations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='unique id')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('report', models.CharField(max_length=40, verbose_name='report')),
                ('filters', models.JSONField(default=dict, verbose_name='filters')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('reason', models.TextField(verbose_name='reason')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by')),
            ],
            options={
                'verbose_name': 'export',
                'verbose_name_plural': 'exports',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='HistoricalExport',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', models.TextField(default='', verbose_name='by')),
                ('actor_role', models.TextField(blank=True, default='', verbose_name='in the role of')),
                ('actor_place', models.TextField(blank=True, default='', verbose_name='at')),
                ('request_id', models.CharField(blank=True, default='', max_length=32, verbose_name='request')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='unique id')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('report', models.CharField(max_length=40, verbose_name='report')),
                ('filters', models.JSONField(default=dict, verbose_name='filters')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('reason', models.TextField(verbose_name='reason')),
                ('history_user_id', models.BigIntegerField(null=True, verbose_name='account')),
                ('history_change_reason', models.TextField(null=True, verbose_name='reason')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_date', models.DateTimeField(verbose_name='when')),
                ('taken_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by')),
            ],
            options={
                'verbose_name': 'historical export',
                'verbose_name_plural': 'historical exports',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
