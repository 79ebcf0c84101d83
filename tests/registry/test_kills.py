"""Fifty workers are killed while three people save; every save that was acknowledged is there."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Event
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

import pytest

from tests.browser.server import free_port
from tests.houses import ROOT
from tests.intake.test_crashes import World
from tests.registry.killed_office import PEOPLE
from tests.world import PASSWORD

KILLS = 50
WORKERS = 2
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
BROKEN = (URLError, HTTPException, ConnectionError, TimeoutError)

pytestmark = pytest.mark.server


class Office(World):
    """A furnished office of its own, served by gunicorn."""

    def build(self) -> None:
        self.house.copy(registry=self.store)
        self.files = self.told("furnish")["files"]

    def told(self, what: str):
        return json.loads(self.nursery.run("tests.registry.killed_office", what).splitlines()[-1])

    @contextmanager
    def serving(self):
        port = free_port()
        command = [
            sys.executable, "-m", "gunicorn", "--preload", "--no-control-socket",
            "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--log-level", "critical",
            "tests.registry.killed_office",
        ]  # fmt: skip
        environment = {**self.environment, "SERVES_AN_OFFICE": "1"}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda: len(workers_of(process.pid)) == WORKERS)
            yield process.pid, port
        finally:
            process.terminate()
            process.wait(timeout=20)


def workers_of(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def wait_for(ready) -> None:
    for _ in range(600):
        if ready():
            return
        time.sleep(0.05)
    pytest.fail("The office did not open.")


class Staying(HTTPRedirectHandler):
    """An answer that leads elsewhere is the acknowledgement; nobody follows it here."""

    def redirect_request(self, *given):
        return None


@dataclass
class Person:
    """Somebody at a desk: fills forms in, and presses Save again when the answer breaks."""

    name: str
    port: int
    files: list[int]
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    given_up: list[tuple[str, str]] = field(default_factory=list)
    broken: int = 0

    def __post_init__(self) -> None:
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()), Staying())
        self.dice = random.Random(self.name)
        login = self.form("/admin/login/")
        self.press("/admin/login/", login | {"username": self.name, "password": PASSWORD})

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the page's own form: the last ones of their names."""
        while True:
            try:
                with self.browser.open(f"http://127.0.0.1:{self.port}{path}", timeout=20) as page:
                    return dict(HIDDEN.findall(page.read().decode()))
            except HTTPError:
                raise
            except BROKEN:
                self.broken += 1

    def press(self, path: str, form: dict[str, str]) -> int:
        data = urlencode(form).encode()
        try:
            self.browser.open(f"http://127.0.0.1:{self.port}{path}", data, timeout=20).close()
        except HTTPError as answer:
            return answer.code
        return 200

    def save(self, number: int) -> None:
        """One form, pressed until it is acknowledged; now and then somebody gives up."""
        kind, path, typed = self.task(number)
        form = self.form(path) | typed
        mark = kind, typed.get("last_name") or typed["body"]
        while True:
            try:
                code = self.press(path, form)
            except BROKEN:
                self.broken += 1
                if self.dice.random() < 0.1:
                    return self.given_up.append(mark)
                continue
            if code == 503:
                continue
            assert code == 302, (code, mark)
            return self.acknowledged.append(mark)

    def task(self, number: int) -> tuple[str, str, dict[str, str]]:
        family = self.dice.choice(self.files)
        if number % 2:
            said = {"body": f"{self.name} {number}"}
            return "message", f"/admin/registry/family/{family}/write/", said
        person = {"first_name": "Omid", "last_name": f"{self.name}-{number}", "relation": "son"}
        person |= {"sex": "m", "school": "enrolled", "insurance": "none", "birth_date": "1395/1/1"}
        path = f"/admin/registry/member/add/?family={family}"
        return "member", path, person | {"lives_with": "on", "family": str(family)}

    def work(self, stop: Event) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            self.save(number)


def kill_workers(master: int, people: list[Person]) -> int:
    """SIGKILL, as from a power cut, at moments nobody chose, while saves go through."""
    dice, killed, before = random.Random(1405), 0, 0
    while killed < KILLS:
        before = next_save(people, before)
        time.sleep(dice.uniform(0.0, 0.2))
        if alive := workers_of(master):
            os.kill(dice.choice(alive), signal.SIGKILL)
            killed += 1
    return killed


def next_save(people: list[Person], before: int) -> int:
    """Wait for a save that goes through: a machine that is slow today is killed more slowly."""
    wait_for(lambda: sum(len(person.acknowledged) for person in people) > before)
    return sum(len(person.acknowledged) for person in people)


@pytest.fixture
def office(tmp_path, house):
    office = Office(tmp_path, house)
    office.build()
    yield office
    office.drop()


def test_fifty_kills_lose_nothing_and_store_nothing_twice(office):
    stop = Event()
    with office.serving() as (master, port), ThreadPoolExecutor() as desks:
        people = [Person(name, port, office.files) for name in PEOPLE]
        at_work = [desks.submit(person.work, stop) for person in people]
        killed = kill_workers(master, people)
        stop.set()
        for each in at_work:
            each.result(timeout=60)

    told = office.told("tally")
    stored, recorded = told["stored"], told["recorded"]
    acknowledged = [mark for person in people for mark in person.acknowledged]
    tried = acknowledged + [mark for person in people for mark in person.given_up]
    assert killed == KILLS
    assert len(acknowledged) >= KILLS
    assert sum(person.broken for person in people) > KILLS / 5
    lost = [mark for mark in acknowledged if stored[mark[0]].get(mark[1], 0) == 0]
    twice = [mark for mark in tried if stored[mark[0]].get(mark[1], 0) > 1]
    unrecorded = [mark for mark in acknowledged if recorded[mark[0]].get(mark[1], 0) != 1]
    assert (lost, twice, unrecorded) == ([], [], [])
    assert all(size == count for size, count in told["sizes"])
    print(f"{killed} kills, {len(acknowledged)} acknowledged")  # noqa: T201
