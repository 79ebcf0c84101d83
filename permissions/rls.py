"""The second wall: PostgreSQL's row-level security, generated from the same declarations.

The application's role owns no table and cannot bypass a policy, so a query of ours that
forgets its scope finds nothing of others.  A row is there when the reach of the current
work (`permissions.reach`) holds its place; its history is there when the row is.  Public
rows (geography, catalogues) and accounts, which login must find, have no policy.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from permissions.access import Access, Path, access_of, has_access
from permissions.vocabulary import Place

BOUNDLESS = "(SELECT current_setting('app.everything', true)) = '1'"


def guarded_models() -> Iterator[type[models.Model]]:
    """The models whose rows belong to a place, or to the national office alone."""
    for model in apps.get_app_config("registry").get_models():
        if has_access(model) and not access_of(model).public and not _is_place(model):
            yield model


def install(connection: BaseDatabaseWrapper) -> None:
    """Bring the policies of the database in line with the declarations; safe to repeat."""
    present = _present(connection)
    with connection.cursor() as cursor:
        for table, condition in _policies(connection):
            if present.get(table) == _digest(condition):
                continue
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS reach ON {name}")
            cursor.execute(f"CREATE POLICY reach ON {name} USING ({condition})")
            cursor.execute(f"COMMENT ON POLICY reach ON {name} IS '{_digest(condition)}'")


def drifted(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose policy is missing or not the declared one."""
    present = _present(connection)
    return [
        table
        for table, condition in _policies(connection)
        if present.get(table) != _digest(condition)
    ]


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, obj_description(p.oid, 'pg_policy') FROM pg_policy p"
            " JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE p.polname = 'reach' AND c.relrowsecurity"
        )
        return {table: digest or "" for table, digest in cursor.fetchall()}


def _policies(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    existing = set(connection.introspection.table_names())
    for model in guarded_models():
        if model._meta.db_table not in existing:
            continue
        yield model._meta.db_table, condition_of(model)
        history = _history_of(model)
        if history is not None:
            pk = model._meta.pk.column
            live = f'SELECT 1 FROM "{model._meta.db_table}" live'  # noqa: S608 -- our own names
            live += f' WHERE live."{pk}" = "{history}"."{pk}"'
            yield history, f"{BOUNDLESS} OR EXISTS ({live})"


def condition_of(model: type[models.Model]) -> str:
    """The condition under which a row of the model is there, as SQL."""
    access: Access = access_of(model)
    paths = [_reaches(model, place, path) for place, path in access.paths.items()]
    return " OR ".join([BOUNDLESS, *paths])


def _reaches(model: type[models.Model], place: Place, path: Path) -> str:
    """`the row's place = any of the current reach`, over as many joins as the path has hops."""
    held = (
        f"(SELECT string_to_array(nullif(current_setting('app.{place.value}s', true), ''), ',')"
        "::bigint[])"
    )
    table = model._meta.db_table
    *hops, last = path.lookup.split("__")
    here, alias, start = model, f'"{table}"', ""
    joins: list[str] = []
    for number, hop in enumerate(hops):
        field: Any = here._meta.get_field(hop)
        following, link = _link(field, alias, f'"h{number}"')
        if not joins:
            start, joins = link, [f'"{following._meta.db_table}" "h{number}"']
        else:
            joins.append(f'JOIN "{following._meta.db_table}" "h{number}" ON {link}')
        here, alias = following, f'"h{number}"'
    column = here._meta.pk.column if last == "pk" else here._meta.get_field(last).column  # type: ignore[union-attr]
    ends = f'{alias}."{column}" = ANY ({held}::bigint[])'
    conditions = [ends, *_only(model, path)]
    if not joins:
        return f"({' AND '.join(conditions)})"
    return f"EXISTS (SELECT 1 FROM {' '.join(joins)} WHERE {' AND '.join([start, *conditions])})"  # noqa: S608


def _link(field: Any, alias: str, following: str) -> tuple[type[models.Model], str]:
    model: type[models.Model] = field.related_model
    if field.one_to_many or (field.one_to_one and field.auto_created):
        return model, f'{following}."{field.field.column}" = {alias}."id"'
    return model, f'{following}."{model._meta.pk.column}" = {alias}."{field.column}"'


def _only(model: type[models.Model], path: Path) -> list[str]:
    """Equalities on columns of the row, or of the first hop; declared values only, never input."""
    conditions = []
    for name, value in path.only:
        first, _hop, second = name.partition("__")
        field: Any = model._meta.get_field(first)
        alias = f'"{model._meta.db_table}"'
        if second:
            field, alias = field.related_model._meta.get_field(second), '"h0"'
        conditions.append(f"{alias}.\"{field.column}\" = '{value}'")
    return conditions


def _history_of(model: type[models.Model]) -> str | None:
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    return str(getattr(model, manager).model._meta.db_table) if manager else None


def _is_place(model: type[models.Model]) -> bool:
    return model._meta.model_name in Place.values


def _digest(condition: str) -> str:
    return hashlib.sha256(condition.encode()).hexdigest()
