"""How a file ends, and how one that ended goes on.

What ends with it is the same whatever it ended for: coverage, publications, decisions that were
waited for, tasks.  Two things outlive it: an answer that its family still waits for, and a
question to the national desk whether two files are one family.
"""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import (
    Assessment,
    Association,
    ChangeRequest,
    Consent,
    Coverage,
    Family,
    Identification,
    Need,
    Registration,
    Task,
)
from registry.services import cartable, duplicates
from registry.services.contact import NEXT_TASK, send_to_desk
from registry.services.identification import last_identification
from registry.services.publication import close_publications
from registry.services.stages import locked, require_reason, require_second_person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = Family.Status
YOUR_OWN = _(
    "You recorded yourself that the family took back its consent, so somebody else closes its "
    "file: a colleague who may, or the national desk."
)


@transaction.atomic
def close_at_its_wish(*, family: Family, by: Any, reason: str) -> Family:
    """The family took back its consent to services and stays with it: its file ends."""
    family = locked(family)
    require_withdrawn(family)
    require_second_person(_who_recorded(family), by.pk, YOUR_OWN)
    reason = require_reason(reason)
    with because(reason):
        end_file(family, Status.CLOSED, reason)
    return family


@transaction.atomic
def reopen(*, family: Family, reason: str) -> Family:
    """The family needs help again, and agrees to it: its file goes on.

    It stays closed where somebody of it is in another open file: then the national desk is asked.
    """
    family = locked(family)
    require_to_reopen(family)
    with because(require_reason(reason)), everything("one family, one open file"):
        go_on(family)
    return family


def require_withdrawn(family: Family) -> None:
    if family.status in Family.ENDED:
        raise RuleError(_("This file has ended already. Nothing was changed."), code="already_done")
    if not family.has_withdrawn:
        raise RuleError(
            _(
                "The family has not taken back its consent to services, so its file stays open. "
                "Record the withdrawal first, if that is what it wishes."
            ),
            code="consent_stands",
        )
    if family.status == Status.RETURNED:
        raise RuleError(
            _(
                "This file waits at the national desk for an association. Send it to one first; "
                "it is closed there."
            ),
            code="file_stopped",
        )


def recorded_by(family: Family, by: Any) -> "StrOrPromise | None":
    """Why this person does not close the file: four eyes, as for all that ends somebody's help."""
    return YOUR_OWN if _who_recorded(family) == by.pk else None


def _who_recorded(family: Family) -> Any:
    """Who wrote the withdrawal down; nobody of the staff where the family did so itself."""
    given = family.consents.filter(purpose=Consent.Purpose.CASE_SERVICES).order_by("-pk").first()
    if given is None or given.withdrawn_at is None:
        return None
    with everything("whoever may close a file need not read its history"):
        return given.history.latest().history_user_id


def require_to_reopen(family: Family) -> None:
    if family.status != Status.CLOSED:
        raise RuleError(
            _("This file was not closed, so there is nothing to open again."),
            code="already_done",
        )
    if family.has_withdrawn:
        raise RuleError(
            _(
                "The family has not agreed again. Record its consent to services first; then "
                "its file can be opened again."
            ),
            code="consent_withdrawn",
        )
    if duplicates.closed_as_duplicate(family):
        raise RuleError(
            _(
                "The national desk found that this family goes on in another file, so this one "
                "stays closed."
            ),
            code="file_stopped",
        )


def end_file(family: Family, status: Family.Status, reason: str) -> None:
    """Under the lock of the file: it is over, with everything that stood on it."""
    now: Any = timezone.now()
    close_publications(family)
    sentence = str(_("The file was closed."))
    decided = {"reason": sentence, "decided_at": now, "updated_at": now}
    family.change_requests.pending().update(status=ChangeRequest.Status.REJECTED, **decided)
    waiting = family.assessments.filter(status=Assessment.Status.SUBMITTED)
    waiting.update(status=Assessment.Status.RETURNED, **decided)
    family.status, family.closed_at, family.closure_reason = status, now, reason
    family.save(update_fields=["status", "closed_at", "closure_reason", "updated_at"])
    Coverage.objects.filter(family=family, until=None).update(
        status=Coverage.Status.ENDED, until=now, reason=reason, updated_at=now
    )
    cartable.cancel_all(family, but=_outlive(family))


def _outlive(family: Family) -> list[Task.Kind]:
    asked = duplicates.undecided(family)
    return [Task.Kind.ANSWER_MESSAGE, *([Task.Kind.CHECK_DUPLICATE] if asked else [])]


def go_on_after_return(family: Family) -> None:
    """Under the lock of a file whose prisoner is held again: it goes on, if nothing forbids it."""
    closed = family.status == Status.CLOSED and not family.has_withdrawn
    if closed and not duplicates.closed_as_duplicate(family):
        go_on(family)


def go_on(family: Family) -> None:
    """Under the lock of a closed file: it is open again, and covered until it is verified.

    Where its association has closed down meanwhile, the national desk finds it another one.
    """
    elsewhere = duplicates.goes_on_elsewhere(family)
    duplicates.ask_about_likeness(family)
    if elsewhere:
        return
    cover = _cover_of(family)
    family.status, family.closed_at, family.closure_reason = _where_to_go_on(family), None, ""
    family.verified_at = family.assessed_at = None
    family.save(
        update_fields=[
            "status",
            "closed_at",
            "closure_reason",
            "verified_at",
            "assessed_at",
            "updated_at",
        ]
    )
    Coverage.objects.get_or_create(
        family=family, until=None, defaults={"status": cover, "since": timezone.now()}
    )
    if family.association is not None and family.association.status == Association.Status.CLOSED:
        send_to_desk(family)
    else:
        cartable.open_task(family, _next_task(family))
    pressing = family.needs.filter(status__in=(Need.Status.DECLARED, Need.Status.CONFIRMED))
    if pressing.filter(Q(urgency=Need.Urgency.URGENT) | Q(need_type__urgent=True)).exists():
        cartable.open_task(family, Task.Kind.URGENT)


def _cover_of(family: Family) -> Coverage.Status:
    """Papers from abroad that were never in order are not in order now."""
    pending = Registration.Outcome.PENDING_ABROAD
    abroad = family.registrations.filter(outcome=pending).exists()
    suspended = abroad and family.verified_at is None
    return Coverage.Status.SUSPENDED if suspended else Coverage.Status.PROVISIONAL


def _where_to_go_on(family: Family) -> Family.Status:
    """Whoever was identified is verified anew; a file closed before that begins where it was."""
    last = last_identification(family)
    confirmed = last is not None and last.result == Identification.Result.CONFIRMED
    if family.identified_at and confirmed:
        return Status.IDENTIFIED
    return Status.CONTACTED if family.first_contact_at else Status.REFERRED


def _next_task(family: Family) -> Task.Kind:
    """The next step; whoever was found not eligible still waits for a second person."""
    last = last_identification(family)
    found = last is not None and last.result == Identification.Result.NOT_ELIGIBLE
    if family.status == Status.CONTACTED and found:
        return Task.Kind.VERIFY
    return NEXT_TASK[Status(family.status)]
