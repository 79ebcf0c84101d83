"""From a family's answers to its file: one transaction, or nothing.

After it there is a family with members, kinship, consents and declared needs, an association
that answers for it, the reasons why that one, cover from this moment, a task in the cartable,
and a code with a PIN for the family.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from audit.calendar import day_in_tehran, jalali
from audit.signature import FAMILY, acting
from permissions.reach import everything
from registry import codes
from registry.models import Coverage, Family, Invitation, Registration, Task
from registry.services import (
    credentials,
    drafts,
    duplicates,
    eligibility,
    household,
    invitations,
    referral,
)
from registry.services.answers import Answers
from registry.services.cartable import open_task
from registry.services.drafts import REASON
from registry.services.stages import arriving_as

# A button pressed twice gets the same answer twice; after that the link is used, as any other.
REPEATABLE_FOR = timedelta(minutes=15)

Outcome = Registration.Outcome
COVER_AFTER = {
    Outcome.ELIGIBLE: Coverage.Status.PROVISIONAL,
    Outcome.GUARDIANSHIP: Coverage.Status.PROVISIONAL,
    Outcome.PENDING_ABROAD: Coverage.Status.SUSPENDED,
}


@dataclass(frozen=True)
class Receipt:
    """What the family is told.  Without a code: its answers joined a file that was open."""

    registration: Registration
    family: Family
    tracking_code: str = ""
    pin: str = ""


def key_of_a_page() -> str:
    """What tells one showing of the last page from every other, whoever else has the link."""
    return secrets.token_urlsafe(16)


def submit(*, token: str, code: str, once: str, language: str = "") -> Receipt:
    """Register the family that wrote this draft.  Pressed twice, the answer is the same.

    `once` is the key of the page that was sent.  Only that page gets the answer again: whoever
    opened the link before, as in the prison where it was printed, has another one.
    """
    given = credentials.derived_from(token)  # outside: nobody waits for the lock meanwhile
    with (
        acting(FAMILY, reason=REASON),
        everything("a family belongs to no association before it is routed"),
        transaction.atomic(),
    ):
        invitation = invitations.of_token(token, lock=True)
        before = _answer_given_before(invitation, once)
        if before is not None:
            return _receipt(before, given)
        if invitation is None or not invitation.usable:
            raise invitations.not_usable()
        written = _take_draft(invitation, drafts.Key(token, code), language)
        answers = Answers.read(written.answers)
        written.answers = {**written.answers, "once": _digest(once)}
        return _receipt(_register(written, answers, given), given)


def _take_draft(invitation: Invitation, key: drafts.Key, language: str) -> Registration:
    """A registration with what the draft says.  It and its fellows have served: they go."""
    draft = drafts.find(invitation, key)
    written = Registration(invitation=invitation)
    written.answers = key.unseal(draft.sealed) if draft else {}
    written.language = language or (draft.language if draft else invitation.language)
    invitation.drafts.all().delete()
    return written


def _answer_given_before(invitation: Invitation | None, once: str) -> Registration | None:
    """The registration that the same press of the same button has made already."""
    if invitation is None or invitation.used_at is None:
        return None
    rows = Registration.objects.select_related("family__association")
    done = rows.filter(invitation=invitation, submitted_at__isnull=False).first()
    if done is None or done.submitted_at is None or not once:
        return None
    if timezone.now() - done.submitted_at >= REPEATABLE_FOR:
        return None
    same = hmac.compare_digest(str(done.answers.get("once", "")), _digest(once))
    return done if same else None


def _digest(once: str) -> str:
    """The key as it is kept: short and plain, whatever was sent."""
    return hashlib.sha256(once.encode()).hexdigest()


def _receipt(registration: Registration, given: credentials.Credentials) -> Receipt:
    family = registration.family
    assert family is not None  # it has been submitted
    if family.tracking_index != given.index:
        return Receipt(registration, family)
    return Receipt(registration, family, given.code, given.pin)


def _register(
    registration: Registration, answers: Answers, given: credentials.Credentials
) -> Registration:
    now = timezone.now()
    invitation = registration.invitation
    today = day_in_tehran(now)
    decision = eligibility.decide(household.facts(answers, invitation.prisoner, today))
    indexes = duplicates.indexes_of(member["national_id"] for member in answers.members)
    duplicates.hold(indexes)
    head = duplicates.indexes_of([answers.members[0]["national_id"]])
    family = duplicates.open_file_of(indexes, head)
    if family is None:
        family = _open_file(registration, answers, decision, given)
    else:
        household.join(family, answers, invitation.prisoner, cause=f"r{registration.pk}")
    registration.family = family
    registration.outcome, registration.outcome_reason = decision.outcome, decision.clause
    registration.rule_version, registration.submitted_at = decision.version, now
    registration.save()
    invitation.used_at = now
    invitation.save(update_fields=["used_at", "updated_at"])
    return registration


def _open_file(
    registration: Registration,
    answers: Answers,
    decision: eligibility.Decision,
    given: credentials.Credentials,
) -> Family:
    """A new file at the nearest association, with everything that follows from the decision."""
    now = timezone.now()
    family = household.family_of(answers, registration.language)
    route = referral.route(family.county)
    family.association_id = route.chosen.pk if route else None
    family.status = arriving_as(decision.outcome) if route else Family.Status.RETURNED
    family.code = _free_code(now)
    family.opened_at = now
    family.referred_at = now if route else None
    family.last_confirmed_on = day_in_tehran(now)
    family.tracking_index, family.pin_hash = given.index, given.pin_hash
    family.full_clean(exclude=["pin_hash"])
    family.save()
    household.write(family, answers, registration.invitation.prisoner, now)
    referral.keep_referral(family, route)
    _follow(family, decision, now)
    duplicates.ask_about_likeness(family)
    return family


def _follow(family: Family, decision: eligibility.Decision, now: datetime) -> None:
    """Cover from this moment, and the first task of the association."""
    if cover := COVER_AFTER.get(decision.outcome):
        Coverage.objects.create(family=family, status=cover, since=now)
    if decision.guardianship:
        need = household.declare_need(family, household.GUARDIANSHIP, urgent=True)
        open_task(family, Task.Kind.URGENT, since=now, cause=str(need.pk) if need else "")
    if family.association_id is None:
        return
    directed = family.status in Family.ENDED
    open_task(family, Task.Kind.HAND_OVER if directed else Task.Kind.FIRST_CONTACT, since=now)


def _free_code(now: datetime) -> str:
    year, _month, _day = jalali(day_in_tehran(now))
    while True:
        code = codes.family_code(year)
        if not Family.objects.filter(code=code).exists():
            return code
