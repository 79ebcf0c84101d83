"""A family that takes back its consent to services: nothing of it is told, nothing is done."""

import pytest

from registry.errors import RuleError
from registry.models import Association, Consent, Task
from registry.services.amendment import give
from registry.services.consents import withdraw_consent
from registry.services.contact import record_first_contact
from tests import road, world
from tests.doors import page, take

Purpose = Consent.Purpose


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


def test_a_closed_file_stays_closed_where_its_family_goes_on_in_another(
    sign_in, tehran, sara, evin, kaveh
):
    head = world.person_in_answers("Zahra", "head", "1990-05-01", "f", national_id="0499370899")
    pages = world.answers(members=[head])
    family = world.registered(world.prisoner(evin), kaveh, pages).family
    take(sign_in(sara), page(withdrawn(family), "close"), **REASON)
    other = world.registered(world.prisoner(evin), kaveh, pages).family
    assert other.pk != family.pk
    give(family=road.fresh(family), purpose=Purpose.CASE_SERVICES, greeting="We agree again.")

    answer = take(sign_in(sara), page(family, "reopen"), **REASON)

    assert "has another file, which goes on" in answer.text
    assert road.fresh(family).status == "closed"
