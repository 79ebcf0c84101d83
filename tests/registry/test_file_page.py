"""A family's file in the office: what it shows to whom, and the steps taken from it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from registry.models import (
    Assessment,
    Document,
    Message,
    NeedType,
    Task,
)
from registry.services.contact import reroute
from registry.services.conversation import write_as_family
from registry.services.documents import checklist
from registry.services.needs import Wanted, add_need, confirm_need
from registry.services.publication import propose_publication
from tests import road, world
from tests.doors import chosen, hidden, of_need, page, said, shown_and_confirmed, take


def test_the_file_says_who_where_and_what_comes_next(sign_in, tehran, maryam):
    family = world.family(tehran, contact_name="Zahra Karimi")

    answer = sign_in(maryam).get(page(family))

    text = answer.content.decode()
    assert "Zahra Karimi" in text
    assert "waiting for its first contact" in text
    assert page(family, "contact") in text
    assert page(family, "verify") not in text


def test_a_file_of_another_association_answers_like_one_that_never_was(
    sign_in, tehran, maryam, reza
):
    family = world.family(tehran)
    client = sign_in(reza)

    for step in ("change", "contact", "edit", "verify", "assess"):
        theirs = client.get(page(family, step))
        never = client.get(page(family, step).replace(f"/{family.pk}/", "/987654321/"))
        assert (theirs.status_code, theirs["Location"]) == (302, never["Location"])
    assert sign_in(maryam).get(page(family)).status_code == 200


def test_an_inspector_reads_the_file_and_takes_no_step(sign_in, tehran, nasrin):
    family = world.family(tehran)
    client = sign_in(nasrin)

    answer = client.get(page(family))

    assert answer.status_code == 200
    assert answer.context["next"] is None
    assert answer.context["beside"] == []
    assert client.post(page(family, "contact")).status_code == 403
    assert road.fresh(family).status == "referred"


def test_what_a_role_may_not_see_is_not_there_at_all(sign_in, tehran, ali, maryam):
    family = world.family(tehran, phone="09121234567", address="12 Azadi Street")
    world.need(family, "S08")
    Message.objects.create(
        family=family, side="family", body="Please call me.", sent_at=timezone.now()
    )
    secrets = ("09121234567", "12 Azadi Street", "Domestic violence", "Please call me.", "Messages")

    hers = sign_in(maryam).get(page(family)).content.decode()
    his = sign_in(ali).get(page(family)).content.decode()

    for secret in secrets:
        assert secret in hers, secret
        assert secret not in his, secret


def test_the_whole_road_is_walked_from_the_file(sign_in, tehran, maryam, hamid, sara):
    family = world.family(tehran)
    need = world.need(family, "E02")

    her = sign_in(maryam)
    assert "first contact is recorded" in said(take(her, page(family, "contact"), note=""))
    take(
        her,
        page(family, "identify"),
        method="home_visit",
        on=timezone.localdate().isoformat(),
        result="confirmed",
    )
    papers = {paper.key: "valid" for paper in checklist(family)}
    take(her, page(family, "documents"), **papers)
    assert family.documents.filter(status=Document.Status.VALID).count() == len(papers)
    his = sign_in(hamid)
    assert "verify" in his.get(page(family)).context["next"].address
    take(his, page(family, "verify"), decision="verified")
    take(sign_in(maryam), page(family, "assess"), **road.answers(2), narrative="They manage.")
    assessment = Assessment.objects.get(family=family)
    hers = sign_in(sara)
    assert f"assessment/{assessment.pk}/" in hers.get(page(family)).context["next"].address
    take(hers, reverse("admin:registry_assessment_approve", args=[assessment.pk]))
    his = sign_in(hamid)
    take(his, of_need(need, "confirm"), amount_rial="2,000,000")
    take(his, of_need(need, "propose"))
    answer = sign_in(sara).get(of_need(need, "approve"))
    assert "Food basket for a family" in answer.content.decode()
    take(sign_in(sara), of_need(need, "approve"))

    need, family = road.fresh(need), road.fresh(family)
    assert (family.status, need.publication, need.amount_rial) == (
        "assessed",
        "published",
        20_000_000,
    )
    assert family.history.filter(actor_name="Hamid").exists()


def test_a_second_click_says_that_it_is_done_already(sign_in, tehran, maryam):
    family = world.family(tehran)
    client = sign_in(maryam)
    take(client, page(family, "contact"))

    again = client.post(page(family, "contact"))

    assert again.status_code == 200
    assert "recorded already" in again.content.decode()
    assert Task.objects.filter(family=family, kind="identify").count() == 1


def test_a_step_that_has_to_wait_says_for_what_before_anything_is_filled_in(
    sign_in, tehran, maryam
):
    family = world.family(tehran)

    answer = sign_in(maryam).get(page(family, "assess"))

    assert "Record the first contact first" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


def test_whoever_identified_a_family_is_told_to_ask_a_colleague(sign_in, tehran, maryam, hamid):
    family = road.with_documents(road.identified(world.family(tehran), maryam), maryam)

    refused = sign_in(maryam).post(page(family, "verify"), {"decision": "verified"})
    assert "Ask a colleague to verify it" in refused.content.decode()

    take(sign_in(hamid), page(family, "verify"), decision="verified")
    assert road.fresh(family).status == "verified"


def test_a_date_is_typed_in_either_calendar(sign_in, tehran, maryam):
    family = road.contacted(world.family(tehran, source="imported"), maryam)
    client = sign_in(maryam)

    answer = client.post(
        page(family, "identify"), {"method": "phone", "on": "1405/13/1", "result": "not_found"}
    )
    assert "is not a date" in answer.content.decode()
    take(client, page(family, "identify"), method="phone", on="۱۴۰۵/۲/۹", result="not_found")

    assert family.identifications.get().on.isoformat() == "2026-04-29"


def test_the_family_is_answered_from_its_file(sign_in, tehran, maryam):
    family = world.family(tehran)
    write_as_family(family=family, body="When will you come?")
    assert Task.objects.open().filter(family=family, kind="answer_message").exists()

    client = sign_in(maryam)
    assert "When will you come?" in client.get(page(family)).content.decode()
    take(client, page(family, "write"), body="On Monday.")
    again = client.post(page(family, "write"), {"body": "On Monday."})

    assert "sent already" in again.content.decode()
    assert [message.body for message in family.messages.all()] == [
        "When will you come?",
        "On Monday.",
    ]
    assert family.messages.first().read_at is not None
    assert not Task.objects.open().filter(family=family, kind="answer_message").exists()


def test_the_manager_gives_a_file_to_somebody_of_the_association(
    sign_in, tehran, shiraz, sara, maryam, reza
):
    family = world.family(tehran)
    client = sign_in(sara)

    refused = client.post(page(family, "assign"), {"to": reza.pk})
    assert refused.status_code == 200
    assert road.fresh(family).worker is None
    take(client, page(family, "assign"), to=maryam.pk)

    assert road.fresh(family).worker == maryam
    assert sign_in(maryam).get(page(family, "assign")).status_code == 403


def test_a_returned_file_leaves_the_person_at_the_list(sign_in, tehran, maryam, laleh, shiraz):
    family = road.contacted(world.family(tehran), maryam)
    client = sign_in(maryam)

    answer = take(client, page(family, "give-back"), reason="They live in Shiraz.")
    assert answer.status_code == 200
    assert client.get(page(family)).status_code == 302

    take(sign_in(laleh), page(family, "reroute"), association=shiraz.pk, reason="Lives there.")
    assert road.fresh(family).association == shiraz


def test_several_needs_are_confirmed_proposed_and_approved_at_once(
    sign_in, tehran, maryam, hamid, sara
):
    family = world.family(tehran)
    needs = [world.need(family, code) for code in ("E02", "E03", "E11")]
    road.assessed(family, maryam, hamid)
    the_list = "admin:registry_need_changelist"

    shown_and_confirmed(sign_in(maryam), the_list, "confirm", *needs)
    shown = sign_in(maryam).post(reverse(the_list), {"action": "propose", **chosen(*needs)})
    answer = sign_in(maryam).post(reverse(the_list), hidden(shown), follow=True)
    assert "never published" in shown.content.decode()
    assert "2 needs are proposed" in said(answer)
    seen = sign_in(sara).post(reverse(the_list), {"action": "approve", **chosen(*needs[:2])})
    assert "Food basket for a family" in seen.content.decode()
    sign_in(sara).post(reverse(the_list), hidden(seen))

    assert [road.fresh(need).publication for need in needs] == ["published", "published", "private"]


def test_whoever_proposed_a_need_is_not_offered_its_approval(sign_in, tehran, maryam, hamid, sara):
    family = world.family(tehran)
    need = world.need(family, "E02")
    road.assessed(family, maryam, hamid)
    propose_publication(need=confirm_need(need=need, by=maryam), by=sara)

    assert of_need(need, "approve") not in sign_in(sara).get(page(family)).content.decode()
    refused = sign_in(sara).post(of_need(need, "approve"))
    assert "somebody else has to approve it" in refused.content.decode()
    assert sign_in(maryam).get(of_need(need, "approve")).status_code == 403


def test_a_longer_file_costs_no_more_questions(
    sign_in, tehran, maryam, hamid, django_assert_max_num_queries
):
    family = world.family(tehran, members=1)
    road.assessed(family, maryam, hamid)
    client = sign_in(maryam)
    client.get(page(family))
    with django_assert_max_num_queries(60) as short:
        client.get(page(family))

    for _number in range(6):
        world.member(family)
        write_as_family(family=family, body=f"Message {_number}")
    for kind in NeedType.objects.exclude(code="E01")[:8]:
        add_need(family=family, by=maryam, wanted=Wanted(kind))

    with django_assert_max_num_queries(len(short)):
        client.get(page(family))


def test_late_tasks_are_found_in_the_cartable(sign_in, tehran, maryam):
    family = road.contacted(world.family(tehran), maryam)
    Task.objects.filter(family=family).update(due_at=timezone.now() - timedelta(days=1))
    the_list = reverse("admin:registry_task_changelist")

    answer = sign_in(maryam).get(the_list, {"when": "late"})

    assert answer.context["cl"].result_count == 1
    line = reverse("admin:registry_task_change", args=[Task.objects.open().get().pk])
    assert sign_in(maryam).get(line)["Location"] == page(family)


def test_the_second_person_learns_the_first_only_as_a_colleague(
    sign_in, tehran, shiraz, maryam, hamid, reza
):
    family = road.identified(world.family(tehran), maryam)
    pages = (page(family, "verify"), reverse("admin:registry_identification_changelist"))
    here = [sign_in(hamid).get(each).content.decode() for each in pages]

    reroute(family=family, to=shiraz, by=maryam, reason="It has moved.")
    there = [sign_in(reza).get(each).content.decode() for each in pages]

    assert ["Maryam" in text for text in here] == [True, True]
    assert ["Maryam" in text for text in there] == [False, False]
    assert "a colleague elsewhere" in there[0]


def test_a_closed_file_gets_no_new_code_and_pin(sign_in, tehran, maryam):
    family = world.family(tehran)
    closed = world.family(tehran, status="closed")
    client = sign_in(maryam)

    assert client.post(page(family, "new-key")).context["pin"]
    assert "This file is closed" in client.post(page(closed, "new-key")).content.decode()
    assert not road.fresh(closed).pin_hash
