"""The window's only door: POST with a bearer key."""

from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from graphql_api.window import keys
from graphql_api.window.closure import closed
from graphql_api.window.errors import BAD_USER_INPUT, FORBIDDEN, UNAUTHENTICATED
from graphql_api.window.execution import Answer, answer, broken
from graphql_api.window.transport import (
    JSON,
    UnreadableError,
    media_of,
    read_request,
    response_of,
)


# No cookie is believed here, so there is nothing a forged form could borrow.
@csrf_exempt
# A transaction around each request would be one on the registry, of all places.
@transaction.non_atomic_requests
def graphql_view(request: HttpRequest) -> HttpResponse:
    """Answer one GraphQL request."""
    media = JSON
    with override(get_language_from_request(request)):
        try:
            media = media_of(request)
            with closed():
                given = respond(request)
        except UnreadableError as refusal:
            given = refusal.answer
        except Exception as fault:  # noqa: BLE001 -- the last wall: nothing of it may be told
            given = broken(fault)
        response = response_of(given, media)
    response.headers["Vary"] = "Accept, Accept-Language, Authorization"
    return response


def respond(request: HttpRequest) -> Answer:
    """Who asks comes before what is asked."""
    if request.method != "POST":
        raise UnreadableError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            BAD_USER_INPUT,
            _("The window answers POST requests only. Send the document in the body."),
            {"Allow": "POST"},
        )
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        raise UnreadableError(
            HTTPStatus.FORBIDDEN,
            FORBIDDEN,
            _("The window does not know sessions. Send no cookies, only the key of a client."),
        )
    caller = keys.caller(request.headers.get("Authorization", ""))
    if caller is None:
        raise UnreadableError(
            HTTPStatus.UNAUTHORIZED,
            UNAUTHENTICATED,
            _("This key does not open the window. Ask the national office for a living key."),
            {"WWW-Authenticate": 'Bearer realm="hemayat"'},
        )
    keys.note_use(caller.key)
    return answer(caller.client, read_request(request))
