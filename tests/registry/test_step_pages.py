"""What a step says before it is taken, and where one finds oneself afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.calendar import digits
from registry.errors import RuleError
from registry.models import Family, Referral, Task
from registry.services.cartable import open_task
from registry.services.contact import give_back
from registry.services.identification import record_identification
from registry.services.needs import confirm_need
from registry.services.publication import approve_publication, propose_publication
from tests import road, world
from tests.doors import chosen, of_need, page, said, take
from tests.windows import hidden_on, window


def test_a_registered_family_was_not_identified_before_it_registered(tehran, maryam):
    registered, imported = (
        road.contacted(world.family(tehran, source=source), maryam)
        for source in (Family.Source.REGISTERED, Family.Source.IMPORTED)
    )
    before = timezone.localdate(registered.opened_at) - timedelta(days=1)

    with pytest.raises(RuleError) as refused:
        record_identification(family=registered, by=maryam, finding=road.finding(on=before))
    record_identification(family=imported, by=maryam, finding=road.finding(on=before))

    assert refused.value.code == "date_before_registration"
    assert registered.identifications.count() == 0
    on_the_day = road.finding(on=before + timedelta(days=1))
    record_identification(family=registered, by=maryam, finding=on_the_day)


def test_whoever_returns_a_file_is_led_to_the_start_page_without_an_alarm(sign_in, tehran, maryam):
    family = road.contacted(world.family(tehran), maryam)

    answer = take(sign_in(maryam), page(family, "give-back"), reason="They live in Shiraz.")

    assert answer.redirect_chain == [(reverse("admin:index"), 302)]
    assert "back at the national desk" in said(answer)
    assert "exist" not in said(answer)


def test_an_association_that_returned_a_file_is_offered_last(
    sign_in, tehran, shiraz, maryam, laleh
):
    family = world.family(tehran)
    Referral.objects.create(
        family=family, association=tehran, method="seat", decided_at=timezone.now()
    )
    give_back(family=family, reason="They live in Shiraz.")

    form = sign_in(laleh).get(page(family, "reroute")).context["form"]

    offered = [(pk, label) for pk, label in form.fields["association"].choices if pk]
    assert offered[-1][0] == tehran.pk
    assert "has had the file" in offered[-1][1]
    assert "has had the file" not in dict(offered)[shiraz.pk]


def test_where_a_county_s_place_is_not_known_no_distance_is_made_up(sign_in, tehran, shiraz, laleh):
    family = world.family(tehran)
    near = sign_in(laleh).get(page(family, "reroute")).context["form"]
    type(family.county).objects.filter(pk=family.county_id).update(latitude=None, longitude=None)
    far = sign_in(laleh).get(page(family, "reroute")).context["form"]

    known, unknown = (dict(f.fields["association"].choices)[shiraz.pk] for f in (near, far))
    assert known.endswith("684.4 km")
    assert unknown.endswith("distance not known")


def test_whoever_approves_an_assessment_sees_whose_it_is_and_its_scores(
    sign_in, tehran, maryam, hamid, sara
):
    family = world.family(tehran)
    assessment = road.submitted(family, maryam, hamid)
    approve = reverse("admin:registry_assessment_approve", args=[assessment.pk])

    text = sign_in(sara).get(approve).content.decode()

    assert family.contact_name in text
    assert text.count("<meter") == 4
    assert f"<strong>{digits(assessment.economic)}</strong>" in text
    assert "follow these scores" in text


def test_a_proposed_need_is_the_next_step_of_whoever_may_approve_it(
    sign_in, tehran, maryam, hamid, sara
):
    family = world.family(tehran)
    need = world.need(family, "E02")
    road.assessed(family, maryam, hamid)
    confirm_need(need=need, by=maryam)
    decided = sign_in(sara).get(page(family)).context
    propose_publication(need=need, by=maryam)

    hers, mine = (sign_in(person).get(page(family)).context for person in (sara, maryam))

    assert decided["next"] is None
    assert hers["next"].address == of_need(need, "approve")
    assert mine["next"] is None
    assert "a second person has to look" in str(mine["waiting"])
    approve_publication(need=need, by=sara)
    assert sign_in(sara).get(page(family)).context["next"] is None


def test_where_nothing_can_be_done_nothing_is_announced(sign_in, tehran, maryam):
    need = world.need(world.family(tehran), "E02")
    the_list = reverse("admin:registry_need_changelist")

    shown = sign_in(maryam).post(the_list, {"action": "decline", **chosen(need)})

    text = shown.content.decode()
    assert shown.context["taken"] == []
    assert "Nothing can be done to the rows you chose." in text
    assert "this is what would happen" not in text


def test_the_national_desk_strikes_out_by_hand_what_is_its_own(sign_in, tehran, laleh, maryam):
    family = world.family(tehran)
    task = open_task(family, Task.Kind.CHECK_LOCATION)
    settle = f"task-{task.pk}-settle"

    offered = {person: sign_in(person).get(page(family)) for person in (laleh, maryam)}
    told = sign_in(laleh).get(page(family), {"open": settle}).context["opened"]
    answer = take(sign_in(laleh), told.action, reason="It lives where it says.", _in_file=1)

    assert f"?open={settle}" in offered[laleh].content.decode()
    assert settle not in offered[maryam].content.decode()
    assert answer.status_code == 200
    assert road.fresh(task).status == "done"


def test_the_national_desk_leaves_an_association_s_tasks_alone(sign_in, tehran, laleh):
    family = world.family(tehran)
    theirs = open_task(family, Task.Kind.URGENT)
    address = reverse("admin:registry_task_settle", args=[theirs.pk])
    client = window(laleh)
    kept = hidden_on(client.get(address))

    answer = client.post(address, kept | {"reason": "It has been looked at."})

    assert "It is struck out there" in answer.content.decode()
    assert road.fresh(theirs).status == "open"
