"""The national desk decides whether two files are one family."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import Coverage, Family, PotentialDuplicate, Task
from registry.services import cartable
from registry.services.publication import close_publications
from registry.services.stages import locked, require_reason

Status = PotentialDuplicate.Status


@transaction.atomic
def keep_apart(*, pair: PotentialDuplicate, reason: str) -> PotentialDuplicate:
    """They are two families: both files go on."""
    return _decide(pair, Status.DISTINCT, reason)


@transaction.atomic
def close_as_duplicate(*, pair: PotentialDuplicate, reason: str) -> PotentialDuplicate:
    """They are one family: the later file is closed, the earlier one goes on."""
    pair = _decide(pair, Status.DUPLICATE, reason)
    later = max(pair.family, pair.other, key=lambda file: (file.opened_at, file.pk))
    with everything("a duplicate file is closed, wherever it is"), because(reason.strip()):
        _close(locked(later), reason.strip())
    return pair


def _decide(pair: PotentialDuplicate, status: Status, reason: str) -> PotentialDuplicate:
    reason = require_reason(reason)
    pair = PotentialDuplicate.objects.select_for_update().get(pk=pair.pk)
    if pair.status != Status.OPEN:
        raise RuleError(
            _("This pair was decided already: %(status)s. Nothing was changed."),
            code="already_done",
            status=pair.get_status_display(),
        )
    with because(reason):
        pair.status, pair.reason = status, reason
        pair.save(update_fields=["status", "reason", "updated_at"])
        if not pair.family.duplicates.filter(status=Status.OPEN).exists():
            cartable.complete(pair.family, [Task.Kind.CHECK_DUPLICATE])
    return pair


def _close(family: Family, reason: str) -> None:
    if family.status in Family.ENDED:
        return
    now: Any = timezone.now()
    close_publications(family)
    family.status, family.closed_at, family.closure_reason = Family.Status.CLOSED, now, reason
    family.save(update_fields=["status", "closed_at", "closure_reason", "updated_at"])
    Coverage.objects.filter(family=family, until=None).update(
        status=Coverage.Status.ENDED, until=now, reason=reason, updated_at=now
    )
    cartable.cancel_all(family)
