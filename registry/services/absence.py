"""Who was due back from a leave and did not come: found every night, and absent from then on.

His families are not concerned: neither their association nor its cover changes by it.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.signature import WORKER, acting
from permissions.reach import everything
from registry.models import Prisoner
from registry.services.custody import stand_anew

AT_A_TIME = 200


def mark_absent() -> int:
    """Let everybody whose day of return has passed stand where he stands today; how many."""
    marked, last = 0, 0
    reason = gettext_noop("not back from leave on the day of return")
    with everything("prisoners of the whole country"), acting(WORKER, reason=reason):
        while found := list(_overdue().filter(pk__gt=last)[:AT_A_TIME]):
            for pk in found:
                marked += stand_anew(pk).custody_status == Prisoner.Custody.ABSENT
            last = found[-1]
    return marked


def _overdue() -> QuerySet[Prisoner, Any]:
    away = Prisoner.objects.filter(custody_status=Prisoner.Custody.ON_LEAVE)
    due = away.filter(due_back_on__lt=timezone.localdate())
    return due.order_by("pk").values_list("pk", flat=True)
