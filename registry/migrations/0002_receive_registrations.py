"""Count wrong links and PINs, find members by name, let a family register a second time.

A second registration leads to the file that is open already, so a file may have several.
Takes an index over the members: seconds per million; the way back drops it again.
"""

import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="unique id"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "key",
                    models.CharField(
                        editable=False, max_length=32, unique=True, verbose_name="key"
                    ),
                ),
                ("window_began_at", models.DateTimeField(editable=False, verbose_name="since")),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="attempts"
                    ),
                ),
            ],
            options={
                "verbose_name": "failed attempt",
                "verbose_name_plural": "failed attempts",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAttempt",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("actor_name", models.TextField(default="", verbose_name="by")),
                (
                    "actor_role",
                    models.TextField(blank=True, default="", verbose_name="in the role of"),
                ),
                ("actor_place", models.TextField(blank=True, default="", verbose_name="at")),
                (
                    "request_id",
                    models.CharField(blank=True, default="", max_length=32, verbose_name="request"),
                ),
                (
                    "uid",
                    models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="unique id"),
                ),
                (
                    "created_at",
                    models.DateTimeField(blank=True, editable=False, verbose_name="created at"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(blank=True, editable=False, verbose_name="last changed"),
                ),
                ("key", models.CharField(editable=False, max_length=32, verbose_name="key")),
                ("window_began_at", models.DateTimeField(editable=False, verbose_name="since")),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="attempts"
                    ),
                ),
                ("history_user_id", models.BigIntegerField(null=True, verbose_name="account")),
                ("history_change_reason", models.TextField(null=True, verbose_name="reason")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "historical failed attempt",
                "verbose_name_plural": "historical failed attempts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterField(
            model_name="registration",
            name="family",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="registry.family",
                verbose_name="family",
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(fields=["search_key"], name="member_by_name"),
        ),
    ]
