"""Sessions end by themselves: after half an hour of nothing, and after a working day."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN, STARTED = "seen", "started"
# Writing the session on each request would cost a write for every page read.
PRECISION = 60


class BoundedSessions:
    """Ends a session that was idle too long or is too old, on whatever page it next asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            bound(request, now=int(time.time()))
        return self.get_response(request)


def bound(request: HttpRequest, *, now: int) -> None:
    session = request.session
    started, seen = session.get(STARTED, now), session.get(SEEN, now)
    idle, age = now - seen, now - started
    if idle > settings.SESSION_IDLE.total_seconds() or age > settings.SESSION_COOKIE_AGE:
        request.session_ended_of = request.user.pk  # type: ignore[attr-defined]  # for `interrupted`
        logout(request)
        return
    if STARTED not in session:
        session[STARTED] = now
    if SEEN not in session or idle >= PRECISION:
        session[SEEN] = now
