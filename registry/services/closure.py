"""How a file ends, and how one that ended goes on.

What ends with it is the same whatever it ended for: coverage, publications, open tasks.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import Association, Coverage, Family, Identification, Member
from registry.services import cartable
from registry.services.contact import NEXT_TASK, send_to_desk
from registry.services.duplicates import closed_as_duplicate, indexes_of, open_file_of
from registry.services.identification import last_identification
from registry.services.publication import close_publications
from registry.services.stages import locked, require_reason

Status = Family.Status


@transaction.atomic
def close_at_its_wish(*, family: Family, reason: str) -> Family:
    """The family took back its consent to services and stays with it: its file ends."""
    family = locked(family)
    require_withdrawn(family)
    reason = require_reason(reason)
    with because(reason):
        end_file(family, Status.CLOSED, reason)
    return family


@transaction.atomic
def reopen(*, family: Family, reason: str) -> Family:
    """The family needs help again, and agrees to it: its file goes on."""
    family = locked(family)
    require_to_reopen(family)
    with because(require_reason(reason)), everything("its association may have closed down"):
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
    if closed_as_duplicate(family) or _goes_on_elsewhere(family):
        raise RuleError(
            _(
                "This family has another file, which goes on, so this one stays closed. "
                "The national desk knows which of the two it is."
            ),
            code="file_stopped",
        )


def _goes_on_elsewhere(family: Family) -> bool:
    """Whether somebody of it is in an open file, of whichever association."""
    people = family.members.all()
    head = [each.national_id for each in people if each.relation == Member.Relation.HEAD]
    with everything("one family, one open file"):
        numbers = indexes_of(each.national_id for each in people)
        return open_file_of(numbers, indexes_of(head)) is not None


def end_file(family: Family, status: Family.Status, reason: str) -> None:
    """Under the lock of the file: it is over, with everything that stood on it."""
    now: Any = timezone.now()
    close_publications(family)
    family.status, family.closed_at, family.closure_reason = status, now, reason
    family.save(update_fields=["status", "closed_at", "closure_reason", "updated_at"])
    Coverage.objects.filter(family=family, until=None).update(
        status=Coverage.Status.ENDED, until=now, reason=reason, updated_at=now
    )
    cartable.cancel_all(family)


def go_on(family: Family) -> None:
    """Under the lock of a closed file: it is open again, and covered until it is verified.

    Where its association has closed down meanwhile, the national desk finds it another one.
    """
    family.status, family.closed_at, family.closure_reason = _where_to_go_on(family), None, ""
    family.save(update_fields=["status", "closed_at", "closure_reason", "updated_at"])
    Coverage.objects.get_or_create(
        family=family,
        until=None,
        defaults={"status": Coverage.Status.PROVISIONAL, "since": timezone.now()},
    )
    if family.association is not None and family.association.status == Association.Status.CLOSED:
        send_to_desk(family)
    else:
        cartable.open_task(family, NEXT_TASK[family.status])


def _where_to_go_on(family: Family) -> Family.Status:
    """Whoever was identified is verified anew; a file closed before that begins where it was."""
    last = last_identification(family)
    if last is not None and last.result == Identification.Result.CONFIRMED:
        return Status.IDENTIFIED
    return Status.CONTACTED if family.first_contact_at else Status.REFERRED
