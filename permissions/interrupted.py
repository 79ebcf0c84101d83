"""Work that was sent when its session had ended: it is not lost, and is not stored unasked.

What the form said goes back into the person's own page, signed, beside the login; nothing of
it is kept here, in a cookie or in an address.  After the login she sees it stands ready, and
sends it once more or opens the page anew.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SALT = "interrupted work"
FIELD = "interrupted"
LONGEST = timedelta(hours=2)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 -- the name of a field


@dataclass(frozen=True)
class Work:
    """A form as it was sent: where to, and what it said; of whom, where that is known."""

    path: str
    said: list[tuple[str, list[str]]]
    person: int | None

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.said for value in values]

    @property
    def is_whole(self) -> bool:
        return bool(self.said)


def work_of(request: HttpRequest) -> Work:
    """What was sent; a password is never handed back, and a form with one is filled in anew."""
    said = [(name, values) for name, values in request.POST.lists() if name != TOKEN]
    if any("password" in name for name, _values in said):
        said = []
    return Work(request.get_full_path(), said, getattr(request, "session_ended_of", None))


def sealed(work: Work) -> str:
    return signing.dumps([work.path, work.said, work.person], salt=SALT, compress=True)


def unsealed(request: HttpRequest) -> Work | None:
    """The work that waits beside this login; nothing if there is none, or it waited too long."""
    text = request.POST.get(FIELD, "")
    if not text:
        return None
    try:
        path, said, person = signing.loads(text, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return Work(path, [(name, values) for name, values in said], person)


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages sent this, and no other site's."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def offer_again(request: HttpRequest, work: Work, *, status: int = 200) -> HttpResponse:
    """The page on which the form stands ready to be sent once more."""
    context: dict[str, Any] = {**admin.site.each_context(request), "work": work}
    return render(request, "admin/send_again.html", context, status=status)
