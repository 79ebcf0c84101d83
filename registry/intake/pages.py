"""What every page of a family has: its language, and headers that keep its address to itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

LINK_TEXT = "intake/refused.html"
TURN = "_language"  # the button that shows a page in another language, with what is typed on it


def private(response: HttpResponse) -> HttpResponse:
    """The address holds the key: no other page learns it, and nobody keeps the page.

    Not `no-referrer`: with it browsers send forms with the origin “null”, which the protection
    against forged forms must refuse.  This one tells the host, and never the path.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Content-Language"] = translation.get_language()
    return response


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return turned(
        request, private(render(request, f"intake/{template}.html", context, status=status))
    )


def turned(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, and from it on the language that its button asked for."""
    if language := turned_to(request):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]  # a setting
        )
    return response


def refused(request: HttpRequest) -> HttpResponse:
    """One page for every link that opens nothing: in both languages, the same to the last byte."""
    with translation.override(None):
        response = render(request, LINK_TEXT, status=404)
    response = private(response)
    del response.headers["Content-Language"]
    return response


def address(request: HttpRequest) -> str:
    """Where the request comes from, as far as `TrustedProxies` believes it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def chosen_language(request: HttpRequest) -> str:
    """The language somebody has chosen by hand, just now or before; empty if nobody has."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return turned_to(request) or (chosen if chosen in dict(settings.LANGUAGES) else "")


def turned_to(request: HttpRequest) -> str:
    """The language that the button of this page asks for; empty if another button was pressed."""
    asked = request.POST.get(TURN, "")
    return asked if asked in dict(settings.LANGUAGES) else ""
