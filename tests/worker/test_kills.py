"""Real workers on a real database, killed in the middle: nothing lost, nothing done twice."""

import json
import os
import time
import uuid
from contextlib import AbstractContextManager
from pathlib import Path
from signal import SIGKILL, SIGTERM
from typing import Any

import pytest

from registry.services.jobs import MOST_ATTEMPTS
from tests import houses
from tests.houses import POSTGRESQL
from tests.nursery import Child, Nursery

NEEDS, PRISONERS, LINES = 4_000, 40, 600
PATIENCE = 240
KILLS = MOST_ATTEMPTS - 1  # on a slow machine all of them may fall into one piece of work

pytestmark = pytest.mark.server


class Workshop:
    """A database and a folder of its own, and the workers on them."""

    def __init__(self, folder: Path, house: houses.House) -> None:
        self.house = house
        self.files = folder / "files"
        self.files.mkdir()
        name = f"work_{uuid.uuid4().hex[:8]}"
        self.database = name if POSTGRESQL else str(folder / name)
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.worker.server_settings",
            "SERVER_DATABASE": self.database,
            "FILES_DIR": str(self.files),
        }
        self.nursery = Nursery(folder, environment)

    def build(
        self, *, needs: int = NEEDS, prisoners: int = PRISONERS, lines: int = LINES
    ) -> dict[str, int]:
        names = [f"{self.database}_default.sqlite3", f"{self.database}_published.sqlite3"]
        if POSTGRESQL:
            names = [self.database, f"{self.database}_published"]
        self.house.copy(registry=names[0], published=names[1])
        return self.told("tests.worker.seeding", needs, prisoners, lines)

    def drop(self) -> None:
        self.nursery.close()
        houses.drop(self.database, f"{self.database}_published")

    def told(self, module: str, *arguments: int) -> Any:
        """What this module prints last."""
        return json.loads(self.nursery.run(module, *map(str, arguments)).splitlines()[-1])

    def worker(self) -> AbstractContextManager[Child]:
        return self.nursery.started("manage", "work")

    def look(self, *, patience: int = 0) -> dict:
        return self.told("tests.worker.asking", patience)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory, house):
    workshop = Workshop(tmp_path_factory.mktemp("workshop"), house)
    workshop.jobs = workshop.build()
    yield workshop
    workshop.drop()


def test_workers_that_are_killed_lose_nothing_and_do_nothing_twice(workshop):
    for kill in range(KILLS):
        with workshop.worker() as process:
            time.sleep(0.5 * (1 + kill))  # each dies a little later in its work
            process.kill()
            assert process.wait() == -SIGKILL

    with workshop.worker() as one, workshop.worker() as other:
        workshop.look(patience=PATIENCE)
        for process in (one, other):
            process.send_signal(SIGTERM)
            assert process.wait() == 0

    told = workshop.look()
    assert {key: told["jobs"][str(pk)][0] for key, pk in workshop.jobs.items()} == {
        "export": "done", "feed": "done", "release": "done",
    }, told  # fmt: skip
    assert sum(job[1] for job in told["jobs"].values()) > len(workshop.jobs)  # some died at work
    assert (told["events"], told["past"]) == (LINES, LINES)
    assert told["jobs"][str(workshop.jobs["feed"])][5]["new"] == LINES
    assert (told["exports"], told["releases"]) == (1, 1)
    (file,) = (workshop.files / "exports").glob("*.csv")
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == NEEDS + 1
    assert told["jobs"][str(workshop.jobs["export"])][3] == f"exports/{file.name}"
    assert not list((workshop.files / "feeds").iterdir())
