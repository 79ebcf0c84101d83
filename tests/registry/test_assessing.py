"""From an assessment to confirmed needs, and to what donors may count."""

import pytest
from django.utils import translation

from registry.errors import RuleError
from registry.models import Need, NeedType, Task
from registry.services.assessment import (
    approve_assessment,
    return_assessment,
    submit_assessment,
    suggestions,
)
from registry.services.consents import record_consent, withdraw_consent
from registry.services.needs import Wanted, add_need, confirm_need, decline_need, withdraw_need
from registry.services.publication import approve_publication, propose_publication, take_back
from tests import road, world


def kinds(family):
    return set(Task.objects.open().filter(family=family).values_list("kind", flat=True))


def wanted(code, **facts):
    return Wanted(NeedType.objects.get(code=code), **facts)


def test_an_assessment_waits_for_the_verification(tehran, maryam, hamid):
    family = road.identified(world.family(tehran), maryam)

    with pytest.raises(RuleError) as refused:
        submit_assessment(family=family, by=maryam, answers=road.answers())

    assert refused.value.code == "step_missing"
    assert "verified by a second person" in str(refused.value)


def test_an_assessment_is_scored_and_approved_by_a_colleague(tehran, maryam, hamid):
    assessment = road.submitted(world.family(tehran), maryam, hamid, value=3)
    assert (assessment.economic, assessment.tier, assessment.completeness) == (100, "critical", 100)
    assert kinds(assessment.family) == {"approve_assessment", "urgent"}

    with pytest.raises(RuleError) as refused:
        approve_assessment(assessment=assessment, by=maryam)
    assert refused.value.code == "second_person_needed"
    approve_assessment(assessment=assessment, by=hamid)

    family = road.fresh(assessment.family)
    assert (family.status, family.tier, family.priority) == ("assessed", "critical", 100)
    assert kinds(family) == {"decide_needs", "urgent"}
    with pytest.raises(RuleError) as again:
        approve_assessment(assessment=assessment, by=hamid)
    assert again.value.code == "already_done"


def test_two_clicks_submit_one_assessment(tehran, maryam, hamid):
    assessment = road.submitted(world.family(tehran), maryam, hamid)

    with pytest.raises(RuleError) as again:
        submit_assessment(family=assessment.family, by=maryam, answers=road.answers())

    assert again.value.code == "already_done"
    assert assessment.family.assessments.count() == 1


def test_a_returned_assessment_goes_back_to_its_author_with_the_reason(tehran, maryam, hamid):
    assessment = road.submitted(world.family(tehran), maryam, hamid)

    return_assessment(assessment=assessment, by=hamid, reason="The rent is missing.")

    assessment = road.fresh(assessment)
    assert (assessment.status, assessment.reason) == ("returned", "The rent is missing.")
    assert Task.objects.open().get(family=assessment.family, kind="assess").assignee == maryam
    assert road.fresh(assessment.family).status == "verified"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "assessment_insufficient"),
        ({"income": 3}, "assessment_insufficient"),
        ({"weather": 2}, "answers_do_not_fit"),
        ({"income": 4}, "answers_do_not_fit"),
    ],
)
def test_answers_that_say_nothing_or_do_not_fit_are_refused(tehran, maryam, hamid, answers, code):
    family = road.verified(world.family(tehran), maryam, hamid)

    with pytest.raises(RuleError) as refused:
        submit_assessment(family=family, by=maryam, answers=answers)
    assert refused.value.code == code

    submit_assessment(family=family, by=maryam, answers=road.answers())


def test_a_new_assessment_leaves_the_older_one_as_it_was(tehran, maryam, hamid):
    family = road.assessed(world.family(tehran), maryam, hamid, value=3)
    first = family.assessments.get()

    second = submit_assessment(family=family, by=maryam, answers=road.answers(0))
    approve_assessment(assessment=second, by=hamid)

    family = road.fresh(family)
    assert (family.tier, family.priority) == ("low", 0)
    assert (road.fresh(first).tier, road.fresh(first).priority) == ("critical", 100)


def test_the_answers_point_to_needs_that_are_not_on_the_list(tehran, maryam, hamid):
    family = world.family(tehran)
    world.need(family, "E02")
    assessment = road.submitted(family, maryam, hamid, value=2)

    codes = [kind.code for kind in suggestions(assessment)]

    assert "E01" in codes
    assert "E02" not in codes


def test_a_declared_need_is_confirmed_or_declined_once_with_a_reason(tehran, maryam, hamid):
    family = world.family(tehran)
    food, rent = world.need(family, "E02"), world.need(family, "E03")
    with pytest.raises(RuleError) as refused:
        confirm_need(need=food, by=maryam)
    assert refused.value.code == "step_missing"
    road.assessed(family, maryam, hamid)

    confirm_need(need=food, by=maryam, amount_rial=5_000_000)
    with pytest.raises(RuleError) as refused:
        decline_need(need=rent, by=maryam, reason="")
    assert refused.value.code == "reason_missing"
    decline_need(need=rent, by=maryam, reason="They own the home.")

    assert (road.fresh(food).status, road.fresh(food).amount_rial) == ("confirmed", 5_000_000)
    assert (road.fresh(rent).status, road.fresh(rent).reason) == ("declined", "They own the home.")
    assert "decide_needs" not in kinds(family)
    with pytest.raises(RuleError) as again:
        confirm_need(need=rent, by=hamid)
    assert again.value.code == "already_done"


def test_a_need_found_in_the_assessment_is_added_once(tehran, maryam, hamid):
    family = road.assessed(world.family(tehran), maryam, hamid)

    need = add_need(family=family, by=maryam, wanted=wanted("E07"))

    assert (need.status, need.origin, need.sensitivity) == ("confirmed", "assessed", "public")
    with pytest.raises(RuleError) as again:
        add_need(family=family, by=maryam, wanted=wanted("E07"))
    assert again.value.code == "already_done"


@pytest.mark.parametrize("code", ["Y06", "S08"])
def test_a_need_that_cannot_wait_makes_the_family_critical_today(tehran, maryam, hamid, code):
    family = road.assessed(world.family(tehran), maryam, hamid, value=0)
    assert family.tier == "low"

    add_need(family=family, by=maryam, wanted=wanted(code))

    assert road.fresh(family).tier == "critical"
    assert "urgent" in kinds(family)


def test_a_need_that_was_proposed_and_is_withdrawn_waits_for_nobody(tehran, maryam, hamid, sara):
    family = road.assessed(world.family(tehran), maryam, hamid)
    food, clothes = (
        add_need(family=family, by=maryam, wanted=wanted(code)) for code in ("E02", "E12")
    )
    for need in (food, clothes):
        propose_publication(need=need, by=maryam)

    withdraw_need(need=food, reason="Met by the neighbours.")
    assert "approve_publication" in kinds(family)
    withdraw_need(need=clothes, reason="Met by the neighbours.")
    assert "approve_publication" not in kinds(family)


def test_publishing_takes_two_people(tehran, maryam, hamid, sara):
    family = world.family(tehran)
    need = world.need(family, "E02")
    road.assessed(family, maryam, hamid)
    need = confirm_need(need=need, by=maryam)

    with pytest.raises(RuleError) as refused:
        approve_publication(need=need, by=sara)
    assert refused.value.code == "not_proposed"
    propose_publication(need=need, by=sara)
    assert "approve_publication" in kinds(family)
    with pytest.raises(RuleError) as refused:
        approve_publication(need=need, by=sara)
    assert refused.value.code == "second_person_needed"
    approve_publication(need=need, by=hamid)

    need = road.fresh(need)
    assert (need.publication, need.proposed_by, need.approved_by) == ("published", sara, hamid)
    assert "approve_publication" not in kinds(family)
    for again in (propose_publication, approve_publication):
        with pytest.raises(RuleError) as refused:
            again(need=need, by=hamid)
        assert refused.value.code == "already_done"


def test_only_what_donors_may_know_is_proposed(tehran, maryam, hamid):
    family = world.family(tehran)
    food = world.need(family, "E02")
    with pytest.raises(RuleError) as refused:
        propose_publication(need=food, by=maryam)
    assert refused.value.code == "step_missing"
    road.assessed(family, maryam, hamid)

    with pytest.raises(RuleError) as refused:
        propose_publication(need=food, by=maryam)
    assert refused.value.code == "need_not_confirmed"
    debts = add_need(family=family, by=maryam, wanted=wanted("E11"))
    violence = add_need(family=family, by=maryam, wanted=wanted("S08"))
    for private in (debts, violence):
        with pytest.raises(RuleError) as refused:
            propose_publication(need=private, by=maryam)
        assert refused.value.code == "need_not_public"

    propose_publication(need=confirm_need(need=food, by=maryam), by=maryam)


def test_without_consent_nothing_is_published_and_its_withdrawal_acts_at_once(
    tehran, maryam, hamid, sara
):
    family = world.family(tehran, consents=False)
    need = world.need(family, "E02")
    road.assessed(family, maryam, hamid)
    need = confirm_need(need=need, by=maryam)

    with pytest.raises(RuleError) as refused:
        propose_publication(need=need, by=maryam)
    assert refused.value.code == "consent_missing"
    consent = record_consent(family=family, purpose="share_non_identifiable", method="signature")
    propose_publication(need=need, by=maryam)
    approve_publication(need=need, by=sara)

    withdraw_consent(consent=consent)
    assert road.fresh(need).publication == Need.Publication.CLOSED


def test_a_published_need_is_taken_back_with_a_reason(tehran, maryam, hamid, sara):
    family = world.family(tehran)
    need = world.need(family, "E02")
    road.assessed(family, maryam, hamid)
    need = road.published(need, maryam, sara)

    with pytest.raises(RuleError) as refused:
        take_back(need=need, reason="")
    assert refused.value.code == "reason_missing"
    take_back(need=need, reason="Met by the neighbours.")

    assert road.fresh(need).publication == "closed"
    withdraw_need(need=need, reason="Met by the neighbours.")
    assert road.fresh(need).status == "withdrawn"


def test_a_refusal_counts_in_the_figures_of_the_reader():
    said = {}
    for language in ("en", "fa"):
        with translation.override(language):
            said[language] = str(RuleError("%(percent)s percent", code="few", percent=60))

    assert said == {"en": "60 percent", "fa": "۶۰ percent"}
