"""The counts of the start pages, kept by the database instead of counted for each page.

Why: at a million families a start page that counts takes seconds.  How long: the table is made
at once; after the migration everything is counted once, about a minute at a million families.
How back: drop the table; the next version without it counts again by itself.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0007_find_by_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(editable=False, max_length=24)),
                ('day', models.DateField(editable=False, null=True)),
                ('step', models.IntegerField(default=0, editable=False)),
                ('amount', models.BigIntegerField(editable=False)),
                ('association', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.association')),
                ('province', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.province')),
            ],
            options={
                'verbose_name': 'tally',
                'verbose_name_plural': 'tallies',
                'indexes': [models.Index(fields=['measure', 'association', 'province', 'day', 'step', 'amount'], name='tally_by_measure')],
            },
        ),
    ]
