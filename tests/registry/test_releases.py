"""How custody ended is told with each release: of a known kind, or expressly not told."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from registry.models import CustodyEvent
from tests import world
from tests.doors import page
from tests.registry.test_custody import day, told

pytestmark = pytest.mark.django_db
THE_LIST = reverse("admin:registry_custodyevent_changelist")


@pytest.fixture
def enter(sign_in, kaveh, prisoner):
    """Kaveh fills in the page on which an event is recorded."""

    def as_typed(**answers):
        address = reverse("admin:registry_prisoner_event", args=[prisoner.pk])
        return sign_in(kaveh).post(address, {"at": "1404/2/9 12:00", **answers}, follow=True)

    return as_typed


def test_kaveh_tells_the_kind_of_a_release_and_the_file_says_it(
    enter, prisoner, family, sign_in, maryam
):
    enter(kind="release", release_kind="pardon")

    assert prisoner.events.get().release_kind == "pardon"
    assert ": pardon</span>" in sign_in(maryam).get(page(family)).text


def test_a_release_without_its_kind_is_not_recorded_by_hand(enter, prisoner):
    assert "choose the kind of the release" in enter(kind="release").text
    assert not prisoner.events.exists()

    enter(kind="release", release_kind="not_told")
    assert prisoner.events.get().release_kind == "not_told"


def test_nothing_but_a_release_has_a_kind_of_release(enter, prisoner):
    answer = enter(kind="conviction", release_kind="bail")
    assert "only a release has a kind of release" in answer.text
    assert not prisoner.events.exists()

    enter(kind="conviction")
    assert prisoner.events.get().release_kind == ""


@pytest.mark.parametrize(("kind", "release_kind"), [("release", ""), ("conviction", "bail")])
def test_the_database_keeps_no_other(kind, release_kind, prisoner, evin):
    event = CustodyEvent(prisoner=prisoner, prison=evin, kind=kind, at=day(1))
    event.release_kind = release_kind
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()


def test_a_file_page_says_nothing_of_a_kind_that_nobody_told(prisoner, family, sign_in, maryam):
    told(prisoner, ("admission", 1))
    CustodyEvent.objects.create(
        prisoner=prisoner,
        prison=prisoner.prison,
        kind="release",
        at=day(2),
        release_kind="not_told",
    )
    type(prisoner).objects.update(custody_status="released")

    shown = sign_in(maryam).get(page(family)).text

    assert "released since" in shown
    assert "not told" not in shown


def test_releases_are_listed_by_their_kind(prisoner, evin, sign_in, kaveh):
    told(prisoner, ("release", 2), by=kaveh)
    other = world.prisoner(evin, first_name="Behzad")
    told(other, ("conviction", 2))

    listed = sign_in(kaveh).get(THE_LIST, {"release_kind": "pardon"}).context["cl"].result_list

    assert [event.prisoner for event in listed] == [prisoner]
