"""The rows that carry their association (`permissions.kept`), and how the database keeps it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from permissions.access import access_of, has_access, link_of
from permissions.kept import COLUMN, AssociationIndex
from permissions.paging import order_of
from permissions.vocabulary import Place


def carriers() -> Iterator[tuple[type[models.Model], Any]]:
    for model in apps.get_app_config("registry").get_models():
        if (link := link_of(model)) is not None:
            yield model, link


def install(connection: BaseDatabaseWrapper) -> None:
    """Give the column to the rows that lack it.

    A filled table is written anew, once: some minutes for all of them at a million families.
    """
    for model, link in carriers():
        table, home = model._meta.db_table, link.related_model._meta.db_table
        existing = set(connection.introspection.table_names())
        if not {table, home} <= existing:
            continue
        with connection.cursor() as cursor:
            if not _has_column(connection, home):
                _run(cursor, _of_home(link))
            if not _has_column(connection, table):
                _run(cursor, _of_rows(model, link))


def lacking(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose rows are not held to their files by the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
            " JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname = 'reach_kept'"
            " WHERE k.conname = 'reach_is_of_the_file' AND k.confupdtype = 'c' AND k.convalidated"
            " AND t.tgenabled = 'O'"
        )
        held = {row[0] for row in cursor.fetchall()}
    existing = set(connection.introspection.table_names())
    tables = (model._meta.db_table for model, _link in carriers())
    return [table for table in tables if table in existing and table not in held]


def _has_column(connection: BaseDatabaseWrapper, table: str) -> bool:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, table)
    return any(column.name == COLUMN for column in columns)


def _run(cursor: Any, statements: Iterator[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def _of_home(link: Any) -> Iterator[str]:
    """What the rows refer to: never empty, so that a file without an association holds them too."""
    home = link.related_model
    lookup = access_of(home).paths[Place.ASSOCIATION].lookup
    table, own = home._meta.db_table, home._meta.get_field(lookup).column
    yield (
        f'ALTER TABLE "{table}" ADD COLUMN {COLUMN} bigint'
        f' GENERATED ALWAYS AS (coalesce("{own}", 0)) STORED'
    )
    yield f'ALTER TABLE "{table}" ADD CONSTRAINT {table}_reach UNIQUE (id, {COLUMN})'


def _of_rows(model: type[models.Model], link: Any) -> Iterator[str]:
    table, home, key = model._meta.db_table, link.related_model._meta.db_table, link.column
    yield f'ALTER TABLE "{table}" ADD COLUMN {COLUMN} bigint'
    # To write the table anew costs less than to change each of its rows and its indexes.
    yield (
        f"""CREATE OR REPLACE FUNCTION kept_by_{home}(key bigint) RETURNS bigint
        LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$BEGIN
          RETURN (SELECT h.{COLUMN} FROM public."{home}" h WHERE h.id = key);
        END$$"""  # noqa: S608 -- our own names
    )
    yield (f'ALTER TABLE "{table}" ALTER COLUMN {COLUMN} TYPE bigint USING kept_by_{home}("{key}")')
    # It answers past the policies, so it must not outlive its use.
    yield f"DROP FUNCTION kept_by_{home}(bigint)"
    order = ", ".join(
        f'"{each.field.column}"{" DESC" if each.descending else ""}'
        for each in order_of(model, model._meta.ordering or ())
    )
    yield f'CREATE INDEX {table}_by_reach ON "{table}" ({COLUMN}, {order})'
    yield from _indexes_of_its_own(model)
    yield from _indexes_of_the_way(model, key)
    yield (
        f"""CREATE OR REPLACE FUNCTION keep_{table}() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$BEGIN
          SELECT h.{COLUMN} INTO NEW.{COLUMN} FROM "{home}" h WHERE h.id = NEW."{key}";
          RETURN NEW;
        END$$"""  # noqa: S608 -- our own names
    )
    yield (
        f'CREATE TRIGGER reach_kept BEFORE INSERT OR UPDATE OF "{key}" ON "{table}"'
        f" FOR EACH ROW EXECUTE FUNCTION keep_{table}()"
    )
    yield (
        f'ALTER TABLE "{table}" ADD CONSTRAINT reach_is_of_the_file FOREIGN KEY ("{key}", {COLUMN})'
        f' REFERENCES "{home}" (id, {COLUMN}) ON UPDATE CASCADE'
    )


def _indexes_of_its_own(model: type[models.Model]) -> Iterator[str]:
    meta: Any = model._meta
    for index in meta.indexes:
        if isinstance(index, AssociationIndex):
            order = ", ".join(
                f'"{meta.get_field(name).column}" {direction}'
                for name, direction in index.fields_orders
            )
            yield f'CREATE INDEX {index.name}_here ON "{meta.db_table}" ({COLUMN}, {order})'


def _indexes_of_the_way(model: type[models.Model], key: str) -> Iterator[str]:
    """From both ends: one row's associations; of one association all rows, side by side.

    With the key, so that the index alone answers.
    """
    table = model._meta.db_table
    for field in _met_from(model):
        yield (
            f'CREATE INDEX {table}_from_{field.name} ON "{table}"'
            f' ("{field.column}", {COLUMN}) INCLUDE ("{key}")'
        )
        yield (
            f'CREATE INDEX {table}_to_{field.name} ON "{table}"'
            f' ({COLUMN}, "{field.column}") INCLUDE ("{key}")'
        )


def _met_from(model: type[models.Model]) -> Iterator[Any]:
    """The links by which other rows reach their associations through these rows."""
    field: Any
    for field in model._meta.concrete_fields:
        other = field.related_model if field.many_to_one else None
        if not isinstance(other, type) or not has_access(other):
            continue
        path = access_of(other).paths.get(Place.ASSOCIATION)
        if path and path.lookup.startswith(f"{field.related_query_name()}__"):
            yield field
