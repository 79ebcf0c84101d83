"""Tell what a family asked for itself from what came by a second registration.

New columns, filled on the safe side: where a file has two registrations, whatever was asked may
have come by the second.  Seconds per million rows; safe to run twice; the way back drops them.
"""

from typing import Any

from django.db import migrations, models


def fill_source(apps: Any, editor: Any) -> None:
    registrations = apps.get_model("registry", "Registration").objects.using(editor.connection.alias)
    joined = (
        registrations.exclude(submitted_at=None)
        .order_by()
        .values("family")
        .annotate(count=models.Count("pk"))
        .filter(count__gt=1)
    )
    requests = apps.get_model("registry", "ChangeRequest").objects.using(editor.connection.alias)
    requests.filter(family__in=joined.values("family")).update(source="registration")


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_seal_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='changerequest',
            name='source',
            field=models.CharField(choices=[('own_page', "the family's own page"), ('registration', 'a second registration')], default='own_page', editable=False, max_length=12, verbose_name='came by'),
        ),
        migrations.AddField(
            model_name='historicalchangerequest',
            name='source',
            field=models.CharField(choices=[('own_page', "the family's own page"), ('registration', 'a second registration')], default='own_page', editable=False, max_length=12, verbose_name='came by'),
        ),
        # Back: the column goes, and with it what was filled in.
        migrations.RunPython(fill_source, migrations.RunPython.noop, elidable=True),
    ]
