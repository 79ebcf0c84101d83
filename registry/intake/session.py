"""A family that has signed in: a short session of its own, apart from the staff's.

The cookie is a random number; what it stands for is kept by the house, and ends with it:
after twenty minutes of nothing, after two hours whatever happens, and on signing out.
"""

import time

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

from registry.models import Family

IDLE = 20 * 60
LONGEST = 2 * 60 * 60
PRECISION = 60


def cookie_name() -> str:
    return "__Host-family" if settings.SESSION_COOKIE_SECURE else "family"


def begin(response: HttpResponse, family: Family) -> None:
    store = SessionStore()
    now = int(time.time())
    store.update({"family": family.pk, "pin": family.pin_hash[-12:], "began": now, "seen": now})
    store.set_expiry(IDLE)
    store.create()
    response.set_cookie(
        cookie_name(),
        str(store.session_key),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def family_of(request: HttpRequest) -> Family | None:
    """Whose session this is, if it still stands."""
    store = _store(request)
    pk, now = store.get("family"), int(time.time())
    if pk is None:
        return None
    if now - store["began"] > LONGEST or now - store["seen"] > IDLE:
        store.flush()
        return None
    family = Family.objects.select_related("association", "county").filter(pk=pk).first()
    if family is None or family.pin_hash[-12:] != store["pin"]:
        return None  # the PIN was renewed: sign in with the new one
    if now - store["seen"] > PRECISION:
        store["seen"] = now
        store.save()
    return family


def end(request: HttpRequest, response: HttpResponse) -> None:
    _store(request).flush()
    response.delete_cookie(cookie_name(), path="/", samesite="Strict")


def _store(request: HttpRequest) -> SessionStore:
    return SessionStore(request.COOKIES.get(cookie_name()) or None)
