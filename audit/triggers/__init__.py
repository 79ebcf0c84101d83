"""History written by the database itself.

Each table that keeps its past has triggers, generated from its model: one record for each
row that was inserted, really changed, or deleted, whichever way it was written; none for a
change that nobody signs, which is refused; and none can be taken back from the past.
"""

from types import ModuleType

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from audit.tracked import Tracked, tracked_in
from audit.triggers import postgresql, sqlite


def dialect_of(connection: BaseDatabaseWrapper) -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgresql


def drift(alias: str) -> dict[type[Model], list[str]]:
    """Models whose triggers are not what they should be, with the names of those triggers."""
    connection = connections[alias]
    dialect = dialect_of(connection)
    found, schema = dialect.found(connection), dialect.schema_of(connection)
    wrong = {
        table.model: [
            name for name, sql in dialect.wanted(table, schema).items() if found.get(name) != sql
        ]
        for table in tracked_in(alias)
    }
    return {model: names for model, names in wrong.items() if names}


def install(alias: str) -> list[str]:
    """Make the triggers what they should be; answer what had to be written or removed."""
    connection = connections[alias]
    dialect = dialect_of(connection)
    schema = dialect.schema_of(connection)
    found = dialect.found(connection)
    wanted: dict[str, str] = {}
    for table in tracked_in(alias):
        of_table = dialect.wanted(table, schema)
        # Where all stands as it should, the columns are there too, and need not be asked for.
        if of_table.items() <= found.items() or is_migrated(connection, table):
            wanted |= of_table
    if not wanted:
        return []  # another name for a database whose history is kept under its own
    stale = [name for name in found if name not in wanted]
    missing = [name for name, sql in wanted.items() if found.get(name) != sql]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        # Functions go last: their triggers hang on them.
        for name in sorted(stale, reverse=True):
            dialect.drop(cursor, name)
        for name in missing:
            dialect.create(cursor, name, wanted[name])
    return stale + missing


def remove(alias: str) -> None:
    """Take all triggers away; only for the time in which tables are rebuilt."""
    connection = connections[alias]
    dialect = dialect_of(connection)
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        for name in sorted(dialect.found(connection), reverse=True):
            dialect.drop(cursor, name)


def is_migrated(connection: BaseDatabaseWrapper, table: Tracked) -> bool:
    """Whether the tables already have the columns of the model, in the middle of a migration."""
    columns = {*table.copied, *table.compared}
    return columns <= _columns(connection, table.table) and {*table.copied} <= _columns(
        connection, table.past
    )


def _columns(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    with connection.cursor() as cursor:
        # Django's introspection parses a table's whole text on SQLite; the names need no parsing.
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")  # noqa: S608 -- our own names
        return {column[0] for column in cursor.description}
