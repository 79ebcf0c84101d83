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
from django.db.backends.utils import truncate_name

from permissions.access import Access, Path, access_of, carried, has_access
from permissions.kept import COLUMN
from permissions.vocabulary import Place

LONGEST_NAME = 63
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
                f'("{model._meta.db_table}".{COLUMN} = ANY ({_held(place)}::bigint[]))'
            )
            plain.append(conditions[-1])
        elif "__" in path.lookup:
            way = _over_tables(model, place, path)
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


def _held(place: Place) -> str:
    setting = f"current_setting('app.{place.value}s', true)"
    return f"(SELECT string_to_array(nullif({setting}, ''), ',')::bigint[])"


def _held_at(end: str, place: Place) -> str:
    return f"(SELECT {end}(each) FROM unnest({_held(place)}) each)"  # noqa: S608 -- our own words


def _in_the_row(model: type[models.Model], place: Place, path: Path) -> str:
    """`the row's place = any of the current reach`: looked up once a query, found by an index."""
    field: Any = model._meta.pk if path.lookup == "pk" else model._meta.get_field(path.lookup)
    table = f'"{model._meta.db_table}"'
    ends = f'{table}."{field.column}" = ANY ({_held(place)}::bigint[])'
    return f"({' AND '.join([ends, *_only(model, '', path, table)])})"


@dataclass(frozen=True)
class Way:
    """How a policy asks for a place that lies over other tables; see `Policy`."""

    condition: str
    plain: str
    functions: tuple[str, ...] = ()


def _over_tables(model: type[models.Model], place: Place, path: Path) -> Way:
    """A function, or a subquery where one row that carries its association answers.

    The function is called for every row that is looked at, so it sets no search path of its own,
    which costs more than the look-up; no role but the owner may put anything where names are
    sought.  The policy of a row that carries its association asks nothing further, so there a
    subquery answers in half the time.
    """
    search = _search(model, path)
    table = f'"{model._meta.db_table}"'
    # Whoever holds no place of this kind is asked nothing, row by row.
    holds = [f"{_held(place)} IS NOT NULL", *_only(model, "", path, table)]
    own = f'{table}."{search.own}"'
    held = f"({_held(place)}::bigint[])"
    inside = search.text.replace("= key", f"= {own}").replace("(held)", held)
    plain = f"({' AND '.join([*holds, f'EXISTS ({inside})'])})"
    if search.ends_at_once:
        return Way(f"({' AND '.join([*holds, _found_at_once(inside, place)])})", plain)
    name = truncate_name(f"reach_{model._meta.db_table}_{place.value}", LONGEST_NAME)
    function = (
        f"CREATE OR REPLACE FUNCTION {name}(key bigint, held bigint[])"
        " RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS"
        f" $$BEGIN RETURN EXISTS ({search.text}); END$$"
    )
    call = f"({' AND '.join([*holds, f'{name}({own}, {_held(place)})'])})"
    return Way(call, plain, (function,))


def _found_at_once(inside: str, place: Place) -> str:
    """Whether the rows that answer are there, asked of their indexes alone.

    Of one place, whose rows lie side by side; of several, between the least and the greatest, where
    the index finds none without reading a row.  OFFSET keeps the planner from reading all such
    rows of the place first.
    """
    least, greatest = (_held_at(end, place) for end in ("min", "max"))
    of_any = f"= ANY ({_held(place)}::bigint[])"
    assert inside.count(of_any) == 1, inside
    within = f'"h0".{COLUMN} >= {least} AND "h0".{COLUMN} <= {greatest}'
    return (
        f"CASE WHEN {least} = {greatest}"
        f" THEN EXISTS ({inside.replace(of_any, f'= {least}')} OFFSET 0)"
        f" ELSE EXISTS ({inside} AND {within} OFFSET 0) END"
    )


@dataclass(frozen=True)
class Search:
    """Whether rows of a place are found from the value `key` of the row's own column."""

    own: str
    text: str
    # One table, whose rows carry the association that is asked for.
    ends_at_once: bool


def _search(model: type[models.Model], path: Path) -> Search:
    """From the column at which the way begins to a place among those `held`."""
    first, *hops, last = path.lookup.split("__")
    field: Any = model._meta.get_field(first)
    here, start, own = _first_link(field)
    passed = first
    if hops and _turns_back(field, here, hops[0]) and _lies_beyond(f"{first}__{hops[0]}", path):
        # The rows behind both links say the same key, so nothing is asked of the row between.
        passed = f"{first}__{hops[0]}"
        second: Any = here._meta.get_field(hops.pop(0))
        here, start = second.related_model, f'"h0"."{second.field.column}" = key'
    joins, alias, column = [f'public."{here._meta.db_table}" "h0"'], '"h0"', ""
    conditions = _only(here, passed, path, alias)
    for number, hop in enumerate(hops, start=1):
        if carried(here, "__".join([*hops[number - 1 :], last])):
            column = COLUMN
            break
        field = here._meta.get_field(hop)
        here, link = _link(field, alias, f'"h{number}"')
        alias, passed = f'"h{number}"', f"{passed}__{hop}"
        joins.append(f'JOIN public."{here._meta.db_table}" {alias} ON {link}')
        conditions += _only(here, passed, path, alias)
    column = column or str(here._meta.get_field(last).column)  # type: ignore[union-attr]
    conditions = [start, f'{alias}."{column}" = ANY (held)', *conditions]
    text = f"SELECT 1 FROM {' '.join(joins)} WHERE {' AND '.join(conditions)}"  # noqa: S608
    return Search(own, text, column == COLUMN and len(joins) == 1)


def _first_link(field: Any) -> tuple[type[models.Model], str, str]:
    """Where the first hop leads, how it is joined to `key`, and the row's column behind that."""
    model: type[models.Model] = field.related_model
    if _leads_back(field):
        return model, f'"h0"."{field.field.column}" = key', "id"
    return model, f'"h0"."{model._meta.pk.column}" = key', field.column


def _link(field: Any, alias: str, following: str) -> tuple[type[models.Model], str]:
    model: type[models.Model] = field.related_model
    if _leads_back(field):
        return model, f'{following}."{field.field.column}" = {alias}."id"'
    return model, f'{following}."{model._meta.pk.column}" = {alias}."{field.column}"'


def _turns_back(field: Any, here: type[models.Model], hop: str) -> bool:
    """To a row and back from it by another table's link to the same row."""
    return not _leads_back(field) and _leads_back(here._meta.get_field(hop))


def _leads_back(field: Any) -> bool:
    return bool(field.one_to_many or (field.one_to_one and field.auto_created))


def _lies_beyond(hops: str, path: Path) -> bool:
    """Whether the path asks nothing of the rows before the last of these hops."""
    return all(name.startswith(f"{hops}__") for name, _value in path.only)


def _only(model: type[models.Model], passed: str, path: Path, alias: str) -> list[str]:
    """What the path asks of the rows behind the hops `passed`; of the row itself, behind none.

    Equalities with declared values only, never with input.
    """
    conditions = []
    for name, value in path.only:
        hops, _last, column = name.rpartition("__")
        if hops == passed:
            field: Any = model._meta.get_field(column)
            conditions.append(f"{alias}.\"{field.column}\" = '{value}'")
    return conditions


def _history_of(model: type[models.Model]) -> str | None:
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    return str(getattr(model, manager).model._meta.db_table) if manager else None


def _is_place(model: type[models.Model]) -> bool:
    return model._meta.model_name in Place.values
