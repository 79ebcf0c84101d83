"""Real server processes on a real database: killed in the middle, and two at the same time."""

import json
import os
import re
import shutil
import subprocess
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from http.client import RemoteDisconnected
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests import houses
from tests.browser.server import free_port
from tests.houses import POSTGRESQL
from tests.intake.mortal import BEFORE_THE_ANSWER, NEVER
from tests.nursery import Nursery
from tests.world import RETURN_CODE

COUNTED = (
    "family", "member", "kinship", "consent", "need", "referral", "coverage", "task", "message",
    "historicalfamily", "historicalmember", "historicaltask", "historicalinvitation",
    "historicalregistration",
)  # fmt: skip

pytestmark = pytest.mark.server


class World:
    """A database of its own, and server processes on it."""

    def __init__(self, folder: Path, house: houses.House) -> None:
        name = f"crash_{uuid.uuid4().hex[:8]}"
        self.database = name if POSTGRESQL else str(folder / name)
        self.folder, self.house = folder, house
        self.tokens: list[str] = []
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.intake.server_settings",
            "SERVER_DATABASE": self.database,
        }

    def build(self) -> None:
        self.house.copy(registry=self.store)
        self.tokens = json.loads(self.nursery.run("tests.intake.seeding").splitlines()[-1])
        self.nursery.close()  # so that nobody is connected while it is copied

    def copy_of(self, built: "World") -> None:
        self.tokens = built.tokens
        if POSTGRESQL:
            subprocess.run(["createdb", "-T", built.database, self.database], check=True)
        else:
            shutil.copy(built.store, self.store)

    @property
    def store(self) -> str:
        """The registry's database or file, as tests/intake/server_settings.py names it."""
        return self.database if POSTGRESQL else f"{self.database}_default.sqlite3"

    @cached_property
    def nursery(self) -> Nursery:
        return Nursery(self.folder, self.environment)

    def drop(self) -> None:
        self.nursery.close()
        houses.drop(self.database)

    @contextmanager
    def server(self, dies_at: int = NEVER):
        port = free_port()
        with self.nursery.started("tests.intake.mortal", str(port), str(dies_at)) as process:
            assert process.stdout.readline().strip() == "ready"
            yield Phone(port), process

    def counts(self) -> dict[str, int]:
        lines = self.nursery.run("tests.intake.counting", *COUNTED)
        return json.loads(lines.splitlines()[-1])


class Phone:
    """A browser that fills in the last page."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))

    def open_last_page(self, token: str) -> dict[str, str]:
        self.come_back(token)
        with self.browser.open(f"{self.base}/r/{token}/review/", timeout=60) as response:
            text = response.read().decode()
        form = text[text.index("/submit/") :]
        names = ("csrfmiddlewaretoken", "once")
        return {name: re.search(rf'name="{name}" value="([^"]*)"', form)[1] for name in names}

    def come_back(self, token: str) -> None:
        """Open here what is written already."""
        address = f"{self.base}/r/{token}/return/"
        with self.browser.open(address, timeout=60) as response:
            form = re.search(r'<form id="answers".*?</form>', response.read().decode(), re.DOTALL)[
                0
            ]
        csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', form)[1]
        data = {"csrfmiddlewaretoken": csrf, "code": RETURN_CODE}
        self.browser.open(address, urlencode(data).encode(), timeout=60).close()

    def press(self, token: str, form: dict[str, str]) -> str:
        data = urlencode(form).encode()
        address = f"{self.base}/r/{token}/submit/"
        with self.browser.open(address, data, timeout=60) as response:
            return response.read().decode()


def credentials(page: str) -> list[str]:
    return re.findall(r'class="code" dir="ltr">([^<]+)<', page)


@pytest.fixture(scope="module")
def built(tmp_path_factory, house):
    built = World(tmp_path_factory.mktemp("built"), house)
    built.build()
    yield built
    built.drop()


@pytest.fixture
def world(built, tmp_path, house):
    world = World(tmp_path, house)
    world.copy_of(built)
    yield world
    world.drop()


def test_killed_at_any_point_nothing_is_half_stored(world):
    first, second, _again = world.tokens
    with world.server() as (phone, process):
        phone.press(first, phone.open_last_page(first))
        statements = int(process.stdout.readline())
    before = world.counts()
    assert before["family"] == 1

    points = (2, statements // 3, 2 * statements // 3, statements - 1)
    for point in points:
        with world.server(point) as (phone, process):
            form = phone.open_last_page(second)
            with pytest.raises((URLError, RemoteDisconnected, ConnectionError)):
                phone.press(second, form)
            assert process.wait() == -9
        assert world.counts() == before, point

    with world.server(BEFORE_THE_ANSWER) as (phone, _process):
        form = phone.open_last_page(second)
        with pytest.raises((URLError, RemoteDisconnected, ConnectionError)):
            phone.press(second, form)
    stored = world.counts()
    assert stored["family"] == before["family"] + 1

    # The family presses again, and gets the answer it never saw.
    with world.server() as (again, _process):
        again.browser, phone.base = phone.browser, again.base
        assert len(credentials(phone.press(second, form))) == 2
    assert world.counts() == stored


def test_two_presses_at_the_same_moment_make_one_family_and_one_answer(world):
    token = world.tokens[0]
    with world.server() as (one, _p), world.server() as (other, _q), ThreadPoolExecutor() as pool:
        form = one.open_last_page(token)
        other.browser = one.browser  # one page, pressed twice, answered by two processes
        pages = list(pool.map(lambda phone: phone.press(token, form), (one, other)))

    assert credentials(pages[0]) == credentials(pages[1]) != []
    assert world.counts()["family"] == 1


def test_two_links_of_one_family_at_the_same_moment_make_one_file(world):
    first, _second, again = world.tokens
    with world.server() as (one, _p), world.server() as (other, _q), ThreadPoolExecutor() as pool:
        forms = [one.open_last_page(first), other.open_last_page(again)]
        pages = list(pool.map(lambda p, t, f: p.press(t, f), (one, other), (first, again), forms))

    assert sorted(len(credentials(page)) for page in pages) == [0, 2]
    counts = world.counts()
    assert (counts["family"], counts["kinship"]) == (1, 2)
