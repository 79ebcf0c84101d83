"""A trigger that is missing, altered or switched off is found, named, and put back."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate, pre_migrate

from audit import triggers
from audit.management.commands.migrate import Command, strange
from audit.tracked import tracked
from tests.audit.rows import TRACKED, home, made, past, refused, rows

RECORDER = "trigger audit_record on auth_group"  # as PostgreSQL's is called

pytestmark = pytest.mark.django_db
every_model = pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)


@pytest.fixture(autouse=True)
def with_the_database_in_hand():
    """As somebody who owns the tables; the role of the application may not touch a trigger."""
    if connection.vendor == "postgresql":
        for alias in ("default", "published"):
            sql("SET LOCAL ROLE hemayat_owner", alias)


def sql(statement, alias="default"):
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)


def complaints():
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default", "published"])
    return {error.obj: error for error in found if error.id == "audit.E001"}


def take_away(name, alias="default"):
    dialect = triggers.dialect_of(connections[alias])
    with connections[alias].cursor() as cursor:
        dialect.drop(cursor, name)


@every_model
def test_each_missing_trigger_of_a_model_is_found_and_put_back(model):
    alias = home(model)
    dialect = triggers.dialect_of(connections[alias])
    wanted = dialect.wanted(tracked(model), dialect.schema_of(connections[alias]))
    names = [name for name in wanted if not name.startswith("function")]

    for number, name in enumerate(names, start=1):
        take_away(name, alias)
        assert triggers.drift(alias) == {model: names[:number]}

    triggers.install(alias)
    assert triggers.drift(alias) == {}


@every_model
def test_not_even_the_owner_of_the_tables_changes_the_past(model):
    row, alias, table = made(model), home(model), model.history.model._meta.db_table
    attempts = [f"UPDATE {table} SET actor_name = 'somebody else'", f"DELETE FROM {table}"]
    if connection.vendor == "postgresql":
        attempts.append(f"TRUNCATE {table}")
    else:
        attempts.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    for attempt in attempts:
        assert "history is append-only" in refused(lambda sent=attempt: sql(sent, alias), alias)

    assert [record.actor_name for record in past(row)] == ["test"]


def test_without_its_trigger_a_change_would_leave_nothing():
    """What the tests of completeness stand on: it is the trigger, and nothing else, that writes."""
    group = made(Group)
    assert len(past(group)) == 1

    take_away({"sqlite": "audit_update_auth_group"}.get(connection.vendor, RECORDER))
    group.name = "renamed"
    group.save()

    assert len(past(group)) == 1


def test_a_missing_trigger_is_an_error_that_says_what_to_do():
    names = {
        "sqlite": "audit_insert_auth_group",
        "postgresql": "trigger audit_record on auth_group",
    }
    name = names[connection.vendor]
    assert complaints() == {}

    take_away(name)

    error = complaints()[Group]
    assert "auth.Group" in error.msg
    assert name in error.msg
    assert "manage.py install_triggers" in error.hint

    call_command("install_triggers", stdout=StringIO())
    assert complaints() == {}


def test_a_process_whose_changes_may_go_unrecorded_is_not_ready(client):
    assert client.get("/readyz").status_code == 200

    take_away({"sqlite": "audit_insert_auth_group"}.get(connection.vendor, RECORDER))

    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["stores"]["default"] == "changes may go unrecorded"


def test_an_altered_trigger_is_an_error():
    if connection.vendor == "postgresql":
        sql(
            "CREATE OR REPLACE FUNCTION audit_auth_group() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NULL; END'"
        )
    else:
        take_away("audit_update_auth_group")
        sql("CREATE TRIGGER audit_update_auth_group AFTER UPDATE ON auth_group BEGIN SELECT 1; END")

    assert Group in complaints()


@pytest.mark.parametrize(
    "tampering",
    [
        "ALTER TABLE auth_group DISABLE TRIGGER audit_record",
        "ALTER TABLE audit_historicalgroup DISABLE TRIGGER audit_keep",
        "GRANT EXECUTE ON FUNCTION audit_auth_group() TO PUBLIC",
        "ALTER FUNCTION audit_auth_group() SECURITY INVOKER",
    ],
)
def test_a_trigger_that_is_switched_off_or_opened_is_an_error(tampering):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's triggers cannot be switched off one by one.")

    sql(tampering)

    assert Group in complaints()


def test_a_trigger_of_ours_that_nothing_needs_any_more_is_removed():
    if connection.vendor == "postgresql":
        sql(
            "CREATE TRIGGER audit_old AFTER INSERT ON auth_group"
            " FOR EACH ROW EXECUTE FUNCTION audit_auth_group()"
        )
    else:
        sql("CREATE TRIGGER audit_old AFTER INSERT ON auth_group BEGIN SELECT 1; END")

    assert [name.split(" on ")[0] for name in triggers.install("default")] in (
        ["audit_old"],
        ["trigger audit_old"],
    )
    assert triggers.install("default") == []


def test_a_migration_that_rebuilds_a_table_leaves_the_history_whole():
    """SQLite alters a table by building it anew, without its triggers."""
    group = made(Group)
    plan = [("some migration", False)]
    emit(pre_migrate, plan=plan)
    if connection.vendor == "sqlite":
        assert Group in complaints()
        rebuild("auth_group")
        rebuild("audit_historicalgroup")

    emit(post_migrate, plan=plan)

    assert complaints() == {}
    rows(Group).filter(pk=group.pk).update(name="renamed")
    assert [record.history_type for record in past(group)] == ["+", "~"]


def emit(signal, plan):
    from django.apps import apps

    signal.send(
        sender=apps.get_app_config("audit"),
        app_config=apps.get_app_config("audit"),
        verbosity=0,
        interactive=False,
        using="default",
        plan=plan,
        apps=apps,
    )


def rebuild(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        creation = cursor.fetchone()[0].replace(f'"{table}"', f'"new__{table}"', 1)
    sql(creation)
    sql(f"INSERT INTO new__{table} SELECT * FROM {table}")
    sql(f"DROP TABLE {table}")
    sql(f"ALTER TABLE new__{table} RENAME TO {table}")


def test_a_row_that_is_replaced_is_a_row_removed_and_a_row_added():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE.")
    group = made(Group)

    sql(f"INSERT OR REPLACE INTO auth_group (id, name) VALUES ({group.pk}, 'another')")

    assert [record.history_type for record in past(group)] == ["+", "-", "+"]


def test_a_model_that_keeps_no_history_is_an_error(monkeypatch):
    from audit.checks import every_model_keeps_its_history

    assert list(every_model_keeps_its_history()) == []
    family = next(model for model in TRACKED if model._meta.label == "registry.Family")
    monkeypatch.delattr(family._meta, "simple_history_manager_attribute")

    (error,) = every_model_keeps_its_history()

    assert error.obj is family


def test_migrating_does_not_stop_at_triggers_it_is_about_to_restore():
    assert Command().get_check_kwargs({"database": "default"})["databases"] is None


def test_migrating_stops_at_a_database_of_another_version_and_says_what_to_do(
    monkeypatch, settings
):
    settings.MIGRATION_MODULES = {}  # the suite's own setting is to have none
    recorded = {("registry", "0001_initial"): None, ("of_an_app_that_left", "0001_initial"): None}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: recorded)
    assert strange(recorded) == []

    recorded["registry", "0002_of_another_version"] = None

    with pytest.raises(CommandError, match=r"0002_of_another_version is not known.*make clean"):
        call_command("migrate")
