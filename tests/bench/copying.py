"""Copies of the demo's files, made by one statement for each table."""

import random
import time
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from audit.tracked import past_of
from permissions.access import link_of
from permissions.kept import COLUMN
from registry.fields import BlindIndexField, SearchKeyField
from registry.models import CustodyEvent, Family, Prisoner
from registry.text import fold

# Whose past is copied too; the other tables keep what the demo wrote.
WITH_PAST = (Family, Prisoner, CustodyEvent)
NAMES = 2_000
APART = 97  # seconds between a file and its next copy
SYLLABLES = (
    "آبان", "بهار", "پارسا", "تابان", "جاوید", "خاور", "دانا", "رامش", "زرین", "سپهر", "شایان",
    "فرزان", "کاوش", "گلشن", "مهران", "نیک", "هامون", "یاور", "آذر", "بامداد",
)  # fmt: skip
ENDS = ("پور", "زاده", "نژاد", "فر", "نیا", "راد", "منش", "دوست", "خواه", "وند")


def multiply(times: int, say: Callable[[str], None]) -> None:
    for statement in before():
        with connection.cursor() as cursor:
            cursor.execute(statement)
    with transaction.atomic(), connection.cursor() as cursor:
        names(cursor)
        standing = indexes(cursor)
        for name, _sql in standing:
            cursor.execute(f'DROP INDEX "{name}"')
        copied = files()
        steps = {model: highest(cursor, model._meta.db_table, "id") for model in copied}
        for model in copied:
            copy(cursor, Copy(model, model, steps), times, say)
            if model in WITH_PAST:
                copy(cursor, Copy(past_of(model), model, steps), times, say)
        started = time.perf_counter()
        for _name, sql in standing:
            cursor.execute(sql)
        say(f"    indexes: {time.perf_counter() - started:,.0f} s")
    connection.close()  # the next one has its triggers


def before() -> list[str]:
    if connection.vendor == "postgresql":
        return ["SET session_replication_role = replica", "SET synchronous_commit = off"]
    from audit import triggers
    from registry.tallies import triggers as tallies

    triggers.remove("default")
    tallies.remove(connection)
    return ["PRAGMA foreign_keys = OFF"]


def files() -> list[type[models.Model]]:
    """Families, prisoners, and whatever hangs on them."""
    found: list[type[models.Model]] = [Prisoner, Family]
    candidates = [
        model
        for model in apps.get_app_config("registry").get_models()
        if not hasattr(model, "history_object")
    ]
    grown = True
    while grown:
        grown = False
        for model in candidates:
            links = {f.related_model for f in model._meta.concrete_fields if f.is_relation}
            if model not in found and links & set(found):
                found.append(model)
                grown = True
    return found


def names(cursor: Any) -> None:
    """Second family names, as written and as searched."""
    chance = random.Random(1405)
    cursor.execute("CREATE TEMPORARY TABLE bench_name (n integer PRIMARY KEY, name text, key text)")
    rows = []
    for n in range(NAMES):
        name = chance.choice(SYLLABLES) + chance.choice(SYLLABLES) + chance.choice(ENDS)
        rows.append((n, f" {name}", fold(name)))
    cursor.executemany("INSERT INTO bench_name VALUES (%s, %s, %s)", rows)


def indexes(cursor: Any) -> list[tuple[str, str]]:
    """Those that no constraint needs: they are built faster after the rows."""
    tables = [model._meta.db_table for model in files()]
    tables += [past_of(model)._meta.db_table for model in WITH_PAST]
    if connection.vendor != "postgresql":
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%%'"
            f" AND tbl_name IN ({', '.join(['%s'] * len(tables))})",
            tables,
        )
        return list(cursor.fetchall())
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes JOIN pg_class c ON c.relname = indexname"
        " LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u')"
        " WHERE tablename = ANY (%s) AND k.oid IS NULL",
        [tables],
    )
    return list(cursor.fetchall())


def highest(cursor: Any, table: str, column: str) -> int:
    cursor.execute(f'SELECT max("{column}") FROM "{table}"')
    return int(cursor.fetchone()[0] or 0)


class Copy:
    """How the columns of one table are written for copy number `k`."""

    def __init__(self, model: Any, live: type[models.Model], steps: dict[Any, int]) -> None:
        self.model, self.live, self.steps = model, live, steps
        self.postgresql = connection.vendor == "postgresql"

    def columns(self) -> dict[str, str]:
        """Each column with its expression; the number of a history record is given anew."""
        found = {
            field.column: self.expression(field)
            for field in self.model._meta.concrete_fields
            if field.name != "history_id"
        }
        if self.postgresql and link_of(self.model) is not None:
            found[COLUMN] = f"t.{COLUMN}"
        return found

    def expression(self, field: Any) -> str:
        column = f't."{field.column}"'
        if field.column == "id":
            return f"{column} + k.k * {self.steps[self.live]}"
        if field.is_relation and field.related_model in self.steps:
            return f"{column} + k.k * {self.steps[field.related_model]}"
        if isinstance(field, models.UUIDField):
            # The same for a row and for its past.
            return f"md5({column} || '.' || k.k)" + ("::uuid" if self.postgresql else "")
        if isinstance(field, models.DateTimeField):
            return self.earlier(column)
        return self.text(field, column)

    def earlier(self, column: str) -> str:
        if self.postgresql:
            return f"{column} - k.k * interval '{APART} seconds'"
        moved = f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || (k.k * {APART}) || ' seconds')"
        return f"{moved} || '000'"

    def text(self, field: Any, column: str) -> str:
        if field.name in ("contact_name", "last_name"):
            return f"{column} || s.name"
        if isinstance(field, SearchKeyField):
            return f"substr({self.key(column)}, 1, {field.max_length})"
        unique = field.unique or field.name in ("code", "key", "tracking_index")
        if isinstance(field, models.CharField) and (unique or isinstance(field, BlindIndexField)):
            return f"substr({column}, 1, {field.max_length - 5}) || '.' || k.k"
        return column

    def key(self, column: str) -> str:
        if self.live is not Family:
            return f"{column} || s.key"
        folded = f"substr({column}, 1, length({column}) - length(t.code))"
        return f"{folded} || s.key || lower(t.code) || '.' || k.k"

    def sql(self, times: int) -> str:
        columns = self.columns()
        series = (
            f"generate_series(1, {times}) k(k)"
            if self.postgresql
            else "(WITH RECURSIVE c(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM c"
            f" WHERE k < {times}) SELECT k FROM c) k"
        )
        table = self.model._meta.db_table
        named = ", ".join(f'"{column}"' for column in columns)
        return (
            f'INSERT INTO "{table}" ({named}) SELECT {", ".join(columns.values())}'
            f' FROM "{table}" t CROSS JOIN {series}'
            f" JOIN bench_name s ON s.n = (t.id * 7919 + k.k * 104729) % {NAMES}"
        )


def copy(cursor: Any, one: Copy, times: int, say: Callable[[str], None]) -> None:
    started = time.perf_counter()
    table = one.model._meta.db_table
    cursor.execute(one.sql(times))
    written = cursor.rowcount
    if connection.vendor == "postgresql" and one.model is one.live:
        sequence = f"pg_get_serial_sequence('{table}', 'id')"
        cursor.execute(f'SELECT setval({sequence}, (SELECT max(id) FROM "{table}"))')
    say(f"    {table}: {written:,} rows, {time.perf_counter() - started:,.0f} s")
