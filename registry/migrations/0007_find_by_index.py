"""An index for each order and each filter of the long lists, and for words in names.

Why: with a million families a list that is filtered or sorted without an index reads all of
them.  How long: about four minutes at a million families on two cores, seconds at a thousand.
How back: the indexes are dropped; the extension stays, as others may use it by then.
"""

from django.conf import settings
from django.db import migrations, models

TRIGRAMS = {
    "registry_family": "family_by_trigrams",
    "registry_member": "member_by_trigrams",
    "registry_prisoner": "prisoner_by_trigrams",
}


def add_trigrams(apps, schema_editor):
    """PostgreSQL looks parts of words up in trigrams; SQLite reads an index of keys through."""
    if schema_editor.connection.vendor != "postgresql":
        return
    # A trusted extension: the owner of the database may add it, nobody has to be superuser.
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for table, name in TRIGRAMS.items():
        schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (search_key gin_trgm_ops)")


def drop_trigrams(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in TRIGRAMS.values():
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0006_tell_where_a_change_came_from'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='family',
            name='family_by_status',
        ),
        migrations.RemoveIndex(
            model_name='need',
            name='need_by_publication',
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['-on', '-id'], name='assessment_by_day'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['status', '-on', '-id'], name='assessment_by_status'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['tier', '-on', '-id'], name='assessment_by_tier'),
        ),
        migrations.AddIndex(
            model_name='changerequest',
            index=models.Index(fields=['-asked_at', '-id'], name='change_request_by_day'),
        ),
        migrations.AddIndex(
            model_name='changerequest',
            index=models.Index(fields=['status', '-asked_at', '-id'], name='change_request_by_status'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['purpose', 'family', 'id'], name='consent_by_purpose'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['method', 'family', 'id'], name='consent_by_method'),
        ),
        migrations.AddIndex(
            model_name='coverage',
            index=models.Index(fields=['-since', '-id'], name='coverage_by_day'),
        ),
        migrations.AddIndex(
            model_name='coverage',
            index=models.Index(fields=['status', '-since', '-id'], name='coverage_by_status'),
        ),
        migrations.AddIndex(
            model_name='custodyevent',
            index=models.Index(fields=['-at', '-id'], name='custody_event_by_day'),
        ),
        migrations.AddIndex(
            model_name='custodyevent',
            index=models.Index(fields=['kind', '-at', '-id'], name='custody_event_by_kind'),
        ),
        migrations.AddIndex(
            model_name='custodyevent',
            index=models.Index(fields=['source', '-at', '-id'], name='custody_event_by_source'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['status', 'family', 'kind', 'id'], name='document_by_status'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['kind', 'family', 'id'], name='document_by_kind'),
        ),
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['association', 'status', '-opened_at', '-id'], name='family_by_status'),
        ),
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['association', 'tier', '-opened_at', '-id'], name='family_by_tier'),
        ),
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['status', '-opened_at', '-id'], name='family_of_status'),
        ),
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['tier', '-opened_at', '-id'], name='family_of_tier'),
        ),
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['phase', '-opened_at', '-id'], name='family_of_phase'),
        ),
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['association', 'search_key'], name='family_by_name'),
        ),
        migrations.AddIndex(
            model_name='identification',
            index=models.Index(fields=['-on', '-id'], name='identification_by_day'),
        ),
        migrations.AddIndex(
            model_name='identification',
            index=models.Index(fields=['result', '-on', '-id'], name='identification_by_result'),
        ),
        migrations.AddIndex(
            model_name='identification',
            index=models.Index(fields=['method', '-on', '-id'], name='identification_by_method'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['language', '-id'], name='invitation_by_language'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['used_at', 'revoked_at', 'expires_at'], name='invitation_by_stage'),
        ),
        migrations.AddIndex(
            model_name='kinship',
            index=models.Index(fields=['relation', 'family', 'id'], name='kinship_by_relation'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['relation', 'family', 'id'], name='member_by_relation'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['school', 'family', 'id'], name='member_by_school'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['sent_at', 'id'], name='message_by_day'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['side', 'sent_at', 'id'], name='message_by_side'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['publication', 'status', '-id'], name='need_by_publication'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['status', '-id'], name='need_by_status'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['urgency', '-id'], name='need_by_urgency'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['origin', '-id'], name='need_by_origin'),
        ),
        migrations.AddIndex(
            model_name='prisoner',
            index=models.Index(fields=['custody_status', '-id'], name='prisoner_by_custody'),
        ),
        migrations.AddIndex(
            model_name='prisoner',
            index=models.Index(fields=['search_key'], name='prisoner_by_name'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['-decided_at', '-id'], name='referral_by_day'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['method', '-decided_at', '-id'], name='referral_by_method'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['over_capacity', '-decided_at', '-id'], name='referral_by_capacity'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['due_at', 'id'], name='task_by_day'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['status', 'due_at', 'id'], name='task_by_status'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['kind', 'due_at', 'id'], name='task_by_kind'),
        ),
        migrations.AddIndex(
            model_name='verification',
            index=models.Index(fields=['-on', '-id'], name='verification_by_day'),
        ),
        migrations.AddIndex(
            model_name='verification',
            index=models.Index(fields=['decision', '-on', '-id'], name='verification_by_decision'),
        ),
        migrations.RunPython(add_trigrams, drop_trigrams),
    ]
