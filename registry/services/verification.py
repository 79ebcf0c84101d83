"""A second person confirms what the first identified; only then is a family really covered."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import Coverage, Family, Identification, Task, Verification
from registry.services import cartable
from registry.services.closure import end_file
from registry.services.documents import missing_documents
from registry.services.identification import last_identification
from registry.services.stages import (
    TOO_EARLY,
    locked,
    require,
    require_reason,
    require_second_person,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Decision, Result = Verification.Decision, Identification.Result

YOUR_OWN = _(
    "You identified this family yourself, so somebody else has to decide. "
    "Ask a colleague to verify it."
)


@transaction.atomic
def decide_verification(
    *, family: Family, by: Any, decision: str, reason: str = "", commission_no: str = ""
) -> Verification:
    """Verify the family, find it not eligible, or send the identification back for more."""
    family = locked(family)
    identification = _awaited(family, decision)
    require_second_person(identification.done_by_id, by.pk, YOUR_OWN)
    reason = reason.strip() if decision == Decision.VERIFIED else require_reason(reason)
    if decision == Decision.VERIFIED:
        _require_documents(family)
    with because(reason):
        verification = Verification.objects.create(
            family=family,
            identification=identification,
            decision=decision,
            reason=reason,
            commission_no=commission_no.strip(),
            decided_by=by,
        )
        cartable.complete(family, [Task.Kind.VERIFY])
        CONSEQUENCES[Decision(decision)](family, reason)
    return verification


def may_be_rejected(family: Family) -> bool:
    """Whoever was found not eligible is still at "contacted": a second person ends the file."""
    if family.status != Family.Status.CONTACTED:
        return False
    last = last_identification(family)
    return last is not None and last.result == Result.NOT_ELIGIBLE


def identified_by(family: Family, by: Any) -> "StrOrPromise | None":
    """Why this person cannot decide: she identified the family last."""
    last = last_identification(family)
    return YOUR_OWN if last is not None and last.done_by_id == by.pk else None


def _awaited(family: Family, decision: str) -> Identification:
    """The identification that waits for a decision."""
    if decision == Decision.VERIFIED or not may_be_rejected(family):
        require(family, "verify")
    last = last_identification(family)
    if last is None:
        raise RuleError(TOO_EARLY[Family.Status.CONTACTED], code="step_missing")
    return last


def _require_documents(family: Family) -> None:
    missing = missing_documents(family)
    if missing:
        raise RuleError(
            _(
                "Mandatory documents have not been found in order yet: %(documents)s. "
                "Check the documents first."
            ),
            code="documents_missing",
            documents="; ".join(str(paper) for paper in missing),
        )


def _verified(family: Family, reason: str) -> None:
    now = timezone.now()
    family.status, family.verified_at = Family.Status.VERIFIED, now
    family.last_confirmed_on = timezone.localdate()
    family.save(update_fields=["status", "verified_at", "last_confirmed_on", "updated_at"])
    # Provisional until now, or suspended until the papers from abroad were in order.
    Coverage.objects.filter(family=family, until=None).update(
        status=Coverage.Status.ACTIVE, updated_at=now
    )
    cartable.open_task(family, Task.Kind.ASSESS)


def _rejected(family: Family, reason: str) -> None:
    end_file(family, Family.Status.NOT_ELIGIBLE, reason)


def _more_needed(family: Family, reason: str) -> None:
    family.status, family.identified_at = Family.Status.CONTACTED, None
    family.save(update_fields=["status", "identified_at", "updated_at"])
    cartable.open_task(family, Task.Kind.IDENTIFY)


CONSEQUENCES = {
    Decision.VERIFIED: _verified,
    Decision.REJECTED: _rejected,
    Decision.NEED_MORE: _more_needed,
}
