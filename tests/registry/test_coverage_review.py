"""Ninety days after a release somebody looks whether the family still needs its cover."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import Task
from registry.services.contact import reroute
from tests import road, world
from tests.doors import page, take
from tests.registry.test_custody import told

pytestmark = pytest.mark.django_db
KIND = Task.Kind.REVIEW_COVERAGE
STEP = "review-coverage"


def waiting(family):
    return Task.objects.open().filter(family=family, kind=KIND)


@pytest.fixture
def released(prisoner, family):
    told(prisoner, ("admission", 1), ("release", 2))
    return road.fresh(family)


def test_a_release_asks_for_a_review_in_ninety_days_and_closes_nothing(released, tehran):
    task = waiting(released).get()

    assert task.association == tehran
    assert timedelta(days=89) < task.due_at - timezone.now() <= timedelta(days=90)
    assert (released.status, released.coverages.get().until) == ("referred", None)


def test_a_family_with_another_prisoner_is_not_reviewed(prisoner, family, evin):
    world.kinship(family, world.prisoner(evin, first_name="Behzad"), relation="child")

    told(prisoner, ("admission", 1), ("release", 2))

    assert not waiting(family).exists()


def test_a_family_without_cover_and_an_ended_file_are_not_reviewed(prisoner, tehran):
    uncovered = world.family(tehran, consents=False)
    ended = world.family(tehran, status="closed", closed_at=timezone.now())
    for each in (uncovered, ended):
        world.kinship(each, prisoner)

    told(prisoner, ("admission", 1), ("release", 2))

    assert not Task.objects.filter(kind=KIND).exists()


def test_a_return_to_prison_cancels_it_and_the_next_release_asks_anew(released, prisoner):
    first = waiting(released).get()

    told(prisoner, ("readmission", 3))
    assert not waiting(released).exists()
    assert road.fresh(first).status == "cancelled"

    told(prisoner, ("release", 4))
    assert waiting(released).get() != first


def test_a_second_prisoner_on_whom_the_family_depends_cancels_it(released, evin, sign_in, maryam):
    held = world.prisoner(evin, first_name="Behzad")
    kinship = world.kinship(released, held, dependent=False)

    sign_in(maryam).post(reverse("admin:registry_kinship_depend", args=[kinship.pk]))

    assert not waiting(released).exists()


def test_it_goes_along_to_the_new_association(released, shiraz, laleh, maryam, reza):
    due = waiting(released).get().due_at

    reroute(family=released, to=shiraz, by=laleh, reason="They moved.")

    task = waiting(released).get()
    assert (task.association, task.due_at) == (shiraz, due)
    assert task not in Task.objects.visible_to(maryam)
    assert task in Task.objects.visible_to(reza)


def test_its_line_in_the_cartable_leads_to_the_step_that_strikes_it_out(released, sign_in, maryam):
    client = sign_in(maryam)
    assert page(released, STEP) in client.get(reverse("admin:index"), {"show": "all"}).text
    assert f"?open=family-{released.pk}-{STEP}" in client.get(page(released)).text

    take(client, page(released, STEP), reason="Two children at school, no income yet.", _in_file=1)

    assert not waiting(released).exists()
    coverage = released.coverages.get()
    assert (coverage.status, coverage.until) == ("provisional", None)
    assert coverage.reviewed_at is not None
    record = coverage.history.latest("history_id")
    assert (record.actor_name, record.history_change_reason) == (
        "Maryam",
        "Two children at school, no income yet.",
    )
    told_of = client.get(page(released, "past")).text
    assert "Two children at school, no income yet." in told_of


def test_a_review_takes_a_reason(released, sign_in, maryam):
    take(sign_in(maryam), page(released, STEP), reason="  ", _in_file=1)

    assert waiting(released).exists()


def test_what_nobody_asked_for_is_not_reviewed(family, sign_in, maryam):
    answer = take(sign_in(maryam), page(family, STEP), reason="Just so.")

    assert "No review of this family" in answer.text
    assert family.coverages.get().history.count() == 1


def test_without_consent_nothing_is_reviewed(released, sign_in, maryam):
    released.consents.filter(purpose="case_services").update(withdrawn_at=timezone.now())

    answer = take(sign_in(maryam), page(released, STEP), reason="They need it.")

    assert "took back its consent" in answer.text
    assert waiting(released).exists()


def test_whoever_may_not_edit_the_file_does_not_review_it(released, sign_in, ali, reza):
    for stranger in (ali, reza):
        client = sign_in(stranger)
        assert STEP not in client.get(page(released), follow=True).text
        assert client.post(page(released, STEP), {"reason": "So."}).status_code in (302, 403)
    assert waiting(released).exists()
