"""A step that cannot be taken says why when it is opened, before anything is filled in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.errors import RuleError
from registry.models import ChangeRequest, Invitation, Job, NeedType, Task
from registry.services import needs
from registry.services.assessment import approve_assessment
from registry.services.assignment import finish_task
from registry.services.cartable import open_task
from registry.services.changes import reject_change
from registry.services.consents import record_consent, withdraw_consent
from registry.services.needs import confirm_need
from registry.services.publication import propose_publication
from tests import road, world
from tests.doors import of_need, page


def opened(client, row, step):
    address = reverse(f"admin:registry_{row._meta.model_name}_{step}", args=[row.pk])
    return client.get(address, follow=True).content.decode()


def asks(text):
    """Whether the page has the form of a step in it."""
    return 'class="step-form' in text


@pytest.fixture
def family(tehran, maryam, hamid):
    return road.assessed(world.family(tehran), maryam, hamid)


@pytest.fixture
def need(family, maryam):
    return confirm_need(need=world.need(family, "E02"), by=maryam)


def test_a_need_is_decided_once(sign_in, need, maryam):
    client = sign_in(maryam)

    assert asks(opened(client, need, "withdraw"))
    for step in ("confirm", "decline"):
        text = opened(client, need, step)
        assert "This need was decided already: it is confirmed." in text
        assert not asks(text)


def test_what_nobody_proposed_is_neither_approved_nor_taken_back(sign_in, need, sara):
    client = sign_in(sara)

    assert asks(opened(client, need, "propose"))
    for step, sentence in (
        ("approve", "Nobody has proposed this need for publication yet."),
        ("take-back", "This need is neither proposed nor published."),
    ):
        text = opened(client, need, step)
        assert sentence in text
        assert not asks(text)


def test_whoever_proposed_a_need_is_told_that_somebody_else_approves(sign_in, need, sara, tehran):
    propose_publication(need=need, by=sara)

    his = opened(sign_in(world.person("davud", "manager", tehran)), need, "approve")
    hers = opened(sign_in(sara), need, "approve")

    assert asks(his)
    assert "You proposed this need yourself" in hers
    assert not asks(hers)


def test_whoever_confirmed_a_need_is_told_who_approves_it(sign_in, family, sara, maryam, tehran):
    need = confirm_need(need=world.need(family, "E12"), by=sara)
    propose_publication(need=need, by=maryam)

    assert sign_in(sara).get(page(family)).context["next"] is None
    hers = opened(sign_in(sara), need, "approve")
    assert "You confirmed this need yourself" in hers
    assert "the national desk" in hers
    assert not asks(hers)
    sign_in(sara).post(of_need(need, "approve"))
    assert road.fresh(need).publication == "proposed"

    davud = sign_in(world.person("davud", "manager", tehran))
    assert davud.get(page(family)).context["next"].address == of_need(need, "approve")
    davud.post(of_need(need, "approve"))
    assert road.fresh(need).publication == "published"


def test_what_is_never_published_is_not_proposed(sign_in, family, maryam):
    hidden = confirm_need(need=world.need(family, "S08"), by=maryam)

    text = opened(sign_in(maryam), hidden, "propose")

    assert "is never published" in text
    assert not asks(text)


@pytest.mark.parametrize(
    ("language", "decide", "told"),
    [
        ("en", "Decide on it first", "this one is declined: donors are told nothing of it."),
        (
            "fa",
            "نخست درباره آن تصمیم بگیرید",
            "این نیاز ردشده است: به خیران چیزی از آن گفته نمی‌شود.",
        ),
    ],
)
def test_a_need_decided_otherwise_is_not_to_be_decided_on_and_shows_nothing_to_donors(
    language, decide, told, sign_in, family, maryam
):
    client = sign_in(maryam)
    client.post("/language", {"language": language})
    undecided, declined = world.need(family, "E02"), world.need(family, "E12")
    needs.decline_need(need=declined, by=maryam, reason="The family has it already")

    assert decide in opened(client, undecided, "propose")
    text = opened(client, declined, "propose")

    assert told in text
    assert decide not in text
    assert 'class="card donor"' not in text
    assert not asks(text)


def test_the_donors_card_stands_above_the_question_alone(sign_in, need, sara):
    client = sign_in(sara)
    assert 'class="card donor"' in opened(client, need, "propose")

    propose_publication(need=need, by=sara)

    assert 'class="card donor"' not in opened(client, need, "propose")
    assert 'class="card donor"' not in opened(client, need, "approve")


def test_an_assessment_is_decided_once_and_by_somebody_else(sign_in, tehran, maryam, hamid, sara):
    assessment = road.submitted(world.family(tehran), maryam, hamid)

    assert asks(opened(sign_in(sara), assessment, "approve"))
    approve_assessment(assessment=assessment, by=sara)
    for step in ("approve", "send-back"):
        text = opened(sign_in(sara), assessment, step)
        assert "This assessment was decided already." in text
        assert not asks(text)

    own = road.submitted(world.family(tehran), sara, hamid)
    assert "You made this assessment yourself" in opened(sign_in(sara), own, "approve")


def test_a_change_a_consent_and_a_task_come_to_an_end_once(sign_in, family, sara):
    client = sign_in(sara)
    change = ChangeRequest.objects.create(family=family, wanted={}, asked_at=timezone.now())
    consent = family.consents.first()
    task = open_task(family, Task.Kind.URGENT)
    ends = {
        change: ("reject", lambda: reject_change(request=change, by=sara, reason="Not so.")),
        consent: ("withdraw", lambda: withdraw_consent(consent=consent)),
        task: ("assign", lambda: finish_task(task=task, reason="It was looked at.")),
    }

    for row, (step, end) in ends.items():
        assert asks(opened(client, row, step)), step
        end()
        text = opened(client, row, step)
        assert "Nothing was changed" in text, step
        assert not asks(text), step


def test_an_invitation_that_is_over_is_not_revoked(sign_in, evin, kaveh):
    world.invited(world.prisoner(evin), kaveh)
    invitation = Invitation.objects.get()

    assert asks(opened(sign_in(kaveh), invitation, "revoke"))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    text = opened(sign_in(kaveh), invitation, "revoke")
    assert "has expired" in text
    assert not asks(text)


def test_work_that_has_ended_is_neither_stopped_nor_begun_again(sign_in, maryam):
    job = Job.objects.create(kind=Job.Kind.EXPORT, asked_by=maryam, state=Job.State.WAITING)

    assert asks(opened(sign_in(maryam), job, "cancel"))
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, finished_at=timezone.now())
    for step, sentence in (
        ("cancel", "Nothing was stopped"),
        ("retry", "Nothing was started"),
        ("confirm", "Nothing was started"),
    ):
        text = opened(sign_in(maryam), job, step)
        assert sentence in text, step
        assert not asks(text), step


def test_the_way_back_stands_beside_the_refusal(sign_in, need, sara):
    assert page(need.family) in opened(sign_in(sara), need, "approve")


def test_a_file_without_a_word_of_how_it_was_identified_is_identified_first(
    sign_in, tehran, maryam, hamid
):
    family = world.family(tehran, status="identified", source="imported")

    withdraw_consent(consent=family.consents.get(purpose="case_services"))
    assert "took back its consent" in opened(sign_in(maryam), family, "identify")
    record_consent(family=family, purpose="case_services", method="signature")

    for decision in ("verified", "need_more"):
        answer = sign_in(hamid).post(
            page(family, "verify"), {"decision": decision, "reason": "Not seen."}
        )
        assert "Record an identification that confirms it first" in answer.text
    visit = {"method": "home_visit", "on": str(timezone.localdate()), "result": "confirmed"}
    sign_in(maryam).post(page(family, "identify"), visit | {"notes": ""})
    road.with_documents(family, maryam)
    sign_in(hamid).post(page(family, "verify"), {"decision": "verified", "reason": ""})

    assert road.fresh(family).status == "verified"


def test_a_need_of_somebody_in_another_file_is_not_maryam_s_to_add(tehran, maryam, hamid):
    family, other = (world.family(tehran) for _each in "ab")
    road.assessed(family, maryam, hamid)
    kind = NeedType.objects.get(code="S01")

    hers, theirs = (needs.Wanted(kind, member=of.members.get()) for of in (family, other))

    with pytest.raises(RuleError) as refusal:
        needs.add_need(family=family, by=maryam, wanted=theirs)
    needs.add_need(family=family, by=maryam, wanted=hers)

    assert refusal.value.code == "not_of_this_family"
    assert family.needs.filter(need_type=kind).count() == 1
