"""The second wall alone: on PostgreSQL a query that forgets its scope finds nothing of others."""

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from permissions import carriers, rls
from permissions.reach import NOTHING, Reach, reaching
from permissions.roles import Role
from registry.models import CustodyEvent, Family, Kinship, Member, Need, Prisoner, Task
from registry.services.membership import begin_membership
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


def test_prisoners_and_what_happened_to_them_are_found_at_places_held_and_not_between_them(
    tehran, shiraz, evin
):
    places = sorted([tehran, shiraz, world.association("Tabriz")], key=lambda place: place.pk)
    events = {place: event_of_a_prisoner_of(place, evin) for place in places}
    first, _between, last = places
    at_one, at_two = (world.person(name, Role.SOCIAL_WORKER, first) for name in ("goli", "nima"))
    begin_membership(user=at_two, role=Role.SOCIAL_WORKER, place=last)

    for person, held in ((at_one, [first]), (at_two, [first, last])):
        with reaching(Reach.of(person)):
            assert set(CustodyEvent.objects.all()) == {events[place] for place in held}
            assert set(Prisoner.objects.all()) == {events[place].prisoner for place in held}


def event_of_a_prisoner_of(place, prison):
    prisoner = world.prisoner(prison)
    world.kinship(world.family(place), prisoner)
    return CustodyEvent.objects.create(
        prisoner=prisoner, kind="admission", prison=prison, at=timezone.now()
    )


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


ROWS_OF_A_FILE = [model for model, _link in carriers.carriers()]


def rows_of_files(person):
    with reaching(Reach.of(person)):
        return {model.__name__: model.objects.count() for model in (Family, Member, Need, Kinship)}


ALL_OF_IT = {"Family": 1, "Member": 1, "Need": 1, "Kinship": 1}
TWICE = dict.fromkeys(ALL_OF_IT, 2)
NOTHING_OF_IT = dict.fromkeys(ALL_OF_IT, 0)


@pytest.mark.usefixtures("two_files")
def test_the_rows_of_a_file_go_where_it_goes_however_it_is_sent(maryam, reza, tehran, shiraz):
    assert (rows_of_files(maryam), rows_of_files(reza)) == (ALL_OF_IT, ALL_OF_IT)

    Family.objects.filter(association=tehran).update(association=shiraz)

    assert (rows_of_files(maryam), rows_of_files(reza)) == (NOTHING_OF_IT, TWICE)


@pytest.mark.usefixtures("two_files")
def test_a_file_that_nobody_keeps_is_seen_by_nobody_and_found_again_with_its_rows(maryam, tehran):
    Family.objects.filter(association=tehran).update(association=None, status="returned")
    lost = rows_of_files(maryam)
    Family.objects.filter(association=None).update(association=tehran, status="referred")

    assert (lost, rows_of_files(maryam)) == (NOTHING_OF_IT, ALL_OF_IT)


@pytest.mark.usefixtures("two_files")
def test_a_move_of_its_file_is_no_change_of_a_row(tehran, shiraz):
    before = Need.history.count()

    Family.objects.filter(association=tehran).update(association=shiraz)

    assert Need.history.count() == before


@pytest.mark.usefixtures("two_files")
def test_no_row_can_be_said_to_be_another_associations(maryam, tehran, shiraz):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_need SET reach_association = %s", [shiraz.pk])

    assert rows_of_files(maryam) == ALL_OF_IT


def test_a_family_with_two_prisoners_has_each_event_listed_once(tehran, evin, maryam):
    prisoner = world.prisoner(evin)
    for _ in range(2):
        world.kinship(world.family(tehran), prisoner)
    event = CustodyEvent.objects.create(
        prisoner=prisoner, kind="admission", prison=evin, at=timezone.now()
    )

    with reaching(Reach.of(maryam)):
        assert list(CustodyEvent.objects.visible_to(maryam)) == [event]


def test_every_row_of_a_file_is_held_to_it(db):
    assert carriers.lacking(connection) == []
    assert {Member, Need, Kinship} <= set(ROWS_OF_A_FILE)


def test_the_few_rows_of_an_association_are_found_by_an_index_of_its_own(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'registry_referral'")
        found = [row[0].partition("btree ")[2] for row in cursor.fetchall()]

    assert "(reach_association, method, decided_at DESC, id DESC)" in found
    assert "(method, decided_at DESC, id DESC)" in found


@pytest.mark.parametrize(
    "broken",
    [
        "ALTER TABLE registry_need DROP CONSTRAINT reach_is_of_the_file",
        "DROP TRIGGER reach_kept ON registry_need",
        "ALTER TABLE registry_need DISABLE TRIGGER reach_kept",
    ],
)
def test_rows_that_nothing_holds_to_their_file_are_found_by_check(db, broken):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE hemayat_owner")
        cursor.execute(broken)
        found = [message.id for message in run_checks(databases=["default"])]
        cursor.execute("RESET ROLE")

    assert "permissions.E007" in found


def test_no_function_of_the_installation_is_left_that_answers_past_the_policies(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'kept\\_by\\_%'")

        assert cursor.fetchall() == []
