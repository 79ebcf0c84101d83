"""Whose rows are whose: the declaration alone, before any page."""

import pytest
from django.db import connection
from django.utils import timezone

from permissions.reach import Reach, reaching
from registry.models import CustodyEvent, Family, Prisoner
from registry.services.membership import end_membership
from tests import world


@pytest.fixture
def in_tehran(tehran):
    return world.family(tehran)


@pytest.fixture
def in_shiraz(shiraz):
    return world.family(shiraz)


REACH = {
    "maryam": {"tehran"},
    "ali": {"tehran"},
    "reza": {"shiraz"},
    "kaveh": set(),
    "farhad": set(),
    "laleh": {"tehran", "shiraz"},
    "nasrin": {"tehran", "shiraz"},
    "omid": set(),
    "parisa": set(),
}


@pytest.mark.parametrize("who", REACH)
def test_each_sees_the_families_of_his_places(who, in_tehran, in_shiraz, request):
    user = request.getfixturevalue(who)

    seen = set(Family.objects.visible_to(user))

    names = {in_tehran: "tehran", in_shiraz: "shiraz"}
    assert {names[family] for family in seen} == REACH[who]


def test_an_aftercare_officer_sees_families_of_the_released_in_his_province(farhad, tehran, shiraz):
    world.family(tehran)
    released = world.family(tehran, phase="aftercare")
    world.family(shiraz, phase="aftercare")

    assert list(Family.objects.visible_to(farhad)) == [released]


def test_an_aftercare_officer_sees_the_prisoners_of_these_families_each_once(
    farhad, tehran, shiraz, evin
):
    his, other = world.prisoner(evin), world.prisoner(evin)
    for _sister in range(2):
        world.kinship(world.family(tehran, phase="aftercare"), his)
    # One family in the right place, one in the right phase: neither is both.
    world.kinship(world.family(tehran), other)
    world.kinship(world.family(shiraz, phase="aftercare"), other)
    events = [
        CustodyEvent.objects.create(prisoner=each, kind="death", prison=evin, at=timezone.now())
        for each in (his, other)
    ]

    assert list(Prisoner.objects.visible_to(farhad)) == [his]
    assert list(CustodyEvent.objects.visible_to(farhad)) == events[:1]
    with reaching(Reach.of(farhad)):
        there = set(Prisoner.objects.all()), set(CustodyEvent.objects.all())
    walled = connection.vendor == "postgresql"
    assert there == (({his}, {*events[:1]}) if walled else ({his, other}, {*events}))


def test_a_membership_that_ends_closes_every_file_at_once(maryam, in_tehran):
    assert Family.objects.visible_to(maryam).exists()

    end_membership(maryam.memberships.get())

    assert not Family.objects.visible_to(type(maryam).objects.get(pk=maryam.pk)).exists()


def test_a_permission_of_django_alone_opens_nothing(reza, in_tehran):
    from django.contrib.auth.models import Permission

    reza.user_permissions.set(
        Permission.objects.filter(codename__in=("view_family", "change_family"))
    )
    reza = type(reza).objects.get(pk=reza.pk)

    assert not Family.objects.visible_to(reza).exists()


def test_confidential_needs_show_to_those_trusted_with_them(maryam, ali, nasrin, in_tehran):
    food, violence = world.need(in_tehran, "E02"), world.need(in_tehran, "S08")

    assert set(in_tehran.needs.visible_to(maryam)) == {food, violence}
    assert set(in_tehran.needs.visible_to(ali)) == {food}
    assert set(in_tehran.needs.visible_to(nasrin)) == {food}
