"""The ground of the bench: a demo country, copied until it is as large as asked.

Some thousand files come from `load_demo`; the rest are copies made inside the database, each
under a name, a code and numbers of its own.  No trigger fires while copying: this is a ground
to measure on, not a register.
"""

import os
import sys
import time
from datetime import date

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import F

DEMO = 5_000
TODAY = date(2026, 11, 22)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    os.environ["HEMAYAT_BENCH_ROLE"] = ""  # the owner builds; pages are served by another role
    django.setup()
    wanted = settings.FAMILIES
    if is_ready(wanted):
        say(f"{wanted:,} families are here already")
        return 0
    step("tables", tables)
    step("demo", demo)
    step("copies", lambda: copies(wanted))
    step("counts and statistics", settle)
    return 0


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def step(name: str, work) -> None:
    started = time.perf_counter()
    work()
    say(f"  {name}: {time.perf_counter() - started:,.0f} s")


def is_ready(wanted: int) -> bool:
    if connection.vendor == "postgresql":
        create_databases()
    if "registry_family" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_family")
        return cursor.fetchone()[0] >= wanted


def create_databases() -> None:
    from psycopg import connect, errors

    place = connection.settings_dict
    with connect(
        host=place["HOST"], port=place["PORT"], user=place["USER"], dbname="postgres",
        autocommit=True,
    ) as server:  # fmt: skip
        for alias in ("default", "published"):
            name = connections[alias].settings_dict["NAME"]
            try:
                server.execute(f'CREATE DATABASE "{name}"')
            except errors.DuplicateDatabase:
                continue


def tables() -> None:
    call_command("migrate", verbosity=0)
    call_command("migrate", database="published", verbosity=0)
    if connection.vendor == "postgresql":
        from permissions import database_roles

        for store in database_roles.STORES:
            database_roles.grant(store)


def demo() -> None:
    """The demo, and one more record in the past of every family."""
    from audit.signature import acting
    from permissions.reach import everything
    from registry.models import Family
    from registry.services.demo.load import load_demo_country

    if not Family.objects.exists():
        count = min(DEMO, settings.FAMILIES)
        load_demo_country(families=count, seed=1405, today=TODAY, say=lambda line: None)
        with acting("bench", reason="a second record"), everything("the bench's ground"):
            Family.objects.update(priority=F("priority"), size=F("size") + 1)


def copies(wanted: int) -> None:
    from registry.models import Family
    from tests.bench.copying import multiply

    times = -(-wanted // Family.objects.count()) - 1
    if times:
        multiply(times, say)


def settle() -> None:
    from audit import triggers
    from permissions.reach import everything
    from registry.tallies import triggers as tallies
    from registry.tallies.recount import fold, recount

    triggers.install("default")
    tallies.install(connection)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    with everything("the counts are of the whole ground"):
        recount()
        fold()


if __name__ == "__main__":
    sys.exit(main())
