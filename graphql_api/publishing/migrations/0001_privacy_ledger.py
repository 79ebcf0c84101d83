"""The ledger of the publisher, and the past of clients and keys; the way back is to drop them."""

import django.db.models.deletion
import registry.fields
import simple_history.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('graphql_api', '0001_published_store'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyLedger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(editable=False, unique=True, verbose_name='number of the release')),
                ('period', models.CharField(editable=False, max_length=20, unique=True, verbose_name='period')),
                ('drawn_at', models.DateTimeField(editable=False, verbose_name='drawn at')),
                ('profile', models.CharField(editable=False, max_length=20, verbose_name='profile')),
                ('list_epsilon', models.FloatField(editable=False, verbose_name='cost of the list (ε)')),
                ('list_delta', models.FloatField(editable=False, verbose_name='chance that the list costs more (δ)')),
                ('statistics_rho', models.FloatField(editable=False, verbose_name='cost of the statistics (ρ)')),
                ('release_epsilon', models.FloatField(editable=False, verbose_name='cost of the release (ε)')),
                ('year_epsilon', models.FloatField(editable=False, verbose_name='cost of the year up to it (ε)')),
                ('outcome', models.JSONField(default=dict, editable=False, verbose_name='what came of it')),
                ('seed', registry.fields.EncryptedTextField(editable=False, label='publishing.seed')),
                ('seed_commitment', models.CharField(editable=False, max_length=64, verbose_name='commitment to the seed')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='checksum of the tables')),
            ],
            options={
                'verbose_name': 'entry of the privacy ledger',
                'verbose_name_plural': 'privacy ledger',
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='HistoricalPrivacyLedger',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', models.TextField(default='', verbose_name='by')),
                ('actor_role', models.TextField(blank=True, default='', verbose_name='in the role of')),
                ('actor_place', models.TextField(blank=True, default='', verbose_name='at')),
                ('request_id', models.CharField(blank=True, default='', max_length=32, verbose_name='request')),
                ('number', models.PositiveIntegerField(editable=False, verbose_name='number of the release')),
                ('period', models.CharField(editable=False, max_length=20, verbose_name='period')),
                ('drawn_at', models.DateTimeField(editable=False, verbose_name='drawn at')),
                ('profile', models.CharField(editable=False, max_length=20, verbose_name='profile')),
                ('list_epsilon', models.FloatField(editable=False, verbose_name='cost of the list (ε)')),
                ('list_delta', models.FloatField(editable=False, verbose_name='chance that the list costs more (δ)')),
                ('statistics_rho', models.FloatField(editable=False, verbose_name='cost of the statistics (ρ)')),
                ('release_epsilon', models.FloatField(editable=False, verbose_name='cost of the release (ε)')),
                ('year_epsilon', models.FloatField(editable=False, verbose_name='cost of the year up to it (ε)')),
                ('outcome', models.JSONField(default=dict, editable=False, verbose_name='what came of it')),
                ('seed_commitment', models.CharField(editable=False, max_length=64, verbose_name='commitment to the seed')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='checksum of the tables')),
                ('history_user_id', models.BigIntegerField(null=True, verbose_name='account')),
                ('history_change_reason', models.TextField(null=True, verbose_name='reason')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_date', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'verbose_name': 'historical entry of the privacy ledger',
                'verbose_name_plural': 'historical privacy ledger',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SentClientForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=64, verbose_name='key')),
                ('person', models.BigIntegerField(default=0, editable=False, verbose_name='account')),
                ('page', models.CharField(editable=False, max_length=100, verbose_name='page')),
                ('said', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('answer', models.TextField(default='', editable=False, verbose_name='answer')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='when')),
            ],
            options={
                'verbose_name': 'sent form about a client',
                'verbose_name_plural': 'sent forms about clients',
                'ordering': ('-pk',),
                'constraints': [models.UniqueConstraint(fields=('key', 'person'), name='client_sent_once')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalApiClient',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', models.TextField(default='', verbose_name='by')),
                ('actor_role', models.TextField(blank=True, default='', verbose_name='in the role of')),
                ('actor_place', models.TextField(blank=True, default='', verbose_name='at')),
                ('request_id', models.CharField(blank=True, default='', max_length=32, verbose_name='request')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('kind', models.CharField(choices=[('donor', 'donor'), ('partner', 'partner agency')], max_length=10, verbose_name='kind')),
                ('categories', models.JSONField(blank=True, default=list, verbose_name='categories')),
                ('provinces', models.JSONField(blank=True, default=list, verbose_name='provinces')),
                ('programs', models.JSONField(blank=True, default=list, verbose_name='programs')),
                ('rate_per_minute', models.PositiveIntegerField(default=30000, help_text='Cost units that flow back each minute; a page of 50 needs costs about 500.', verbose_name='budget per minute')),
                ('capacity', models.PositiveIntegerField(default=60000, help_text='Cost units that an idle client can save up.', verbose_name='largest budget')),
                ('active', models.BooleanField(default=True, editable=False, verbose_name='active')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='expires at')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='updated at')),
                ('history_user_id', models.BigIntegerField(null=True, verbose_name='account')),
                ('history_change_reason', models.TextField(null=True, verbose_name='reason')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_date', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'verbose_name': 'historical API client',
                'verbose_name_plural': 'historical API clients',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalApiKey',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', models.TextField(default='', verbose_name='by')),
                ('actor_role', models.TextField(blank=True, default='', verbose_name='in the role of')),
                ('actor_place', models.TextField(blank=True, default='', verbose_name='at')),
                ('request_id', models.CharField(blank=True, default='', max_length=32, verbose_name='request')),
                ('prefix', models.CharField(editable=False, max_length=12, verbose_name='prefix')),
                ('fingerprint', models.CharField(editable=False, max_length=64, verbose_name='fingerprint')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='expires at')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='revoked at')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created at')),
                ('history_user_id', models.BigIntegerField(null=True, verbose_name='account')),
                ('history_change_reason', models.TextField(null=True, verbose_name='reason')),
                ('client', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='graphql_api.apiclient', verbose_name='API client')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_date', models.DateTimeField(verbose_name='when')),
            ],
            options={
                'verbose_name': 'historical API key',
                'verbose_name_plural': 'historical API keys',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
