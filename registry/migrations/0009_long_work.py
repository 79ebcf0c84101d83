"""Remember long work: what was asked for, how far it has come, and how it ended.

A new, empty table and its history: at once; the way back drops both.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0008_keep_counts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalJob',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', models.TextField(default='', verbose_name='by')),
                ('actor_role', models.TextField(blank=True, default='', verbose_name='in the role of')),
                ('actor_place', models.TextField(blank=True, default='', verbose_name='at')),
                ('request_id', models.CharField(blank=True, default='', max_length=32, verbose_name='request')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='unique id')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('kind', models.CharField(choices=[('export', 'file for a report'), ('import', 'import of custody events'), ('publish', 'release for donors')], editable=False, max_length=10, verbose_name='kind')),
                ('reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('options', models.JSONField(default=dict, editable=False, verbose_name='what was asked for')),
                ('state', models.CharField(choices=[('waiting', 'waiting for its turn'), ('running', 'at work'), ('review', 'waiting for your answer'), ('done', 'done'), ('failed', 'did not work out'), ('cancelled', 'stopped')], default='waiting', editable=False, max_length=10, verbose_name='state')),
                ('result', models.JSONField(default=dict, editable=False, verbose_name='result')),
                ('trouble', models.TextField(blank=True, editable=False, verbose_name='what went wrong')),
                ('started_at', models.DateTimeField(editable=False, null=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(editable=False, null=True, verbose_name='finished')),
                ('attempt', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('file', models.CharField(blank=True, editable=False, max_length=80, verbose_name='finished file')),
                ('reach', models.CharField(blank=True, editable=False, max_length=64, verbose_name='reach')),
                ('expires_at', models.DateTimeField(editable=False, null=True, verbose_name='kept until')),
                ('downloads', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='downloads')),
                ('history_user_id', models.BigIntegerField(null=True, verbose_name='account')),
                ('history_change_reason', models.TextField(null=True, verbose_name='reason')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_date', models.DateTimeField(verbose_name='when')),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
            ],
            options={
                'verbose_name': 'historical long work',
                'verbose_name_plural': 'historical my long work',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='unique id')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('kind', models.CharField(choices=[('export', 'file for a report'), ('import', 'import of custody events'), ('publish', 'release for donors')], editable=False, max_length=10, verbose_name='kind')),
                ('reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('options', models.JSONField(default=dict, editable=False, verbose_name='what was asked for')),
                ('state', models.CharField(choices=[('waiting', 'waiting for its turn'), ('running', 'at work'), ('review', 'waiting for your answer'), ('done', 'done'), ('failed', 'did not work out'), ('cancelled', 'stopped')], default='waiting', editable=False, max_length=10, verbose_name='state')),
                ('result', models.JSONField(default=dict, editable=False, verbose_name='result')),
                ('trouble', models.TextField(blank=True, editable=False, verbose_name='what went wrong')),
                ('started_at', models.DateTimeField(editable=False, null=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(editable=False, null=True, verbose_name='finished')),
                ('attempt', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('file', models.CharField(blank=True, editable=False, max_length=80, verbose_name='finished file')),
                ('reach', models.CharField(blank=True, editable=False, max_length=64, verbose_name='reach')),
                ('expires_at', models.DateTimeField(editable=False, null=True, verbose_name='kept until')),
                ('downloads', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='downloads')),
                ('phase', models.CharField(blank=True, choices=[('', ''), ('counting', 'counting the rows'), ('writing', 'writing the file'), ('checking', 'checking the file; nothing is changed'), ('storing', 'recording the events'), ('drawing', 'counting needs and protecting the numbers'), ('showing', 'letting the portals see the release')], editable=False, max_length=10, verbose_name='phase')),
                ('done', models.PositiveIntegerField(default=0, editable=False, verbose_name='done')),
                ('total', models.PositiveIntegerField(editable=False, null=True, verbose_name='of')),
                ('checkpoint', models.JSONField(default=dict, editable=False, verbose_name='checkpoint')),
                ('fruitless', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts since the last checkpoint')),
                ('ticket', models.UUIDField(editable=False, null=True, verbose_name='ticket')),
                ('beat_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='heard of')),
                ('told_at', models.DateTimeField(editable=False, null=True, verbose_name='told')),
                ('asked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
            ],
            options={
                'verbose_name': 'long work',
                'verbose_name_plural': 'my long work',
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['asked_by', '-id'], name='job_by_person'), models.Index(condition=models.Q(('state__in', ('waiting', 'running', 'review'))), fields=['state'], name='job_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'publish'), ('state__in', ('waiting', 'running'))), fields=('kind',), name='one_release_at_a_time', violation_error_message='A release is being made already.')],
            },
        ),
    ]
