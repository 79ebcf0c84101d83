"""A PostgreSQL server that is kept between benches: `python -m tests.bench.cluster COMMAND`."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.postgres import Place, as_postgres, given, prepare, programs

ROOT = Path(__file__).resolve().parents[2]
# Memory as on a small server of an office; nothing here has to survive a power cut.
SERVER = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=8GB"
    " -c shared_buffers=1GB -c maintenance_work_mem=512MB -c work_mem=8MB -c jit=off"
    " -c listen_addresses=''"
)


def folder() -> Path:
    return Path(os.environ.get("HEMAYAT_BENCH_DIR", ROOT / "var" / "bench"))


@contextmanager
def kept(binaries: Path) -> Iterator[Place]:
    """Start the server on its folder, which is made the first time; stop it afterwards."""
    data = folder() / "postgresql"
    sockets = Path(tempfile.mkdtemp(prefix="hemayat-bench-", dir="/tmp"))
    data.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(sockets, "postgres", "postgres")
    if not (data / "PG_VERSION").exists():
        data.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(data, "postgres", "postgres")
        make = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        as_postgres([binaries / "initdb", "-D", data, *make])
    try:
        listen = f"{SERVER} -c unix_socket_directories={sockets}"
        start = ["-o", listen, "-l", sockets / "log", "-w", "start"]
        as_postgres([binaries / "pg_ctl", "-D", data, *start])
        yield {"PGHOST": str(sockets), "PGPORT": "5432", "PGUSER": "postgres"}
    finally:
        as_postgres([binaries / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop"])
        shutil.rmtree(sockets, ignore_errors=True)


def may_copy_without_triggers(place: Place) -> None:
    password = {"password": place["PGPASSWORD"]} if "PGPASSWORD" in place else {}
    with psycopg.connect(
        host=place["PGHOST"], port=place["PGPORT"], user=place["PGUSER"], dbname="postgres",
        autocommit=True, **password,
    ) as server:  # fmt: skip
        server.execute("GRANT SET ON PARAMETER session_replication_role TO hemayat_owner")


def main() -> int:
    url, binaries = os.environ.get("TEST_PG_URL"), programs()
    if not url and not binaries:
        print("PostgreSQL: SKIPPED. Install Debian's postgresql, or set TEST_PG_URL.")  # noqa: T201
        return 0
    with given(url) if url else kept(binaries) as place:
        environment = {**os.environ, **prepare(place), "TEST_DATABASE": "postgresql"}
        may_copy_without_triggers(place)
        return subprocess.run([*sys.argv[1:]], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
