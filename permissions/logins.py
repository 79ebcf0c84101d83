"""How often somebody may be wrong at the door of the office.

Three counts in one window: for a name at an address, for an address, and for a name.  The first
holds for everybody.  The other two stop whoever tries many names from one place, or one name
from many, and are not heard against a browser its person has signed in with before: so a
stranger shuts nobody out of the browser she works with, and out of a new one for a quarter of
an hour at a time.  None of them asks whether the name exists.
"""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest

from permissions.known import OFFICE, knows


class Doorkeeper(AxesDatabaseHandler):  # type: ignore[misc]  # axes ships no types
    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The failures of this name at this address; the limit itself, where a flood is on."""
        own: int = super().get_failures(request, credentials)
        limit: int = settings.AXES_FAILURE_LIMIT
        name = get_client_username(request, credentials) or ""
        if own >= limit or knows(request, OFFICE, name) or not self._flooded(request, name):
            return own
        return limit

    def _flooded(self, request: HttpRequest, name: str) -> bool:
        address = request.axes_ip_address  # type: ignore[attr-defined]  # set by axes
        here, theirs = Q(ip_address=address), Q(username=name)
        recent = AccessAttempt.objects.filter(
            here | theirs, attempt_time__gte=get_cool_off_threshold(request)
        )
        sums = recent.aggregate(
            address=Sum("failures_since_start", filter=here, default=0),
            name=Sum("failures_since_start", filter=theirs, default=0),
        )
        return bool(
            sums["address"] >= settings.LOGIN_FAILURES_OF_AN_ADDRESS
            or sums["name"] >= settings.LOGIN_FAILURES_OF_A_NAME
        )
