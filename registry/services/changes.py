"""What a family wants changed in its file: accepted into it, or rejected with a reason."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import ChangeRequest, County, Family, Task
from registry.services import cartable, credentials, household
from registry.services.stages import locked, require_reason

NEW_MEMBER = "new_member"  # somebody to be added, as he was described
# What a family may ask to have changed; anything else in a request is refused.
CHANGEABLE = (
    "contact_name",
    "phone",
    "address",
    "postal_code",
    "county",
    "housing",
    "rent_rial",
    "income_rial",
    "other_support",
    "preferred_support",
    "language",
)


@transaction.atomic
def accept_change(*, request: ChangeRequest, by: Any) -> ChangeRequest:
    """Take the family's changes into its file.

    A phone and an address that came by a second registration must not be read by whoever holds
    the code and PIN of the first: those open nothing any more from the same moment.
    """
    family, request = _for_decision(request)
    require_acceptable(request)
    changed = credentials.end(family) if request.joined else []
    for name, values in request.wanted.items():
        if name == NEW_MEMBER:
            household.add_member(family, values["to"])
            family.size = household.size_of(family)
            changed.append("size")
            continue
        _set(family, name, values["to"])
        changed.append(name)
    family.last_confirmed_on = timezone.localdate()
    family.full_clean(exclude=None)
    indexes = ["phone_index"] if "phone" in changed else []
    with because(str(_("The family asked for this change."))):
        family.save(
            update_fields=[*changed, *indexes, "search_key", "last_confirmed_on", "updated_at"]
        )
        _decide(request, by, ChangeRequest.Status.ACCEPTED, "")
    cartable.complete(family, [Task.Kind.CONFIRM_DATA])
    if "county" in changed:
        cartable.open_task(family, Task.Kind.CHECK_LOCATION)
    return request


@transaction.atomic
def reject_change(*, request: ChangeRequest, by: Any, reason: str) -> ChangeRequest:
    """Leave the file as it is; the family reads why."""
    _family, request = _for_decision(request)
    reason = require_reason(reason)
    with because(reason):
        _decide(request, by, ChangeRequest.Status.REJECTED, reason)
    return request


def _for_decision(request: ChangeRequest) -> tuple[Family, ChangeRequest]:
    family = locked(request.family)
    request = ChangeRequest.objects.get(pk=request.pk)
    request.family = family
    require_undecided(request)
    return family, request


def require_undecided(request: ChangeRequest) -> None:
    """A request is accepted or rejected once."""
    if request.status != ChangeRequest.Status.PENDING:
        raise RuleError(
            _("This request was %(status)s already. Nothing was changed."),
            code="already_done",
            status=request.get_status_display(),
        )


def require_acceptable(request: ChangeRequest) -> None:
    """It is undecided, and what the family wants changed is as it was when it asked."""
    require_undecided(request)
    if NEW_MEMBER in request.wanted and not household.has_room(request.family):
        raise RuleError(
            _(
                "Nobody was added: the file holds twenty people already. Reject the request and "
                "say so."
            ),
            code="too_many_members",
        )
    for name, values in request.wanted.items():
        if name != NEW_MEMBER:
            _require_changeable(name)
            _require_unchanged_since(request.family, name, values["from"])


def _decide(request: ChangeRequest, by: Any, status: ChangeRequest.Status, reason: str) -> None:
    request.status, request.reason = status, reason
    request.decided_by, request.decided_at = by, timezone.now()
    request.save(update_fields=["status", "reason", "decided_by", "decided_at", "updated_at"])
    waiting = ChangeRequest.objects.filter(
        family=request.family_id, status=ChangeRequest.Status.PENDING
    )
    if not waiting.exists():
        cartable.complete(request.family, [Task.Kind.REVIEW_CHANGE])


def _require_changeable(name: str) -> None:
    if name not in CHANGEABLE:
        raise RuleError(
            _("“%(field)s” cannot be changed in this way. Reject the request and say so."),
            code="field_not_changeable",
            field=name,
        )


def _require_unchanged_since(family: Family, name: str, before: Any) -> None:
    if _now(family, name) != before:
        raise RuleError(
            _(
                "“%(field)s” has been changed since the family asked. Compare the two, correct "
                "the file by hand if need be, and reject the request."
            ),
            code="changed_meanwhile",
            field=Family._meta.get_field(name).verbose_name,  # type: ignore[union-attr]  # a column
        )


def _now(family: Family, name: str) -> Any:
    return family.county.code if name == "county" else getattr(family, name)


def _set(family: Family, name: str, value: Any) -> None:
    if name == "county":
        family.county = County.objects.get(code=value)
    else:
        setattr(family, name, value)
