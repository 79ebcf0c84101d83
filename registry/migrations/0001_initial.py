"""The first tables: nothing is there to convert, and the way back is to drop them."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import registry.fields
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="County",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                ("seat_fa", models.CharField(max_length=100, verbose_name="seat (Persian)")),
                ("seat_en", models.CharField(max_length=100, verbose_name="seat (English)")),
                (
                    "latitude",
                    models.DecimalField(
                        decimal_places=5, max_digits=8, null=True, verbose_name="latitude"
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "seat_population",
                    models.PositiveIntegerField(null=True, verbose_name="population of the seat"),
                ),
            ],
            options={
                "verbose_name": "county",
                "verbose_name_plural": "counties",
                "ordering": ("name_fa",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalOccasion",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                (
                    "jalali_month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="Jalali month",
                    ),
                ),
                (
                    "jalali_day",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="Jalali day",
                    ),
                ),
                (
                    "window_days",
                    models.PositiveSmallIntegerField(default=7, verbose_name="lasts (days)"),
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
                "verbose_name": "historical occasion",
                "verbose_name_plural": "historical occasions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProvince",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=2, verbose_name="code")),
                (
                    "region",
                    models.PositiveSmallIntegerField(
                        help_text="One of the five regions of the Ministry of Interior (1393).",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="region",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="longitude"),
                ),
                (
                    "stays_inside",
                    models.BooleanField(
                        default=False,
                        help_text="On: a family is referred to the nearest association of this province, even if another province has a nearer one. Off: to the nearest of all.",
                        verbose_name="families stay in the province",
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
                "verbose_name": "historical province",
                "verbose_name_plural": "historical provinces",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRequiredDocument",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=30, verbose_name="code")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("family", "the family"),
                            ("member", "each member"),
                            ("adult", "each adult"),
                            ("child", "each child"),
                        ],
                        max_length=10,
                        verbose_name="asked of",
                    ),
                ),
                ("mandatory", models.BooleanField(default=False, verbose_name="mandatory")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        help_text="Asked only when the eligibility rule came to this outcome.",
                        max_length=20,
                        verbose_name="only for the outcome",
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
                "verbose_name": "historical required document",
                "verbose_name_plural": "historical required documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScoringModel",
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
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("questions", models.JSONField(verbose_name="questions")),
                ("thresholds", models.JSONField(verbose_name="thresholds")),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="released at"),
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
                "verbose_name": "historical scoring model",
                "verbose_name_plural": "historical scoring models",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalServiceType",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=30, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("economic", "economic"),
                            ("health", "health"),
                            ("psychological", "psychological"),
                            ("social", "social"),
                        ],
                        max_length=15,
                        verbose_name="axis",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("rial", "rial"),
                            ("item", "item"),
                            ("session", "session"),
                            ("person", "person"),
                            ("month", "month"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "recurrence_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="repeats every (days)"
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
                "verbose_name": "historical type of service",
                "verbose_name_plural": "historical types of service",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
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
                ("metric", models.CharField(max_length=40, verbose_name="indicator")),
                (
                    "kind",
                    models.CharField(
                        choices=[("target", "target"), ("benchmark", "benchmark")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "scope",
                    models.CharField(default="national", max_length=60, verbose_name="holds for"),
                ),
                (
                    "jalali_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Jalali year"
                    ),
                ),
                (
                    "jalali_month",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Jalali month"
                    ),
                ),
                ("monthly", models.BooleanField(default=False, verbose_name="each month")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("=", "exactly"),
                            ("≈", "about"),
                            (">", "more than"),
                            ("≥", "at least"),
                            ("≤", "at most"),
                        ],
                        max_length=2,
                        verbose_name="qualifier",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("count", "number"),
                            ("percent", "percent"),
                            ("rial", "rial"),
                            ("days", "days"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "denominator",
                    models.CharField(blank=True, max_length=200, verbose_name="of what"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
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
                "verbose_name": "historical target or benchmark",
                "verbose_name_plural": "historical targets and benchmarks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NeedType",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=5, unique=True, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("economic", "economic"),
                            ("health", "health"),
                            ("psychological", "psychological"),
                            ("social", "social"),
                        ],
                        max_length=15,
                        verbose_name="axis",
                    ),
                ),
                (
                    "public_title_fa",
                    models.CharField(max_length=200, verbose_name="public title (Persian)"),
                ),
                (
                    "public_title_en",
                    models.CharField(max_length=200, verbose_name="public title (English)"),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("internal", "internal"),
                            ("restricted", "confidential"),
                        ],
                        max_length=12,
                        verbose_name="sensitivity",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        help_text="Empty: never published.",
                        max_length=20,
                        verbose_name="published category",
                    ),
                ),
                ("urgent", models.BooleanField(default=False, verbose_name="always urgent")),
                (
                    "grant_purpose",
                    models.CharField(blank=True, max_length=10, verbose_name="360Giving purpose"),
                ),
                (
                    "grant_reason",
                    models.CharField(blank=True, max_length=10, verbose_name="360Giving reason"),
                ),
            ],
            options={
                "verbose_name": "type of need",
                "verbose_name_plural": "types of need",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Province",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=2, unique=True, verbose_name="code")),
                (
                    "region",
                    models.PositiveSmallIntegerField(
                        help_text="One of the five regions of the Ministry of Interior (1393).",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="region",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="longitude"),
                ),
                (
                    "stays_inside",
                    models.BooleanField(
                        default=False,
                        help_text="On: a family is referred to the nearest association of this province, even if another province has a nearer one. Off: to the nearest of all.",
                        verbose_name="families stay in the province",
                    ),
                ),
            ],
            options={
                "verbose_name": "province",
                "verbose_name_plural": "provinces",
                "ordering": ("name_fa",),
                "permissions": (
                    ("view_families", "See the families"),
                    ("edit_families", "Edit the files of the families"),
                    ("contact_families", "Contact and identify families"),
                    ("verify_families", "Confirm what colleagues identified"),
                    ("assess_families", "Assess what families need"),
                    ("approve_assessments", "Approve assessments of colleagues"),
                    ("decide_needs", "Confirm or decline needs"),
                    ("propose_needs", "Propose needs for publication"),
                    ("publish_needs", "Approve needs for publication"),
                    ("write_messages", "Write to families"),
                    ("view_messages", "Read the messages of families"),
                    ("view_identity", "See whole identity numbers and addresses"),
                    ("view_restricted", "Read confidential notes and needs"),
                    ("assign_work", "Give work to colleagues"),
                    ("reroute_families", "Send a file to another association"),
                    ("view_prisoners", "See prisoners"),
                    ("edit_prisoners", "Record prisoners and custody events"),
                    ("issue_invitations", "Issue and revoke invitations"),
                    ("manage_staff", "Manage the staff"),
                    ("manage_association", "Keep the association's own record"),
                    ("manage_network", "Manage associations, prisons and catalogues"),
                    ("manage_clients", "Manage the clients of the API"),
                    ("view_clients", "See the clients of the API and the releases"),
                    ("view_reports", "See numbers and reports"),
                    ("read_history", "Read who changed what, and when"),
                ),
            },
        ),
        migrations.CreateModel(
            name="RequiredDocument",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="code")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("family", "the family"),
                            ("member", "each member"),
                            ("adult", "each adult"),
                            ("child", "each child"),
                        ],
                        max_length=10,
                        verbose_name="asked of",
                    ),
                ),
                ("mandatory", models.BooleanField(default=False, verbose_name="mandatory")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        help_text="Asked only when the eligibility rule came to this outcome.",
                        max_length=20,
                        verbose_name="only for the outcome",
                    ),
                ),
            ],
            options={
                "verbose_name": "required document",
                "verbose_name_plural": "required documents",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="ScoringModel",
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
                ("version", models.PositiveSmallIntegerField(unique=True, verbose_name="version")),
                ("questions", models.JSONField(verbose_name="questions")),
                ("thresholds", models.JSONField(verbose_name="thresholds")),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="released at"),
                ),
            ],
            options={
                "verbose_name": "scoring model",
                "verbose_name_plural": "scoring models",
                "ordering": ("-version",),
            },
        ),
        migrations.CreateModel(
            name="ServiceType",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("economic", "economic"),
                            ("health", "health"),
                            ("psychological", "psychological"),
                            ("social", "social"),
                        ],
                        max_length=15,
                        verbose_name="axis",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("rial", "rial"),
                            ("item", "item"),
                            ("session", "session"),
                            ("person", "person"),
                            ("month", "month"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "recurrence_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="repeats every (days)"
                    ),
                ),
            ],
            options={
                "verbose_name": "type of service",
                "verbose_name_plural": "types of service",
                "ordering": ("axis", "code"),
            },
        ),
        migrations.CreateModel(
            name="Association",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[("central", "central"), ("branch", "branch")],
                        default="branch",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("phones", models.CharField(blank=True, max_length=100, verbose_name="phones")),
                (
                    "hours",
                    models.CharField(blank=True, max_length=200, verbose_name="opening hours"),
                ),
                (
                    "latitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="longitude"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("closed", "closed down"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "accepts_new",
                    models.BooleanField(default=True, verbose_name="accepts new files"),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Open files; empty means no limit.",
                        null=True,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "registered_on",
                    models.DateField(blank=True, null=True, verbose_name="registered on"),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="associations",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
            ],
            options={
                "verbose_name": "association",
                "verbose_name_plural": "associations",
                "ordering": ("code",),
                "permissions": (
                    ("view_families", "See the families"),
                    ("edit_families", "Edit the files of the families"),
                    ("contact_families", "Contact and identify families"),
                    ("verify_families", "Confirm what colleagues identified"),
                    ("assess_families", "Assess what families need"),
                    ("approve_assessments", "Approve assessments of colleagues"),
                    ("decide_needs", "Confirm or decline needs"),
                    ("propose_needs", "Propose needs for publication"),
                    ("publish_needs", "Approve needs for publication"),
                    ("write_messages", "Write to families"),
                    ("view_messages", "Read the messages of families"),
                    ("view_identity", "See whole identity numbers and addresses"),
                    ("view_restricted", "Read confidential notes and needs"),
                    ("assign_work", "Give work to colleagues"),
                    ("reroute_families", "Send a file to another association"),
                    ("view_prisoners", "See prisoners"),
                    ("edit_prisoners", "Record prisoners and custody events"),
                    ("issue_invitations", "Issue and revoke invitations"),
                    ("manage_staff", "Manage the staff"),
                    ("manage_association", "Keep the association's own record"),
                    ("manage_network", "Manage associations, prisons and catalogues"),
                    ("manage_clients", "Manage the clients of the API"),
                    ("view_clients", "See the clients of the API and the releases"),
                    ("view_reports", "See numbers and reports"),
                    ("read_history", "Read who changed what, and when"),
                ),
            },
        ),
        migrations.CreateModel(
            name="Family",
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
                    "code",
                    models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="file code"
                    ),
                ),
                ("contact_name", models.CharField(max_length=200, verbose_name="contact person")),
                (
                    "phone",
                    registry.fields.EncryptedTextField(
                        blank=True, label="family.phone", verbose_name="mobile"
                    ),
                ),
                (
                    "phone_index",
                    registry.fields.BlindIndexField(
                        db_index=True, editable=False, max_length=32, null=True, source="phone"
                    ),
                ),
                (
                    "address",
                    registry.fields.EncryptedTextField(
                        blank=True, label="family.address", verbose_name="address"
                    ),
                ),
                (
                    "postal_code",
                    registry.fields.EncryptedTextField(
                        blank=True, label="family.postal_code", verbose_name="postal code"
                    ),
                ),
                (
                    "housing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("owner", "owner"),
                            ("rent", "tenant"),
                            ("relatives", "with relatives"),
                            ("institution", "in an institution"),
                            ("none", "without a home"),
                        ],
                        max_length=15,
                        verbose_name="housing",
                    ),
                ),
                (
                    "rent_rial",
                    models.BigIntegerField(blank=True, null=True, verbose_name="monthly rent"),
                ),
                (
                    "income_rial",
                    models.BigIntegerField(blank=True, null=True, verbose_name="monthly income"),
                ),
                (
                    "other_support",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("relief_committee", "Relief Committee"),
                            ("welfare", "Welfare Organisation"),
                            ("martyrs", "Martyrs Foundation"),
                            ("other", "another body"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="support from other bodies",
                    ),
                ),
                (
                    "preferred_support",
                    models.CharField(
                        choices=[("cash", "cash"), ("employment", "employment"), ("both", "both")],
                        default="both",
                        max_length=12,
                        verbose_name="support preferred",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fa", "فارسی"), ("en", "English")],
                        default="fa",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="members"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("registered", "registered by the family"),
                            ("imported", "imported"),
                        ],
                        default="registered",
                        editable=False,
                        max_length=12,
                        verbose_name="origin",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("referred", "referred"),
                            ("contacted", "contacted"),
                            ("identified", "identified"),
                            ("verified", "verified"),
                            ("assessed", "assessed"),
                            ("returned", "returned to the national desk"),
                            ("directed", "directed to the Relief Committee"),
                            ("not_eligible", "not eligible"),
                            ("closed", "closed"),
                        ],
                        default="referred",
                        editable=False,
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("custody", "during custody"), ("aftercare", "after release")],
                        default="custody",
                        editable=False,
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "low"),
                            ("medium", "medium"),
                            ("high", "high"),
                            ("critical", "critical"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="tier",
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="priority"
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False, verbose_name="registered at")),
                (
                    "referred_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="referred at"),
                ),
                (
                    "first_contact_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="first contact"),
                ),
                (
                    "identified_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="identified at"),
                ),
                (
                    "verified_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="verified at"),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="assessed at"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed at"),
                ),
                (
                    "closure_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason of the closure"
                    ),
                ),
                (
                    "last_confirmed_on",
                    models.DateField(editable=False, null=True, verbose_name="data confirmed on"),
                ),
                (
                    "tracking_index",
                    models.CharField(editable=False, max_length=32, null=True, unique=True),
                ),
                ("pin_hash", models.CharField(blank=True, editable=False, max_length=128)),
                (
                    "search_key",
                    registry.fields.SearchKeyField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=300,
                        sources=("contact_name", "code"),
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="families",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="families",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="social worker",
                    ),
                ),
            ],
            options={
                "verbose_name": "family",
                "verbose_name_plural": "families",
                "ordering": ("-opened_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Coverage",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("provisional", "provisional"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverages",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "coverage",
                "verbose_name_plural": "coverages",
                "ordering": ("-since", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("case_services", "receive services"),
                            ("share_non_identifiable", "share needs and statistics without names"),
                            ("share_with_partner", "share with a partner agency"),
                            ("sponsorship_of_child", "sponsorship of a child"),
                            ("messages", "receive messages"),
                        ],
                        max_length=25,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("online", "on the family's page"),
                            ("signature", "by signature"),
                            ("verbal", "by word, with a witness"),
                        ],
                        default="online",
                        max_length=10,
                        verbose_name="method",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ("family", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ChangeRequest",
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
                    "wanted",
                    registry.fields.EncryptedJSONField(
                        label="change_request.wanted", verbose_name="changes wanted"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_requests",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a change",
                "verbose_name_plural": "requests for a change",
                "ordering": ("-asked_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssociation",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[("central", "central"), ("branch", "branch")],
                        default="branch",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("phones", models.CharField(blank=True, max_length=100, verbose_name="phones")),
                (
                    "hours",
                    models.CharField(blank=True, max_length=200, verbose_name="opening hours"),
                ),
                (
                    "latitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(decimal_places=5, max_digits=8, verbose_name="longitude"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("closed", "closed down"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "accepts_new",
                    models.BooleanField(default=True, verbose_name="accepts new files"),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Open files; empty means no limit.",
                        null=True,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "registered_on",
                    models.DateField(blank=True, null=True, verbose_name="registered on"),
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
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical association",
                "verbose_name_plural": "historical associations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChangeRequest",
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
                (
                    "wanted",
                    registry.fields.EncryptedJSONField(
                        label="change_request.wanted", verbose_name="changes wanted"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                        ],
                        default="pending",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
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
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical request for a change",
                "verbose_name_plural": "historical requests for a change",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsent",
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
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("case_services", "receive services"),
                            ("share_non_identifiable", "share needs and statistics without names"),
                            ("share_with_partner", "share with a partner agency"),
                            ("sponsorship_of_child", "sponsorship of a child"),
                            ("messages", "receive messages"),
                        ],
                        max_length=25,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("online", "on the family's page"),
                            ("signature", "by signature"),
                            ("verbal", "by word, with a witness"),
                        ],
                        default="online",
                        max_length=10,
                        verbose_name="method",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
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
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical consent",
                "verbose_name_plural": "historical consents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCoverage",
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
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("provisional", "provisional"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
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
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical coverage",
                "verbose_name_plural": "historical coverages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFamily",
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
                ("code", models.CharField(editable=False, max_length=20, verbose_name="file code")),
                ("contact_name", models.CharField(max_length=200, verbose_name="contact person")),
                (
                    "phone",
                    registry.fields.EncryptedTextField(
                        blank=True, label="family.phone", verbose_name="mobile"
                    ),
                ),
                (
                    "phone_index",
                    registry.fields.BlindIndexField(
                        db_index=True, editable=False, max_length=32, null=True, source="phone"
                    ),
                ),
                (
                    "address",
                    registry.fields.EncryptedTextField(
                        blank=True, label="family.address", verbose_name="address"
                    ),
                ),
                (
                    "postal_code",
                    registry.fields.EncryptedTextField(
                        blank=True, label="family.postal_code", verbose_name="postal code"
                    ),
                ),
                (
                    "housing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("owner", "owner"),
                            ("rent", "tenant"),
                            ("relatives", "with relatives"),
                            ("institution", "in an institution"),
                            ("none", "without a home"),
                        ],
                        max_length=15,
                        verbose_name="housing",
                    ),
                ),
                (
                    "rent_rial",
                    models.BigIntegerField(blank=True, null=True, verbose_name="monthly rent"),
                ),
                (
                    "income_rial",
                    models.BigIntegerField(blank=True, null=True, verbose_name="monthly income"),
                ),
                (
                    "other_support",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("relief_committee", "Relief Committee"),
                            ("welfare", "Welfare Organisation"),
                            ("martyrs", "Martyrs Foundation"),
                            ("other", "another body"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="support from other bodies",
                    ),
                ),
                (
                    "preferred_support",
                    models.CharField(
                        choices=[("cash", "cash"), ("employment", "employment"), ("both", "both")],
                        default="both",
                        max_length=12,
                        verbose_name="support preferred",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fa", "فارسی"), ("en", "English")],
                        default="fa",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="members"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("registered", "registered by the family"),
                            ("imported", "imported"),
                        ],
                        default="registered",
                        editable=False,
                        max_length=12,
                        verbose_name="origin",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("referred", "referred"),
                            ("contacted", "contacted"),
                            ("identified", "identified"),
                            ("verified", "verified"),
                            ("assessed", "assessed"),
                            ("returned", "returned to the national desk"),
                            ("directed", "directed to the Relief Committee"),
                            ("not_eligible", "not eligible"),
                            ("closed", "closed"),
                        ],
                        default="referred",
                        editable=False,
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("custody", "during custody"), ("aftercare", "after release")],
                        default="custody",
                        editable=False,
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "low"),
                            ("medium", "medium"),
                            ("high", "high"),
                            ("critical", "critical"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="tier",
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="priority"
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False, verbose_name="registered at")),
                (
                    "referred_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="referred at"),
                ),
                (
                    "first_contact_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="first contact"),
                ),
                (
                    "identified_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="identified at"),
                ),
                (
                    "verified_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="verified at"),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="assessed at"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed at"),
                ),
                (
                    "closure_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason of the closure"
                    ),
                ),
                (
                    "last_confirmed_on",
                    models.DateField(editable=False, null=True, verbose_name="data confirmed on"),
                ),
                ("tracking_index", models.CharField(editable=False, max_length=32, null=True)),
                ("pin_hash", models.CharField(blank=True, editable=False, max_length=128)),
                (
                    "search_key",
                    registry.fields.SearchKeyField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=300,
                        sources=("contact_name", "code"),
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
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="social worker",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical family",
                "verbose_name_plural": "historical families",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMember",
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
                ("first_name", models.CharField(max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(max_length=100, verbose_name="last name")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("head", "head of the family"),
                            ("spouse", "spouse"),
                            ("son", "son"),
                            ("daughter", "daughter"),
                            ("father", "father"),
                            ("mother", "mother"),
                            ("sibling", "brother or sister"),
                            ("grandchild", "grandchild"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="relation to the head",
                    ),
                ),
                (
                    "national_id",
                    registry.fields.EncryptedTextField(
                        blank=True, label="member.national_id", verbose_name="national ID"
                    ),
                ),
                (
                    "national_id_index",
                    registry.fields.BlindIndexField(
                        db_index=True,
                        editable=False,
                        max_length=32,
                        null=True,
                        source="national_id",
                    ),
                ),
                (
                    "other_id",
                    registry.fields.EncryptedTextField(
                        blank=True, label="member.other_id", verbose_name="other identity document"
                    ),
                ),
                (
                    "birth_date",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                (
                    "birth_date_estimated",
                    models.BooleanField(default=False, verbose_name="date of birth is estimated"),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("f", "female"), ("m", "male")], max_length=1, verbose_name="sex"
                    ),
                ),
                (
                    "marital",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("single", "single"),
                            ("married", "married"),
                            ("divorced", "divorced"),
                            ("widowed", "widowed"),
                        ],
                        max_length=10,
                        verbose_name="marital status",
                    ),
                ),
                (
                    "school",
                    models.CharField(
                        choices=[
                            ("enrolled", "in school"),
                            ("dropped_out", "dropped out"),
                            ("never", "never in school"),
                            ("na", "does not apply"),
                        ],
                        default="na",
                        max_length=12,
                        verbose_name="school",
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(12)],
                        verbose_name="school grade",
                    ),
                ),
                (
                    "job",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employed", "employed"),
                            ("unemployed", "unemployed"),
                            ("seeking", "looking for work"),
                            ("housekeeper", "keeps the house"),
                            ("pupil", "pupil or student"),
                            ("unable", "unable to work"),
                            ("retired", "retired"),
                        ],
                        max_length=12,
                        verbose_name="work",
                    ),
                ),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("unknown", "unknown"),
                            ("none", "none"),
                            ("salamat", "Health Insurance"),
                            ("tamin", "Social Security"),
                            ("armed", "Armed Forces"),
                            ("other", "other"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="health insurance",
                    ),
                ),
                (
                    "disability",
                    models.BooleanField(default=False, verbose_name="lives with a disability"),
                ),
                (
                    "chronic_illness",
                    models.BooleanField(default=False, verbose_name="chronic illness"),
                ),
                (
                    "lives_with",
                    models.BooleanField(default=True, verbose_name="lives with the family"),
                ),
                (
                    "search_key",
                    registry.fields.SearchKeyField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=300,
                        sources=("first_name", "last_name"),
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
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical member",
                "verbose_name_plural": "historical members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMessage",
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
                (
                    "side",
                    models.CharField(
                        choices=[("family", "the family"), ("association", "the association")],
                        max_length=12,
                        verbose_name="from",
                    ),
                ),
                (
                    "body",
                    registry.fields.EncryptedTextField(
                        label="message.body", verbose_name="message"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("read_at", models.DateTimeField(null=True, verbose_name="read at")),
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
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical message",
                "verbose_name_plural": "historical messages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPotentialDuplicate",
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
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("nid", "same national ID"),
                            ("name_birth", "same name and year of birth"),
                            ("phone", "same phone"),
                        ],
                        max_length=12,
                        verbose_name="method",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("duplicate", "duplicate"),
                            ("distinct", "distinct"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
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
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="other file",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical possible duplicate",
                "verbose_name_plural": "historical possible duplicates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPrison",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("prison", "prison"),
                            ("detention", "detention centre"),
                            ("rehabilitation", "rehabilitation camp"),
                            ("juvenile", "juvenile correction centre"),
                        ],
                        default="prison",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("country", models.CharField(default="IR", max_length=2, verbose_name="country")),
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
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical prison",
                "verbose_name_plural": "historical prisons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReferral",
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
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("catchment", "service area"),
                            ("seat", "same county"),
                            ("nearest", "nearest"),
                            ("fallback", "fallback"),
                            ("manual", "by hand"),
                        ],
                        max_length=10,
                        verbose_name="method",
                    ),
                ),
                (
                    "distance_km",
                    models.DecimalField(
                        decimal_places=1, max_digits=7, null=True, verbose_name="distance (km)"
                    ),
                ),
                ("candidates", models.JSONField(default=list, verbose_name="candidates")),
                ("over_capacity", models.BooleanField(default=False, verbose_name="over capacity")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
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
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        help_text="Empty: the system.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical referral",
                "verbose_name_plural": "historical referrals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalServiceArea",
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
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical service area",
                "verbose_name_plural": "historical service areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTask",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first_contact", "First contact"),
                            ("identify", "Identify the family"),
                            ("verify", "Verify what a colleague identified"),
                            ("assess", "Assess the needs"),
                            ("approve_assessment", "Approve the assessment"),
                            ("decide_needs", "Confirm or decline needs"),
                            ("approve_publication", "Approve needs for publication"),
                            ("answer_message", "Answer the family's message"),
                            ("review_change", "Review what the family changed"),
                            ("confirm_data", "Confirm that the data are up to date"),
                            ("hand_over", "Introduce the family to the Relief Committee"),
                            ("aftercare_plan", "Plan the time after release"),
                            ("urgent", "Urgent need: act today"),
                            ("reroute", "Find another association"),
                            ("check_location", "Check where the family lives"),
                            ("over_capacity", "The nearest association is full"),
                            ("check_duplicate", "Two files may be one family"),
                        ],
                        max_length=20,
                        verbose_name="task",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=80)),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="since"),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done"), ("cancelled", "cancelled")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="done at"),
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
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical task",
                "verbose_name_plural": "historical cartable",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Identification",
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
                    "method",
                    models.CharField(
                        choices=[
                            ("face_to_face", "face to face with the prisoner"),
                            ("home_visit", "home visit"),
                            ("phone", "by phone"),
                            ("documents", "by documents"),
                        ],
                        max_length=15,
                        verbose_name="method",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="date"),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("not_found", "not found"),
                            ("not_eligible", "not eligible"),
                            ("needs_documents", "documents missing"),
                        ],
                        max_length=16,
                        verbose_name="result",
                    ),
                ),
                (
                    "notes",
                    registry.fields.EncryptedTextField(
                        blank=True, label="identification.notes", verbose_name="notes"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "identification",
                "verbose_name_plural": "identifications",
                "ordering": ("-on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalVerification",
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
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("verified", "verified"),
                            ("rejected", "not eligible"),
                            ("need_more", "more is needed"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "commission_no",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="number of the commission"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="date"),
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
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "identification",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.identification",
                        verbose_name="identification",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical verification",
                "verbose_name_plural": "historical verifications",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Invitation",
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
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[("paper", "on paper"), ("sms", "by text message")],
                        default="paper",
                        max_length=10,
                        verbose_name="handed over",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fa", "فارسی"), ("en", "English")],
                        default="fa",
                        max_length=2,
                        verbose_name="language of the family",
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                (
                    "used_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="used"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="revoked"
                    ),
                ),
                (
                    "revoked_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason of the revocation"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalRegistration",
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
                (
                    "answers",
                    registry.fields.EncryptedJSONField(
                        default=dict, label="registration.answers", verbose_name="answers"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fa", "فارسی"), ("en", "English")],
                        default="fa",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eligible", "eligible"),
                            ("direct_to_relief", "directed to the Relief Committee"),
                            ("pending_abroad", "waiting for the Ministry of Foreign Affairs"),
                            ("guardianship", "eligible; both parents in custody"),
                            ("not_eligible", "not eligible"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "outcome_reason",
                    models.CharField(blank=True, max_length=10, verbose_name="rule applied"),
                ),
                (
                    "rule_version",
                    models.PositiveSmallIntegerField(null=True, verbose_name="version of the rule"),
                ),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="submitted at")),
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
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.invitation",
                        verbose_name="invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical registration",
                "verbose_name_plural": "historical registrations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Member",
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
                ("first_name", models.CharField(max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(max_length=100, verbose_name="last name")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("head", "head of the family"),
                            ("spouse", "spouse"),
                            ("son", "son"),
                            ("daughter", "daughter"),
                            ("father", "father"),
                            ("mother", "mother"),
                            ("sibling", "brother or sister"),
                            ("grandchild", "grandchild"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="relation to the head",
                    ),
                ),
                (
                    "national_id",
                    registry.fields.EncryptedTextField(
                        blank=True, label="member.national_id", verbose_name="national ID"
                    ),
                ),
                (
                    "national_id_index",
                    registry.fields.BlindIndexField(
                        db_index=True,
                        editable=False,
                        max_length=32,
                        null=True,
                        source="national_id",
                    ),
                ),
                (
                    "other_id",
                    registry.fields.EncryptedTextField(
                        blank=True, label="member.other_id", verbose_name="other identity document"
                    ),
                ),
                (
                    "birth_date",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                (
                    "birth_date_estimated",
                    models.BooleanField(default=False, verbose_name="date of birth is estimated"),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("f", "female"), ("m", "male")], max_length=1, verbose_name="sex"
                    ),
                ),
                (
                    "marital",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("single", "single"),
                            ("married", "married"),
                            ("divorced", "divorced"),
                            ("widowed", "widowed"),
                        ],
                        max_length=10,
                        verbose_name="marital status",
                    ),
                ),
                (
                    "school",
                    models.CharField(
                        choices=[
                            ("enrolled", "in school"),
                            ("dropped_out", "dropped out"),
                            ("never", "never in school"),
                            ("na", "does not apply"),
                        ],
                        default="na",
                        max_length=12,
                        verbose_name="school",
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(12)],
                        verbose_name="school grade",
                    ),
                ),
                (
                    "job",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employed", "employed"),
                            ("unemployed", "unemployed"),
                            ("seeking", "looking for work"),
                            ("housekeeper", "keeps the house"),
                            ("pupil", "pupil or student"),
                            ("unable", "unable to work"),
                            ("retired", "retired"),
                        ],
                        max_length=12,
                        verbose_name="work",
                    ),
                ),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("unknown", "unknown"),
                            ("none", "none"),
                            ("salamat", "Health Insurance"),
                            ("tamin", "Social Security"),
                            ("armed", "Armed Forces"),
                            ("other", "other"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="health insurance",
                    ),
                ),
                (
                    "disability",
                    models.BooleanField(default=False, verbose_name="lives with a disability"),
                ),
                (
                    "chronic_illness",
                    models.BooleanField(default=False, verbose_name="chronic illness"),
                ),
                (
                    "lives_with",
                    models.BooleanField(default=True, verbose_name="lives with the family"),
                ),
                (
                    "search_key",
                    registry.fields.SearchKeyField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=300,
                        sources=("first_name", "last_name"),
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ("family", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                    "side",
                    models.CharField(
                        choices=[("family", "the family"), ("association", "the association")],
                        max_length=12,
                        verbose_name="from",
                    ),
                ),
                (
                    "body",
                    registry.fields.EncryptedTextField(
                        label="message.body", verbose_name="message"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("read_at", models.DateTimeField(null=True, verbose_name="read at")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ("sent_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Need",
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
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("internal", "internal"),
                            ("restricted", "confidential"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="sensitivity",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("declared", "declared by the family"),
                            ("assessed", "found in the assessment"),
                        ],
                        default="assessed",
                        editable=False,
                        max_length=10,
                        verbose_name="origin",
                    ),
                ),
                (
                    "family_text",
                    registry.fields.EncryptedTextField(
                        blank=True,
                        editable=False,
                        label="need.family_text",
                        verbose_name="in the family's words",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("normal", "normal"), ("urgent", "urgent")],
                        default="normal",
                        max_length=8,
                        verbose_name="urgency",
                    ),
                ),
                (
                    "amount_rial",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount"),
                ),
                (
                    "met_rial",
                    models.BigIntegerField(default=0, editable=False, verbose_name="amount met"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("declared", "declared"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                            ("met", "met"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="declared",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("private", "private"),
                            ("proposed", "proposed"),
                            ("published", "released for publication"),
                            ("closed", "closed"),
                        ],
                        default="private",
                        editable=False,
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="released at"),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="registry.member",
                        verbose_name="for the member",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "need_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.needtype",
                        verbose_name="need",
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalNeed",
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
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("internal", "internal"),
                            ("restricted", "confidential"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="sensitivity",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("declared", "declared by the family"),
                            ("assessed", "found in the assessment"),
                        ],
                        default="assessed",
                        editable=False,
                        max_length=10,
                        verbose_name="origin",
                    ),
                ),
                (
                    "family_text",
                    registry.fields.EncryptedTextField(
                        blank=True,
                        editable=False,
                        label="need.family_text",
                        verbose_name="in the family's words",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("normal", "normal"), ("urgent", "urgent")],
                        default="normal",
                        max_length=8,
                        verbose_name="urgency",
                    ),
                ),
                (
                    "amount_rial",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount"),
                ),
                (
                    "met_rial",
                    models.BigIntegerField(default=0, editable=False, verbose_name="amount met"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("declared", "declared"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                            ("met", "met"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="declared",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("private", "private"),
                            ("proposed", "proposed"),
                            ("published", "released for publication"),
                            ("closed", "closed"),
                        ],
                        default="private",
                        editable=False,
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="released at"),
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
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.member",
                        verbose_name="for the member",
                    ),
                ),
                (
                    "need_type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.needtype",
                        verbose_name="need",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical need",
                "verbose_name_plural": "historical needs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Occasion",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                (
                    "jalali_month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="Jalali month",
                    ),
                ),
                (
                    "jalali_day",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="Jalali day",
                    ),
                ),
                (
                    "window_days",
                    models.PositiveSmallIntegerField(default=7, verbose_name="lasts (days)"),
                ),
            ],
            options={
                "verbose_name": "occasion",
                "verbose_name_plural": "occasions",
                "ordering": ("jalali_month", "jalali_day"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jalali_month", "jalali_day", "name_en"), name="occasion_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PotentialDuplicate",
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
                    "method",
                    models.CharField(
                        choices=[
                            ("nid", "same national ID"),
                            ("name_birth", "same name and year of birth"),
                            ("phone", "same phone"),
                        ],
                        max_length=12,
                        verbose_name="method",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("duplicate", "duplicate"),
                            ("distinct", "distinct"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.family",
                        verbose_name="other file",
                    ),
                ),
            ],
            options={
                "verbose_name": "possible duplicate",
                "verbose_name_plural": "possible duplicates",
                "ordering": ("status", "-score", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Prison",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("prison", "prison"),
                            ("detention", "detention centre"),
                            ("rehabilitation", "rehabilitation camp"),
                            ("juvenile", "juvenile correction centre"),
                        ],
                        default="prison",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("country", models.CharField(default="IR", max_length=2, verbose_name="country")),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prisons",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
            ],
            options={
                "verbose_name": "prison",
                "verbose_name_plural": "prisons",
                "ordering": ("code",),
                "permissions": (
                    ("view_families", "See the families"),
                    ("edit_families", "Edit the files of the families"),
                    ("contact_families", "Contact and identify families"),
                    ("verify_families", "Confirm what colleagues identified"),
                    ("assess_families", "Assess what families need"),
                    ("approve_assessments", "Approve assessments of colleagues"),
                    ("decide_needs", "Confirm or decline needs"),
                    ("propose_needs", "Propose needs for publication"),
                    ("publish_needs", "Approve needs for publication"),
                    ("write_messages", "Write to families"),
                    ("view_messages", "Read the messages of families"),
                    ("view_identity", "See whole identity numbers and addresses"),
                    ("view_restricted", "Read confidential notes and needs"),
                    ("assign_work", "Give work to colleagues"),
                    ("reroute_families", "Send a file to another association"),
                    ("view_prisoners", "See prisoners"),
                    ("edit_prisoners", "Record prisoners and custody events"),
                    ("issue_invitations", "Issue and revoke invitations"),
                    ("manage_staff", "Manage the staff"),
                    ("manage_association", "Keep the association's own record"),
                    ("manage_network", "Manage associations, prisons and catalogues"),
                    ("manage_clients", "Manage the clients of the API"),
                    ("view_clients", "See the clients of the API and the releases"),
                    ("view_reports", "See numbers and reports"),
                    ("read_history", "Read who changed what, and when"),
                ),
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="prison",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="registry.prison",
                verbose_name="prison",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPrisoner",
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
                ("first_name", models.CharField(max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(max_length=100, verbose_name="last name")),
                (
                    "father_name",
                    models.CharField(blank=True, max_length=100, verbose_name="father's name"),
                ),
                (
                    "national_id",
                    registry.fields.EncryptedTextField(
                        blank=True, label="prisoner.national_id", verbose_name="national ID"
                    ),
                ),
                (
                    "national_id_index",
                    registry.fields.BlindIndexField(
                        db_index=True,
                        editable=False,
                        max_length=32,
                        null=True,
                        source="national_id",
                    ),
                ),
                (
                    "other_id",
                    registry.fields.EncryptedTextField(
                        blank=True,
                        label="prisoner.other_id",
                        verbose_name="other identity document",
                    ),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Gregorian year.",
                        null=True,
                        verbose_name="year of birth",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("f", "female"), ("m", "male")],
                        default="m",
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                (
                    "marital",
                    models.CharField(
                        choices=[
                            ("single", "single"),
                            ("married", "married"),
                            ("divorced", "divorced"),
                            ("widowed", "widowed"),
                        ],
                        max_length=10,
                        verbose_name="marital status",
                    ),
                ),
                (
                    "dependants",
                    models.PositiveSmallIntegerField(default=0, verbose_name="dependants declared"),
                ),
                (
                    "prisoner_no",
                    models.CharField(blank=True, max_length=30, verbose_name="prisoner number"),
                ),
                (
                    "custody_status",
                    models.CharField(
                        choices=[
                            ("remand", "on remand"),
                            ("convicted", "convicted"),
                            ("on_leave", "on leave"),
                            ("absent", "absent"),
                            ("semi_open", "semi-open regime"),
                            ("e_monitor", "electronic monitoring"),
                            ("released", "released"),
                            ("deceased", "deceased"),
                        ],
                        default="remand",
                        editable=False,
                        max_length=10,
                        verbose_name="custody",
                    ),
                ),
                (
                    "detained_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="detained on"
                    ),
                ),
                (
                    "expected_release_on",
                    models.DateField(blank=True, null=True, verbose_name="expected release"),
                ),
                (
                    "search_key",
                    registry.fields.SearchKeyField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=300,
                        sources=("first_name", "last_name", "prisoner_no"),
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
                (
                    "prison",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical prisoner",
                "verbose_name_plural": "historical prisoners",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPrisonCoordination",
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
                ("letter_no", models.CharField(max_length=50, verbose_name="letter number")),
                ("dated", models.DateField(verbose_name="date of the letter")),
                ("approved_by_name", models.CharField(max_length=200, verbose_name="approved by")),
                ("valid_until", models.DateField(verbose_name="valid until")),
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
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "prison",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical coordination with a prison",
                "verbose_name_plural": "historical coordinations with prisons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PrisonCoordination",
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
                ("letter_no", models.CharField(max_length=50, verbose_name="letter number")),
                ("dated", models.DateField(verbose_name="date of the letter")),
                ("approved_by_name", models.CharField(max_length=200, verbose_name="approved by")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinations",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "prison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinations",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordination with a prison",
                "verbose_name_plural": "coordinations with prisons",
                "ordering": ("-valid_until", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="identification",
            name="coordination",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.prisoncoordination",
                verbose_name="coordination letter",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalIdentification",
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
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("face_to_face", "face to face with the prisoner"),
                            ("home_visit", "home visit"),
                            ("phone", "by phone"),
                            ("documents", "by documents"),
                        ],
                        max_length=15,
                        verbose_name="method",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="date"),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("not_found", "not found"),
                            ("not_eligible", "not eligible"),
                            ("needs_documents", "documents missing"),
                        ],
                        max_length=16,
                        verbose_name="result",
                    ),
                ),
                (
                    "notes",
                    registry.fields.EncryptedTextField(
                        blank=True, label="identification.notes", verbose_name="notes"
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
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "coordination",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prisoncoordination",
                        verbose_name="coordination letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical identification",
                "verbose_name_plural": "historical identifications",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Prisoner",
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
                ("first_name", models.CharField(max_length=100, verbose_name="first name")),
                ("last_name", models.CharField(max_length=100, verbose_name="last name")),
                (
                    "father_name",
                    models.CharField(blank=True, max_length=100, verbose_name="father's name"),
                ),
                (
                    "national_id",
                    registry.fields.EncryptedTextField(
                        blank=True, label="prisoner.national_id", verbose_name="national ID"
                    ),
                ),
                (
                    "national_id_index",
                    registry.fields.BlindIndexField(
                        db_index=True,
                        editable=False,
                        max_length=32,
                        null=True,
                        source="national_id",
                    ),
                ),
                (
                    "other_id",
                    registry.fields.EncryptedTextField(
                        blank=True,
                        label="prisoner.other_id",
                        verbose_name="other identity document",
                    ),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Gregorian year.",
                        null=True,
                        verbose_name="year of birth",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("f", "female"), ("m", "male")],
                        default="m",
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                (
                    "marital",
                    models.CharField(
                        choices=[
                            ("single", "single"),
                            ("married", "married"),
                            ("divorced", "divorced"),
                            ("widowed", "widowed"),
                        ],
                        max_length=10,
                        verbose_name="marital status",
                    ),
                ),
                (
                    "dependants",
                    models.PositiveSmallIntegerField(default=0, verbose_name="dependants declared"),
                ),
                (
                    "prisoner_no",
                    models.CharField(blank=True, max_length=30, verbose_name="prisoner number"),
                ),
                (
                    "custody_status",
                    models.CharField(
                        choices=[
                            ("remand", "on remand"),
                            ("convicted", "convicted"),
                            ("on_leave", "on leave"),
                            ("absent", "absent"),
                            ("semi_open", "semi-open regime"),
                            ("e_monitor", "electronic monitoring"),
                            ("released", "released"),
                            ("deceased", "deceased"),
                        ],
                        default="remand",
                        editable=False,
                        max_length=10,
                        verbose_name="custody",
                    ),
                ),
                (
                    "detained_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="detained on"
                    ),
                ),
                (
                    "expected_release_on",
                    models.DateField(blank=True, null=True, verbose_name="expected release"),
                ),
                (
                    "search_key",
                    registry.fields.SearchKeyField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=300,
                        sources=("first_name", "last_name", "prisoner_no"),
                    ),
                ),
                (
                    "prison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prisoners",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
            ],
            options={
                "verbose_name": "prisoner",
                "verbose_name_plural": "prisoners",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Kinship",
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
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "spouse"),
                            ("parent", "parent of the children"),
                            ("child", "child"),
                            ("sibling", "brother or sister"),
                            ("other", "other"),
                        ],
                        default="spouse",
                        max_length=10,
                        verbose_name="the prisoner is",
                    ),
                ),
                (
                    "dependent",
                    models.BooleanField(default=True, verbose_name="the family depended on him"),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kinships",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "prisoner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kinships",
                        to="registry.prisoner",
                        verbose_name="prisoner",
                    ),
                ),
            ],
            options={
                "verbose_name": "kinship",
                "verbose_name_plural": "kinships",
                "ordering": ("family", "pk"),
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="prisoner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="registry.prisoner",
                verbose_name="prisoner",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalKinship",
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
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "spouse"),
                            ("parent", "parent of the children"),
                            ("child", "child"),
                            ("sibling", "brother or sister"),
                            ("other", "other"),
                        ],
                        default="spouse",
                        max_length=10,
                        verbose_name="the prisoner is",
                    ),
                ),
                (
                    "dependent",
                    models.BooleanField(default=True, verbose_name="the family depended on him"),
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
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "prisoner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prisoner",
                        verbose_name="prisoner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical kinship",
                "verbose_name_plural": "historical kinships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInvitation",
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
                ("token_hash", models.CharField(editable=False, max_length=64)),
                (
                    "channel",
                    models.CharField(
                        choices=[("paper", "on paper"), ("sms", "by text message")],
                        default="paper",
                        max_length=10,
                        verbose_name="handed over",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fa", "فارسی"), ("en", "English")],
                        default="fa",
                        max_length=2,
                        verbose_name="language of the family",
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                (
                    "used_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="used"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="revoked"
                    ),
                ),
                (
                    "revoked_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="reason of the revocation"
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
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
                (
                    "prison",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
                (
                    "prisoner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prisoner",
                        verbose_name="prisoner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical invitation",
                "verbose_name_plural": "historical invitations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCustodyEvent",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("admission", "admission"),
                            ("conviction", "conviction"),
                            ("transfer", "transfer to another prison"),
                            ("leave_start", "leave begins"),
                            ("leave_end", "leave ends"),
                            ("semi_open", "semi-open regime"),
                            ("e_monitor", "electronic monitoring"),
                            ("release", "release"),
                            ("death", "death"),
                            ("readmission", "readmission"),
                        ],
                        max_length=15,
                        verbose_name="event",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="date and time")),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=50, verbose_name="letter number"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("feed", "prison feed"),
                            ("imported", "imported"),
                        ],
                        default="manual",
                        max_length=10,
                        verbose_name="source",
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
                (
                    "prison",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
                (
                    "prisoner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prisoner",
                        verbose_name="prisoner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical custody event",
                "verbose_name_plural": "historical custody events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CustodyEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("admission", "admission"),
                            ("conviction", "conviction"),
                            ("transfer", "transfer to another prison"),
                            ("leave_start", "leave begins"),
                            ("leave_end", "leave ends"),
                            ("semi_open", "semi-open regime"),
                            ("e_monitor", "electronic monitoring"),
                            ("release", "release"),
                            ("death", "death"),
                            ("readmission", "readmission"),
                        ],
                        max_length=15,
                        verbose_name="event",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="date and time")),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=50, verbose_name="letter number"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("feed", "prison feed"),
                            ("imported", "imported"),
                        ],
                        default="manual",
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                (
                    "prison",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
                (
                    "prisoner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="registry.prisoner",
                        verbose_name="prisoner",
                    ),
                ),
            ],
            options={
                "verbose_name": "custody event",
                "verbose_name_plural": "custody events",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("national_administrator", "national administrator"),
                            ("executive_viewer", "executive viewer"),
                            ("inspector", "oversight inspector"),
                            ("data_protection_officer", "data-protection officer"),
                            ("manager", "association manager"),
                            ("social_worker", "social worker"),
                            ("finance_officer", "finance officer"),
                            ("prison_social_worker", "prison social worker"),
                            ("aftercare_officer", "aftercare officer"),
                        ],
                        max_length=25,
                        verbose_name="role",
                    ),
                ),
                (
                    "since",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "prison",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="registry.province",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ("-since", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("national_administrator", "national administrator"),
                            ("executive_viewer", "executive viewer"),
                            ("inspector", "oversight inspector"),
                            ("data_protection_officer", "data-protection officer"),
                            ("manager", "association manager"),
                            ("social_worker", "social worker"),
                            ("finance_officer", "finance officer"),
                            ("prison_social_worker", "prison social worker"),
                            ("aftercare_officer", "aftercare officer"),
                        ],
                        max_length=25,
                        verbose_name="role",
                    ),
                ),
                (
                    "since",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="since"),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "prison",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.prison",
                        verbose_name="prison",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.province",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical membership",
                "verbose_name_plural": "historical memberships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCounty",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=8, verbose_name="code")),
                ("seat_fa", models.CharField(max_length=100, verbose_name="seat (Persian)")),
                ("seat_en", models.CharField(max_length=100, verbose_name="seat (English)")),
                (
                    "latitude",
                    models.DecimalField(
                        decimal_places=5, max_digits=8, null=True, verbose_name="latitude"
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "seat_population",
                    models.PositiveIntegerField(null=True, verbose_name="population of the seat"),
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
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.province",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical county",
                "verbose_name_plural": "historical counties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="county",
            name="province",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counties",
                to="registry.province",
                verbose_name="province",
            ),
        ),
        migrations.CreateModel(
            name="Referral",
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
                    "method",
                    models.CharField(
                        choices=[
                            ("catchment", "service area"),
                            ("seat", "same county"),
                            ("nearest", "nearest"),
                            ("fallback", "fallback"),
                            ("manual", "by hand"),
                        ],
                        max_length=10,
                        verbose_name="method",
                    ),
                ),
                (
                    "distance_km",
                    models.DecimalField(
                        decimal_places=1, max_digits=7, null=True, verbose_name="distance (km)"
                    ),
                ),
                ("candidates", models.JSONField(default=list, verbose_name="candidates")),
                ("over_capacity", models.BooleanField(default=False, verbose_name="over capacity")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        help_text="Empty: the system.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "referral",
                "verbose_name_plural": "referrals",
                "ordering": ("-decided_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Registration",
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
                    "answers",
                    registry.fields.EncryptedJSONField(
                        default=dict, label="registration.answers", verbose_name="answers"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fa", "فارسی"), ("en", "English")],
                        default="fa",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eligible", "eligible"),
                            ("direct_to_relief", "directed to the Relief Committee"),
                            ("pending_abroad", "waiting for the Ministry of Foreign Affairs"),
                            ("guardianship", "eligible; both parents in custody"),
                            ("not_eligible", "not eligible"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "outcome_reason",
                    models.CharField(blank=True, max_length=10, verbose_name="rule applied"),
                ),
                (
                    "rule_version",
                    models.PositiveSmallIntegerField(null=True, verbose_name="version of the rule"),
                ),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="submitted at")),
                (
                    "family",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="registry.invitation",
                        verbose_name="invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
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
                (
                    "number",
                    registry.fields.EncryptedTextField(
                        blank=True, label="document.number", verbose_name="number"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("valid", "valid"),
                            ("needs_investigation", "needs investigation"),
                            ("invalid", "invalid"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="status",
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
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.requireddocument",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Document",
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
                    "number",
                    registry.fields.EncryptedTextField(
                        blank=True, label="document.number", verbose_name="number"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("valid", "valid"),
                            ("needs_investigation", "needs investigation"),
                            ("invalid", "invalid"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="registry.member",
                        verbose_name="member",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.requireddocument",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ("family", "kind", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
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
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="date"),
                ),
                (
                    "answers",
                    registry.fields.EncryptedJSONField(
                        label="assessment.answers", verbose_name="answers"
                    ),
                ),
                (
                    "economic",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="economic",
                    ),
                ),
                (
                    "health",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="health",
                    ),
                ),
                (
                    "psychological",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="psychological",
                    ),
                ),
                (
                    "social",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="social",
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="priority",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "low"),
                            ("medium", "medium"),
                            ("high", "high"),
                            ("critical", "critical"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="tier",
                    ),
                ),
                (
                    "completeness",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="answered (%)"),
                ),
                (
                    "narrative",
                    registry.fields.EncryptedTextField(
                        blank=True, label="assessment.narrative", verbose_name="report"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "submitted"),
                            ("approved", "approved"),
                            ("returned", "sent back"),
                        ],
                        default="submitted",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
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
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.scoringmodel",
                        verbose_name="scoring model",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assessment",
                "verbose_name_plural": "historical assessments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Assessment",
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
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="date"),
                ),
                (
                    "answers",
                    registry.fields.EncryptedJSONField(
                        label="assessment.answers", verbose_name="answers"
                    ),
                ),
                (
                    "economic",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="economic",
                    ),
                ),
                (
                    "health",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="health",
                    ),
                ),
                (
                    "psychological",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="psychological",
                    ),
                ),
                (
                    "social",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="social",
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="priority",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "low"),
                            ("medium", "medium"),
                            ("high", "high"),
                            ("critical", "critical"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="tier",
                    ),
                ),
                (
                    "completeness",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="answered (%)"),
                ),
                (
                    "narrative",
                    registry.fields.EncryptedTextField(
                        blank=True, label="assessment.narrative", verbose_name="report"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "submitted"),
                            ("approved", "approved"),
                            ("returned", "sent back"),
                        ],
                        default="submitted",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.scoringmodel",
                        verbose_name="scoring model",
                    ),
                ),
            ],
            options={
                "verbose_name": "assessment",
                "verbose_name_plural": "assessments",
                "ordering": ("-on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ServiceArea",
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
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_areas",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "county",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_area",
                        to="registry.county",
                        verbose_name="county",
                    ),
                ),
            ],
            options={
                "verbose_name": "service area",
                "verbose_name_plural": "service areas",
                "ordering": ("association", "pk"),
            },
        ),
        migrations.AddField(
            model_name="needtype",
            name="default_service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.servicetype",
                verbose_name="usual service",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalNeedType",
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
                ("name_fa", models.CharField(max_length=200, verbose_name="Persian name")),
                ("name_en", models.CharField(max_length=200, verbose_name="English name")),
                ("code", models.CharField(max_length=5, verbose_name="code")),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("economic", "economic"),
                            ("health", "health"),
                            ("psychological", "psychological"),
                            ("social", "social"),
                        ],
                        max_length=15,
                        verbose_name="axis",
                    ),
                ),
                (
                    "public_title_fa",
                    models.CharField(max_length=200, verbose_name="public title (Persian)"),
                ),
                (
                    "public_title_en",
                    models.CharField(max_length=200, verbose_name="public title (English)"),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("public", "public"),
                            ("internal", "internal"),
                            ("restricted", "confidential"),
                        ],
                        max_length=12,
                        verbose_name="sensitivity",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        help_text="Empty: never published.",
                        max_length=20,
                        verbose_name="published category",
                    ),
                ),
                ("urgent", models.BooleanField(default=False, verbose_name="always urgent")),
                (
                    "grant_purpose",
                    models.CharField(blank=True, max_length=10, verbose_name="360Giving purpose"),
                ),
                (
                    "grant_reason",
                    models.CharField(blank=True, max_length=10, verbose_name="360Giving reason"),
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
                (
                    "default_service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.servicetype",
                        verbose_name="usual service",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical type of need",
                "verbose_name_plural": "historical types of need",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Target",
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
                ("metric", models.CharField(max_length=40, verbose_name="indicator")),
                (
                    "kind",
                    models.CharField(
                        choices=[("target", "target"), ("benchmark", "benchmark")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "scope",
                    models.CharField(default="national", max_length=60, verbose_name="holds for"),
                ),
                (
                    "jalali_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Jalali year"
                    ),
                ),
                (
                    "jalali_month",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Jalali month"
                    ),
                ),
                ("monthly", models.BooleanField(default=False, verbose_name="each month")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("=", "exactly"),
                            ("≈", "about"),
                            (">", "more than"),
                            ("≥", "at least"),
                            ("≤", "at most"),
                        ],
                        max_length=2,
                        verbose_name="qualifier",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("count", "number"),
                            ("percent", "percent"),
                            ("rial", "rial"),
                            ("days", "days"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "denominator",
                    models.CharField(blank=True, max_length=200, verbose_name="of what"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
            ],
            options={
                "verbose_name": "target or benchmark",
                "verbose_name_plural": "targets and benchmarks",
                "ordering": ("metric", "jalali_year"),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("metric"),
                        models.F("kind"),
                        models.F("scope"),
                        django.db.models.functions.comparison.Coalesce("jalali_year", 0),
                        django.db.models.functions.comparison.Coalesce("jalali_month", 0),
                        name="target_once",
                        violation_error_message="This figure is recorded already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("first_contact", "First contact"),
                            ("identify", "Identify the family"),
                            ("verify", "Verify what a colleague identified"),
                            ("assess", "Assess the needs"),
                            ("approve_assessment", "Approve the assessment"),
                            ("decide_needs", "Confirm or decline needs"),
                            ("approve_publication", "Approve needs for publication"),
                            ("answer_message", "Answer the family's message"),
                            ("review_change", "Review what the family changed"),
                            ("confirm_data", "Confirm that the data are up to date"),
                            ("hand_over", "Introduce the family to the Relief Committee"),
                            ("aftercare_plan", "Plan the time after release"),
                            ("urgent", "Urgent need: act today"),
                            ("reroute", "Find another association"),
                            ("check_location", "Check where the family lives"),
                            ("over_capacity", "The nearest association is full"),
                            ("check_duplicate", "Two files may be one family"),
                        ],
                        max_length=20,
                        verbose_name="task",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=80, unique=True)),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="since"),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done"), ("cancelled", "cancelled")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="done at"),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="registry.association",
                        verbose_name="association",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "cartable",
                "ordering": ("due_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Verification",
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
                    "decision",
                    models.CharField(
                        choices=[
                            ("verified", "verified"),
                            ("rejected", "not eligible"),
                            ("need_more", "more is needed"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "commission_no",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="number of the commission"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="date"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="registry.family",
                        verbose_name="family",
                    ),
                ),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="registry.identification",
                        verbose_name="identification",
                    ),
                ),
            ],
            options={
                "verbose_name": "verification",
                "verbose_name_plural": "verifications",
                "ordering": ("-on", "-pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="association",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "central")),
                fields=("kind",),
                name="association_central_is_one",
                violation_error_message="There is one central association already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="association",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                ),
                name="association_is_on_earth",
                violation_error_message="These coordinates are not on the map.",
            ),
        ),
        migrations.AddIndex(
            model_name="family",
            index=models.Index(
                fields=["association", "-opened_at", "-id"], name="family_by_association"
            ),
        ),
        migrations.AddIndex(
            model_name="family",
            index=models.Index(fields=["association", "status"], name="family_by_status"),
        ),
        migrations.AddIndex(
            model_name="family",
            index=models.Index(fields=["-opened_at", "-id"], name="family_by_opening"),
        ),
        migrations.AddConstraint(
            model_name="family",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("association__isnull", False), ("status", "returned"), _connector="OR"
                ),
                name="family_has_an_association",
                violation_error_message="Every family has an association, or is being re-routed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="family",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rent_rial", None), ("rent_rial__gte", 0), _connector="OR"),
                    models.Q(("income_rial", None), ("income_rial__gte", 0), _connector="OR"),
                ),
                name="family_money_is_not_negative",
                violation_error_message="Rent and income cannot be negative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="family",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority", None), ("priority__lte", 100), _connector="OR"),
                name="family_priority_up_to_100",
                violation_error_message="The priority lies between 0 and 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("family",),
                name="coverage_open_once",
                violation_error_message="The family is covered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("family", "purpose"),
                name="consent_stands_once",
                violation_error_message="This consent stands already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade", None), ("grade__lte", 12), _connector="OR"),
                name="member_grade_up_to_12",
                violation_error_message="School has twelve grades.",
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["publication", "status"], name="need_by_publication"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(
                models.F("family"),
                models.F("need_type"),
                django.db.models.functions.comparison.Coalesce("member", 0),
                condition=models.Q(("status__in", ("declared", "confirmed"))),
                name="need_open_once",
                violation_error_message="The family has this need already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_rial", None), ("amount_rial__gt", 0), _connector="OR"),
                    ("met_rial__gte", 0),
                    models.Q(
                        ("amount_rial", None),
                        ("met_rial__lte", models.F("amount_rial")),
                        _connector="OR",
                    ),
                ),
                name="need_is_met_up_to_its_amount",
                violation_error_message="A need is met at most up to its amount.",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publication", "published"), _negated=True),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("proposed_by__isnull", False),
                        ("sensitivity", "public"),
                        ("status", "confirmed"),
                        models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="need_is_published_by_two_people",
                violation_error_message="Publishing takes a confirmed public need, one person who proposes it and another who approves.",
            ),
        ),
        migrations.AddConstraint(
            model_name="potentialduplicate",
            constraint=models.UniqueConstraint(
                fields=("family", "other"), name="duplicate_pair_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="prison",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("country", "IR"), ("county__isnull", False)),
                    models.Q(models.Q(("country", "IR"), _negated=True), ("county__isnull", True)),
                    _connector="OR",
                ),
                name="prison_is_in_a_county_or_abroad",
                violation_error_message="Name the county of a prison, or its country if abroad.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prisoncoordination",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("dated"))),
                name="coordination_ends_after_it_begins",
                violation_error_message="The letter ends before it is dated.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("method", "face_to_face"), _negated=True),
                    ("coordination__isnull", False),
                    _connector="OR",
                ),
                name="identification_in_prison_is_coordinated",
                violation_error_message="Meeting a prisoner needs the coordination letter of his prison.",
            ),
        ),
        migrations.AddIndex(
            model_name="prisoner",
            index=models.Index(fields=["prison", "-id"], name="prisoner_by_prison"),
        ),
        migrations.AddConstraint(
            model_name="kinship",
            constraint=models.UniqueConstraint(
                fields=("family", "prisoner"),
                name="kinship_once",
                violation_error_message="This prisoner is linked to the family already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyevent",
            constraint=models.UniqueConstraint(
                fields=("prisoner", "kind", "at"),
                name="custody_event_once",
                violation_error_message="This event is recorded already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("association__isnull", False),
                        ("role__in", ["manager", "social_worker", "finance_officer"]),
                        ("prison", None),
                        ("province", None),
                    ),
                    models.Q(
                        ("prison__isnull", False),
                        ("role__in", ["prison_social_worker"]),
                        ("association", None),
                        ("province", None),
                    ),
                    models.Q(
                        ("province__isnull", False),
                        ("role__in", ["aftercare_officer"]),
                        ("association", None),
                        ("prison", None),
                    ),
                    models.Q(
                        ("association", None),
                        ("prison", None),
                        ("province", None),
                        (
                            "role__in",
                            [
                                "national_administrator",
                                "executive_viewer",
                                "inspector",
                                "data_protection_officer",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="membership_is_at_the_place_of_its_role",
                violation_error_message="This role is held somewhere else: name exactly the place it belongs to.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                models.F("user"),
                models.F("role"),
                django.db.models.functions.comparison.Coalesce("association", 0),
                django.db.models.functions.comparison.Coalesce("prison", 0),
                django.db.models.functions.comparison.Coalesce("province", 0),
                condition=models.Q(("until", None)),
                name="membership_open_once",
                violation_error_message="This person already has this role here.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                models.F("family"),
                models.F("kind"),
                django.db.models.functions.comparison.Coalesce("member", 0),
                name="document_once",
                violation_error_message="This document is on the list already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="needtype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category", ""),
                    models.Q(("sensitivity", "restricted"), _negated=True),
                    _connector="OR",
                ),
                name="need_type_restricted_is_never_published",
                violation_error_message="A confidential need is never published.",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["association", "status", "due_at"], name="task_by_association"
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["assignee", "status", "due_at"], name="task_by_assignee"),
        ),
    ]
