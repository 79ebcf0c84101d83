"""Two files that may be one family: the national desk decides, nobody else knows."""

import pytest
from django.urls import reverse

from registry.models import Family, PotentialDuplicate, Task
from registry.services.cartable import open_task
from registry.services.contact import give_back
from tests import road, world
from tests.doors import page, take


@pytest.fixture
def pair(tehran, shiraz):
    first, later = world.family(tehran), world.family(shiraz)
    return PotentialDuplicate.objects.create(family=later, other=first, method="phone", score=90)


def at(pair, step):
    return reverse(f"admin:registry_potentialduplicate_{step}", args=[pair.pk])


def test_the_later_file_of_one_family_is_closed(sign_in, pair, laleh):
    client = sign_in(laleh)
    assert pair.other.code in client.get(at(pair, "change")).content.decode()

    take(client, at(pair, "close-later"), reason="The same mother.")
    again = client.post(at(pair, "close-later"), {"reason": "The same mother."})

    assert "decided already" in again.content.decode()
    assert road.fresh(pair.family).status == "closed"
    assert road.fresh(pair.family).coverages.get().status == "ended"
    assert road.fresh(pair.other).status == "referred"


@pytest.mark.parametrize("status", ["not_eligible", "directed", "closed"])
def test_a_family_is_not_left_without_an_open_file(sign_in, pair, laleh, status):
    Family.objects.filter(pk=pair.other.pk).update(status=status)
    client = sign_in(laleh)

    for answer in (
        client.get(at(pair, "close-later"), follow=True),
        take(client, at(pair, "close-later"), reason="The same mother."),
    ):
        assert "has ended already" in answer.content.decode()
    assert road.fresh(pair).status == "open"
    assert road.fresh(pair.family).status == "referred"

    take(client, at(pair, "keep-apart"), reason="She has come back.")
    assert road.fresh(pair).status == "distinct"


def test_a_file_on_its_way_between_two_associations_is_not_closed(sign_in, pair, laleh):
    give_back(family=pair.family, reason="They live elsewhere.")

    answer = take(sign_in(laleh), at(pair, "close-later"), reason="The same mother.")

    assert "waits to be sent to an association" in answer.content.decode()
    assert road.fresh(pair.family).status == "returned"


def test_keeping_two_apart_leaves_the_question_about_a_third_who_joined(sign_in, pair, laleh):
    asked = open_task(pair.family, Task.Kind.CHECK_DUPLICATE)
    joined = open_task(pair.family, Task.Kind.CHECK_DUPLICATE, cause="r77")

    take(sign_in(laleh), at(pair, "keep-apart"), reason="Two sisters.")

    assert road.fresh(asked).status == "done"
    assert road.fresh(joined).status == "open"


def test_two_families_that_are_alike_both_go_on(sign_in, pair, laleh):
    take(sign_in(laleh), at(pair, "keep-apart"), reason="Two sisters.")

    assert road.fresh(pair).status == "distinct"
    assert road.fresh(pair.family).status == "referred"


def test_no_association_learns_of_the_pair(sign_in, pair, maryam, sara):
    for person in (maryam, sara):
        client = sign_in(person)
        assert client.get(at(pair, "change")).status_code == 403
        assert client.post(at(pair, "close-later"), {"reason": "x"}).status_code == 302
        assert pair.family.code not in client.get(page(pair.other)).content.decode()
    assert road.fresh(pair).status == "open"


def test_the_people_who_match_stand_first_in_both_files_with_what_matches(
    sign_in, tehran, shiraz, laleh
):
    first, later = world.family(tehran, members=0), world.family(shiraz, members=0)
    world.member(first, first_name="Mahin", relation="daughter")
    for file, day in ((first, "1990-05-01"), (later, "1990-09-01")):
        world.member(file, birth_date=day, national_id="0499370899")
    found = PotentialDuplicate.objects.create(
        family=later, other=first, method="name_birth", score=80
    )

    answer = sign_in(laleh).get(at(found, "change"))

    of_later, of_first = answer.context["files"]
    assert [str(person.member) for person in of_first.people] == ["Zahra Karimi", "Mahin Karimi"]
    assert [bool(person.alike) for person in of_first.people] == [True, False]
    assert [bool(person.alike) for person in of_later.people] == [True]
    text = answer.content.decode()
    assert text.count("1 May 1990") == text.count("1 September 1990") == 1
    assert text.count(">same year of birth<") == 2
    assert text.count(">same national ID<") == 2
    assert "0499370899" not in text


@pytest.mark.parametrize(("method", "said"), [("phone", 0), ("nid", 1)])
def test_what_the_pair_was_found_by_is_said_once(method, said, sign_in, tehran, shiraz, laleh):
    later, first = (world.family(place, phone="09121234567") for place in (shiraz, tehran))
    found = PotentialDuplicate.objects.create(family=later, other=first, method=method, score=100)

    text = sign_in(laleh).get(at(found, "change")).content.decode()

    assert text.count(found.get_method_display()) == 1
    assert text.count("the same telephone") == said
