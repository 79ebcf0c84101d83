"""Where a family arrives in the end, and as what: at the edges of the map, the day and the rule."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from registry.models import Association, County, Referral, Task
from registry.services import contact
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def prisoner(evin):
    return world.prisoner(evin, custody_status="convicted")


def test_a_family_that_is_not_covered_stays_so_when_laleh_finds_it_an_association(
    tehran, kaveh, laleh, prisoner
):
    Association.objects.update(accepts_new=False)
    able = {"relation": "spouse", "income_reaches": True, "other_parent": False}
    families = [
        world.registered(each, kaveh, pages).family
        for each, pages in (
            (prisoner, world.answers(prisoner=able)),
            (world.prisoner(prisoner.prison), world.answers()),
        )
    ]
    assert {family.status for family in families} == {"returned"}

    found = [
        contact.reroute(family=family, to=tehran, by=laleh, reason="It accepts one")
        for family in families
    ]

    assert [family.status for family in found] == ["not_eligible", "referred"]
    opened = Task.objects.open().filter(association=tehran).order_by("family_id")
    assert [task.kind for task in opened] == ["hand_over", "first_contact"]


@pytest.mark.parametrize(
    ("hour", "outcome"), [("20:29", "guardianship"), ("20:31", "eligible"), ("22:00", "eligible")]
)
def test_a_child_comes_of_age_at_midnight_in_tehran(
    hour, outcome, tehran, kaveh, prisoner, monkeypatch
):
    clock = datetime.fromisoformat(f"2026-09-01T{hour}:00Z")
    monkeypatch.setattr(timezone, "now", lambda: clock)
    members = [
        world.person_in_answers("Zahra", "head", "1970-01-01", "f"),
        world.person_in_answers("Ali", "son", "2008-09-02", "m"),
    ]
    both = {"relation": "spouse", "income_reaches": False, "other_parent": True}

    receipt = world.registered(prisoner, kaveh, world.answers(members=members, prisoner=both))

    assert receipt.registration.outcome == outcome


@pytest.mark.parametrize("accepts", [True, False])
def test_children_left_alone_while_the_prison_is_abroad_are_an_urgent_matter(
    tehran, kaveh, laleh, prisoner, accepts
):
    prisoner.prison.country, prisoner.prison.county = "TR", None
    prisoner.prison.save()
    Association.objects.update(accepts_new=accepts)
    both = {"relation": "spouse", "income_reaches": False, "other_parent": True}

    receipt = world.registered(prisoner, kaveh, world.answers(prisoner=both))
    family = receipt.family
    if not accepts:
        contact.reroute(family=family, to=tehran, by=laleh, reason="It accepts one")

    assert receipt.registration.outcome == "pending_abroad"
    assert family.coverages.get().status == "suspended"
    assert family.needs.get(need_type__code="S12").urgency == "urgent"
    kinds = Task.objects.open().filter(association=tehran).values_list("kind", flat=True)
    assert sorted(kinds) == ["first_contact", "urgent"]


@pytest.mark.parametrize("correction", [Decimal("0.00100"), None])
def test_a_family_of_nowhere_goes_to_the_capital_wherever_its_seat_is_written_down(
    correction, shiraz, kaveh, prisoner
):
    capital, elsewhere = world.county("Mashhad"), world.county("Neyshabur")
    mashhad = world.association_in(capital)
    world.association("Tehran", kind="central")
    County.objects.filter(pk=elsewhere.pk).update(latitude=None, longitude=None)
    moved = correction and capital.latitude + correction
    County.objects.filter(pk=capital.pk).update(latitude=moved)
    home = world.answers()["home"] | {"county": elsewhere.code}

    family = world.registered(prisoner, kaveh, world.answers(home=home)).family

    assert (family.association, Referral.objects.get().method) == (mashhad, "fallback")
