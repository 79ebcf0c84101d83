"""What a family lacks: confirmed or declined by the association, or found in an assessment."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import Family, Member, Need, NeedType, Task
from registry.services import cartable
from registry.services.assessment import tier_of
from registry.services.stages import locked, require, require_reason

Status, Publication = Need.Status, Need.Publication


@dataclass(frozen=True)
class Wanted:
    """A need that a social worker adds: what, for whom, how much."""

    need_type: NeedType
    member: Member | None = None
    amount_rial: int | None = None
    urgent: bool = False


@transaction.atomic
def confirm_need(
    *, need: Need, by: Any, amount_rial: int | None = None, urgent: bool = False
) -> Need:
    """The association agrees that the family has this need."""
    family, need = locked_need(need)
    require_undecided(need)
    _decide(need, by, Status.CONFIRMED, "")
    need.amount_rial = amount_rial if amount_rial is not None else need.amount_rial
    need.urgency = Need.Urgency.URGENT if urgent or need.need_type.urgent else need.urgency
    need.full_clean()
    need.save()
    _after_a_decision(family, need)
    return need


@transaction.atomic
def decline_need(*, need: Need, by: Any, reason: str) -> Need:
    """The association does not see this need; the family learns why."""
    family, need = locked_need(need)
    require_undecided(need)
    reason = require_reason(reason)
    with because(reason):
        _decide(need, by, Status.DECLINED, reason)
        need.save()
    _after_a_decision(family, need)
    return need


@transaction.atomic
def add_need(*, family: Family, by: Any, wanted: Wanted) -> Need:
    """Write down a need that the assessment found; it counts as confirmed."""
    family = locked(family)
    require(family, "decide needs")
    _refuse_strangers(family, wanted)
    _refuse_twice(family, wanted)
    kind = wanted.need_type
    urgent = wanted.urgent or kind.urgent
    need = Need(
        family=family,
        need_type=kind,
        member=wanted.member,
        sensitivity=kind.sensitivity,
        origin=Need.Origin.ASSESSED,
        urgency=Need.Urgency.URGENT if urgent else Need.Urgency.NORMAL,
        amount_rial=wanted.amount_rial,
    )
    _decide(need, by, Status.CONFIRMED, "")
    need.full_clean()
    need.save()
    _after_a_decision(family, need)
    return need


@transaction.atomic
def withdraw_need(*, need: Need, reason: str) -> Need:
    """The family no longer asks for it: it leaves the list, and the window with it."""
    family, need = locked_need(need)
    require_open(need)
    reason = require_reason(reason)
    with because(reason):
        need.status, need.reason, need.publication = Status.WITHDRAWN, reason, Publication.CLOSED
        need.save(update_fields=["status", "reason", "publication", "updated_at"])
    _after_a_decision(family, need)
    return need


def locked_need(need: Need) -> tuple[Family, Need]:
    """The family first, then its need: always in this order, so that two never wait in a ring."""
    family = locked(need.family)
    need = Need.objects.select_related("need_type").get(pk=need.pk)
    need.family = family
    return family, need


def require_undecided(need: Need) -> None:
    """A need is confirmed or declined once, when its family stands there."""
    require(need.family, "decide needs")
    if need.status != Status.DECLARED:
        raise RuleError(
            _("This need was decided already: it is %(status)s. Nothing was changed."),
            code="already_done",
            status=need.get_status_display(),
        )


def require_open(need: Need) -> None:
    """Only what a family still asks for can be taken off its list."""
    if need.status not in (Status.DECLARED, Status.CONFIRMED):
        raise RuleError(
            _("This need is no longer open: it is %(status)s. Nothing was changed."),
            code="already_done",
            status=need.get_status_display(),
        )


def _refuse_strangers(family: Family, wanted: Wanted) -> None:
    if wanted.member is not None and wanted.member.family_id != family.pk:
        raise RuleError(
            _("Nothing was added: the person is not in this family's file. Choose one who is."),
            code="not_of_this_family",
        )


def _refuse_twice(family: Family, wanted: Wanted) -> None:
    standing = family.needs.filter(
        need_type=wanted.need_type,
        member=wanted.member,
        status__in=(Status.DECLARED, Status.CONFIRMED),
    )
    if standing.exists():
        raise RuleError(
            _(
                "“%(need)s” is on the list of this family already. Nothing was changed; "
                "decide on the one that is there."
            ),
            code="already_done",
            need=wanted.need_type,
        )


def _decide(need: Need, by: Any, status: Need.Status, reason: str) -> None:
    need.status, need.reason = status, reason
    need.decided_by, need.decided_at = by, timezone.now()


def _after_a_decision(family: Family, need: Need) -> None:
    if not family.needs.undecided().exists():
        cartable.complete(family, [Task.Kind.DECIDE_NEEDS])
    settle_approvals(family)
    settle_alarm(family, need)


def settle_approvals(family: Family) -> None:
    """Strike out the approval of publications once nothing is proposed any more."""
    if not family.needs.filter(publication=Publication.PROPOSED).exists():
        cartable.complete(family, [Task.Kind.APPROVE_PUBLICATION])


def settle_alarm(family: Family, need: Need) -> None:
    """What cannot wait: somebody has to act today, and the family goes before others.

    Once it is off the list, or is not so urgent after all, neither holds any longer.
    """
    standing = need.status in (Status.DECLARED, Status.CONFIRMED)
    if not (standing and need.urgency == Need.Urgency.URGENT):
        raised = cartable.of_cause(family, Task.Kind.URGENT, str(need.pk))
        cartable.end(raised, Task.Status.CANCELLED)
    elif need.status == Status.CONFIRMED:
        cartable.open_task(family, Task.Kind.URGENT, cause=str(need.pk))
    tier = tier_of(family) if need.need_type.urgent else family.tier
    if tier != family.tier:
        family.tier = tier
        family.save(update_fields=["tier", "updated_at"])
