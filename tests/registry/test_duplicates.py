"""One family, one open file."""

import pytest

from registry.models import ChangeRequest, Family, PotentialDuplicate, Registration, Task
from tests import world

pytestmark = pytest.mark.django_db

NATIONAL_ID, ANOTHER_ID = "0499370899", "0013542419"


@pytest.fixture
def prisoner(evin):
    return world.prisoner(evin)


def household(national_id="", seat="Tehran", phone="09121234567", **facts):
    home = world.answers(seat)["home"] | {"phone": phone, "address": f"An alley in {seat}"}
    head = world.person_in_answers("Zahra", "head", "1990-05-01", "f", national_id=national_id)
    return world.answers(seat, home=home, members=[head | facts])


def test_the_same_national_id_joins_the_open_file(tehran, shiraz, kaveh, prisoner, evin):
    first = world.registered(prisoner, kaveh, household(NATIONAL_ID))
    brother = world.prisoner(evin, first_name="Behzad")

    second = world.registered(brother, kaveh, household(NATIONAL_ID, "Shiraz", "09350000000"))

    assert Family.objects.count() == 1
    assert second.family == first.family
    kinships = {k.prisoner: k.dependent for k in first.family.kinships.all()}
    assert kinships == {prisoner: True, brother: False}
    assert Task.objects.get(kind="check_duplicate").association is None
    assert Registration.objects.filter(family=first.family).count() == 2


def test_whoever_joins_gets_no_key_to_the_file_and_overwrites_nothing(
    tehran, kaveh, prisoner, evin
):
    world.registered(prisoner, kaveh, household(NATIONAL_ID))
    other = world.prisoner(evin, first_name="Behzad")

    receipt = world.registered(other, kaveh, household(NATIONAL_ID, phone="09350000000"))

    assert (receipt.tracking_code, receipt.pin) == ("", "")
    assert Family.objects.get().phone == "09121234567"
    assert ChangeRequest.objects.get().wanted["phone"] == {
        "from": "09121234567",
        "to": "09350000000",
    }


def test_what_a_joiner_asks_for_is_for_the_staff_and_not_for_who_holds_the_key(
    client, tehran, kaveh, prisoner, evin, maryam
):
    asked = {"codes": ["E02"], "text": "Food, please."}
    first = world.registered(prisoner, kaveh, household(NATIONAL_ID) | {"needs": asked})
    client.post("/f/", {"code": first.tracking_code, "pin": first.pin})
    before = client.get("/f/file/").context["needs"]
    assert [need.need_type.code for need in before] == ["E02"]

    fled = {"codes": ["E02"], "text": "Do not tell them where I am."}
    other = world.prisoner(evin, first_name="Behzad")
    world.registered(other, kaveh, household(NATIONAL_ID) | {"needs": fled})
    more = {"codes": ["E04"], "text": "A roof of my own."}
    third = world.prisoner(evin, first_name="Hooman")
    world.registered(third, kaveh, household(NATIONAL_ID) | {"needs": more})

    after = client.get("/f/file/").context["needs"]
    assert [need.need_type.code for need in after] == ["E02"]
    assert "where I am" not in client.get("/f/messages/").content.decode()
    client.force_login(maryam)
    read = client.get(f"/admin/registry/family/{first.family.pk}/change/").text
    for words in ("Food, please.", "Do not tell them where I am.", "A roof of my own."):
        assert read.count(words) == 1


def test_a_number_somebody_wrote_into_his_own_file_keeps_nobody_from_hers(
    tehran, kaveh, prisoner, evin
):
    theirs = world.registered(prisoner, kaveh, household(ANOTHER_ID)).family
    world.member(theirs, relation="other", national_id=NATIONAL_ID)
    other = world.prisoner(evin, first_name="Behzad")

    receipt = world.registered(other, kaveh, household(NATIONAL_ID, phone="09350000000"))

    assert receipt.family != theirs
    assert receipt.tracking_code
    pair = PotentialDuplicate.objects.get()
    assert (pair.family, pair.other, pair.method) == (receipt.family, theirs, "nid")
    assert Task.objects.get(kind="check_duplicate").association is None


def test_whoever_stands_in_a_verified_file_is_served_there(tehran, kaveh, prisoner, evin):
    theirs = world.registered(prisoner, kaveh, household(ANOTHER_ID)).family
    world.member(theirs, relation="other", national_id=NATIONAL_ID)
    Family.objects.filter(pk=theirs.pk).update(status="verified")
    other = world.prisoner(evin, first_name="Behzad")

    receipt = world.registered(other, kaveh, household(NATIONAL_ID, phone="09350000000"))

    assert receipt.family == theirs


def test_another_national_id_opens_another_file(tehran, kaveh, prisoner):
    world.registered(prisoner, kaveh, household(NATIONAL_ID))

    second = world.registered(prisoner, kaveh, household(ANOTHER_ID, phone="", first_name="Mahin"))

    assert Family.objects.count() == 2
    assert second.tracking_code
    assert not PotentialDuplicate.objects.exists()


def test_a_file_that_is_closed_takes_nobody_in_but_the_national_desk_looks(tehran, kaveh, prisoner):
    first = world.registered(prisoner, kaveh, household(NATIONAL_ID)).family
    Family.objects.filter(pk=first.pk).update(status="closed")

    second = world.registered(prisoner, kaveh, household(NATIONAL_ID)).family

    assert second != first
    assert PotentialDuplicate.objects.get().method == "nid"


def test_a_file_that_has_ended_is_like_nobody(tehran, kaveh, prisoner):
    first = world.registered(prisoner, kaveh, household()).family
    Family.objects.filter(pk=first.pk).update(status="not_eligible")

    world.registered(prisoner, kaveh, household())

    assert not PotentialDuplicate.objects.exists()


LIKENESS = {
    "all the same": ({}, 100),
    "name, year and county": ({"phone": "09350000000"}, 80),
    "name, year and phone": ({"seat": "Shiraz"}, 100),
    "county and phone": ({"first_name": "Mahin"}, 80),
    "name and county": ({"phone": "09350000000", "birth_date": "1970-01-01"}, None),
    "name and year": ({"seat": "Shiraz", "phone": "09350000000"}, None),
    "phone": ({"seat": "Shiraz", "first_name": "Mahin"}, None),
}


@pytest.mark.parametrize("what", LIKENESS)
def test_enough_likeness_asks_the_national_desk_and_nobody_else(
    what, tehran, shiraz, kaveh, prisoner
):
    facts, score = LIKENESS[what]
    world.registered(prisoner, kaveh, household())

    family = world.registered(prisoner, kaveh, household(**facts)).family

    found = PotentialDuplicate.objects.filter(family=family).first()
    assert (found.score if found else None) == score
    asked = Task.objects.filter(kind="check_duplicate")
    assert [task.association for task in asked] == ([None] if score else [])


def test_the_same_name_is_found_in_other_spellings(tehran, kaveh, prisoner):
    world.registered(prisoner, kaveh, household(first_name="علی‌رضا", last_name="کریمی"))

    world.registered(prisoner, kaveh, household(first_name="علي رضا", last_name="كريمي"))

    assert PotentialDuplicate.objects.get().score == 100
    assert Family.objects.count() == 2


def test_staff_never_see_the_pair(kaveh, prisoner, maryam, reza, laleh):
    world.registered(prisoner, kaveh, household())
    world.registered(prisoner, kaveh, household(seat="Shiraz"))

    for person in (maryam, reza, kaveh):
        assert not PotentialDuplicate.objects.visible_to(person).exists()
        assert not Task.objects.visible_to(person).filter(kind="check_duplicate").exists()
    assert PotentialDuplicate.objects.visible_to(laleh).count() == 1
