"""Counting everything again, and adding what is missing."""

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from registry.models import Tally
from registry.tallies import facts
from registry.tallies.facts import ENDED, OF_THE_MAP, Dialect, Fact, dialect_of
from registry.tallies.triggers import COLUMNS

KEYS = "association_id, province_id, measure, day, step"
HOME = "registry_family f JOIN registry_county c ON c.id = f.county_id"
AT_HOME = "f.association_id, c.province_id, f.phase = 'aftercare'"
FIRST = (
    "(SELECT family_id, min(since) AS first FROM registry_coverage GROUP BY family_id) v"
    " ON v.family_id = f.id"
)
NEWEST = (
    "registry_assessment l ON l.family_id = f.id AND l.status = 'approved'"
    " AND NOT EXISTS (SELECT 1 FROM registry_assessment b WHERE b.family_id = l.family_id"
    " AND b.status || '' = 'approved' AND b.id > l.id)"
)


def grouped(d: Dialect, fact: Fact, source: str, place: str) -> str:
    return (
        f"SELECT {place}, {fact.name}, {fact.day or d.null_day}, {fact.step}, count(*)"
        f" FROM {source} WHERE {fact.holds} GROUP BY 1, 2, 3, 4, 5, 6"
    )


def counted(d: Dialect) -> str:
    """Everything that is to be kept, counted now: one line for each place, measure, day, step."""
    open_only = f"f.status NOT IN ({ENDED})"
    levels = [
        Fact(fact.measure, f"{fact.holds} AND {open_only}", step=fact.step)
        for fact in facts.levels("l")
    ]
    parts = [grouped(d, fact, HOME, AT_HOME) for fact in facts.of_a_family(d, "f")]
    parts += [
        grouped(d, fact, f"{HOME} JOIN {FIRST}", AT_HOME)
        for fact in facts.first_cover(d, "v.first")
    ]
    parts += [grouped(d, fact, f"{HOME} JOIN {NEWEST}", AT_HOME) for fact in levels]
    parts += [
        grouped(d, fact, "registry_task t", f"t.association_id, {d.null_key}, 1 = 0")
        for fact in facts.of_a_task(d, "t")
    ]
    of_the_map = ", ".join(f"'{each}'" for each in OF_THE_MAP)
    office, the_map = f"measure NOT IN ({of_the_map})", f"measure IN ({of_the_map})"
    named = "counted(association_id, province_id, aftercare, measure, day, step, n)"
    nobody = d.null_key
    return f"""
        WITH {named} AS ({" UNION ALL ".join(parts)})
        SELECT {nobody} AS association_id, {nobody} AS province_id, measure, day, step,
               sum(n) AS amount FROM counted WHERE {office} GROUP BY measure, day, step
        UNION ALL
        SELECT association_id, {nobody}, measure, day, step, sum(n) FROM counted
        WHERE {office} AND association_id IS NOT NULL GROUP BY association_id, measure, day, step
        UNION ALL
        SELECT {nobody}, province_id, measure, day, step, sum(n) FROM counted
        WHERE {office} AND aftercare GROUP BY province_id, measure, day, step
        UNION ALL
        SELECT {nobody}, province_id, measure, day, step, sum(n) FROM counted
        WHERE {the_map} GROUP BY province_id, measure, day, step
    """


def missing(d: Dialect) -> str:
    """What the kept lines lack, or have too much of.

    One statement sees one moment of the database, and every change stands in it together with
    its own lines; so nobody has to stop working while it runs.
    """
    return (
        f"SELECT {KEYS}, sum(amount) AS amount FROM"
        f" (SELECT * FROM ({counted(d)}) now"
        f" UNION ALL SELECT {KEYS}, -amount FROM registry_tally) compared"
        f" GROUP BY {KEYS} HAVING sum(amount) <> 0"
    )


def store() -> BaseDatabaseWrapper:
    return connections[router.db_for_write(Tally)]


def recount() -> int:
    """Add what the kept lines lack; answer how many were wrong."""
    connection = store()
    d = dialect_of(connection.vendor)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO registry_tally ({COLUMNS}) {missing(d)}")
        return int(cursor.rowcount)


def drift() -> list[tuple[object, ...]]:
    """The first lines that are wrong."""
    connection = store()
    with connection.cursor() as cursor:
        cursor.execute(f"{missing(dialect_of(connection.vendor))} LIMIT 20")
        return list(cursor.fetchall())


def fold() -> None:
    """Add lines of one kind together, so that there are few to read."""
    connection = store()
    sums = f"SELECT {KEYS}, sum(amount) FROM {{}} GROUP BY {KEYS} HAVING sum(amount) <> 0"
    insert = f"INSERT INTO registry_tally ({COLUMNS})"
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What others write meanwhile is not among the rows this statement takes away.
            gone = "WITH gone AS (DELETE FROM registry_tally RETURNING *)"
            cursor.execute(f"{gone} {insert} {sums.format('gone')}")
            return
        cursor.execute("SELECT coalesce(max(id), 0) FROM registry_tally")
        last = cursor.fetchone()[0]
        cursor.execute(f"{insert} {sums.format('registry_tally')}")
        cursor.execute("DELETE FROM registry_tally WHERE id <= %s", [last])
