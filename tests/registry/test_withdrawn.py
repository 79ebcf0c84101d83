"""A family that takes back its consent to services: nothing of it is told, nothing is done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.errors import RuleError
from registry.models import Association, ChangeRequest, Consent, PotentialDuplicate, Task
from registry.services import custody
from registry.services.amendment import give
from registry.services.consents import withdraw_consent
from registry.services.contact import give_back, record_first_contact
from registry.services.conversation import write_as_family
from registry.services.custody import NOTHING_MORE, Particulars
from registry.services.likeness import close_as_duplicate
from tests import road, world
from tests.doors import page, take

Purpose = Consent.Purpose
TOLD = {"release": Particulars(release_kind="pardon"), "readmission": NOTHING_MORE}


@pytest.fixture
def family(tehran, kaveh, evin):
    """Zahra's family, registered through its link."""
    return world.registered(world.prisoner(evin, custody_status="convicted"), kaveh).family


def withdrawn(family):
    services = family.consents.get(purpose=Purpose.CASE_SERVICES)
    withdraw_consent(consent=services, reason="She said so on the telephone.")
    return road.fresh(family)


def test_every_other_consent_and_every_publication_ends_with_it(family, maryam, hamid, sara):
    need = family.needs.get(need_type__code="E02")
    road.assessed(family, maryam, hamid)
    road.published(need, maryam, sara)

    withdrawn(family)

    assert not family.consents.filter(withdrawn_at=None).exists()
    assert road.fresh(need).publication == "closed"


def test_no_step_works_for_it_until_it_agrees_again(family, maryam):
    family = withdrawn(family)
    with pytest.raises(RuleError, match="took back its consent") as refused:
        record_first_contact(family=family, by=maryam)
    assert refused.value.code == "consent_withdrawn"
    assert road.fresh(family).status == "referred"

    give(family=road.fresh(family), purpose=Purpose.CASE_SERVICES, greeting="We agree again.")

    assert record_first_contact(family=road.fresh(family), by=maryam).status == "contacted"


def test_its_file_says_so_and_offers_only_to_send_it_on(sign_in, family, maryam):
    before = sign_in(maryam).get(page(family)).context
    assert before["next"] is not None

    withdrawn(family)
    after = sign_in(maryam).get(page(family))

    assert "nothing is done here until it agrees again" in after.text
    assert after.context["next"] is None
    assert "took back its consent" in sign_in(maryam).get(page(family, "contact"), follow=True).text


REASON = {"reason": "She asked for it on the telephone."}


def test_its_manager_closes_the_file_at_its_wish(sign_in, family, sara):
    withdrawn(family)
    assert "Close the file" in sign_in(sara).get(page(family)).text

    answer = take(sign_in(sara), page(family, "close"), **REASON)

    family = road.fresh(family)
    assert "The file is closed." in answer.text
    assert (family.status, family.closure_reason) == ("closed", REASON["reason"])
    assert not Task.objects.open().filter(family=family).exists()
    assert family.coverages.get().status == "ended"


def test_a_file_whose_family_has_not_withdrawn_is_not_closed(sign_in, family, sara):
    assert "Close the file" not in sign_in(sara).get(page(family)).text

    answer = take(sign_in(sara), page(family, "close"), **REASON)

    assert "has not taken back its consent" in answer.text
    assert road.fresh(family).status == "referred"


def test_a_closed_file_goes_on_when_its_family_agrees_again(sign_in, family, maryam, sara):
    road.identified(family, maryam)
    take(sign_in(sara), page(withdrawn(family), "close"), **REASON)
    refused = take(sign_in(sara), page(family, "reopen"), **REASON)
    assert "has not agreed again" in refused.text
    give(family=road.fresh(family), purpose=Purpose.CASE_SERVICES, greeting="We agree again.")

    take(sign_in(sara), page(family, "reopen"), **REASON)

    family = road.fresh(family)
    assert (family.status, family.closed_at, family.closure_reason) == ("identified", None, "")
    assert Task.objects.open().get(family=family, kind="verify")
    assert [each.status for each in family.coverages.order_by("pk")] == ["ended", "provisional"]


def test_a_file_opened_again_goes_to_the_national_desk_if_its_association_closed_down(
    sign_in, family, tehran, sara, laleh
):
    take(sign_in(sara), page(withdrawn(family), "close"), **REASON)
    give(family=road.fresh(family), purpose=Purpose.CASE_SERVICES, greeting="We agree again.")
    Association.objects.filter(pk=tehran.pk).update(status="closed")

    take(sign_in(sara), page(family, "reopen"), **REASON)

    family = road.fresh(family)
    assert (family.status, family.association) == ("returned", None)
    assert Task.objects.visible_to(laleh).open().get(family=family, kind="reroute")


NUMBER = "0499370899"


def pages_of(number=NUMBER):
    head = world.person_in_answers("Zahra", "head", "1990-05-01", "f", national_id=number)
    return world.answers(members=[head])


def closed(client, family):
    take(client, page(withdrawn(family), "close"), **REASON)
    return road.fresh(family)


def agrees_again(family):
    give(family=road.fresh(family), purpose=Purpose.CASE_SERVICES, greeting="We agree again.")


def test_a_closed_file_stays_closed_where_its_family_goes_on_in_another(
    sign_in, shiraz, sara, laleh, evin, kaveh
):
    family = world.registered(world.prisoner(evin), kaveh, pages_of()).family
    closed(sign_in(sara), family)
    world.registered(world.prisoner(evin), kaveh, pages_of())
    PotentialDuplicate.objects.all().delete()
    Task.objects.filter(kind="check_duplicate").delete()
    agrees_again(family)
    assert "matching record" not in sign_in(sara).get(page(family, "reopen"), follow=True).text

    answer = take(sign_in(sara), page(family, "reopen"), **REASON)

    assert "a matching record exists. The national desk has been asked" in answer.text
    assert road.fresh(family).status == "closed"
    assert PotentialDuplicate.objects.get().family == family
    assert Task.objects.visible_to(laleh).open().get(family=family, kind="check_duplicate")


def test_a_file_closed_as_a_duplicate_is_opened_again_by_nobody(
    sign_in, tehran, sara, maryam, family
):
    later = world.family(tehran, opened_at=timezone.now())
    pair = PotentialDuplicate.objects.create(family=later, other=family, method="phone", score=80)
    close_as_duplicate(pair=pair, reason="The same mother.")

    answer = take(sign_in(sara), page(later, "reopen"), **REASON)

    assert "goes on in another file, so this one stays closed" in answer.text
    assert road.fresh(later).status == "closed"


def test_whoever_wrote_the_withdrawal_down_does_not_close_the_file(sign_in, family, sara, laleh):
    consent = family.consents.get(purpose=Purpose.CASE_SERVICES)
    take(sign_in(sara), reverse("admin:registry_consent_withdraw", args=[consent.pk]), **REASON)
    assert road.fresh(family).has_withdrawn

    refused = take(sign_in(sara), page(family, "close"), **REASON)
    assert "You recorded yourself" in refused.text
    assert road.fresh(family).status == "referred"

    take(sign_in(laleh), page(family, "close"), **REASON)
    assert road.fresh(family).status == "closed"


def test_a_return_opens_no_file_that_its_family_had_closed(sign_in, family, sara):
    prisoner = family.kinships.get().prisoner
    family.kinships.update(dependent=True)
    closed(sign_in(sara), family)
    for kind, days in (("release", 2), ("readmission", 1)):
        at = timezone.now() - timedelta(days=days)
        custody.record_event(prisoner=prisoner, kind=kind, at=at, particulars=TOLD[kind])

    family = road.fresh(family)
    assert (family.status, family.phase) == ("closed", "custody")
    assert not family.coverages.filter(until=None).exists()


def test_what_waited_for_a_decision_ends_with_the_file(sign_in, family, maryam, hamid, sara):
    road.submitted(family, maryam, hamid)
    ChangeRequest.objects.create(
        family=family, wanted={"address": {"from": "", "to": "7"}}, asked_at=timezone.now()
    )
    write_as_family(family=family, body="When will you come?")

    closed(sign_in(sara), family)

    assert family.assessments.get().status == "returned"
    assert family.change_requests.get().status == "rejected"
    # The family still waits for an answer.
    assert [each.kind for each in Task.objects.open().filter(family=family)] == ["answer_message"]


def test_an_urgent_need_is_urgent_again_when_the_file_goes_on(sign_in, family, sara):
    world.need(family, "S12", urgency="urgent")
    closed(sign_in(sara), family)
    assert not Task.objects.open().filter(family=family, kind="urgent").exists()
    agrees_again(family)

    answer = take(sign_in(sara), page(family, "reopen"), **REASON)

    assert "The file is open again" in answer.text
    assert Task.objects.open().filter(family=family, kind="urgent").exists()


def test_papers_from_abroad_that_were_never_in_order_are_not_in_order_now(
    sign_in, family, sara, maryam
):
    family.registrations.update(outcome="pending_abroad")
    family.coverages.update(status="suspended")
    closed(sign_in(sara), family)
    agrees_again(family)

    take(sign_in(sara), page(family, "reopen"), **REASON)

    assert family.coverages.get(until=None).status == "suspended"


def test_a_file_at_the_desk_is_closed_where_it_is_sent(sign_in, family, laleh):
    give_back(family=family, reason="They live in Shiraz.")

    refused = take(sign_in(laleh), page(withdrawn(family), "close"), **REASON)

    assert "waits at the national desk for an association" in refused.text
    assert road.fresh(family).status == "returned"
