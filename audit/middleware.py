from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from audit.signature import VISITOR, Hand, signed


class SignatureMiddleware:
    """Signs every change of a request with the account behind it, and numbers the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        hand = hand_of(request)
        with signed(hand):
            response = self.get_response(request)
        response["X-Request-ID"] = hand.request_id
        return response


def hand_of(request: HttpRequest) -> Hand:
    """The account as it is at this moment: its name, role and place may change later."""
    request_id, user = uuid4().hex, request.user
    if not user.is_authenticated:
        # No address, no path: they would carry the token of an invitation into the history.
        return Hand(VISITOR, "", request_id=request_id)
    reach = getattr(request, "reach", None)
    return Hand(
        user.get_full_name() or user.get_username(),
        "",
        user_id=user.pk,
        role=str(getattr(reach, "role", "")),
        place=str(getattr(reach, "place", "")),
        request_id=request_id,
    )
