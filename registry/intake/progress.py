"""Where a file stands, in a family's words, and what comes next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from registry.models import Family

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = Family.Status


@dataclass(frozen=True)
class Progress:
    now: "StrOrPromise"
    next: "StrOrPromise"
    steps: list[tuple["StrOrPromise", bool]]


STEPS: dict[str, "StrOrPromise"] = {
    Status.REFERRED: _("Registered"),
    Status.CONTACTED: _("Called"),
    Status.IDENTIFIED: _("Visited"),
    Status.VERIFIED: _("Confirmed"),
    Status.ASSESSED: _("Needs assessed"),
}
WORDS: dict[str, tuple["StrOrPromise", "StrOrPromise"]] = {
    Status.REFERRED: (
        _("Your family is registered and covered."),
        _("A social worker calls you within three working days. Keep your papers ready."),
    ),
    Status.CONTACTED: (
        _("A social worker has spoken with you."),
        _("Next, somebody visits you or looks at your papers, within ten days."),
    ),
    Status.IDENTIFIED: (
        _("A social worker has met you or seen your papers."),
        _("A second person at the association confirms it. You need not do anything."),
    ),
    Status.VERIFIED: (
        _("Your file is confirmed."),
        _("A social worker talks with you about what you need most."),
    ),
    Status.ASSESSED: (
        _("Your needs have been assessed."),
        _("The association arranges help. Write to it whenever something changes."),
    ),
    Status.RETURNED: (
        _("Your registration is with the national office."),
        _("It looks for an association near you, and that association calls you."),
    ),
    Status.DIRECTED: (
        _("The Relief Committee (Emdad) is responsible for your family."),
        _("The association introduces you to it. Call the association if you hear nothing."),
    ),
    Status.NOT_ELIGIBLE: (
        _("The association does not cover your family."),
        _("If something has changed or is not right, call the association or write to it."),
    ),
    Status.CLOSED: (
        _("Your file is closed."),
        _("If you need help again, write to the association."),
    ),
}


WITHDRAWN: tuple["StrOrPromise", "StrOrPromise"] = (
    _("You took back your consent, so nobody works on your file any more."),
    _(
        "The association was told; nobody calls or visits you, and no help is "
        "arranged. If you want help after all, agree again under “Consents”: then it goes on from "
        "where it stood."
    ),
)


CLOSED_AFTER_IT: tuple["StrOrPromise", "StrOrPromise"] = (
    _("You took back your consent, and your file is closed."),
    _(
        "If you want help after all, agree again under “Consents”. The association then decides "
        "about opening your file, and answers you here."
    ),
)


def progress(family: Family) -> Progress:
    if family.has_withdrawn and family.status == Status.CLOSED:
        return Progress(*CLOSED_AFTER_IT, [])
    if family.has_withdrawn and family.status not in Family.ENDED:
        return Progress(*WITHDRAWN, [])
    now, following = WORDS[family.status]
    order = list(STEPS)
    reached = order.index(family.status) if family.status in order else -1
    steps = [(label, place <= reached) for place, label in enumerate(STEPS.values())]
    return Progress(now, following, steps if reached >= 0 else [])
