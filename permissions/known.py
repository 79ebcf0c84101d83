"""Browsers that somebody has signed in with before.

Whoever floods an account with wrong passwords from many places closes it to strange browsers
for a while, but never to the one its person uses.  The cookie proves no more than that: it
opens nothing, tells no name, and the answer to a browser without it is the same for each name.
"""

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

LASTS = 90 * 24 * 60 * 60
OFFICE = "office"


def knows(request: HttpRequest, door: str, name: str) -> bool:
    """Whether this name was signed in at this door with this very browser."""
    signed = request.COOKIES.get(cookie_name(door), "")
    try:
        kept = signing.TimestampSigner(salt=f"known {door}").unsign(signed, max_age=LASTS)
    except signing.BadSignature:
        return False
    return constant_time_compare(kept, _mark(door, name))


def remember(response: HttpResponse, door: str, name: str) -> None:
    response.set_cookie(
        cookie_name(door),
        signing.TimestampSigner(salt=f"known {door}").sign(_mark(door, name)),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def cookie_name(door: str) -> str:
    host = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{host}known-{door}"


def _mark(door: str, name: str) -> str:
    return salted_hmac(f"known {door}", name, algorithm="sha256").hexdigest()


class KnownBrowsers:
    """Lets the browser of whoever works in the office be known at its next sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            name = request.user.get_username()
            if not knows(request, OFFICE, name):
                remember(response, OFFICE, name)
        return response
