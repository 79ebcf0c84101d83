"""An index for the files of one association that live in one county or province.

Why: an association with 80,000 files reads them all to find those of another province.  How long:
some seconds at a million families.  How back: the index is dropped.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0011_count_cartables_by_index'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['association', 'county', '-opened_at', '-id'], name='family_by_county'),
        ),
    ]
