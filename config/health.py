"""Whether a process lives, and whether it is of use; the office and the window answer alike."""

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


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
    # Only here: the window's own process has no record to keep, and does not know ours.
    from audit import triggers

    return "changes may go unrecorded" if triggers.drift(alias) else "ready"
