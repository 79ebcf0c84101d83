"""What happens to a prisoner, in whatever order it is told."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.calendar import TEHRAN
from registry.errors import RuleError
from registry.models import CustodyEvent, Family, Prisoner, Task
from registry.services import custody
from registry.services.custody import Particulars
from tests import road, world

pytestmark = pytest.mark.django_db


def day(number):
    return datetime(2025, 3, number, 12, tzinfo=TEHRAN)


def told_of(kind):
    """What whoever records it by hand says besides."""
    return Particulars(release_kind="pardon" if kind == "release" else "")


def told(prisoner, *events, by=None):
    for kind, number in events:
        custody.record_event(
            prisoner=prisoner, kind=kind, at=day(number), particulars=told_of(kind), by=by
        )
    prisoner.refresh_from_db()
    return prisoner.custody_status


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], "remand"),
        ([("admission", 1)], "remand"),
        ([("admission", 1), ("conviction", 2)], "convicted"),
        ([("admission", 1), ("leave_start", 2)], "on_leave"),
        ([("admission", 1), ("leave_start", 2), ("leave_end", 3)], "remand"),
        ([("admission", 1), ("conviction", 2), ("leave_start", 3), ("leave_end", 4)], "convicted"),
        ([("admission", 1), ("leave_start", 2), ("conviction", 3)], "on_leave"),
        ([("admission", 1), ("conviction", 2), ("semi_open", 3)], "semi_open"),
        ([("admission", 1), ("conviction", 2), ("e_monitor", 3)], "e_monitor"),
        ([("admission", 1), ("semi_open", 2), ("leave_start", 3), ("leave_end", 4)], "semi_open"),
        ([("e_monitor", 2), ("leave_start", 3), ("conviction", 4), ("leave_end", 5)], "e_monitor"),
        ([("semi_open", 2), ("release", 3), ("readmission", 4)], "remand"),
        ([("admission", 1), ("release", 2), ("conviction", 3)], "released"),
        ([("admission", 1), ("release", 2), ("death", 3)], "deceased"),
        ([("admission", 1), ("release", 2)], "released"),
        ([("admission", 1), ("conviction", 2), ("release", 3), ("readmission", 4)], "convicted"),
        ([("admission", 1), ("death", 2)], "deceased"),
    ],
)
def test_the_state_is_what_the_events_make_it(events, status, prisoner):
    assert told(prisoner, *events) == status


def test_the_order_in_which_events_are_entered_does_not_matter(evin):
    events = [("admission", 1), ("conviction", 2), ("leave_start", 3), ("leave_end", 4)]

    states = set()
    for order in permutations(events):
        prisoner = world.prisoner(evin)
        told(prisoner, *order)
        states.add((prisoner.custody_status, prisoner.detained_on))

    assert states == {("convicted", day(1).date())}


def test_a_transfer_changes_the_prison_and_nothing_else(
    prisoner, family, adelabad, kaveh, mina, tehran
):
    told(prisoner, ("admission", 1), ("conviction", 2))

    custody.record_event(prisoner=prisoner, kind="transfer", at=day(3), prison=adelabad, by=kaveh)

    prisoner.refresh_from_db()
    family.refresh_from_db()
    assert (prisoner.prison, prisoner.custody_status) == (adelabad, "convicted")
    assert (family.association, family.phase) == (tehran, "custody")
    assert not Prisoner.objects.visible_to(kaveh).exists()
    assert Prisoner.objects.visible_to(mina).get() == prisoner


def test_a_release_opens_the_time_after_and_closes_nothing(prisoner, family, tehran):
    told(prisoner, ("admission", 1), ("release", 2))

    family.refresh_from_db()
    assert (family.phase, family.status) == ("aftercare", "referred")
    task = Task.objects.get(kind="aftercare_plan")
    assert task.association == tehran
    assert timedelta(days=6) < task.due_at - timezone.now() <= timedelta(days=7)
    assert family.coverages.get().until is None


def test_a_family_with_another_prisoner_stays_in_the_time_of_custody(prisoner, family, evin):
    world.kinship(family, world.prisoner(evin, first_name="Behzad"), relation="child")

    told(prisoner, ("admission", 1), ("release", 2))

    family.refresh_from_db()
    assert family.phase == "custody"


def test_a_readmission_brings_the_file_back(prisoner, family, maryam):
    road.identified(family, maryam)
    told(prisoner, ("admission", 1), ("release", 2))
    Family.objects.update(status="closed", closed_at=timezone.now(), closure_reason="stable")
    family.coverages.update(until=timezone.now(), status="ended")

    told(prisoner, ("readmission", 3))

    family.refresh_from_db()
    assert (family.phase, family.status, family.closed_at) == ("custody", "identified", None)
    assert family.coverages.get(until=None).status == "provisional"
    assert prisoner.detained_on == day(3).date()


def test_a_late_release_before_a_known_readmission_changes_nothing_for_the_family(prisoner, family):
    told(prisoner, ("admission", 1), ("readmission", 5))

    assert told(prisoner, ("release", 3)) == "remand"

    family.refresh_from_db()
    assert family.phase == "custody"
    assert not Task.objects.exists()
    assert prisoner.detained_on == day(5).date()


def test_a_leave_changes_nothing_for_the_family(prisoner, family):
    told(prisoner, ("admission", 1), ("leave_start", 2))

    family.refresh_from_db()
    assert family.phase == "custody"
    assert not Task.objects.exists()


def test_the_same_event_is_recorded_once(prisoner, kaveh):
    told(prisoner, ("admission", 1), by=kaveh)

    with pytest.raises(RuleError) as refusal:
        told(prisoner, ("admission", 1), by=kaveh)
    assert refusal.value.code == "recorded_already"
    assert CustodyEvent.objects.count() == 1


def test_an_event_in_the_future_is_refused(prisoner, kaveh):
    with pytest.raises(RuleError) as refusal:
        custody.record_event(
            prisoner=prisoner, kind="release", at=timezone.now() + timedelta(hours=1), by=kaveh
        )
    assert refusal.value.code == "in_the_future"
    assert told(prisoner, ("release", 1), by=kaveh) == "released"


def test_nothing_happens_after_a_death(prisoner, kaveh):
    told(prisoner, ("death", 2), by=kaveh)

    with pytest.raises(RuleError) as refusal:
        told(prisoner, ("release", 3), by=kaveh)
    assert refusal.value.code == "after_death"
    assert told(prisoner, ("admission", 1), by=kaveh) == "deceased"


def test_a_transfer_names_another_prison(prisoner, kaveh, evin):
    with pytest.raises(RuleError) as refusal:
        custody.record_event(prisoner=prisoner, kind="transfer", at=day(1), prison=evin, by=kaveh)
    assert refusal.value.code == "prison_missing"


def test_another_prisons_social_worker_records_nothing(prisoner, kaveh, mina):
    with pytest.raises(RuleError) as refusal:
        told(prisoner, ("release", 1), by=mina)
    assert refusal.value.code == "not_your_prison"

    assert told(prisoner, ("release", 1), by=kaveh) == "released"


@pytest.fixture
def stranger(evin, family):
    """A prisoner whom somebody brought into the family's file by registering into it."""
    other = world.prisoner(evin, first_name="Behzad")
    world.kinship(family, other, dependent=False)
    return other


def test_the_release_of_a_prisoner_who_was_brought_along_moves_nothing(
    prisoner, stranger, family, farhad
):
    told(prisoner, ("admission", 1), ("conviction", 2))

    told(stranger, ("admission", 1), ("release", 2))
    assert Family.objects.get(pk=family.pk).phase == "custody"
    assert not Family.objects.allowed_to(farhad, "view").exists()

    told(prisoner, ("release", 3))
    assert Family.objects.get(pk=family.pk).phase == "aftercare"
    assert Family.objects.allowed_to(farhad, "view").exists()


def test_his_return_opens_no_closed_file(prisoner, stranger, family, maryam):
    road.identified(family, maryam)
    told(prisoner, ("admission", 1), ("release", 2))
    told(stranger, ("admission", 1), ("release", 2))
    Family.objects.filter(pk=family.pk).update(status="closed", closed_at=timezone.now())

    told(stranger, ("readmission", 4))
    assert Family.objects.get(pk=family.pk).status == "closed"

    told(prisoner, ("readmission", 4))
    assert Family.objects.get(pk=family.pk).status == "identified"


def test_that_he_is_held_keeps_no_family_in_the_time_of_custody(prisoner, stranger, family):
    told(stranger, ("admission", 1))

    told(prisoner, ("admission", 1), ("release", 2))

    assert Family.objects.get(pk=family.pk).phase == "aftercare"


def test_once_the_association_agrees_the_file_follows_him(
    prisoner, stranger, family, client, maryam, reza
):
    told(stranger, ("admission", 1))
    told(prisoner, ("admission", 1), ("release", 2))
    step = reverse(
        "admin:registry_kinship_depend", args=[family.kinships.get(prisoner=stranger).pk]
    )

    client.force_login(reza)
    client.post(step)
    assert Family.objects.get(pk=family.pk).phase == "aftercare"

    client.force_login(maryam)
    assert client.post(step).status_code == 302
    assert Family.objects.get(pk=family.pk).phase == "custody"
    assert "follows this prisoner already" in client.post(step).content.decode()
