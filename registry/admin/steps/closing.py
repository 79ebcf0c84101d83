"""How a file ends, and how it goes on."""

from django.utils.translation import gettext_lazy as _

from registry.admin.steps import questions
from registry.admin.steps.step import Step, unless
from registry.services.closure import (
    close_at_its_wish,
    recorded_by,
    reopen,
    require_to_reopen,
    require_withdrawn,
)

STAYED_CLOSED = _(
    "The file stays closed: a matching record exists. The national desk has been asked which of "
    "the two goes on."
)
CLOSE = Step(
    name="close",
    short=True,
    action="close",
    title=_("Close the file"),
    done=_("The file is closed. If the family agrees again, it can be opened again."),
    intro=_(
        "The family took back its consent and stays with it. What waits in the cartable is "
        "cancelled and its coverage ends; what was done stays in the history."
    ),
    form=questions.ReasonForm,
    perform=lambda row, by, given: close_at_its_wish(family=row, by=by, reason=given["reason"]),
    against=unless(require_withdrawn),
    not_hers=recorded_by,
)
REOPEN = Step(
    name="reopen",
    short=True,
    action="close",
    title=_("Open the file again"),
    done=_("The file is open again; what comes next waits in the cartable."),
    intro=_(
        "The family needs help again and agrees to it. Whoever was identified before is verified "
        "anew by a second person; until then the family is covered provisionally."
    ),
    form=questions.ReasonForm,
    perform=lambda row, by, given: reopen(family=row, reason=given["reason"]),
    against=unless(require_to_reopen),
)
