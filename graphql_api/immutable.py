"""What is published stays as it was published: the database itself refuses to change it."""

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
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_to_change_a_release() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_a_release()
"""


def watch(app: AppConfig) -> None:
    post_migrate.connect(guard, sender=app, dispatch_uid="graphql_api.immutable")


def guard(using: str, **kwargs: Any) -> None:
    """After each migration: building a table anew takes its triggers away."""
    if using == "published":
        install(connections[using])


def published_once() -> list[str]:
    """The tables of a release."""
    from graphql_api.models import Lot, Place, Release, StatisticCell

    return [model._meta.db_table for model in (Release, Place, Lot, StatisticCell)]


def install(connection: BaseDatabaseWrapper) -> None:
    there = set(connection.introspection.table_names())
    tables = [table for table in published_once() if table in there]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION.format(refusal=REFUSAL))
        for table in tables:
            for statement in statements(connection.vendor, table):
                cursor.execute(statement)


def statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        verbs = ("UPDATE", "DELETE", "TRUNCATE")
        return [POSTGRESQL.format(table=table, verb=verb) for verb in verbs]
    return [SQLITE.format(table=table, verb=verb, refusal=REFUSAL) for verb in ("UPDATE", "DELETE")]
