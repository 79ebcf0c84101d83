"""Keep what a family has not sent yet under a code of its own.

A new, empty table and its history: at once; the way back drops both.  What was begun before
stays where it was and is opened no more: the family writes it anew behind the same link.
"""

import django.db.models.deletion
import registry.fields
import simple_history.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_view_assessments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='unique id')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('index', models.CharField(editable=False, max_length=32, unique=True)),
                ('sealed', registry.fields.EncryptedTextField(editable=False, label='draft.sealed', verbose_name='answers')),
                ('language', models.CharField(choices=[('fa', 'فارسی'), ('en', 'English')], default='fa', max_length=2, verbose_name='language')),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='registry.invitation', verbose_name='invitation')),
            ],
            options={
                'verbose_name': 'draft of a registration',
                'verbose_name_plural': 'drafts of registrations',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='HistoricalDraft',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', models.TextField(default='', verbose_name='by')),
                ('actor_role', models.TextField(blank=True, default='', verbose_name='in the role of')),
                ('actor_place', models.TextField(blank=True, default='', verbose_name='at')),
                ('request_id', models.CharField(blank=True, default='', max_length=32, verbose_name='request')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='unique id')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('index', models.CharField(editable=False, max_length=32)),
                ('sealed', registry.fields.EncryptedTextField(editable=False, label='draft.sealed', verbose_name='answers')),
                ('language', models.CharField(choices=[('fa', 'فارسی'), ('en', 'English')], default='fa', max_length=2, verbose_name='language')),
                ('history_user_id', models.BigIntegerField(null=True, verbose_name='account')),
                ('history_change_reason', models.TextField(null=True, verbose_name='reason')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_date', models.DateTimeField(verbose_name='when')),
                ('invitation', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.invitation', verbose_name='invitation')),
            ],
            options={
                'verbose_name': 'historical draft of a registration',
                'verbose_name_plural': 'historical drafts of registrations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
