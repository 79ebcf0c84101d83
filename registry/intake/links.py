"""What stands behind a link: an invitation that can be used, and what this browser wrote so far.

The return code of the draft lives in a cookie of the browser that began it, and on the paper of
the family; the house does not keep it.  A browser without it gets an empty form.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from audit.once import unfinished
from permissions.reach import everything
from registry import codes
from registry.errors import RuleError
from registry.intake.pages import address, chosen_language, refused
from registry.models import Invitation
from registry.services import attempts, drafts, invitations

KEPT_FOR = int(invitations.VALID_FOR.total_seconds())


@dataclass
class Link:
    """The link as it was opened; `answers` follows what is kept.

    A browser has a code before it sends its first page: if the answer to that is lost, the page
    sent again finds the draft it began.
    """

    token: str
    invitation: Invitation
    code: str
    language: str
    begun: bool = False
    answers: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def open(cls, token: str, invitation: Invitation, code: str) -> "Link":
        code = drafts.read_code(code) or drafts.new_code()
        key = drafts.Key(token, code)
        draft = drafts.find(invitation, key)
        if draft is None:
            return cls(token, invitation, code, invitation.language)
        return cls(token, invitation, code, draft.language, True, key.unseal(draft.sealed))

    @property
    def return_code(self) -> str:
        """The code as the family writes it down."""
        return codes.in_groups(self.code)

    def keep(self, step: str, given: Any) -> None:
        """The first page that is kept begins a draft."""
        self.answers = drafts.keep(
            invitation=self.invitation,
            key=drafts.Key(self.token, self.code),
            step=step,
            answers=given,
            language=translation.get_language(),
        )
        self.begun = True


LinkView = Callable[..., HttpResponse]


def behind_link(view: LinkView) -> LinkView:
    """Open the link for the view.  Whatever opens nothing gets one and the same answer."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        with everything("whoever holds a link is not on the staff"):
            invitation = usable(request, token)
            if invitation is None:
                return unfinished(refused(request))
            before = code_of(request, token)
            link = Link.open(token, invitation, before)
            with translation.override(chosen_language(request) or link.language):
                response = view(request, link, **rest)
            if link.code != before:
                give_code(response, link)
            return response

    return opened


def usable(request: HttpRequest, token: str) -> Invitation | None:
    """The invitation, unless it cannot be used.  A right link opens, however many were wrong."""
    try:
        return invitations.find_usable(token)
    except RuleError:
        note_wrong_link(request)
        return None


def note_wrong_link(request: HttpRequest) -> None:
    limits = [attempts.links_from(address(request))]
    if not attempts.exhausted(limits):
        attempts.note_failure(limits)


def code_of(request: HttpRequest, token: str) -> str:
    """The return code this browser holds for this link, if it began here or came back here."""
    return request.COOKIES.get(_cookie(token), "")


def give_code(response: HttpResponse, link: Link) -> None:
    """Let this browser go on by itself; without a code it forgets what it had."""
    if not link.code:
        response.delete_cookie(_cookie(link.token), path="/", samesite="Lax")
        return
    response.set_cookie(
        _cookie(link.token),
        link.code,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        # Not strict: the link may be opened out of a message, and must find the draft again.
        samesite="Lax",
        path="/",
    )


def _cookie(token: str) -> str:
    """One for each link, under a name that does not tell the link."""
    host = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{host}draft-{invitations.token_hash(token)[:16]}"
