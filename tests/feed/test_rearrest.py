"""A file admits somebody whom another prison knows; what it may tell of that."""

import pytest

from registry.models import Job, Prisoner
from registry.services.custody import record_event
from tests.feed.lines import HASAN, HEAD, counts, line, of_new
from tests.registry.test_custody import day

ADMISSION = line("admission", "1404/2/9", number="A-5", names=of_new("Behrouz", "Karimi"))


def events(prisoner, *kinds):
    for number, kind in enumerate(kinds, start=1):
        record_event(prisoner=prisoner, kind=kind, at=day(number))


def text(*lines):
    return "\n".join([HEAD, *lines])


def test_he_is_the_same_prisoner_and_sending_it_again_adds_nothing(
    send, agree, behrouz, mina, adelabad
):
    events(behrouz, "admission", "release")
    send(mina, text(ADMISSION), prison=adelabad)
    assert counts(agree()) == (1, 0, 0)

    behrouz.refresh_from_db()
    assert (behrouz.prison, behrouz.custody_status) == (adelabad, "remand")
    assert (behrouz.prisoner_no, Prisoner.objects.count()) == ("A-5", 1)

    send(mina, text(ADMISSION), prison=adelabad)
    assert counts(Job.objects.latest("pk")) == (0, 1, 0)


@pytest.mark.parametrize("kinds", [["admission"], ["admission", "death"]])
def test_the_check_tells_nothing_and_the_recording_refuses_without_details(
    kinds, send, agree, behrouz, mina, adelabad
):
    events(behrouz, *kinds)
    send(mina, text(ADMISSION), prison=adelabad)
    assert counts(Job.objects.get()) == (1, 0, 0)

    job = agree()

    assert counts(job) == (0, 0, 1)
    assert "cannot be admitted here" in job.result["reasons"][0][1]
    assert "Evin" not in str(job.result)
    assert Prisoner.objects.count() == 1


def test_who_was_here_before_is_admitted_again_from_where_he_was_released(
    send, agree, behrouz, kaveh, evin, adelabad
):
    events(behrouz, "admission")
    record_event(prisoner=behrouz, kind="transfer", at=day(2), prison=adelabad)
    record_event(prisoner=behrouz, kind="release", at=day(3))
    send(kaveh, text(ADMISSION), prison=evin)

    assert counts(agree()) == (1, 0, 0)

    behrouz.refresh_from_db()
    assert (behrouz.prison, behrouz.custody_status) == (evin, "remand")


def test_who_is_new_everywhere_is_still_recorded_as_new(send, agree, behrouz, mina, adelabad):
    other = line("admission", "1404/2/9", nid=HASAN, names=of_new("Hasan", "Moradi"))
    send(mina, text(other), prison=adelabad)

    assert counts(agree()) == (1, 0, 0)
    assert Prisoner.objects.get(last_name="Moradi").prison == adelabad
