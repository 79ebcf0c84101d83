"""The link in a prisoner's hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.errors import RuleError
from registry.models import Invitation
from registry.services import custody, invitations
from tests import world


@pytest.fixture
def prisoner(evin):
    return world.prisoner(evin)


def test_the_social_worker_of_the_prison_issues_an_invitation(prisoner, kaveh):
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)

    assert invitations.find_usable(token) == invitation
    assert invitation.prison == prisoner.prison
    assert timedelta(29) < invitation.expires_at - timezone.now() <= timedelta(30)


def test_the_social_worker_of_another_prison_cannot(prisoner, mina):
    with pytest.raises(RuleError) as refusal:
        invitations.issue(prisoner=prisoner, issued_by=mina)

    assert refusal.value.code == "not_your_prison"
    assert not Invitation.objects.exists()


def test_a_social_worker_of_an_association_cannot(prisoner, maryam):
    with pytest.raises(RuleError, match="not held in your prison"):
        invitations.issue(prisoner=prisoner, issued_by=maryam)


def test_nobody_can_read_the_link_from_what_is_stored(prisoner, kaveh):
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)

    stored = repr(Invitation.objects.filter(pk=invitation.pk).values().get())
    past = repr(list(Invitation.history.values()))
    assert token not in stored + past
    assert len(token) == 28  # 140 bits in Crockford's base 32


def test_the_link_may_be_typed_with_dashes_and_in_small_or_persian_signs(prisoner, kaveh):
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)

    typed = f"{token[:4]}-{token[4:]}".lower().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert invitations.find_usable(typed) == invitation


def test_a_newer_invitation_ends_the_older_one(prisoner, kaveh):
    _invitation, lost = invitations.issue(prisoner=prisoner, issued_by=kaveh)
    newer, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)

    with pytest.raises(RuleError):
        invitations.find_usable(lost)
    assert invitations.find_usable(token) == newer


def test_a_released_prisoner_gives_no_invitation(prisoner, kaveh):
    custody.record_event(prisoner=prisoner, kind="release", at=timezone.now())

    with pytest.raises(RuleError) as refusal:
        invitations.issue(prisoner=prisoner, issued_by=kaveh)
    assert refusal.value.code == "not_in_custody"


def test_revoking_takes_a_reason_and_ends_the_link(prisoner, kaveh):
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)

    with pytest.raises(RuleError, match="reason is missing"):
        invitations.revoke(invitation=invitation, reason=" ", revoked_by=kaveh)
    assert invitations.find_usable(token) == invitation

    invitations.revoke(invitation=invitation, reason="The sheet was lost", revoked_by=kaveh)
    with pytest.raises(RuleError):
        invitations.find_usable(token)


def test_only_the_prison_that_issued_it_revokes_an_invitation(prisoner, kaveh, mina):
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)

    with pytest.raises(RuleError) as refusal:
        invitations.revoke(invitation=invitation, reason="No", revoked_by=mina)
    assert refusal.value.code == "not_your_prison"
    assert invitations.find_usable(token) == invitation


def test_an_invitation_that_is_over_cannot_be_revoked_again(prisoner, kaveh):
    invitation, _token = invitations.issue(prisoner=prisoner, issued_by=kaveh)
    invitations.revoke(invitation=invitation, reason="Lost", revoked_by=kaveh)

    with pytest.raises(RuleError) as refusal:
        invitations.revoke(invitation=invitation, reason="Lost again", revoked_by=kaveh)
    assert refusal.value.code == "invitation_over"


@pytest.mark.parametrize("what", ["unknown", "used", "expired", "revoked"])
def test_links_that_open_nothing_are_refused_in_the_same_words_and_queries(
    what, prisoner, kaveh, django_assert_num_queries
):
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=kaveh)
    now = timezone.now()
    changes = {"used": "used_at", "expired": "expires_at", "revoked": "revoked_at"}
    if what == "unknown":
        token = "0" * 28
    else:
        Invitation.objects.filter(pk=invitation.pk).update(**{changes[what]: now})

    with django_assert_num_queries(1), pytest.raises(RuleError) as refusal:
        invitations.find_usable(token)

    assert refusal.value.code == "link_not_usable"
    assert str(refusal.value) == str(invitations.not_usable())


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("fa", "دعوت‌نامه تازه‌تری برای همین زندانی جای آن را گرفت"),
        ("en", "Replaced by a newer invitation of the same prisoner"),
    ],
)
def test_kaveh_reads_in_his_language_why_an_invitation_ended(
    language, reason, client, kaveh, prisoner
):
    older, _token = invitations.issue(prisoner=prisoner, issued_by=kaveh)
    invitations.issue(prisoner=prisoner, issued_by=kaveh)
    type(kaveh).objects.filter(pk=kaveh.pk).update(language=language)

    client.force_login(kaveh)
    page = client.get(reverse("admin:registry_invitation_change", args=[older.pk]))

    assert reason in page.text
