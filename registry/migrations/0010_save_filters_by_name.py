"""Save filters by name, for oneself or for one's association.

A new, empty table and its history: at once; the way back drops both.
"""

import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0009_long_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSavedFilter',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', models.TextField(default='', verbose_name='by')),
                ('actor_role', models.TextField(blank=True, default='', verbose_name='in the role of')),
                ('actor_place', models.TextField(blank=True, default='', verbose_name='at')),
                ('request_id', models.CharField(blank=True, default='', max_length=32, verbose_name='request')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='unique id')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('listing', models.CharField(max_length=40, verbose_name='list')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('values', models.JSONField(default=dict, verbose_name='filters')),
                ('retired_at', models.DateTimeField(editable=False, null=True, verbose_name='taken away at')),
                ('history_user_id', models.BigIntegerField(null=True, verbose_name='account')),
                ('history_change_reason', models.TextField(null=True, verbose_name='reason')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_date', models.DateTimeField(verbose_name='when')),
                ('association', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.association', verbose_name='shared with')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
            ],
            options={
                'verbose_name': 'historical saved filter',
                'verbose_name_plural': 'historical saved filters',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='unique id')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('listing', models.CharField(max_length=40, verbose_name='list')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('values', models.JSONField(default=dict, verbose_name='filters')),
                ('retired_at', models.DateTimeField(editable=False, null=True, verbose_name='taken away at')),
                ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.association', verbose_name='shared with')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
                'ordering': ('listing', 'name', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('owner', 'listing', 'name'), name='saved_filter_named_once', violation_error_message='You have saved filters under this name already.')],
            },
        ),
    ]
