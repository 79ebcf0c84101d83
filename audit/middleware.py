from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from audit.signature import VISITOR, Hand, hand_of, signed


class SignatureMiddleware:
    """Signs every change of a request with the account behind it, and numbers the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid4().hex
        if request.user.is_authenticated:
            hand = hand_of(request.user, request_id)
        else:
            # No address, no path: they would carry the token of an invitation into the history.
            hand = Hand(VISITOR, "", request_id=request_id)
        with signed(hand):
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response
