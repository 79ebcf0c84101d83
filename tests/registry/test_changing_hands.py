"""A file goes to another association, and whatever still waits in it goes along."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import Association, NeedType, PotentialDuplicate, Task
from registry.services import custody
from registry.services.amendment import amend
from registry.services.assessment import return_assessment, submit_assessment
from registry.services.cartable import open_task
from registry.services.contact import give_back, reroute
from registry.services.conversation import write_as_family
from registry.services.needs import Wanted, add_need
from registry.services.publication import propose_publication
from tests import road, world
from tests.doors import chosen, hidden, said


@pytest.fixture
def family(tehran, evin):
    """A family in Tehran with a declared need, whose prisoner was released yesterday."""
    family = world.family(tehran)
    world.need(family, "E02")
    prisoner = world.prisoner(evin)
    world.kinship(family, prisoner)
    yesterday = timezone.now() - timedelta(days=1)
    custody.record_event(prisoner=prisoner, kind="release", at=yesterday)
    return family


def waiting(person):
    """What the person finds in the cartable."""
    return sorted(task.kind for task in Task.objects.visible_to(person).open())


def test_whatever_waits_is_found_by_the_new_association(family, shiraz, maryam, hamid, reza, laleh):
    road.assessed(family, maryam, hamid)
    food, _urgent = (
        add_need(family=family, by=maryam, wanted=Wanted(NeedType.objects.get(code=code)))
        for code in ("E12", "S08")
    )
    propose_publication(need=food, by=maryam)
    submit_assessment(family=family, by=maryam, answers=road.answers(1))
    write_as_family(family=family, body="When will you come?")
    amend(family=family, told={"address": "7 Mehr Alley"})
    before = waiting(maryam)

    reroute(family=family, to=shiraz, by=laleh, reason="They moved.")

    assert waiting(reza) == before
    assert before == [
        "aftercare_plan",
        "answer_message",
        "approve_assessment",
        "approve_publication",
        "decide_needs",
        "review_change",
        "review_coverage",
        "urgent",
    ]
    assert waiting(maryam) == []
    assert not Task.objects.open().exclude(assignee=None).exists()


def test_it_waits_as_long_as_the_file_is_on_its_way(family, shiraz, maryam, reza, laleh):
    road.contacted(family, maryam)
    write_as_family(family=family, body="When will you come?")
    asked = Task.objects.get(kind="answer_message")

    give_back(family=family, reason="They live in Shiraz.")
    assert waiting(maryam) == []
    write_as_family(family=road.fresh(family), body="Who answers us?")
    reroute(family=family, to=shiraz, by=laleh, reason="They live in Shiraz.")

    assert waiting(reza) == [
        "aftercare_plan",
        "answer_message",
        "first_contact",
        "review_coverage",
    ]
    assert road.fresh(asked).due_at == asked.due_at
    assert waiting(laleh) == waiting(reza)


def test_an_assessment_that_was_sent_back_is_made_by_the_new_association(
    family, shiraz, maryam, hamid, reza, laleh
):
    road.assessed(family, maryam, hamid)
    again = submit_assessment(family=family, by=maryam, answers=road.answers(1))
    return_assessment(assessment=again, by=hamid, reason="The rent is missing.")

    reroute(family=family, to=shiraz, by=laleh, reason="They moved.")

    assert "assess" in waiting(reza)
    assert "approve_assessment" not in waiting(reza)


def test_the_national_desk_still_asks_whether_two_files_are_one_family(
    family, tehran, shiraz, laleh
):
    first = world.family(tehran)
    PotentialDuplicate.objects.create(family=family, other=first, method="phone", score=90)
    for kind in (Task.Kind.CHECK_DUPLICATE, Task.Kind.OVER_CAPACITY, Task.Kind.CHECK_LOCATION):
        open_task(family, kind)

    reroute(family=family, to=shiraz, by=laleh, reason="They moved.")

    national = Task.objects.open().filter(association=None)
    assert [task.kind for task in national] == ["check_duplicate"]


FILES = "admin:registry_family_changelist"
CLOSING = {"reason": "The association in Tehran closes."}


@pytest.fixture
def closing(tehran, shiraz):
    """Tehran's association has two open files, takes no more, and is to close."""
    files = [world.family(tehran), world.family(tehran)]
    world.association("Karaj")
    tehran.status = "suspended"
    tehran.save()
    return files


def test_the_files_of_a_closing_association_go_to_the_nearest_after_a_look(sign_in, closing, laleh):
    client = sign_in(laleh)
    asked = {"action": "reroute_to_nearest", **chosen(*closing)}

    shown = client.post(reverse(FILES), asked)
    assert shown.content.decode().count("<ins>Karaj Association</ins>") == 2
    assert {road.fresh(file).association.name_en for file in closing} == {"Tehran Association"}
    shown = client.post(reverse(FILES), asked | CLOSING | {"answered": "1"})
    answer = client.post(reverse(FILES), hidden(shown) | CLOSING, follow=True)

    assert "2 files are at their new association." in said(answer)
    for file in map(road.fresh, closing):
        referral = file.referrals.latest("pk")
        assert file.association.name_en == "Karaj Association"
        assert (referral.method, referral.decided_by, referral.reason) == (
            "nearest",
            laleh,
            CLOSING["reason"],
        )
        assert referral.candidates[0]["name_en"] == "Karaj Association"


def test_files_stay_where_the_rule_chooses_their_own_association_again(
    sign_in, closing, tehran, laleh
):
    tehran.status = "active"
    tehran.save()

    shown = sign_in(laleh).post(
        reverse(FILES), {"action": "reroute_to_nearest", **chosen(*closing)}
    )

    assert shown.context["taken"] == []
    assert "suspend it first" in shown.text


def test_an_association_sends_none_of_its_files_away_itself(sign_in, closing, laleh, sara):
    asked = {"action": "reroute_to_nearest", **chosen(*closing), **CLOSING, "answered": "1"}
    sent_by_the_desk = hidden(sign_in(laleh).post(reverse(FILES), asked)) | CLOSING

    answer = sign_in(sara).post(reverse(FILES), sent_by_the_desk, follow=True)

    assert "reroute_to_nearest" not in answer.text
    assert {road.fresh(file).association.name_en for file in closing} == {"Tehran Association"}


def test_a_file_goes_nowhere_else_than_was_shown(sign_in, closing, laleh):
    asked = {"action": "reroute_to_nearest", **chosen(*closing), **CLOSING, "answered": "1"}
    shown = hidden(sign_in(laleh).post(reverse(FILES), asked)) | CLOSING
    Association.objects.filter(name_en="Karaj Association").update(status="suspended")

    answer = sign_in(laleh).post(reverse(FILES), shown, follow=True)

    assert said(answer).count("It has been changed since you looked at it") == 2
    assert {road.fresh(file).association.name_en for file in closing} == {"Tehran Association"}


def test_a_file_that_came_back_is_not_sent_to_where_it_came_from(
    sign_in, tehran, evin, kaveh, laleh
):
    family = world.registered(world.prisoner(evin), kaveh).family
    give_back(family=family, reason="They are related to our manager.")

    shown = sign_in(laleh).post(reverse(FILES), {"action": "reroute_to_nearest", **chosen(family)})

    assert shown.context["taken"] == []
    assert "has had the file already" in shown.text
