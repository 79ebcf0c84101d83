"""The road of a file, and what may happen at each of its stages.

Every process asks `require` first, under the lock of the family's row: so that two people, or
two clicks, cannot take the same step twice, and so that a refusal names the missing step.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from registry.errors import RuleError
from registry.models import Family, Registration

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = Family.Status
OPEN = frozenset(Status) - frozenset(Family.ENDED)
SETTLED = frozenset({Status.VERIFIED, Status.ASSESSED})

# Which stages a step may be taken at.
MAY: dict[str, frozenset[str]] = {
    "contact": frozenset({Status.REFERRED}),
    "give back": frozenset({Status.REFERRED, Status.CONTACTED}),
    "reroute": frozenset(OPEN),
    "identify": frozenset({Status.CONTACTED}),
    "check documents": OPEN - {Status.RETURNED},
    "verify": frozenset({Status.IDENTIFIED}),
    "assess": SETTLED,
    "decide needs": SETTLED,
    "assign": OPEN - {Status.RETURNED},
    "confirm data": OPEN - {Status.RETURNED},
    "review coverage": OPEN - {Status.RETURNED},
}

TOO_EARLY: dict[str, "StrOrPromise"] = {
    Status.REFERRED: _(
        "This has to wait: nobody has contacted the family yet. Record the first contact first."
    ),
    Status.CONTACTED: _(
        "This has to wait: the family has not been identified yet. Record an identification "
        "that confirms it first."
    ),
    Status.IDENTIFIED: _(
        "This has to wait: the identification has not been verified by a second person yet. "
        "Ask a colleague to verify it first."
    ),
    Status.VERIFIED: _(
        "This has to wait: there is no approved assessment of the family's needs yet. "
        "Submit an assessment and have a colleague approve it first."
    ),
}
DONE: dict[str, "StrOrPromise"] = {
    "contact": _(
        "The first contact was recorded already. Nothing was changed; go on with the next step."
    ),
    "give back": _(
        "This file can no longer be returned: the family has been identified. Ask the national "
        "desk to send it to another association."
    ),
    "identify": _(
        "The family was identified already. Nothing was changed; go on with the next step."
    ),
    "verify": _("The family was verified already. Nothing was changed; go on with the next step."),
}
STOPPED: dict[str, "StrOrPromise"] = {
    Status.RETURNED: _(
        "This file was returned to the national desk. It has to be sent to an association before "
        "anything else can be done with it."
    ),
    Status.DIRECTED: _(
        "This family was directed to the Relief Committee, so its file has ended. "
        "Nothing more can be done in it."
    ),
    Status.NOT_ELIGIBLE: _(
        "This family was found not eligible, so its file has ended. Nothing more can be done in it."
    ),
    Status.CLOSED: _("This file is closed. Nothing more can be done in it."),
}


# Steps that send a file on, or give it to somebody; all others work for the family.
WITHOUT_CONSENT = frozenset({"give back", "reroute", "assign"})


def arriving_as(outcome: str) -> Family.Status:
    """How a file comes to an association, after what the rule said when the family registered."""
    ended: dict[str, Family.Status] = {
        Registration.Outcome.DIRECT_TO_RELIEF: Status.DIRECTED,
        Registration.Outcome.NOT_ELIGIBLE: Status.NOT_ELIGIBLE,
    }
    return ended.get(outcome, Status.REFERRED)


def locked(family: Family) -> Family:
    """The family's row as it is stored, and nobody else's to change until we are done."""
    return Family.objects.select_for_update().get(pk=family.pk)


def require(family: Family, step: str) -> None:
    """Refuse a step that the stage or the family does not allow, naming what is missing."""
    refusal = why_not(family, step)
    if refusal is not None:
        sentence, code = refusal
        raise RuleError(sentence, code=code)
    if step not in WITHOUT_CONSENT and family.has_withdrawn:
        raise RuleError(
            _(
                "The family took back its consent, so nothing is done in its file. If it agrees "
                "again, record its consent; then the file goes on from where it stood."
            ),
            code="consent_withdrawn",
        )


def allows(family: Family, step: str) -> bool:
    return family.status in MAY[step]


def why_not(family: Family, step: str) -> "tuple[StrOrPromise, str] | None":
    """The sentence and the code of the refusal; nothing if the step may be taken."""
    if allows(family, step):
        return None
    if family.status in STOPPED:
        return STOPPED[family.status], "file_stopped"
    if step in DONE and _position(family.status) >= _last_position(step):
        return DONE[step], "already_done"
    return TOO_EARLY[family.status], "step_missing"


def _position(status: str) -> int:
    return Family.STEPS.index(Status(status))


def _last_position(step: str) -> int:
    """From this stage on, the step lies behind."""
    return max(_position(status) for status in MAY[step]) + 1


def require_reason(reason: str) -> str:
    """A decision against somebody says why."""
    text = reason.strip()
    if not text:
        raise RuleError(
            _("Please give the reason: it stays in the history of the file."), code="reason_missing"
        )
    return text


def require_second_person(first: object, second: object, sentence: "StrOrPromise") -> None:
    """Four eyes: whoever did a thing does not also approve it."""
    if first == second:
        raise RuleError(sentence, code="second_person_needed")
