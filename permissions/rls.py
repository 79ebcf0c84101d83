"""The second wall: PostgreSQL's row-level security, generated from the same declarations.

The application's role owns no table and cannot bypass a policy, so a query of ours that
forgets its scope finds nothing of others.  A row is there when the reach of the current
work (`permissions.reach`) holds its place; its history is there when the row is.  Public
rows (geography, catalogues) and accounts, which login must find, have no policy.

Where the way to the place leads over other tables, the policy calls a function of the owner's.
A subquery in its stead would be bound by the policies of those tables again, and PostgreSQL
answers it by reading all families of an association before the first row of a list.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from permissions.access import Access, Path, access_of, carried, has_access
from permissions.kept import COLUMN
from permissions.vocabulary import Place
from permissions.ways import held, only, over_tables

BOUNDLESS = "(SELECT current_setting('app.everything', true)) = '1'"
ACTOR = "(SELECT nullif(current_setting('app.actor', true), '')::bigint)"


def guarded_models() -> Iterator[type[models.Model]]:
    """The models whose rows belong to a place, or to the national office alone."""
    for model in apps.get_app_config("registry").get_models():
        if has_access(model) and not access_of(model).public and not _is_place(model):
            yield model


@dataclass(frozen=True)
class Policy:
    """The condition on the rows of one table, and the functions that it calls."""

    table: str
    condition: str
    functions: tuple[str, ...] = ()
    # The same without the functions, for what the owner asks.
    plain: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join([self.condition, *self.functions]).encode()).hexdigest()


def install(connection: BaseDatabaseWrapper) -> None:
    """Bring the policies of the database in line with the declarations; safe to repeat."""
    present = _present(connection)
    with connection.cursor() as cursor:
        for policy in _policies(connection):
            if present.get(policy.table) == policy.digest:
                continue
            name = connection.ops.quote_name(policy.table)
            for function in policy.functions:
                cursor.execute(function)
            cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS reach ON {name}")
            cursor.execute(f"CREATE POLICY reach ON {name} USING ({policy.condition})")
            cursor.execute(f"COMMENT ON POLICY reach ON {name} IS '{policy.digest}'")


def drifted(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose policy is missing or not the declared one."""
    present = _present(connection)
    return [
        policy.table
        for policy in _policies(connection)
        if present.get(policy.table) != policy.digest
    ]


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, obj_description(p.oid, 'pg_policy') FROM pg_policy p"
            " JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE p.polname = 'reach' AND c.relrowsecurity"
        )
        return {table: digest or "" for table, digest in cursor.fetchall()}


def _policies(connection: BaseDatabaseWrapper) -> Iterator[Policy]:
    existing = set(connection.introspection.table_names())
    for model in guarded_models():
        if model._meta.db_table not in existing:
            continue
        yield policy_of(model)
        history = _history_of(model)
        if history is not None:
            pk = model._meta.pk.column
            live = f'SELECT 1 FROM "{model._meta.db_table}" live'  # noqa: S608 -- our own names
            live += f' WHERE live."{pk}" = "{history}"."{pk}"'
            yield Policy(history, f"{BOUNDLESS} OR EXISTS ({live})")


def policy_of(model: type[models.Model]) -> Policy:
    """Under which condition a row of the model is there."""
    access: Access = access_of(model)
    conditions, plain = [BOUNDLESS], [BOUNDLESS]
    functions: tuple[str, ...] = ()
    for place, path in access.paths.items():
        if carried(model, path.lookup):
            conditions.append(
                f'("{model._meta.db_table}".{COLUMN} = ANY ({held(place)}::bigint[]))'
            )
            plain.append(conditions[-1])
        elif "__" in path.lookup:
            way = over_tables(model, place, path)
            functions += way.functions
            conditions.append(way.condition)
            plain.append(way.plain)
        else:
            conditions.append(_in_the_row(model, place, path))
            plain.append(conditions[-1])
    table = model._meta.db_table
    if access.own is not None:
        owner: Any = model._meta.get_field(access.own.column)
        conditions.append(f'("{table}"."{owner.column}" = {ACTOR})')
        plain.append(conditions[-1])
    return Policy(table, _met_by_most(conditions), functions, " OR ".join(plain))


def _met_by_most(conditions: list[str]) -> str:
    """Any of the conditions, said so that the planner expects rows to meet them.

    Our queries name their places themselves, so nearly every row they reach meets its policy.  Of
    the bare conditions PostgreSQL expects one row in twelve, and then reads all files of an
    association rather than the first fifty; of `IS NOT NULL` it expects nearly all.
    """
    return f"nullif({' OR '.join(conditions)}, false) IS NOT NULL"


def _in_the_row(model: type[models.Model], place: Place, path: Path) -> str:
    """`the row's place = any of the current reach`: looked up once a query, found by an index."""
    field: Any = model._meta.pk if path.lookup == "pk" else model._meta.get_field(path.lookup)
    table = f'"{model._meta.db_table}"'
    ends = f'{table}."{field.column}" = ANY ({held(place)}::bigint[])'
    return f"({' AND '.join([ends, *only(model, '', path, table)])})"


def _history_of(model: type[models.Model]) -> str | None:
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    return str(getattr(model, manager).model._meta.db_table) if manager else None


def _is_place(model: type[models.Model]) -> bool:
    return model._meta.model_name in Place.values
