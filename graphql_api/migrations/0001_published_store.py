"""The first tables of the published store; the way back is to drop them."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Bucket',
            fields=[
                ('client', models.UUIDField(primary_key=True, serialize=False, verbose_name='API client')),
                ('tokens', models.FloatField(verbose_name='cost units left')),
                ('at', models.FloatField(verbose_name='seconds since the epoch')),
            ],
            options={
                'verbose_name': 'query budget',
                'verbose_name_plural': 'query budgets',
            },
        ),
        migrations.CreateModel(
            name='KeyUse',
            fields=[
                ('prefix', models.CharField(max_length=12, primary_key=True, serialize=False, verbose_name='prefix')),
                ('last_used_on', models.DateField(verbose_name='last used on')),
            ],
            options={
                'verbose_name': 'use of a key',
                'verbose_name_plural': 'use of keys',
            },
        ),
        migrations.CreateModel(
            name='ApiClient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=150, unique=True, verbose_name='name')),
                ('kind', models.CharField(choices=[('donor', 'donor'), ('partner', 'partner agency')], max_length=10, verbose_name='kind')),
                ('categories', models.JSONField(blank=True, default=list, verbose_name='categories')),
                ('provinces', models.JSONField(blank=True, default=list, verbose_name='provinces')),
                ('programs', models.JSONField(blank=True, default=list, verbose_name='programs')),
                ('rate_per_minute', models.PositiveIntegerField(default=30000, help_text='Cost units that flow back each minute; a page of 50 needs costs about 500.', verbose_name='budget per minute')),
                ('capacity', models.PositiveIntegerField(default=60000, help_text='Cost units that an idle client can save up.', verbose_name='largest budget')),
                ('active', models.BooleanField(default=True, editable=False, verbose_name='active')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='expires at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
            ],
            options={
                'verbose_name': 'API client',
                'verbose_name_plural': 'API clients',
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('capacity__gt', 0), ('rate_per_minute__gt', 0)), name='client_budget_positive', violation_error_message='The budget must be more than zero.')],
            },
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='graphql_api.apiclient', verbose_name='API client')),
                ('prefix', models.CharField(editable=False, max_length=12, unique=True, verbose_name='prefix')),
                ('fingerprint', models.CharField(editable=False, max_length=64, verbose_name='fingerprint')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='expires at')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='revoked at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
            ],
            options={
                'verbose_name': 'API key',
                'verbose_name_plural': 'API keys',
                'ordering': ('-created_at',),
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='number')),
                ('period', models.CharField(max_length=20, unique=True, verbose_name='period')),
                ('published_at', models.DateTimeField(verbose_name='published at')),
                ('profile', models.CharField(max_length=20, verbose_name='profile')),
                ('parameters', models.JSONField(verbose_name='parameters')),
                ('vocabulary', models.JSONField(verbose_name='vocabulary')),
                ('scheme', models.JSONField(verbose_name='scheme')),
                ('sha256', models.CharField(max_length=64, verbose_name='checksum of the tables')),
                ('seed_commitment', models.CharField(max_length=64, verbose_name='commitment to the seed')),
            ],
            options={
                'verbose_name': 'release',
                'verbose_name_plural': 'releases',
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='graphql_api.release')),
                ('level', models.CharField(choices=[('association', 'association'), ('province', 'province'), ('region', 'region'), ('nation', 'whole country')], max_length=12, verbose_name='level')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('name_fa', models.CharField(max_length=200, verbose_name='name in Persian')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('provinces', models.BigIntegerField(verbose_name='provinces')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'constraints': [models.UniqueConstraint(fields=('release', 'level', 'code'), name='place_once')],
            },
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='graphql_api.release')),
                ('number', models.PositiveIntegerField(help_text='Drawn at random.', verbose_name='number')),
                ('axis', models.CharField(choices=[('economic', 'economic'), ('health', 'health'), ('psychological', 'psychological'), ('social', 'social')], max_length=15, verbose_name='axis')),
                ('category', models.CharField(choices=[('livelihood', 'livelihood'), ('pension', 'pension'), ('housing', 'housing'), ('employment', 'employment'), ('vocational', 'vocational training'), ('loan', 'interest-free loan'), ('treatment', 'treatment'), ('insurance', 'insurance'), ('counselling', 'counselling'), ('schooling', 'schooling'), ('settlement', 'settlement with the complainant'), ('reintegration', 'reintegration')], max_length=15, verbose_name='category')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='graphql_api.place', verbose_name='place')),
                ('provinces', models.BigIntegerField(verbose_name='provinces')),
                ('facet_kind', models.CharField(blank=True, choices=[('household', 'household size'), ('school', 'school level'), ('age', 'age group')], max_length=10, verbose_name='facet')),
                ('facet', models.CharField(blank=True, choices=[('household_1_2', 'one or two people'), ('household_3_4', 'three or four people'), ('household_5_up', 'five people or more'), ('school_primary', 'primary school'), ('school_lower', 'lower secondary school'), ('school_upper', 'upper secondary school'), ('age_child', 'child'), ('age_adult', 'adult')], max_length=15, verbose_name='facet value')),
                ('amount_band', models.PositiveSmallIntegerField(default=0, verbose_name='amount band')),
                ('amount_lower', models.BigIntegerField(default=0, verbose_name='from (rial)')),
                ('amount_upper', models.BigIntegerField(null=True, verbose_name='to (rial)')),
                ('places', models.PositiveIntegerField(verbose_name='places')),
                ('program', models.CharField(blank=True, max_length=30, verbose_name='program')),
            ],
            options={
                'verbose_name': 'lot',
                'verbose_name_plural': 'lots',
                'indexes': [models.Index(fields=['release', 'category', 'number'], name='lot_by_category'), models.Index(fields=['release', 'place', 'number'], name='lot_by_place'), models.Index(fields=['release', 'amount_lower', 'number'], name='lot_by_amount'), models.Index(fields=['release', 'places', 'number'], name='lot_by_places')],
                'constraints': [models.UniqueConstraint(fields=('release', 'number'), name='lot_number')],
            },
        ),
        migrations.CreateModel(
            name='StatisticCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statistics', to='graphql_api.release')),
                ('table', models.CharField(choices=[('association_category', 'association by category'), ('province_category', 'province by category'), ('category_facet_amount', 'category by facet and amount'), ('province_household', 'province by household size')], max_length=25, verbose_name='table')),
                ('category', models.CharField(blank=True, choices=[('livelihood', 'livelihood'), ('pension', 'pension'), ('housing', 'housing'), ('employment', 'employment'), ('vocational', 'vocational training'), ('loan', 'interest-free loan'), ('treatment', 'treatment'), ('insurance', 'insurance'), ('counselling', 'counselling'), ('schooling', 'schooling'), ('settlement', 'settlement with the complainant'), ('reintegration', 'reintegration')], max_length=15, verbose_name='category')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statistics', to='graphql_api.place', verbose_name='place')),
                ('facet_kind', models.CharField(blank=True, choices=[('household', 'household size'), ('school', 'school level'), ('age', 'age group')], max_length=10, verbose_name='facet')),
                ('facet', models.CharField(blank=True, choices=[('household_1_2', 'one or two people'), ('household_3_4', 'three or four people'), ('household_5_up', 'five people or more'), ('school_primary', 'primary school'), ('school_lower', 'lower secondary school'), ('school_upper', 'upper secondary school'), ('age_child', 'child'), ('age_adult', 'adult')], max_length=15, verbose_name='facet value')),
                ('amount_band', models.PositiveSmallIntegerField(default=0, verbose_name='amount band')),
                ('estimate', models.BigIntegerField(null=True, verbose_name='estimate')),
                ('margin', models.PositiveIntegerField(verbose_name='margin of error')),
                ('below_threshold', models.BooleanField(verbose_name='below the threshold')),
            ],
            options={
                'verbose_name': 'statistic',
                'verbose_name_plural': 'statistics',
                'indexes': [models.Index(fields=['release', 'table', 'id'], name='statistic_by_table')],
            },
        ),
    ]
