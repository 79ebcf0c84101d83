"""One house for a whole run: migrated once, as an installation is, and copied by all who need one.

To migrate takes seconds, to copy takes none.  On SQLite the house is a folder that the workers
of a run share, and whoever needs it first builds it; on PostgreSQL it is two databases that
tests/postgres.py builds before the tests begin.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.deployment import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[1]
POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
TEMPLATES = {"registry": "hemayat_house", "published": "hemayat_house_published"}
OWNER, OFFICE, WINDOW = "hemayat_owner", "hemayat_app", "hemayat_api"
MIGRATIONS = {
    "registry": ["migrate"],
    "published": ["migrate", "--database", "published"],
    "budget": ["migrate", "graphql_api", "--database", "budget"],
}


@dataclass(frozen=True)
class House:
    """Where the migrated stores stand."""

    folder: Path | None = None

    def copy(self, **places: str | Path) -> None:
        """Make a store of one's own out of each that is named: `registry=...`, `published=...`."""
        for store, place in places.items():
            if self.folder:
                shutil.copy(self.folder / f"{store}.sqlite3", place)
            else:
                subprocess.run(["createdb", "-T", TEMPLATES[store], str(place)], check=True)


@pytest.fixture(scope="session")
def house(tmp_path_factory) -> House:
    """The house of this run; on SQLite it is built when it is needed first."""
    if POSTGRESQL:
        return House()
    folder = tmp_path_factory.getbasetemp()
    return built(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


def built(shared: Path) -> House:
    """The house in this folder; whoever comes first builds it, and the others wait."""
    folder, rough = shared / "house", shared / "house.rough"
    with (shared / "house.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            rough.mkdir()
            embedded = {"DJANGO_SETTINGS_MODULE": "config.settings.embedded", "VAR_DIR": str(rough)}
            manage({**os.environ, **embedded}, *MIGRATIONS.values())
            rough.rename(folder)
    return House(folder)


def drop(*databases: str) -> None:
    """Take away what was copied; a folder goes by itself."""
    for name in databases if POSTGRESQL else ():
        subprocess.run(["dropdb", "--if-exists", "--force", name], check=True)


def build_templates(place: dict[str, str]) -> None:
    """The two databases of an installation as docs/install.md describes it, with its settings."""
    environment = {**os.environ, **place}
    for name in TEMPLATES.values():
        subprocess.run(["dropdb", "--if-exists", "--force", name], env=environment, check=True)
        subprocess.run(["createdb", name], env=environment, check=True)
    installed = {**environment, **as_installed(place, **TEMPLATES)}
    manage(installed, MIGRATIONS["registry"], MIGRATIONS["published"])


def as_installed(place: dict[str, str], registry: str, published: str) -> dict[str, str]:
    """The environment of production, with these databases."""
    return {
        **ENVIRONMENT,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": url(place, OWNER, registry),
        "APP_DATABASE_URL": url(place, OFFICE, registry),
        "API_DATABASE_URL": url(place, WINDOW, published),
    }


def url(place: dict[str, str], role: str, database: str) -> str:
    host, port = place["PGHOST"], place.get("PGPORT", "5432")
    if host.startswith("/"):
        return f"postgresql://{role}@/{database}?host={host}"
    return f"postgresql://{role}:{place.get('PGPASSWORD', '')}@{host}:{port}/{database}"


def manage(environment: dict[str, str], *commands: list[str]) -> None:
    """Each command of manage.py by a process of its own, all at the same time."""
    running = [
        subprocess.Popen(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for command in commands
    ]  # fmt: skip
    for process in running:
        said, _nothing = process.communicate(timeout=600)
        assert process.returncode == 0, said
