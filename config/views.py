"""The few pages that belong to no part of the house: the front door, refusals."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from permissions import interrupted


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Says where to go."""
    return render(request, "front.html")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it of pages that name no icon."""
    return redirect(static("house/mark.svg"))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: old, sent twice, or from another site.

    Who signed in again in another tab gets her form back to send it once more; whatever came
    from another site is refused as it is.
    """
    if interrupted.from_our_own_page(request) and admin.site.has_permission(request):
        return interrupted.offer_again(request, interrupted.work_of(request), status=403)
    return render(request, "stale_form.html", status=403)


def too_many_attempts(
    request: HttpRequest, original_response: HttpResponse, credentials: dict[str, str]
) -> HttpResponse:
    """The same for each name, known or not."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "too_many_attempts.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
