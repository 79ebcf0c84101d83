from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from permissions.reach import Reach, reaching


class ReachMiddleware:
    """Let every statement of a request carry how far its person reaches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reaching(Reach.of(request.user)):
            return self.get_response(request)
