"""What a family asks to have changed: told in the file by day and by what it is about."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.calendar import date_in_words
from registry.errors import RuleError
from registry.models import ChangeRequest, Task
from registry.services.amendment import add_person
from registry.services.changes import accept_change
from tests import road, world
from tests.doors import page, take


def asked(family, **wanted):
    pairs = {name: {"from": now, "to": then} for name, (now, then) in wanted.items()}
    return ChangeRequest.objects.create(family=family, wanted=pairs, asked_at=timezone.now())


@pytest.fixture
def family(tehran, maryam, hamid):
    return road.verified(
        world.family(tehran, address="12 Mehr", contact_name="Zahra"), maryam, hamid
    )


def test_the_file_says_when_and_what_about_the_oldest_first(sign_in, family, maryam):
    asked(family, address=("12 Mehr", "7 Laleh"), postal_code=("", "1234567890"))
    asked(family, contact_name=("Zahra", "Zahra Karimi"))

    text = sign_in(maryam).get(page(family)).text

    day = date_in_words(timezone.localdate(), "en")
    first = f"On {day} the family asked for a change: address, postal code."
    second = f"On {day} the family asked for a change: contact person."
    assert 0 < text.index(first) < text.index(second)
    assert "7 Laleh" not in text  # the values stand on the page of the request


def test_what_was_changed_since_is_said_before_anybody_accepts(sign_in, family, maryam):
    older = asked(family, address=("12 Mehr", "7 Laleh"))
    newer = asked(family, address=("12 Mehr", "9 Sarv"))
    accept = reverse("admin:registry_changerequest_accept", args=[older.pk])
    assert "step-submit" in sign_in(maryam).get(accept).text

    accept_change(request=newer, by=maryam)
    text = sign_in(maryam).get(accept).text

    assert "has been changed since the family asked" in text
    assert "step-submit" not in text
    assert road.fresh(family).address == "9 Sarv"


def test_no_more_than_twenty_people_are_taken_in(sign_in, family, maryam):
    for _number in range(18):
        world.member(family)
    son = world.person_in_answers("Ali", "son", "2015-01-01", "m")
    first, second = (asked(family, new_member=(None, son)) for _each in "ab")
    accept = reverse("admin:registry_changerequest_accept", args=[second.pk])
    assert "step-submit" in sign_in(maryam).get(accept).text

    accept_change(request=first, by=maryam)
    with pytest.raises(RuleError) as refusal:
        accept_change(request=second, by=maryam)

    assert refusal.value.code == "too_many_members"
    assert "holds twenty people already" in sign_in(maryam).get(accept).text
    assert family.members.count() == 20


def test_whoever_has_moved_out_is_not_counted_when_somebody_is_added(tehran, family, maryam):
    son = world.person_in_answers("Ali", "son", "2015-01-01", "m")
    unconfirmed = world.family(tehran)
    for each in (family, unconfirmed):
        world.member(each, first_name="Hasan", lives_with=False)

    accept_change(request=asked(family, new_member=(None, son)), by=maryam)
    add_person(family=unconfirmed, person=son)

    assert [road.fresh(each).size for each in (family, unconfirmed)] == [2, 2]


def test_a_county_that_the_family_asked_for_is_looked_at_by_the_national_desk(
    sign_in, family, maryam, laleh
):
    shiraz = world.county("Shiraz")
    change = asked(family, county=(family.county.code, shiraz.code))
    again = asked(family, county=(shiraz.code, family.county.code))

    for each in (change, again):
        accept = reverse("admin:registry_changerequest_accept", args=[each.pk])
        assert take(sign_in(maryam), accept).status_code == 200

    assert road.fresh(again).status == "accepted"
    desk = Task.objects.open().get(family=family, kind=Task.Kind.CHECK_LOCATION)
    assert desk.association is None
    assert f"task-{desk.pk}" in sign_in(laleh).get(page(family)).text
