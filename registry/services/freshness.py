"""Whether what a file says still holds: confirmed with the family every ninety days (S33)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.signature import WORKER, acting
from permissions.reach import everything
from registry.models import Family, Task
from registry.services import cartable
from registry.services.stages import locked, require

FRESH_DAYS = 90
AT_A_TIME = 200


def out_of_date() -> Q:
    """Open files of ninety days and more that nobody has confirmed for so long, or ever.

    Whoever registers confirms: a younger file is never out of date, nor is it looked at.
    """
    last = timezone.localdate() - timedelta(days=FRESH_DAYS)
    unconfirmed = Q(last_confirmed_on=None) | Q(last_confirmed_on__lt=last)
    return unconfirmed & Q(opened_at__lt=oldest_fresh()) & ~Q(status__in=Family.ENDED)


def oldest_fresh() -> datetime:
    return timezone.now() - timedelta(days=FRESH_DAYS)


@transaction.atomic
def confirm_data(*, family: Family) -> Family:
    """The family says that its data hold; it is asked again in ninety days."""
    family = locked(family)
    require(family, "confirm data")
    family.last_confirmed_on = timezone.localdate()
    family.save(update_fields=["last_confirmed_on", "updated_at"])
    cartable.complete(family, [Task.Kind.CONFIRM_DATA])
    return family


def ask_to_confirm() -> int:
    """Put every file that is out of date into its cartable, once; how many there were."""
    asked, last = 0, 0
    reason = gettext_noop("not confirmed for ninety days")
    with everything("files of the whole country"), acting(WORKER, reason=reason):
        while found := list(_to_be_asked().filter(pk__gt=last)[:AT_A_TIME]):
            for pk in found:
                asked += _ask(pk)
            last = found[-1]
    return asked


def _to_be_asked() -> QuerySet[Family, Any]:
    waiting = Task.objects.open().filter(family=OuterRef("pk"), kind=Task.Kind.CONFIRM_DATA)
    stale = Family.objects.filter(out_of_date(), ~Exists(waiting), association__isnull=False)
    return stale.order_by("pk").values_list("pk", flat=True)


@transaction.atomic
def _ask(pk: int) -> int:
    """Under the lock of the file, which may have been confirmed, or closed, since it was found."""
    family = Family.objects.select_for_update().filter(out_of_date(), pk=pk).first()
    if family is None or family.association_id is None:
        return 0
    cartable.open_task(family, Task.Kind.CONFIRM_DATA)
    return 1
