"""The triggers that keep the tallies, on both databases from the same sentences."""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from registry.tallies import facts
from registry.tallies.facts import ENDED, OF_THE_MAP, WATCHED, Dialect, Fact, dialect_of

COLUMNS = "association_id, province_id, measure, day, step, amount"
AXES = "economic, health, psychological, social"
# Not a bare column: SQLite, which has counted nothing yet, might look for all that are approved
# rather than for those of one family, and loading the demo took five times as long.
APPROVED = "a.status || '' = 'approved'"
# The tables whose changes are counted, with the columns that matter.
TABLES = {
    "registry_family": WATCHED,
    "registry_task": ("association_id", "status", "due_at", "kind", "assignee_id"),
    "registry_coverage": ("family_id", "since"),
    "registry_assessment": ("family_id", "status", *AXES.split(", ")),
}


def lines(d: Dialect, found: Iterable[Fact], places: str, amount: int) -> str:
    """So many of each fact that holds, at each of the places."""
    told = " UNION ALL ".join(
        f"SELECT {fact.name} AS measure, {fact.day or d.null_day} AS day,"
        f" {fact.step} AS step WHERE {fact.holds}"
        for fact in found
    )
    return (
        f"SELECT p.association_id, p.province_id, x.measure, x.day, x.step, {amount} AS amount"
        f" FROM ({places}) p CROSS JOIN ({told}) x"
    )


def places_of_row(d: Dialect, row: str) -> str:
    """Where a family counts: in the country, at its association, in aftercare in its province."""
    return (
        f"SELECT {d.null_key} AS association_id, {d.null_key} AS province_id"
        f" UNION ALL SELECT {row}.association_id, {d.null_key}"
        f" WHERE {row}.association_id IS NOT NULL"
        f" UNION ALL SELECT {d.null_key}, c.province_id FROM registry_county c"
        f" WHERE c.id = {row}.county_id AND {row}.phase = 'aftercare'"
    )


def places_of_file(d: Dialect, row: str) -> str:
    """The same for a row that belongs to a family."""
    family = f"f.id = {row}.family_id"
    return (
        f"SELECT {d.null_key} AS association_id, {d.null_key} AS province_id"
        f" UNION ALL SELECT f.association_id, {d.null_key} FROM registry_family f"
        f" WHERE {family} AND f.association_id IS NOT NULL"
        f" UNION ALL SELECT {d.null_key}, c.province_id FROM registry_family f"
        f" JOIN registry_county c ON c.id = f.county_id"
        f" WHERE {family} AND f.phase = 'aftercare'"
    )


def of_family(d: Dialect, row: str, sign: int) -> list[str]:
    own = facts.of_a_family(d, row)
    office = [fact for fact in own if fact.measure not in OF_THE_MAP]
    home = (
        f"SELECT {d.null_key} AS association_id, c.province_id FROM registry_county c"
        f" WHERE c.id = {row}.county_id"
    )
    first = f"(SELECT min(v.since) FROM registry_coverage v WHERE v.family_id = {row}.id)"
    approved = f"a.family_id = {row}.id AND {APPROVED}"
    newest = f"SELECT id, {AXES} FROM registry_assessment a WHERE {approved}"
    places = places_of_row(d, row)
    is_open = f"{row}.status NOT IN ({ENDED})"
    return [
        lines(d, office, places, sign),
        lines(d, [fact for fact in own if fact.measure in OF_THE_MAP], home, sign),
        lines(d, facts.first_cover(d, first), places, sign),
        of_newest(d, newest, is_open, places, sign),
    ]


def of_newest(d: Dialect, approved: str, holds: str, places: str, sign: int) -> str:
    """The levels of the newest of these assessments."""
    newest = f"(SELECT * FROM ({approved}) n ORDER BY id DESC LIMIT 1)"
    told = " UNION ALL ".join(
        f"SELECT '{fact.measure}' AS measure, {d.null_day} AS day, {fact.step} AS step"
        f" FROM {newest} l WHERE {fact.holds} AND {holds}"
        for fact in facts.levels("l")
    )
    return (
        f"SELECT p.association_id, p.province_id, x.measure, x.day, x.step, {sign} AS amount"
        f" FROM ({places}) p CROSS JOIN ({told}) x"
    )


def of_task(d: Dialect, row: str, sign: int) -> list[str]:
    places = (
        f"SELECT {d.null_key} AS association_id, {d.null_key} AS province_id"
        f" UNION ALL SELECT {row}.association_id, {d.null_key}"
        f" WHERE {row}.association_id IS NOT NULL"
    )
    return [lines(d, facts.of_a_task(d, row), places, sign)]


def of_coverage(d: Dialect, row: str, sign: int) -> list[str]:
    """What the first day is with this row, less what it is without."""
    others = (
        "(SELECT min(v.since) FROM registry_coverage v"
        f" WHERE v.family_id = {row}.family_id AND v.id <> {row}.id)"
    )
    places = places_of_file(d, row)
    with_it = facts.first_cover(d, d.earlier(f"{row}.since", others))
    return [
        lines(d, with_it, places, sign),
        lines(d, facts.first_cover(d, others), places, -sign),
    ]


def of_assessment(d: Dialect, row: str, sign: int) -> list[str]:
    """The levels with this row among the approved ones, less those without."""
    others = (
        f"SELECT id, {AXES} FROM registry_assessment a WHERE a.family_id = {row}.family_id"
        f" AND {APPROVED} AND a.id <> {row}.id"
    )
    own = ", ".join(f"{row}.{axis}" for axis in AXES.split(", "))
    with_it = f"{others} UNION ALL SELECT {row}.id, {own} WHERE {row}.status = 'approved'"
    is_open = (
        f"EXISTS (SELECT 1 FROM registry_family f WHERE f.id = {row}.family_id"
        f" AND f.status NOT IN ({ENDED}))"
    )
    places = places_of_file(d, row)
    return [
        of_newest(d, with_it, is_open, places, sign),
        of_newest(d, others, is_open, places, -sign),
    ]


SAYERS = {
    "registry_family": of_family,
    "registry_task": of_task,
    "registry_coverage": of_coverage,
    "registry_assessment": of_assessment,
}


def insertion(d: Dialect, table: str, *rows: tuple[str, int]) -> str:
    """What a change adds to the tallies: what is counted now less what was."""
    said = " UNION ALL ".join(part for row, sign in rows for part in SAYERS[table](d, row, sign))
    return (
        f"INSERT INTO registry_tally ({COLUMNS}) SELECT association_id, province_id, measure, day,"
        f" step, sum(amount) FROM ({said}) said"
        " GROUP BY association_id, province_id, measure, day, step HAVING sum(amount) <> 0;"
    )


VERBS = {
    "INSERT": (("NEW", 1),),
    "UPDATE": (("NEW", 1), ("OLD", -1)),
    "DELETE": (("OLD", -1),),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Write the triggers anew."""
    write = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in TABLES:
            for statement in write(table):
                cursor.execute(statement)


def written(connection: BaseDatabaseWrapper) -> set[str]:
    """The triggers as the database has them."""
    sources = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tally%'",
        "postgresql": "SELECT prosrc FROM pg_proc WHERE proname LIKE 'tally%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(sources[connection.vendor])
        return {source for (source,) in cursor.fetchall()}


def on_sqlite(table: str) -> Iterable[str]:
    d = dialect_of("sqlite")
    changed = " OR ".join(f"OLD.{each} IS NOT NEW.{each}" for each in TABLES[table])
    for verb, rows in VERBS.items():
        name = f"tally_{verb.lower()}_{table}"
        when = f"WHEN {changed} " if verb == "UPDATE" else ""
        yield f"DROP TRIGGER IF EXISTS {name}"
        body = insertion(d, table, *rows)
        yield f"CREATE TRIGGER {name} AFTER {verb} ON {table} {when}BEGIN {body} END"


def on_postgresql(table: str) -> Iterable[str]:
    d = dialect_of("postgresql")
    old, new = (", ".join(f"{row}.{each}" for each in TABLES[table]) for row in ("OLD", "NEW"))
    for verb, rows in VERBS.items():
        name = f"tally_{verb.lower()}_{table}"
        when = f" WHEN (ROW({old}) IS DISTINCT FROM ROW({new}))" if verb == "UPDATE" else ""
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
            f" SET search_path FROM CURRENT AS $$BEGIN {insertion(d, table, *rows)}"
            " RETURN NULL; END$$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield (
            f"CREATE TRIGGER {name} AFTER {verb} ON {table}"
            f" FOR EACH ROW{when} EXECUTE FUNCTION {name}()"
        )


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: SQLite refuses to rebuild a table that one of them names."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for verb in VERBS:
                cursor.execute(f"DROP TRIGGER IF EXISTS tally_{verb.lower()}_{table}")
