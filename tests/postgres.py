"""Run a command against PostgreSQL: `python -m tests.postgres pytest -n 2`.

The server is the one that TEST_PG_URL names, by a role that may create databases and roles;
else a throwaway one, made in a temporary folder and gone afterwards; else the tests are
skipped, aloud, and under CI that is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from tests import houses

Place = dict[str, str]
# The suite works as roles that own nothing, as production does.
ROLES = """
DO $$ BEGIN CREATE ROLE hemayat_owner LOGIN CREATEDB; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE hemayat_app LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
DO $$ BEGIN CREATE ROLE hemayat_api LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
GRANT hemayat_app, hemayat_api TO hemayat_owner;
"""
# A server for some minutes: nothing has to survive it, and nothing in it grows large.
FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    " -c autovacuum=off -c jit=off -c wal_level=minimal -c max_wal_senders=0"
    " -c shared_buffers=256MB"
)


def programs() -> Path | None:
    """The newest installed server, 15 or later."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if path := shutil.which("initdb"):
        found.append(Path(path).parent)
    return max(found, key=str, default=None)


def as_postgres(command: list[str | Path]) -> None:
    """PostgreSQL refuses to run as root, so root becomes its user."""
    become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    prefix = become if os.geteuid() == 0 else []
    subprocess.run(
        [*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=120
    )


@contextmanager
def throwaway(binaries: Path) -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="hemayat-pg-", dir="/tmp"))  # sockets need a short path
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        make = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        as_postgres([binaries / "initdb", "-D", data, *make])
        listen = f"{FAST} -c listen_addresses='' -c unix_socket_directories={folder}"
        start = ["-o", listen, "-l", folder / "log", "-w", "start"]
        as_postgres([binaries / "pg_ctl", "-D", data, *start])
        yield {"PGHOST": str(folder), "PGPORT": "5432", "PGUSER": "postgres"}
    finally:
        if (data / "postmaster.pid").exists():
            as_postgres([binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def given(url: str) -> Iterator[Place]:
    parts = urlsplit(url)
    yield {
        "PGHOST": parts.hostname or "/run/postgresql",
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or "postgres"),
        **({"PGPASSWORD": unquote(parts.password)} if parts.password else {}),
    }


def prepare(place: Place) -> Place:
    """Make the roles; the tests then work as the owner, who is no superuser either."""
    arguments = {
        "host": place["PGHOST"],
        "port": place["PGPORT"],
        "user": place["PGUSER"],
        "password": place.get("PGPASSWORD", ""),
    }
    with psycopg.connect(**arguments, dbname="postgres", autocommit=True) as connection:
        connection.execute(ROLES)
        if password := place.get("PGPASSWORD"):
            for role in ("hemayat_owner", "hemayat_app", "hemayat_api"):
                words = sql.SQL("ALTER ROLE {} PASSWORD {}")
                connection.execute(words.format(sql.Identifier(role), sql.Literal(password)))
    return {**place, "PGUSER": "hemayat_owner"}


def main() -> int:
    url, binaries = os.environ.get("TEST_PG_URL"), programs()
    if not url and not binaries:
        print("PostgreSQL: SKIPPED. Install Debian's postgresql, or set TEST_PG_URL.")  # noqa: T201
        return 1 if os.environ.get("CI") == "true" else 0
    with given(url) if url else throwaway(binaries) as place:
        owned = prepare(place)
        houses.build_templates(owned)
        environment = {**os.environ, **owned, "TEST_DATABASE": "postgresql"}
        return subprocess.run([*sys.argv[1:]], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
