"""The road of a file: which step may follow which, and what a refusal says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.errors import RuleError
from registry.models import Coverage, Family, Task
from registry.services import stages
from registry.services.contact import give_back, record_first_contact, reroute
from registry.services.identification import record_identification
from registry.services.verification import decide_verification
from tests import road, world

STAGES = ("referred", "contacted", "identified", "verified", "assessed")
ENDED = ("returned", "directed", "not_eligible", "closed")

# Step by stage: "yes", or the code of the refusal.
TABLE = {
    "contact": ("yes", "already_done", "already_done", "already_done", "already_done"),
    "give back": ("yes", "yes", "already_done", "already_done", "already_done"),
    "identify": ("step_missing", "yes", "already_done", "already_done", "already_done"),
    "verify": ("step_missing", "step_missing", "yes", "already_done", "already_done"),
    "assess": ("step_missing", "step_missing", "step_missing", "yes", "yes"),
    "decide needs": ("step_missing", "step_missing", "step_missing", "yes", "yes"),
    "check documents": ("yes",) * 5,
    "assign": ("yes",) * 5,
    "reroute": ("yes",) * 5,
}


def kinds(family: Family, status: str = "open") -> set[str]:
    return set(Task.objects.filter(family=family, status=status).values_list("kind", flat=True))


@pytest.mark.parametrize("step", TABLE)
def test_each_step_is_taken_at_its_stage_and_refused_elsewhere(step):
    for stage, answer in zip(STAGES, TABLE[step], strict=True):
        refusal = stages.why_not(Family(status=stage), step)

        assert (refusal[1] if refusal else "yes") == answer, stage


@pytest.mark.parametrize("step", TABLE)
def test_nothing_more_is_done_in_a_file_that_has_stopped(step):
    for stage in ENDED:
        refusal = stages.why_not(Family(status=stage), step)
        may = stage == "returned" and step == "reroute"

        assert (refusal is None) == may, stage


def test_a_refusal_names_the_missing_step(tehran, maryam):
    family = world.family(tehran)

    with pytest.raises(RuleError) as refused:
        record_identification(family=family, by=maryam, finding=road.finding())

    assert "Record the first contact first" in str(refused.value)


def test_whoever_contacts_a_family_keeps_its_file(tehran, maryam, hamid):
    family = world.family(tehran)
    family = record_first_contact(family=family, by=maryam, note="She called back.")

    assert (family.status, family.worker) == ("contacted", maryam)
    assert kinds(family) == {"identify"}
    assert family.history.first().history_change_reason == "She called back."

    with pytest.raises(RuleError) as again:
        record_first_contact(family=family, by=hamid)
    assert again.value.code == "already_done"
    assert road.fresh(family).worker == maryam


def test_a_returned_file_is_gone_for_the_association_and_waits_at_the_national_desk(
    tehran, maryam, laleh
):
    family = road.contacted(world.family(tehran), maryam)

    with pytest.raises(RuleError) as refused:
        give_back(family=family, reason="  ")
    assert refused.value.code == "reason_missing"
    give_back(family=family, reason="They live in Shiraz.")

    assert not Family.objects.visible_to(maryam).exists()
    assert not Task.objects.visible_to(maryam).exists()
    assert kinds(family) == {"reroute"}
    assert Task.objects.visible_to(laleh).open().get().association is None
    assert family.history.first().history_change_reason == "They live in Shiraz."


def test_the_national_desk_sends_a_file_to_another_association(tehran, shiraz, maryam, reza, laleh):
    family = road.contacted(world.family(tehran), maryam)
    give_back(family=family, reason="They live in Shiraz.")

    family = reroute(family=family, to=shiraz, by=laleh, reason="Lives in Shiraz.")

    assert (family.status, family.association, family.worker) == ("referred", shiraz, None)
    assert list(Family.objects.visible_to(reza)) == [family]
    assert kinds(family) == {"first_contact"}
    referral = family.referrals.first()
    assert (referral.method, referral.decided_by) == ("manual", laleh)

    with pytest.raises(RuleError) as refused:
        reroute(family=family, to=shiraz, by=laleh, reason="Again.")
    assert refused.value.code == "already_there"


def test_a_file_is_not_sent_to_an_association_that_is_closed(tehran, shiraz, laleh):
    family = world.family(tehran)
    shiraz.status = "closed"
    shiraz.save()

    with pytest.raises(RuleError) as refused:
        reroute(family=family, to=shiraz, by=laleh, reason="Lives in Shiraz.")

    assert refused.value.code == "association_not_active"


def test_a_confirmed_identification_goes_to_a_second_person(tehran, maryam):
    family = road.identified(world.family(tehran), maryam)

    assert family.status == "identified"
    assert Task.objects.open().get(family=family, kind="verify").assignee is None


@pytest.mark.parametrize("result", ["not_found", "needs_documents", "not_eligible"])
def test_an_identification_that_confirms_nothing_leaves_the_family_where_it_is(
    tehran, maryam, result
):
    family = road.identified(world.family(tehran), maryam, result=result)

    assert family.status == "contacted"


def test_the_same_identification_is_not_recorded_twice(tehran, maryam):
    family = road.identified(world.family(tehran), maryam, result="not_found")

    with pytest.raises(RuleError) as refused:
        record_identification(family=family, by=maryam, finding=road.finding(result="not_found"))

    assert refused.value.code == "already_done"
    assert family.identifications.count() == 1


def test_an_identification_cannot_lie_in_the_future(tehran, maryam):
    family = road.contacted(world.family(tehran), maryam)
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(RuleError) as refused:
        record_identification(family=family, by=maryam, finding=road.finding(on=tomorrow))
    assert refused.value.code == "date_in_future"

    record_identification(family=family, by=maryam, finding=road.finding())


def letter(association, prison, **facts):
    today = timezone.localdate()
    facts = {
        "letter_no": "110/7",
        "dated": today - timedelta(days=10),
        "valid_until": today + timedelta(days=10),
        "approved_by_name": "The head",
    } | facts
    return association.coordinations.create(prison=prison, **facts)


def face_to_face(**facts):
    return road.finding(method="face_to_face", **facts)


def test_a_prisoner_is_met_under_the_letter_of_his_prison(tehran, shiraz, evin, adelabad, maryam):
    family = road.contacted(world.family(tehran), maryam)
    world.kinship(family, world.prisoner(evin), relation="spouse")
    today = timezone.localdate()
    old = letter(tehran, evin, valid_until=today - timedelta(days=1))
    refused_letters = {
        "coordination_missing": None,
        "coordination_elsewhere": letter(tehran, adelabad),
        "coordination_expired": old,
    }

    for code, given in refused_letters.items():
        with pytest.raises(RuleError) as refused:
            record_identification(
                family=family, by=maryam, finding=face_to_face(coordination=given)
            )
        assert refused.value.code == code
    with pytest.raises(RuleError) as refused:
        record_identification(
            family=family, by=maryam, finding=face_to_face(coordination=letter(shiraz, evin))
        )
    assert refused.value.code == "coordination_elsewhere"

    done = record_identification(
        family=family, by=maryam, finding=face_to_face(coordination=letter(tehran, evin))
    )
    assert done.coordination.prison == evin


def test_a_letter_covers_the_days_it_was_valid_on(tehran, evin, maryam):
    family = road.contacted(world.family(tehran), maryam)
    world.kinship(family, world.prisoner(evin), relation="spouse")
    today = timezone.localdate()
    old = letter(tehran, evin, valid_until=today - timedelta(days=1))

    record_identification(
        family=family,
        by=maryam,
        finding=face_to_face(coordination=old, on=today - timedelta(days=1)),
    )

    assert road.fresh(family).status == "identified"


def test_a_family_is_verified_by_a_second_person_who_saw_its_documents(tehran, maryam, hamid):
    family = road.identified(world.family(tehran), maryam)

    with pytest.raises(RuleError) as refused:
        decide_verification(family=family, by=hamid, decision="verified")
    assert refused.value.code == "documents_missing"
    assert "Prison certificate" in str(refused.value)

    road.with_documents(family, maryam)
    with pytest.raises(RuleError) as refused:
        decide_verification(family=family, by=maryam, decision="verified")
    assert refused.value.code == "second_person_needed"

    decide_verification(family=family, by=hamid, decision="verified")
    family = road.fresh(family)
    assert family.status == "verified"
    assert family.coverages.get().status == Coverage.Status.ACTIVE
    assert kinds(family) == {"assess"}

    with pytest.raises(RuleError) as again:
        decide_verification(family=family, by=hamid, decision="verified")
    assert again.value.code == "already_done"


def test_verifying_ends_the_waiting_of_a_family_whose_prisoner_is_abroad(tehran, maryam, hamid):
    family = world.family(tehran)
    family.coverages.update(status=Coverage.Status.SUSPENDED)

    road.verified(family, maryam, hamid)

    assert family.coverages.get(until=None).status == Coverage.Status.ACTIVE


def test_a_rejected_family_is_told_why_and_is_no_longer_covered(tehran, maryam, hamid):
    family = road.identified(world.family(tehran), maryam)

    with pytest.raises(RuleError) as refused:
        decide_verification(family=family, by=hamid, decision="rejected", reason="")
    assert refused.value.code == "reason_missing"
    decide_verification(family=family, by=hamid, decision="rejected", reason="No prisoner.")

    family = road.fresh(family)
    assert (family.status, family.closure_reason) == ("not_eligible", "No prisoner.")
    coverage = family.coverages.get()
    assert coverage.status == "ended"
    assert coverage.until is not None
    assert kinds(family) == set()


def test_more_may_be_asked_before_a_family_is_verified(tehran, maryam, hamid):
    family = road.identified(world.family(tehran), maryam)

    decide_verification(
        family=family, by=hamid, decision="need_more", reason="The address was not seen."
    )

    assert road.fresh(family).status == "contacted"
    assert kinds(family) == {"identify"}
    record_identification(family=family, by=maryam, finding=road.finding())
    assert road.fresh(family).status == "identified"


def test_a_second_person_ends_the_file_of_a_family_found_not_eligible(tehran, maryam, hamid):
    family = road.identified(world.family(tehran), maryam, result="not_eligible")

    with pytest.raises(RuleError) as refused:
        decide_verification(family=family, by=hamid, decision="verified")
    assert refused.value.code == "step_missing"
    decide_verification(family=family, by=hamid, decision="rejected", reason="No prisoner.")

    assert road.fresh(family).status == "not_eligible"
