"""Who was due back from a leave and did not come is absent, until something else is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.calendar import date_in_figures
from audit.signature import WORKER
from registry.models import CustodyEvent, Task
from registry.services import custody
from registry.services.absence import mark_absent
from registry.services.custody import Particulars
from registry.services.worker import nightly
from tests import road, world
from tests.doors import page

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.now() - timedelta(days=days)


def due(days):
    """A day of return so many days from now."""
    return timezone.localdate() + timedelta(days=days)


def on_leave(prisoner, *, back, left=10):
    """He left so many days ago; the day of return was still to come when it was recorded."""
    particulars = Particulars(due_back_on=due(back))
    custody.record_event(
        prisoner=prisoner, kind="leave_start", at=ago(left), particulars=particulars
    )


def days_pass(prisoner, number):
    """As if his leave had begun, and ended, so many days earlier."""
    for rows in (prisoner.events.all(), type(prisoner).objects.filter(pk=prisoner.pk)):
        for row in rows:
            row.due_back_on -= timedelta(days=number)
            row.save()


def standing(prisoner):
    prisoner.refresh_from_db()
    return prisoner.custody_status


@pytest.fixture
def enter(sign_in, kaveh, prisoner):
    """Kaveh fills in the page on which an event is recorded."""

    def as_typed(**answers):
        address = reverse("admin:registry_prisoner_event", args=[prisoner.pk])
        return sign_in(kaveh).post(address, answers, follow=True)

    return as_typed


def test_kaveh_tells_the_day_of_return_and_both_pages_show_it(
    enter, prisoner, family, sign_in, kaveh, maryam
):
    told = date_in_figures(due(3))
    enter(kind="leave_start", at=f"{date_in_figures(due(-1))} 12:00", due_back_on=told)

    assert prisoner.events.get().due_back_on == due(3)
    assert (standing(prisoner), prisoner.due_back_on) == ("on_leave", due(3))
    his_page = reverse("admin:registry_prisoner_change", args=[prisoner.pk])
    assert "Due back on" in sign_in(kaveh).get(his_page).text
    assert "due back:" in sign_in(maryam).get(page(family)).text


def test_only_a_leave_has_a_day_of_return_and_none_before_it(enter, prisoner):
    at = f"{date_in_figures(due(-1))} 12:00"
    answer = enter(kind="conviction", at=at, due_back_on=date_in_figures(due(3)))
    assert "only a leave has a day of return" in answer.text
    answer = enter(kind="leave_start", at=at, due_back_on=date_in_figures(due(-2)))
    assert "lies before the leave begins" in answer.text
    assert not prisoner.events.exists()


def test_the_database_keeps_no_other_day_of_return(prisoner, evin):
    event = CustodyEvent(prisoner=prisoner, prison=evin, kind="admission", at=ago(1))
    event.due_back_on = due(3)
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()


def test_the_night_after_the_day_of_return_he_is_absent(prisoner):
    on_leave(prisoner, back=0)
    nightly()
    assert standing(prisoner) == "on_leave"

    days_pass(prisoner, 1)
    nightly()

    assert standing(prisoner) == "absent"
    record = prisoner.history.latest("history_id")
    assert record.actor_name == WORKER
    assert "not back from leave" in record.history_change_reason
    assert mark_absent() == 0


def test_what_is_entered_late_needs_no_night(prisoner):
    on_leave(prisoner, left=10, back=-2)

    assert standing(prisoner) == "absent"


@pytest.mark.parametrize("kind", ["leave_end", "release", "semi_open", "readmission"])
def test_whoever_came_back_or_was_released_is_not_looked_for(kind, prisoner):
    on_leave(prisoner, back=1)
    custody.record_event(prisoner=prisoner, kind=kind, at=ago(1))
    before = standing(prisoner)

    assert prisoner.due_back_on is None
    assert mark_absent() == 0
    assert standing(prisoner) == before != "on_leave"


def test_a_leave_without_a_day_of_return_lasts(prisoner):
    custody.record_event(prisoner=prisoner, kind="leave_start", at=ago(300))

    assert mark_absent() == 0
    assert standing(prisoner) == "on_leave"


def test_a_judgment_while_he_is_away_does_not_bring_him_back(prisoner):
    on_leave(prisoner, left=10, back=-2)
    custody.record_event(prisoner=prisoner, kind="conviction", at=ago(1))

    assert standing(prisoner) == "absent"


def test_a_leave_that_was_prolonged_has_the_new_day(prisoner):
    on_leave(prisoner, left=10, back=-2)
    on_leave(prisoner, left=3, back=4)

    assert (standing(prisoner), prisoner.due_back_on) == ("on_leave", due(4))


def test_a_return_that_is_told_late_sets_it_right(prisoner):
    custody.record_event(prisoner=prisoner, kind="conviction", at=ago(20))
    on_leave(prisoner, left=10, back=-2)
    assert standing(prisoner) == "absent"

    custody.record_event(prisoner=prisoner, kind="leave_end", at=ago(3))

    assert (standing(prisoner), prisoner.due_back_on) == ("convicted", None)


def test_an_absence_changes_nothing_for_the_family(prisoner, family, tehran):
    on_leave(prisoner, left=10, back=-2)

    file = road.fresh(family)
    assert (file.association, file.phase, file.status) == (tehran, "custody", "referred")
    assert file.coverages.get().until is None
    assert not Task.objects.exists()


def test_many_are_found_in_portions(evin, monkeypatch):
    monkeypatch.setattr("registry.services.absence.AT_A_TIME", 2)
    away = [world.prisoner(evin) for _each in range(5)]
    for prisoner in away:
        on_leave(prisoner, back=0)
        days_pass(prisoner, 1)

    assert mark_absent() == 5
    assert {standing(prisoner) for prisoner in away} == {"absent"}
