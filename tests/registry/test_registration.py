"""From answers to a file: whole, at once, and once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from permissions.reach import everything
from registry.errors import RuleError
from registry.models import (
    Association,
    Coverage,
    Family,
    Invitation,
    Province,
    Referral,
    Registration,
    ServiceArea,
    Task,
)
from registry.services import credentials, registration
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def prisoner(evin):
    return world.prisoner(evin, custody_status="convicted")


def test_a_family_is_covered_from_the_moment_it_registers(tehran, kaveh, prisoner):
    before = timezone.now()

    receipt = world.registered(prisoner, kaveh)

    family = Family.objects.get()
    assert (family.association, family.status, family.size) == (tehran, "referred", 3)
    assert family.contact_name == "Zahra Ahmadi"
    coverage = family.coverages.get()
    assert coverage.status == Coverage.Status.PROVISIONAL
    assert before <= coverage.since == family.opened_at <= timezone.now()
    assert [m.first_name for m in family.members.all()] == ["Zahra", "Ali", "Sara"]
    assert family.kinships.get().prisoner == prisoner
    assert {c.purpose for c in family.consents.all()} == {"case_services", "share_non_identifiable"}
    assert {n.need_type.code: n.status for n in family.needs.all()} == {
        "E02": "declared",
        "S02": "declared",
    }
    task = Task.objects.get()
    assert (task.association, task.kind) == (tehran, "first_contact")
    assert receipt.family == family
    done = Registration.objects.get()
    assert (done.outcome, done.outcome_reason, done.rule_version) == ("eligible", "E1", 1)
    assert Invitation.objects.get().used_at is not None


def test_the_family_gets_a_code_and_a_pin_of_which_only_hashes_are_kept(tehran, kaveh, prisoner):
    receipt = world.registered(prisoner, kaveh)

    assert credentials.family_of(receipt.tracking_code, receipt.pin) == receipt.family
    assert credentials.family_of(receipt.tracking_code, "000000") is None
    stored = repr(Family.objects.values().get()) + repr(list(Family.history.values()))
    assert receipt.tracking_code not in stored
    assert f"'{receipt.pin}'" not in stored


def test_the_referral_says_why(tehran, shiraz, kaveh, prisoner):
    world.registered(prisoner, kaveh, world.answers("Shiraz"))

    referral = Referral.objects.get()
    assert (referral.association, referral.method) == (shiraz, "seat")
    assert [c["code"] for c in referral.candidates] == [shiraz.code, tehran.code]
    assert referral.candidates[1]["why_not"] == "not_the_seat"
    assert referral.candidates[1]["km"] == 684.4


def test_where_the_prison_is_does_not_matter(tehran, shiraz, mina, adelabad):
    held_in_shiraz = world.prisoner(adelabad)

    assert world.registered(held_in_shiraz, mina).family.association == tehran


def test_from_each_province_there_is_an_association(tehran, shiraz, kaveh, prisoner):
    for province in Province.objects.all():
        seat = province.counties.order_by("seat_population").first()
        home = world.answers()["home"] | {"county": seat.code, "phone": ""}

        receipt = world.registered(prisoner, kaveh, world.answers(home=home))

        assert receipt.family.association in {tehran, shiraz}, province


def test_a_counties_own_association_comes_first(tehran, shiraz, kaveh, prisoner):
    ServiceArea.objects.create(association=shiraz, county=tehran.county)

    world.registered(prisoner, kaveh)

    assert (Referral.objects.get().association, Referral.objects.get().method) == (
        shiraz,
        "catchment",
    )


def test_a_full_association_takes_the_family_and_the_national_desk_hears_of_it(
    tehran, kaveh, prisoner
):
    Association.objects.filter(pk=tehran.pk).update(capacity=0)

    family = world.registered(prisoner, kaveh).family

    assert family.association == tehran
    assert Referral.objects.get().over_capacity
    assert Task.objects.get(kind="over_capacity").association is None


def test_where_no_association_accepts_anybody_the_national_desk_has_the_family(
    tehran, kaveh, prisoner
):
    Association.objects.update(accepts_new=False)

    family = world.registered(prisoner, kaveh).family

    assert (family.association, family.status) == (None, "returned")
    assert Task.objects.get().kind == "reroute"


def test_parents_of_an_unmarried_prisoner_are_directed_to_the_relief_committee(
    tehran, kaveh, prisoner
):
    prisoner.marital = "single"
    prisoner.save()
    parents = world.answers(
        prisoner={"relation": "child", "income_reaches": False},
        members=[world.person_in_answers("Akbar", "head", "1950-01-01", "m")],
    )

    family = world.registered(prisoner, kaveh, parents).family

    assert (family.status, family.association) == ("directed", tehran)
    assert Registration.objects.get().outcome == "direct_to_relief"
    assert Task.objects.get().kind == "hand_over"
    assert not family.coverages.exists()


def test_children_of_two_parents_in_custody_are_an_urgent_matter(tehran, kaveh, prisoner):
    both = {"relation": "parent", "income_reaches": False, "other_parent": True}

    family = world.registered(prisoner, kaveh, world.answers(prisoner=both)).family

    assert Registration.objects.get().outcome == "guardianship"
    assert family.needs.get(need_type__code="S12").urgency == "urgent"
    assert set(Task.objects.values_list("kind", flat=True)) == {"first_contact", "urgent"}


def test_a_prison_abroad_waits_for_the_ministry(tehran, kaveh, prisoner, evin):
    abroad = world.prison("Tehran", county=None, country="TR")
    type(prisoner).objects.filter(pk=prisoner.pk).update(prison=abroad)
    world.person("leyla", "prison_social_worker", abroad)
    prisoner.refresh_from_db()
    by = type(kaveh).objects.get(username="leyla")

    family = world.registered(prisoner, by).family

    assert Registration.objects.get().outcome == "pending_abroad"
    assert (family.status, family.coverages.get().status) == ("referred", "suspended")


@pytest.mark.parametrize("page", ["consent", "home", "prisoner", "members", "needs"])
def test_a_page_that_is_missing_is_named_and_nothing_is_stored(page, tehran, kaveh, prisoner):
    pages = {step: given for step, given in world.answers().items() if step != page}

    with pytest.raises(RuleError) as refusal:
        world.registered(prisoner, kaveh, pages)

    assert refusal.value.code == f"incomplete_{page}"
    assert not Family.objects.exists()
    assert Invitation.objects.get().used_at is None


def test_without_consent_to_services_nothing_is_registered(tehran, kaveh, prisoner):
    with pytest.raises(RuleError) as refusal:
        world.registered(prisoner, kaveh, world.answers(consent={"messages": True}))

    assert refusal.value.code == "incomplete_consent"
    assert not Family.objects.exists()


def test_the_button_pressed_twice_gives_the_same_answer_and_one_family(tehran, kaveh, prisoner):
    token = world.invited(prisoner, kaveh, {**world.answers(), "once": "key"})

    first = registration.submit(token=token, code=world.RETURN_CODE, once="key", language="en")
    again = registration.submit(token=token, code=world.RETURN_CODE, once="key", language="en")

    assert again == first
    assert Family.objects.count() == 1


@pytest.mark.parametrize("once", ["", "another"])
def test_whoever_has_the_used_link_but_not_the_key_gets_nothing(once, tehran, kaveh, prisoner):
    token = world.invited(prisoner, kaveh, {**world.answers(), "once": "key"})
    registration.submit(token=token, code=world.RETURN_CODE, once="key", language="en")

    with pytest.raises(RuleError) as refusal:
        registration.submit(token=token, code=world.RETURN_CODE, once=once, language="en")
    assert refusal.value.code == "link_not_usable"


def test_a_link_of_one_prisoner_cannot_register_a_family_of_another(tehran, kaveh, prisoner, evin):
    other = world.prisoner(evin, first_name="Other")

    family = world.registered(prisoner, kaveh).family

    assert [k.prisoner for k in family.kinships.all()] == [prisoner]
    assert not other.kinships.exists()


def test_every_row_is_signed_by_the_family(tehran, kaveh, prisoner):
    world.registered(prisoner, kaveh)

    record = Family.history.earliest()
    assert (record.actor_name, record.history_change_reason) == (
        "family",
        "Registration through the prisoner's link",
    )


def test_more_associations_cost_no_more_queries(tehran, kaveh, prisoner):
    def cost(first_name):
        head = world.person_in_answers(first_name, "head", "1990-05-01", "f")
        home = world.answers()["home"] | {"phone": ""}
        pages = world.answers(members=[head], home=home)
        token = world.invited(prisoner, kaveh, {**pages, "once": "key"})
        with CaptureQueriesContext(connection) as queries:
            registration.submit(token=token, code=world.RETURN_CODE, once="key", language="en")
        return len(queries)

    few = cost("Zahra")
    for seat in ("Karaj", "Qom", "Isfahan", "Mashhad", "Tabriz", "Ahvaz"):
        world.association(seat)

    assert cost("Mahin") <= few


def test_drafts_are_unreadable_in_the_database(tehran, kaveh, prisoner):
    world.invited(prisoner, kaveh, world.answers())

    with everything("test"), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM registry_draft")
        assert "Zahra" not in cursor.fetchone()[0]
