"""What stands behind a link: an invitation that can be used, and what was written so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from audit.once import unfinished
from permissions.reach import everything
from registry.errors import RuleError
from registry.intake.pages import address, chosen_language, refused
from registry.models import Invitation, Registration
from registry.services import attempts, invitations, registration


@dataclass
class Link:
    """The link as it was opened; `answers` follows what is kept."""

    token: str
    invitation: Invitation
    answers: dict[str, Any] = field(default_factory=dict)

    def keep(self, step: str, given: Any) -> None:
        self.answers = registration.keep_draft(
            invitation=self.invitation,
            step=step,
            answers=given,
            language=translation.get_language(),
        )


LinkView = Callable[..., HttpResponse]


def behind_link(view: LinkView) -> LinkView:
    """Open the link for the view.  Whatever opens nothing gets one and the same answer."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        with everything("whoever holds a link is not on the staff"):
            invitation = usable(request, token)
            if invitation is None:
                return unfinished(refused(request))
            draft = Registration.objects.filter(invitation=invitation).first()
            link = Link(token, invitation, dict(draft.answers) if draft else {})
            spoken = draft.language if draft else invitation.language
            with translation.override(chosen_language(request) or spoken):
                return view(request, link, **rest)

    return opened


def usable(request: HttpRequest, token: str) -> Invitation | None:
    """The invitation, unless it cannot be used or this address was wrong too often."""
    limits = [attempts.links_from(address(request))]
    if attempts.exhausted(limits):
        return None
    try:
        return invitations.find_usable(token)
    except RuleError:
        attempts.note_failure(limits)
        return None
