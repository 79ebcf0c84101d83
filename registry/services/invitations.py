"""The link that a prisoner hands to his family: issued, revoked, found again.

The token is random (140 bits), shown once, and never stored; its hash alone finds it.  It is
written in Crockford's base 32, so that it can also be typed from the paper.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from permissions.access import access_of
from permissions.reach import everything
from registry import codes
from registry.errors import RuleError
from registry.models import Invitation, Prisoner

SYMBOLS = 28
VALID_FOR = timedelta(days=30)
REPLACED = gettext_noop("Replaced by a newer invitation of the same prisoner")


def token_hash(token: str) -> str:
    """What is stored of a token, however it was typed."""
    return hashlib.sha256(codes.as_typed(token).encode()).hexdigest()


def issue(
    *,
    prisoner: Prisoner,
    issued_by: Any,
    language: str = "fa",
    channel: str = Invitation.Channel.PAPER,
    expires_at: datetime | None = None,
) -> tuple[Invitation, str]:
    """A new invitation and its token, which nobody sees a second time.

    An older one that is not used yet ends here: the sheet that was lost must not open anything.
    """
    _refuse_other_prisons(prisoner, issued_by)
    with everything("an older invitation may come from another prison"), transaction.atomic():
        prisoner = Prisoner.objects.select_for_update().get(pk=prisoner.pk)
        refusal = against_inviting(prisoner)
        if refusal is not None:
            raise refusal
        for older in prisoner.invitations.usable():
            _end(older, REPLACED)
        token = codes.symbols(SYMBOLS)
        invitation = Invitation.objects.create(
            prisoner=prisoner,
            prison=prisoner.prison,
            token_hash=token_hash(token),
            channel=channel,
            language=language,
            issued_by=issued_by,
            expires_at=expires_at or timezone.now() + VALID_FOR,
        )
    return invitation, token


def against_inviting(prisoner: Prisoner) -> RuleError | None:
    """Whoever was released tells his family himself."""
    if prisoner.held:
        return None
    return RuleError(
        _(
            "%(prisoner)s is no longer in custody, so no invitation was issued. If that is "
            "wrong, record the custody event first."
        ),
        code="not_in_custody",
        prisoner=prisoner,
    )


def _refuse_other_prisons(prisoner: Prisoner, issued_by: Any) -> None:
    if not access_of(Prisoner).holds(issued_by, "invite", prisoner):
        raise RuleError(
            _(
                "You cannot invite this family: the prisoner is not held in your prison. "
                "Ask the social worker of the prison where he is now."
            ),
            code="not_your_prison",
        )


@transaction.atomic
def revoke(*, invitation: Invitation, reason: str, revoked_by: Any) -> None:
    """End an invitation before it is used; the link then opens nothing any more."""
    if not access_of(Invitation).holds(revoked_by, "revoke", invitation):
        raise RuleError(
            _("You cannot revoke this invitation: it was issued by another prison."),
            code="not_your_prison",
        )
    if not reason.strip():
        raise RuleError(
            _("Nothing was revoked, because the reason is missing. Write why the link must end."),
            code="reason_missing",
        )
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require_usable(invitation)
    _end(invitation, reason.strip())


def require_usable(invitation: Invitation) -> None:
    """Only a link that still opens something can be ended."""
    if not invitation.usable:
        raise RuleError(
            _(
                "Nothing was changed: this invitation was used, has expired, or was revoked "
                "before. Issue a new one if the family still needs a link."
            ),
            code="invitation_over",
        )


def _end(invitation: Invitation, reason: str) -> None:
    invitation.revoked_at = timezone.now()
    invitation.revoked_reason = reason
    invitation.save(update_fields=["revoked_at", "revoked_reason", "updated_at"])


def find_usable(token: str) -> Invitation:
    """The invitation behind a link.  Unknown, used, expired, revoked: one query, one answer."""
    invitation = of_token(token)
    if invitation is None or not invitation.usable:
        raise not_usable()
    return invitation


def of_token(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation of a token in whatever state; what may be told of it, others decide."""
    rows = Invitation.objects.filter(token_hash=token_hash(token))
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.select_related("prisoner__prison").first()


def not_usable() -> RuleError:
    return RuleError(
        _(
            "This link does not open a registration. Links work once and for thirty days. Ask "
            "the social worker of the prison for a new one."
        ),
        code="link_not_usable",
    )
