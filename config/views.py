"""The few pages that belong to no part of the house: health, the front door, refusals."""

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from audit import triggers


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; whether it is of use is for `readyz` to say."""
    return JsonResponse({"status": "alive"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Every store answers and has its tables as this version of the code expects them."""
    checks = {alias: state(alias) for alias in settings.DATABASES if settings.DATABASES[alias]}
    ready = all(word == "ready" for word in checks.values())
    response = JsonResponse({"ready": ready, "stores": checks}, status=200 if ready else 503)
    if not ready:
        response.headers["Retry-After"] = "5"
    return response


def state(alias: str) -> str:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
        # The window may read the published tables, not the list of migrations that made them.
        if alias not in ("default", "published"):
            return "ready"
        executor = MigrationExecutor(connections[alias])
    except DatabaseError:
        return "unreachable"
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrations are waiting"
    return "changes may go unrecorded" if triggers.drift(alias) else "ready"


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Says where to go."""
    return render(request, "front.html")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it of pages that name no icon."""
    return redirect(static("house/mark.svg"))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: old, sent twice, or from another site."""
    return render(request, "stale_form.html", status=403)


def too_many_attempts(
    request: HttpRequest, original_response: HttpResponse, credentials: dict[str, str]
) -> HttpResponse:
    """The same for each name, known or not."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "too_many_attempts.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
