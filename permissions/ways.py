"""How a policy asks for a place that lies over other tables: a path of the declarations, in SQL."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.utils import truncate_name

from permissions.access import Path, carried
from permissions.kept import COLUMN
from permissions.vocabulary import Place

LONGEST_NAME = 63


def held(place: Place) -> str:
    """The places of one kind that the current work holds; none is NULL."""
    setting = f"current_setting('app.{place.value}s', true)"
    return f"(SELECT string_to_array(nullif({setting}, ''), ',')::bigint[])"


def held_at(end: str, place: Place) -> str:
    """The least or the greatest of them (`end`: min, max)."""
    return f"(SELECT {end}(each) FROM unnest({held(place)}) each)"  # noqa: S608 -- our own words


@dataclass(frozen=True)
class Way:
    """How a policy asks for a place that lies over other tables; see `Policy`."""

    condition: str
    plain: str
    functions: tuple[str, ...] = ()


def over_tables(model: type[models.Model], place: Place, path: Path) -> Way:
    """A function, or a subquery where one row that carries its association answers.

    The function is called for every row that is looked at, so it sets no search path of its own,
    which costs more than the look-up; no role but the owner may put anything where names are
    sought.  The policy of a row that carries its association asks nothing further, so there a
    subquery answers in half the time.
    """
    search = _search(model, path)
    table = f'"{model._meta.db_table}"'
    # Whoever holds no place of this kind is asked nothing, row by row.
    holds = [f"{held(place)} IS NOT NULL", *only(model, "", path, table)]
    own = f'{table}."{search.own}"'
    inside = search.of(own, f"= ANY ({held(place)}::bigint[])")
    plain = f"({' AND '.join([*holds, f'EXISTS ({inside})'])})"
    if search.ends_at_once:
        return Way(f"({' AND '.join([*holds, _found_at_once(search, own, place)])})", plain)
    name = truncate_name(f"reach_{model._meta.db_table}_{place.value}", LONGEST_NAME)
    function = (
        f"CREATE OR REPLACE FUNCTION {name}(key bigint, held bigint[])"
        " RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER AS"
        f" $$BEGIN RETURN EXISTS ({search.of('key', '= ANY (held)')}); END$$"
    )
    call = f"({' AND '.join([*holds, f'{name}({own}, {held(place)})'])})"
    return Way(call, plain, (function,))


@dataclass(frozen=True)
class Search:
    """Whether rows of a place are found from a value of the row's own column."""

    # The row's own column, and the one behind it with the same value.
    own: str
    link: str
    tables: tuple[str, ...]
    # The column of the last table that holds the place.
    place: str
    conditions: tuple[str, ...]

    @property
    def ends_at_once(self) -> bool:
        """One table, whose rows carry the association that is asked for."""
        return self.place == f'"h0"."{COLUMN}"'

    def of(self, key: str, *at: str) -> str:
        """The question for one key; `at`: what its place is compared with."""
        places = [f"{self.place} {compared}" for compared in at]
        found = " AND ".join([f"{self.link} = {key}", *places, *self.conditions])
        return f"SELECT 1 FROM {' '.join(self.tables)} WHERE {found}"  # noqa: S608 -- our own names


def _found_at_once(search: Search, key: str, place: Place) -> str:
    """Whether the rows that answer are there, asked of their indexes alone.

    Of one place, whose rows lie side by side; of several, between the least and the greatest, where
    the index finds none without reading a row.  OFFSET keeps the planner from reading all such
    rows of the place first.
    """
    least, greatest = (held_at(end, place) for end in ("min", "max"))
    of_any = f"= ANY ({held(place)}::bigint[])"
    return (
        f"CASE WHEN {least} = {greatest}"
        f" THEN EXISTS ({search.of(key, f'= {least}')} OFFSET 0)"
        f" ELSE EXISTS ({search.of(key, of_any, f'>= {least}', f'<= {greatest}')} OFFSET 0) END"
    )


def _search(model: type[models.Model], path: Path) -> Search:
    """From the column at which the way begins to the column that holds the place."""
    first, *hops, last = path.lookup.split("__")
    field: Any = model._meta.get_field(first)
    here, link, own = _first_link(field)
    passed = first
    if hops and _turns_back(field, here, hops[0]) and _lies_beyond(f"{first}__{hops[0]}", path):
        # The rows behind both links say the same key, so nothing is asked of the row between.
        passed = f"{first}__{hops[0]}"
        second: Any = here._meta.get_field(hops.pop(0))
        here, link = second.related_model, f'"h0"."{second.field.column}"'
    tables, alias, column = [f'public."{here._meta.db_table}" "h0"'], '"h0"', ""
    conditions = only(here, passed, path, alias)
    for number, hop in enumerate(hops, start=1):
        if carried(here, "__".join([*hops[number - 1 :], last])):
            column = COLUMN
            break
        field = here._meta.get_field(hop)
        here, on = _link(field, alias, f'"h{number}"')
        alias, passed = f'"h{number}"', f"{passed}__{hop}"
        tables.append(f'JOIN public."{here._meta.db_table}" {alias} ON {on}')
        conditions += only(here, passed, path, alias)
    column = column or str(here._meta.get_field(last).column)  # type: ignore[union-attr]
    return Search(own, link, tuple(tables), f'{alias}."{column}"', tuple(conditions))


def _first_link(field: Any) -> tuple[type[models.Model], str, str]:
    """Where the first hop leads, its column that says the same as the row's, and the row's."""
    model: type[models.Model] = field.related_model
    if _leads_back(field):
        return model, f'"h0"."{field.field.column}"', "id"
    return model, f'"h0"."{model._meta.pk.column}"', field.column


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


def only(model: type[models.Model], passed: str, path: Path, alias: str) -> list[str]:
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
