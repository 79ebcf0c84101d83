"""Indexes for the custody events of one prison and the tasks that nobody has, in their order.

Why: of a large prison all events were read for the first page, of tasks those of all associations.
How long: half a minute at a million families.  How back: the indexes are dropped.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0012_find_by_county'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='custodyevent',
            index=models.Index(fields=['prison', '-at', '-id'], name='custody_event_by_prison'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['association', 'assignee', 'due_at', 'id'], name='task_by_hand'),
        ),
    ]
