"""Which files open again when a prisoner returns, and where they go on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.models import Family, PotentialDuplicate, Task
from registry.services import custody
from registry.services.likeness import close_as_duplicate
from tests import road, world

pytestmark = pytest.mark.django_db


def told(prisoner, *events):
    """What happened to him, and how many days ago."""
    for kind, days in events:
        at = timezone.now() - timedelta(days=days)
        custody.record_event(prisoner=prisoner, kind=kind, at=at)


def test_a_file_closed_before_anybody_identified_the_family_goes_on_where_it_was(
    prisoner, family, maryam, hamid
):
    told(prisoner, ("admission", 3), ("release", 2))
    Family.objects.update(status="closed", closed_at=timezone.now(), closure_reason="not found")
    Task.objects.update(status="cancelled")

    told(prisoner, ("readmission", 1))

    assert Family.objects.get().status == "referred"
    assert Task.objects.open().get().kind == "first_contact"
    road.verified(family, maryam, hamid)


def test_a_readmission_opens_no_file_that_was_closed_as_a_duplicate(
    prisoner, family, tehran, maryam
):
    road.identified(family, maryam)
    later = world.family(tehran, opened_at=timezone.now())
    world.kinship(later, prisoner)
    pair = PotentialDuplicate.objects.create(family=later, other=family, method="phone", score=80)
    close_as_duplicate(pair=pair, reason="The same mother.")
    told(prisoner, ("admission", 3), ("release", 2))
    Family.objects.filter(pk=family.pk).update(status="closed", closed_at=timezone.now())

    told(prisoner, ("readmission", 1))

    assert road.fresh(later).status == "closed"
    assert not Task.objects.open().filter(family=later).exists()
    assert road.fresh(family).status == "identified"
