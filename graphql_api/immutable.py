"""What is published stays as it was published: the database itself refuses to change it.

Nothing is added to it either.  A release is written from its rows to its name: as soon as the
row of the release stands, no other row may point to it, and one that points to none is refused
when its transaction ends.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

REFUSAL = "a release never changes once it is published"
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
SQLITE_LATE = """
CREATE TRIGGER IF NOT EXISTS {table}_not_late BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {release} WHERE id = NEW.release_id)
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_to_change_a_release() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_a_release()
"""
POSTGRESQL_LATE_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_to_add_to_a_release() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF EXISTS (SELECT 1 FROM {release} WHERE id = NEW.release_id) THEN
        RAISE EXCEPTION '{refusal}';
    END IF;
    RETURN NEW;
END $$
"""
POSTGRESQL_LATE = """
CREATE OR REPLACE TRIGGER {table}_not_late BEFORE INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_to_add_to_a_release()
"""


def watch(app: AppConfig) -> None:
    post_migrate.connect(guard, sender=app, dispatch_uid="graphql_api.immutable")


def guard(using: str, **kwargs: Any) -> None:
    """After each migration: building a table anew takes its triggers away."""
    if using == "published":
        install(connections[using])


def release_table() -> str:
    from graphql_api.models import Release

    return Release._meta.db_table


def rows_of_a_release() -> list[str]:
    """The tables whose rows point to their release."""
    from graphql_api.models import Lot, Place, StatisticCell

    return [model._meta.db_table for model in (Place, Lot, StatisticCell)]


def install(connection: BaseDatabaseWrapper) -> None:
    there = set(connection.introspection.table_names())
    if release_table() not in there:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            named = {"refusal": REFUSAL, "release": release_table()}
            cursor.execute(POSTGRESQL_FUNCTION.format(**named))
            cursor.execute(POSTGRESQL_LATE_FUNCTION.format(**named))
        for statement in statements(connection.vendor, there):
            cursor.execute(statement)


def statements(vendor: str, there: set[str]) -> Iterator[str]:
    """The triggers of the tables that are there."""
    on_postgresql = vendor == "postgresql"
    kept, late = (POSTGRESQL, POSTGRESQL_LATE) if on_postgresql else (SQLITE, SQLITE_LATE)
    verbs = ("UPDATE", "DELETE", "TRUNCATE") if on_postgresql else ("UPDATE", "DELETE")
    named = {"refusal": REFUSAL, "release": release_table()}
    for table in (release_table(), *rows_of_a_release()):
        if table in there:
            yield from (kept.format(table=table, verb=verb, **named) for verb in verbs)
    for table in rows_of_a_release():
        if table in there:
            yield late.format(table=table, **named)
