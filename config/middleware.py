"""What is settled about a request before any page sees it."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponse]

CLOSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES)


class TrustedProxies:
    """Believes a forwarded address only from the proxies named in the settings.

    Whoever else sends such headers has them taken away, so that nobody chooses the address
    his wrong passwords are counted for, or claims to come over HTTPS.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.trusted = [ip_network(network) for network in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if not self.trusts(request.META.get("REMOTE_ADDR", "")):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
            return self.get_response(request)
        for address in reversed([word.strip() for word in forwarded.split(",") if word.strip()]):
            request.META["REMOTE_ADDR"] = address
            if not self.trusts(address):
                break
        return self.get_response(request)

    def trusts(self, address: str) -> bool:
        try:
            place = ip_address(address)
        except ValueError:
            return False
        return any(place in network for network in self.trusted)


class HoldableCookies:
    """Forgets cookies with a character that PostgreSQL holds in no text.

    None of ours has it, but one in quotes may spell any byte, and sessions are looked up by it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if "\0" not in value
        }
        return self.get_response(request)


class LoopbackOnly:
    """The embedded installation has no HTTPS: it talks to its own machine and nobody else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            near = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
        except ValueError:
            near = False
        if near:
            return self.get_response(request)
        return HttpResponseForbidden(
            "This is an embedded installation: it answers to its own machine only. "
            "Use config.settings.production to serve others.",
            content_type="text/plain; charset=utf-8",
        )


class QuietHeaders:
    """No page is kept by a browser or a search engine, and none may ask for a device."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        if not request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            response.headers["Cache-Control"] = "no-store, private"
        return response


class TooSlow:
    """Says what to do about a page whose question the database gave up (`statement_timeout`).

    What was sent to be stored is left to the page of errors, so that its transaction ends as one.
    """

    CANCELLED = "57014"  # SQLSTATE query_canceled

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        cause = getattr(error.__cause__, "sqlstate", None)
        given_up = isinstance(error, OperationalError) and cause == self.CANCELLED
        if request.method != "GET" or not given_up:
            return None
        return render(request, "503.html", status=503)
