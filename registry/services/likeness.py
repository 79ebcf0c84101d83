"""The national desk decides whether two files are one family."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import Family, PotentialDuplicate, Task
from registry.services import cartable
from registry.services.closure import end_file
from registry.services.duplicates import in_order, later_of
from registry.services.stages import locked, require_reason

Status = PotentialDuplicate.Status


@transaction.atomic
def keep_apart(*, pair: PotentialDuplicate, reason: str) -> PotentialDuplicate:
    """They are two families: both files go on."""
    return _decide(pair, Status.DISTINCT, reason)


@transaction.atomic
def close_as_duplicate(*, pair: PotentialDuplicate, reason: str) -> PotentialDuplicate:
    """They are one family: the later file is closed, the earlier one goes on."""
    with everything("a duplicate file is closed, wherever it is"), because(reason.strip()):
        for file in sorted((pair.family, pair.other), key=lambda file: file.pk):
            locked(file)
        pair = _decide(pair, Status.DUPLICATE, reason)
        require_one_goes_on(pair)
        later = later_of(pair)
        if later.status not in Family.ENDED:
            end_file(later, Family.Status.CLOSED, reason.strip())
    return pair


def require_one_goes_on(pair: PotentialDuplicate) -> None:
    """The family must not be left without an open file, nor a file be closed on its way."""
    earlier, later = in_order(pair)
    if later.status in Family.ENDED:
        return
    if earlier.status in Family.ENDED:
        raise RuleError(
            _(
                "Nothing was closed: the earlier file, %(earlier)s, has ended already, so the "
                "family would be left without one. Keep the two apart; the later file goes on."
            ),
            code="file_stopped",
            earlier=earlier,
        )
    if later.association_id is None:
        raise RuleError(
            _(
                "Nothing was closed: the later file, %(later)s, waits to be sent to an "
                "association. Send it to one first, then decide here."
            ),
            code="file_stopped",
            later=later,
        )


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
            # A second registration that joined this file has a task of its own.
            asked = cartable.of_cause(pair.family, Task.Kind.CHECK_DUPLICATE)
            cartable.end(asked, Task.Status.DONE)
    return pair
