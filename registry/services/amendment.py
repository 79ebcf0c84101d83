"""What a family changes in its own file: at once, or asked for once the file is verified."""

from contextlib import suppress
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.calendar import day_in_tehran
from registry.errors import RuleError
from registry.models import ChangeRequest, Consent, County, Family, Task
from registry.services import consents, household
from registry.services.answers import Page
from registry.services.cartable import open_task
from registry.services.changes import NEW_MEMBER
from registry.services.conversation import write_as_family
from registry.services.stages import locked

MOST_WAITING = 10
AMENDABLE = ("phone", "address", "postal_code", "county")
# Before somebody has confirmed the file, the family's word is all there is.
UNCONFIRMED = (
    Family.Status.REFERRED,
    Family.Status.CONTACTED,
    Family.Status.IDENTIFIED,
    Family.Status.RETURNED,
)


class Outcome(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ASKED = "asked"


@transaction.atomic
def amend(*, family: Family, told: dict[str, str]) -> Outcome:
    """Change where the family lives and can be called, or ask the association to."""
    family = locked(family)
    wanted = {
        name: {"from": _now(family, name), "to": told[name]}
        for name in AMENDABLE
        if name in told and told[name] != _now(family, name)
    }
    if not wanted:
        return Outcome.SAME
    if family.status not in UNCONFIRMED:
        return _ask(family, wanted)
    for name, values in wanted.items():
        if name == "county":
            family.county = County.objects.get(code=values["to"])
        else:
            setattr(family, name, values["to"])
    family.last_confirmed_on = day_in_tehran(timezone.now())
    family.full_clean()
    family.save()
    if "county" in wanted:
        open_task(family, Task.Kind.CHECK_LOCATION)
    return Outcome.CHANGED


@transaction.atomic
def add_person(*, family: Family, person: Page) -> Outcome:
    """Add somebody to the household, or ask the association to."""
    family = locked(family)
    if not household.has_room(family):
        raise RuleError(
            _("Nobody was added: the file holds twenty people. Write to your association."),
            code="too_many_members",
        )
    if family.status not in UNCONFIRMED:
        return _ask(family, {NEW_MEMBER: {"from": None, "to": person}})
    household.add_member(family, person)
    household.count_members(family)
    return Outcome.CHANGED


@transaction.atomic
def withdraw(*, family: Family, purpose: str, farewell: str) -> None:
    """Take a consent back, if it still stands.

    `farewell` is what the association reads, in the family's language, if it was the first one.
    """
    standing = family.consents.filter(withdrawn_at=None, purpose=purpose).first()
    if standing is None:
        return
    consents.withdraw_consent(consent=standing)
    if purpose == Consent.Purpose.CASE_SERVICES:
        _say(family, farewell)


@transaction.atomic
def give(*, family: Family, purpose: str, greeting: str) -> None:
    """Agree to a purpose, on the family's own page.

    `greeting` is what the association reads where the family took its first consent back before.
    """
    again = purpose == Consent.Purpose.CASE_SERVICES and family.has_withdrawn
    consents.record_consent(family=family, purpose=purpose, method=Consent.Method.ONLINE)
    if again:
        _say(family, greeting)


def _say(family: Family, words: str) -> None:
    """Tell the association; where ten messages wait to be read, it is asked to look anyway."""
    with suppress(RuleError):
        write_as_family(family=family, body=words)


def _ask(family: Family, wanted: dict[str, Any]) -> Outcome:
    if family.change_requests.of_its_own().pending().count() >= MOST_WAITING:
        raise RuleError(
            _(
                "Nothing was sent: ten of the changes you asked for are waiting to be looked at. "
                "Your association has been asked to; if it is urgent, call it."
            ),
            code="changes_waiting",
        )
    request = ChangeRequest.objects.create(family=family, wanted=wanted, asked_at=timezone.now())
    open_task(family, Task.Kind.REVIEW_CHANGE, since=request.asked_at)
    return Outcome.ASKED


def _now(family: Family, name: str) -> str:
    return family.county.code if name == "county" else str(getattr(family, name))
