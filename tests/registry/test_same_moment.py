"""People who save at the same place at the same moment: both are stored, or one is told."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier
from urllib.error import HTTPError
from urllib.parse import urlencode

import psycopg
import pytest

from tests import houses
from tests.houses import POSTGRESQL
from tests.registry.killed_office import PEOPLE
from tests.registry.test_kills import Office, Person

ROUNDS = 15

pytestmark = pytest.mark.server


@pytest.fixture
def impatient(tmp_path, house):
    """An office that waits two seconds for whoever saves at the same place."""
    office = Office(tmp_path, house)
    office.build()
    office.environment |= {"PGOPTIONS": "-c lock_timeout=2000", "SERVER_PATIENCE": "2"}
    yield office
    office.drop()


@contextmanager
def somebody_saving(office, family):
    """Somebody who has changed this file, and not finished."""
    if POSTGRESQL:
        with psycopg.connect(houses.url(dict(os.environ), houses.OWNER, office.database)) as other:
            other.execute("SELECT 1 FROM registry_family WHERE id = %s FOR UPDATE", [family])
            yield
    else:
        with closing(sqlite3.connect(office.store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield


def a_member(number):
    person = {"first_name": "Omid", "last_name": f"Karimi-{number}", "relation": "son"}
    person |= {"sex": "m", "school": "enrolled", "insurance": "none", "birth_date": "1395/1/1"}
    return person | {"lives_with": "on"}


def pressed(person, path, form):
    """The status and the words of the answer."""
    try:
        person.browser.open(f"http://127.0.0.1:{person.port}{path}", urlencode(form).encode())
    except HTTPError as answer:
        return answer.code, answer.read().decode()
    raise AssertionError("An answer of this kind follows no form.")


def test_two_people_write_members_into_one_file_at_the_same_moment(impatient):
    family = impatient.files[0]
    path, together = f"/admin/registry/member/add/?family={family}", Barrier(2)

    def write(person):
        codes = []
        for number in range(ROUNDS):
            form = person.form(path) | a_member(f"{person.name}-{number}")
            together.wait(timeout=60)
            codes.append(person.press(path, form | {"family": str(family)}))
        return codes

    with impatient.serving() as (_master, port), ThreadPoolExecutor() as desks:
        people = [Person(name, port, [family]) for name in PEOPLE[:2]]
        codes = [code for found in desks.map(write, people) for code in found]

    assert codes == [302] * 2 * ROUNDS
    assert impatient.told("tally")["sizes"][0] == [2 * ROUNDS + 1, 2 * ROUNDS + 1]


def test_whoever_meets_somebody_who_saves_is_told_and_presses_again(impatient):
    family = impatient.files[0]
    path = f"/admin/registry/member/add/?family={family}"

    with impatient.serving() as (_master, port):
        maryam = Person(PEOPLE[0], port, [family])
        form = maryam.form(path) | a_member("once") | {"family": str(family)}
        with somebody_saving(impatient, family):
            code, text = pressed(maryam, path, form)
        assert code == 503
        assert "nothing of yours was stored" in text
        assert maryam.press(path, form) == 302

    assert impatient.told("tally")["stored"]["member"]["Karimi-once"] == 1
