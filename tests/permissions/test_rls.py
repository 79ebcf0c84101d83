"""The second wall alone: on PostgreSQL a query that forgets its scope finds nothing of others."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from permissions import rls
from permissions.reach import NOTHING, Reach, reaching
from registry.models import Family, Member, Need, Prisoner, Task
from tests import world

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no row-level security"
)
UNSCOPED = (Family, Member, Need, Task, Prisoner)


@pytest.fixture
def two_files(tehran, shiraz, evin):
    """One family with everything in Tehran, one in Shiraz, of the same prisoner."""
    prisoner = world.prisoner(evin)
    for place in (tehran, shiraz):
        family = world.family(place)
        world.kinship(family, prisoner)
        world.need(family)
        Task.objects.create(
            association=place, family=family, kind="verify", key=str(place), due_at=family.opened_at
        )


def rows_there(user):
    with reaching(Reach.of(user)):
        return {model.__name__: model.objects.count() for model in UNSCOPED}


@pytest.mark.usefixtures("two_files")
def test_a_social_worker_finds_one_association_however_carelessly_we_ask(maryam):
    assert rows_there(maryam) == {"Family": 1, "Member": 1, "Need": 1, "Task": 1, "Prisoner": 1}


@pytest.mark.usefixtures("two_files")
def test_the_national_office_finds_all(nasrin):
    assert rows_there(nasrin) == {"Family": 2, "Member": 2, "Need": 2, "Task": 2, "Prisoner": 1}


@pytest.mark.usefixtures("two_files")
def test_a_prison_social_worker_finds_prisoners_and_no_family(kaveh):
    assert rows_there(kaveh) == {"Family": 0, "Member": 0, "Need": 0, "Task": 0, "Prisoner": 1}


@pytest.mark.usefixtures("two_files")
def test_nobody_finds_nothing_not_even_the_past():
    with reaching(NOTHING):
        assert not Family.objects.exists()
        assert not Family.history.exists()


@pytest.mark.usefixtures("two_files")
def test_the_past_of_a_file_goes_with_the_file(maryam):
    with reaching(Reach.of(maryam)):
        associations = set(Family.history.values_list("association__code", flat=True))

    assert associations == {maryam.memberships.get().association.code}


@pytest.mark.usefixtures("two_files")
def test_a_row_of_another_association_cannot_be_changed_even_by_a_bulk_update(maryam, shiraz):
    with reaching(Reach.of(maryam)):
        changed = Family.objects.update(contact_name="changed")

    assert changed == 1
    assert Family.objects.get(association=shiraz).contact_name != "changed"


def test_every_guarded_model_has_its_policy(db):
    assert rls.drifted(connection) == []
    guarded = {model.__name__ for model in rls.guarded_models()}
    assert {
        "Family",
        "Member",
        "Need",
        "Assessment",
        "Message",
        "Prisoner",
        "Membership",
    } <= guarded


def test_a_missing_policy_is_found_by_check(db):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE hemayat_owner")
        cursor.execute("DROP POLICY reach ON registry_family")
        found = [message.msg for message in run_checks(databases=["default"])]
        cursor.execute("RESET ROLE")

    assert any("registry_family" in message for message in found)
